## account/change.html

account-change-console = Console
account-change-request = Request <code>{ $request-id }</code>

## src/http/account/change.rs

account-change-it-is-done-but-this = It is done, but this browser could not be kept signed in. Sign in again.
account-change-almost-done = Almost done
account-change-sign-in = Sign in
account-change-code-does-not-fit-new = The code does not fit the new app. Type the six digits that it shows now; if they never fit, its clock may be wrong.
account-change-these-are-not-two-groups = These are not the two groups. Look at your printed page, and type them as they stand there.
account-change-this-needs-passkey-that-has = This needs a passkey that has a key for it and asks for your finger, face or PIN. Use another one, or make this one anew on this device.
account-change-there-is-no-room-for = There is no room for another passkey. Take one away first.
account-change-this-is-more-than-people = This is more than the people who run this service allow, or not for this account.
account-change-this-cannot-be-used-choose = This cannot be used. Choose another.
account-change-somebody-else-changed-this-while = Somebody else changed this while you looked. What holds now stands here beside what you typed: look at both, and send it again if you still want to.
account-change-nobody-is-known-under-this = Nobody is known under this name. Check how it is spelt, or invite them first.
account-change-what-you-may-do-yourself = What you may do yourself, another owner says: so that there is always one. Ask one of them.
account-change-passkey-was-not-added-it = The passkey was not added: it did not prove which model it is, and only the models that this page names are accepted. If your browser asked whether this site may see the make and model, answer yes; or use another key. What was made now, you can delete on its device.
account-change-passkey-was-not-added-it-is = The passkey was not added: it is of another model than those that this page names, and only they are accepted. Use one of those. What was made now, you can delete on its device.
account-change-passkey-was-not-added-its = The passkey was not added: its proof of which model it is could not be verified. Ask whoever gave you the key. What was made now, you can delete on its device.
account-change-passkey-was-not-added-what = The passkey was not added: what your browser sent of it could not be accepted. Try again on this page, or with another device.
account-change-your-account-was-changed-meanwhile = Your account was changed meanwhile
account-change-another-window-or-device-was = Another window or device was first. Nothing of this was done. Look at your account, and begin again if you still want to.
account-change-passphrase-stays = The passphrase stays
account-change-it-is-only-way-in = It is the only way in that has a second factor. You can change it instead.
account-change-recovery-kit-has-to-be = A recovery kit has to be there
account-change-your-passphrase-opens-your-account = Your passphrase opens your account only with a passkey, or is about to. Without a recovery kit, whoever loses the passkey loses the account.
account-change-passkey-stays-for-now = The passkey stays for now
account-change-it-is-last-that-your = It is the last that your passphrase opens your account with. Add another first, or let your passphrase open the account with a code again.
account-change-your-account = Your account
account-change-this-page-had-expired = This page had expired
account-change-it-was-open-for-too = It was open for too long, or was used already. Nothing was changed. Open the page again.
account-change-nothing-to-take-away = Nothing to take away
account-change-there-is-no-such-way = There is no such way into your account. Nothing was changed.
account-change-no-passkeys-here = No passkeys here
account-change-address-of-this-sign-in = The address of this sign-in is a number. Passkeys are made for names.
account-change-sign-in-once-more-first = Sign in once more first
account-change-this-session-cannot-be-used = This session cannot be used for it. Sign out and in again, and the next one can.
account-change-sign-out = Sign out
account-change-refused = Passphrase, code or passkey is not right, or the code was used before. Check them, and try again: with a code, once the app shows a new one.
account-change-refused-both = Passphrase or passkey is not right, or the passkey was not shown. A code is not enough here. Check the passphrase, use a passkey that was chosen for it, and try again.
account-change-passphrases-are-not-the-same = The two passphrases are not the same. Type the same one twice.
account-change-passphrase-is-too-short = The passphrase is too short: { $shortest } characters at least. Several words make a good one.
account-change-passphrase-is-too-long = The passphrase is too long: { $longest } characters at most.
account-change-passphrase-is-too-easy = The passphrase is too easy to guess. Several words that do not belong together make a good one.
account-change-give-token-name = Give the token a name of at most { $longest } characters, by which you will know the program.
account-change-choose-how-long-token = Choose how long the token is to serve.
account-change-choose-what-program-may = Choose what the program may do.
account-change-you-have-as-many-tokens = You have as many tokens as there may be. End one first.
account-change-application-has-had-no-key = This application has had no key of yours yet. Open it once, agree, and come back.
account-change-token-is-for-console-or = A token is for the console, or for what is your own: make one of each.
