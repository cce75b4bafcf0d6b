## src/http/account/mod.rs

account-your-passphrase-is-changed-one = Your passphrase is changed. The one before opens nothing any more.
account-you-sign-in-with-another = You sign in with another identifier from now on.
account-your-new-authenticator-app-is = Your new authenticator app is connected. Codes of the one before do not serve any more.
account-your-recovery-kit-is-ready = Your recovery kit is ready. Keep the printed page where you keep what must not be lost.
account-recovery-kit-opens-nothing-any = The recovery kit opens nothing any more. Everywhere else you are signed out.
account-your-passphrase-opens-your-account = Your passphrase opens your account only together with your passkey from now on. Everywhere else you are signed out.
account-your-passphrase-opens-your-account-with = Your passphrase opens your account with a code again. Everywhere else you are signed out.
account-link-serves-no-more-your = The link serves no more. Your account stays as it is.
account-session-has-ended = The session has ended.
