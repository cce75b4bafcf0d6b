## account/passkeys.html

account-passkeys-passkeys = Passkeys
account-passkeys-done = Done
account-passkeys-passkey-lives-in-your-phone = A passkey lives in your phone, your computer or a security key. A touch of it takes the place of the code from your app, and it answers on this site alone: nobody can trick it out of you.
account-passkeys-you-have-none-yet = You have none yet.
account-passkeys-your-passphrase-opens-your-account = Your passphrase opens your account only together with one that was chosen for it.
account-passkeys-each-signs-you-in-beside = Each signs you in beside your passphrase. One that opens your account alone does so without it, too.
account-passkeys-passkey = Passkey
account-passkeys-what-it-is = What it is
account-passkeys-rename-it-or-take-it = Rename it, or take it away
account-passkeys-let-it-open-my-account = Let it open my account
account-passkeys-rename-it = Rename it
account-passkeys-take-it-away = Take it away
account-passkeys-add-passkey = Add a passkey
account-passkeys-add-another = Add another
account-passkeys-your-organisation-accepts-passkeys-of =
    { $models ->
        [one] Your organisation accepts passkeys of this model alone:
       *[other] Your organisation accepts passkeys of these models alone:
    }
account-passkeys-your-browser-may-ask-whether = Your browser may ask whether this site may see the make and model of your key: answer yes. What is kept is the model alone, sealed with the rest of your account.
account-passkeys-your-browser-makes-passkeys-by = Your browser makes passkeys by a script, and scripts are off: turn them on and open this page again to add one. Everything else works without.
account-passkeys-what-you-call-it = What you call it
account-passkeys-so-that-you-know-it = So that you know it again: “On my key ring”, “Work laptop”.
account-passkeys-1-passkey = 1. The passkey
account-passkeys-make-it-on-this-or = Make it on this or another device
account-passkeys-let-it-open-my-account-alone = Let it open my account alone
account-passkeys-without-your-passphrase-then-whoever = Without your passphrase, then. Whoever has the device and can unlock it can sign in as you.
account-passkeys-2-that-it-is-you = 2. That it is you
account-passkeys-add-passkey-2 = Add the passkey
account-passkeys-not-now = Not now
account-passkeys-next-this-page-with-your = Next: this page, with your passkey on it.
account-passkeys-your-app-stays-for-when = Your app stays, for when the passkey is not at hand.
account-passkeys-on-several-asks = Since { $made-on }. May be on several of your devices; asks for your finger, face or PIN.
account-passkeys-on-several-touch = Since { $made-on }. May be on several of your devices; asks for a touch only.
account-passkeys-on-one-asks = Since { $made-on }. On one device alone; asks for your finger, face or PIN.
account-passkeys-on-one-touch = Since { $made-on }. On one device alone; asks for a touch only.
account-passkeys-not-accepted-use-another = It does not sign you in: your organisation does not accept its model, or it has not proved it. Use another, or your recovery kit.
account-passkeys-not-accepted-use-passphrase = It does not sign you in: your organisation does not accept its model, or it has not proved it. Use your passphrase and code.
account-passkeys-opens-alone-and-beside = Opens your account alone, and with your passphrase
account-passkeys-opens-alone = Opens your account alone
account-passkeys-opens-beside = Opens your account with your passphrase
account-passkeys-does-not-open = Does not open your account
account-passkeys-needs-passphrase = Needs your passphrase beside it
account-passkeys-model = Model: { $model }
