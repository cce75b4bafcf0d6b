## account/passkey_name.html

account-passkey-name-another-name-for-passkey = Another name for a passkey
account-passkey-name-is-what-you-call-it = “{ $now }” is what you call it here. On its device it keeps the name that it has there.
account-passkey-name-what-you-call-it-from = What you call it from now on
account-passkey-name-name-it = Name it
account-passkey-name-not-now = Not now
account-passkey-name-next-your-passkeys-with-new = Next: your passkeys, with the new name.

## account/passkey_removal.html

account-passkey-removal-take-passkey-away = Take a passkey away
account-passkey-removal-will-not-sign-you-in = “{ $name }” will not sign you in here any more.
account-passkey-removal-your-passphrase-with-another-passkey = Your passphrase with another passkey that was chosen for it still does.
account-passkey-removal-your-passphrase-with-code-from = Your passphrase with a code from your app still does.
account-passkey-removal-what-this-does-and-what = What this does, and what it does not undo
account-passkey-removal-passkey-stays-on-its-device = The passkey stays on its device until you delete it there; here it is of no use then.
account-passkey-removal-it-opened-your-account-with = It opened your account with your passphrase: a new key is started for your account, and everywhere else you are signed out.
account-passkey-removal-it-opened-your-account-alone = It opened your account alone: a new key is started for your account, and everywhere else you are signed out.
account-passkey-removal-applications-that-encrypt-for-you = Applications that encrypt for you get a new key from now on; the older ones stay, for reading what they sealed.
account-passkey-removal-what-somebody-opened-with-it = What somebody opened with it before, they may have copied. By which names applications know you does not change.
account-passkey-removal-it-never-held-key-of = It never held a key of yours, so nothing that it could have opened has to be closed.
account-passkey-removal-sessions-that-are-open-stay = Sessions that are open stay open: <a>end them on your account’s page</a> if the device is in somebody else’s hands.
account-passkey-removal-take-it-away = Take it away
account-passkey-removal-keep-it = Keep it

## src/http/account/passkey.rs

account-passkey-your-passkey-is-ready-you = Your passkey is ready. You can use it from now on.
account-passkey-passkey-has-its-new-name = The passkey has its new name.
account-passkey-your-passphrase-opens-your-account = Your passphrase opens your account with this passkey too.
account-passkey-passkey-does-not-serve-here = The passkey does not serve here any more. You can delete it on its device too.
