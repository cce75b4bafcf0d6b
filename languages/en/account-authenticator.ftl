## account/authenticator.html

account-authenticator-connect-another-authenticator-app = Connect another authenticator app
account-authenticator-it-takes-place-of-present = It takes the place of the present one, whose codes do not serve any more afterwards.
account-authenticator-1-new-app = 1. The new app
account-authenticator-scan-this-with-it = Scan this with it.
account-authenticator-on-phone-already-or-cannot = On the phone already, or cannot scan?
account-authenticator-open-this-text-in-app = Open this text in the app, or paste it there:
account-authenticator-code-that-new-app-shows = The code that the new app shows now
account-authenticator-2-that-it-is-you = 2. That it is you
account-authenticator-connect-it = Connect it
account-authenticator-leave-it-as-it-is = Leave it as it is
account-authenticator-next-your-account-on-your = Next: your account. On your phone you can delete the older entry then; you stay signed in here.
