## account/both.html

account-both-passphrase-and-passkey = Passphrase and passkey
account-both-passphrase-and-passkey-both-needed = Passphrase and passkey, both needed
account-both-your-passphrase-opens-your-account =
    { $beside ->
        [one] Your passphrase opens your account only together with this passkey. A code does not serve to sign in.
       *[other] Your passphrase opens your account only together with one of these passkeys. A code does not serve to sign in.
    }
account-both-you-can-add-another-or = You can <a>add another, or let another that you have open it too</a>. Or <a2>let your passphrase open your account with a code again</a2>.
account-both-your-account = Your account
account-both-what-your-passphrase-unlocks-it = What your passphrase unlocks, it unlocks only together with a passkey then. Whoever guesses your passphrase opens nothing, not even with a copy of the whole database and its keys.
account-both-passkey-first = A passkey first
account-both-you-have-none-yet-add = You have none yet. <a>Add a passkey</a>; you choose this afterwards.
account-both-recovery-kit-first = A recovery kit first
account-both-without-one-whoever-loses-passkey = Without one, whoever loses the passkey loses the account. <a>Make a recovery kit</a>; you choose this afterwards.
account-both-what-this-changes = What this changes
account-both-to-sign-in-and-to = To sign in, and to change anything here, you need your passphrase and the passkey. A code from your app is not enough any more; it serves where an application asks you to confirm that it is you.
account-both-if-you-lose-passkey-your = If you lose the passkey, your recovery kit is the only way back. Keep the printed page where you keep what must not be lost.
account-both-new-key-is-started-for = A new key is started for your account, and everywhere else you are signed out. By which names applications know you does not change.
account-both-what-somebody-opened-before-they = What somebody opened before, they may have copied, and a copy of the database from before opens as it did.
account-both-passkey-that-opens-your-account = A passkey that opens your account alone goes on doing so.
account-both-choose-it = Choose it
account-both-leave-it-as-it-is = Leave it as it is
account-both-you-can-go-back-to = You can go back to passphrase and code at any time, with both at hand.

## account/both_end.html

account-both-end-passphrase-and-code-again = Passphrase and code again
account-both-end-your-passphrase-will-open-your = Your passphrase will open your account with a code from your app beside it, or with any passkey of yours.
account-both-end-what-this-does = What this does
account-both-end-code-adds-nothing-to-key = A code adds nothing to the key of your account: whoever guesses your passphrase, and has a copy of the database and the keeper’s keys, opens it.
account-both-end-new-key-is-started-for = A new key is started for your account, and everywhere else you are signed out. Your passkeys stay.
account-both-end-go-back-to-code = Go back to a code
account-both-end-leave-it-as-it-is = Leave it as it is

## account/both_join.html

account-both-join-another-passkey-beside-your-passphrase = Another passkey beside your passphrase
account-both-join-will-open-your-account-with = “{ $name }” will open your account with your passphrase too, as the one that you use now does. Show that one once more.
account-both-join-let-it-open-my-account = Let it open my account too
account-both-join-not-now = Not now
