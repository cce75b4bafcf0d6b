## recover/kit.html

recover-kit-recovery = Recovery
recover-kit-that-did-not-work = That did not work
recover-kit-with-your-recovery-kit = With your recovery kit
recover-kit-you-have-printed-page-with = You have a printed page with nine groups of letters and digits. Type them all; then you choose a new passphrase and connect an authenticator app.
recover-kit-nine-groups = The nine groups
recover-kit-in-capitals-or-not-with = In capitals or not, with spaces, dashes or nothing between them.
recover-kit-continue = Continue
recover-kit-back-to-signing-in = Back to signing in
recover-kit-no-page-then-nobody-can = No page? Then nobody can open your account: not even those who run this service. They can make you a link to begin again in it; what is lost then, it says first.

## recover/renew.html

recover-renew-new-passphrase-and-app = New passphrase and app
recover-renew-something-to-mend = Something to mend
recover-renew-new-ways-in = New ways in
recover-renew-your-kit-fits-you-sign = Your kit fits. You sign in with your login code <strong>{ $identifier }</strong>, and your applications know you as before. Choose a new passphrase and connect an app; until then you are not signed in, and the kit stays good.
recover-renew-your-kit-fits-you-sign-in = Your kit fits. You sign in as <strong>{ $identifier }</strong>, and your applications know you as before. Choose a new passphrase and connect an app; until then you are not signed in, and the kit stays good.
recover-renew-1-your-new-passphrase = 1. Your new passphrase
recover-renew-passphrase = Passphrase
recover-renew-characters-or-more-four-or = { $shortest } characters or more. Four or five words that do not belong together are easy to remember and hard to guess. Nobody here can read or reset it.
recover-renew-same-passphrase-again = The same passphrase again
recover-renew-2-your-authenticator-app = 2. Your authenticator app
recover-renew-scan-this-with-authenticator-app = Scan this with an authenticator app on your phone. The one you had before does not serve any more afterwards.
recover-renew-on-phone-already-or-cannot = On the phone already, or cannot scan?
recover-renew-open-this-text-in-app = Open this text in the app, or paste it there:
recover-renew-code-that-app-shows-now = The code that the app shows now
recover-renew-six-digits-new-ones-every = Six digits, new ones every 30 seconds.
recover-renew-finish = Finish
recover-renew-next-new-recovery-kit-since = Next: a new recovery kit, since this one is then used up. Everywhere else you are signed out.

## src/http/recover.rs

recover-open-page-again = Open the page again
recover-this-kit-opens-nothing-it = This kit opens nothing: it was used, replaced by a newer one, or taken away. If you have another page, type that one.
recover-start-again = Start again
recover-back-to-recovery-kit = Back to the recovery kit
