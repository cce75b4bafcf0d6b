## enrol/form.html

enrol-form-welcome = Welcome
enrol-form-welcome-to = Welcome to <bdi>{ $name }</bdi>
enrol-form-something-to-mend = Something to mend
enrol-form-begin-again = Begin again
enrol-form-this-link-is-for-who = This link is for <strong>{ $identifier }</strong>, who has lost every way in. If you still have your passphrase and your app, or a recovery kit, close this page and <a>sign in</a> or <a2>use the kit</a2>: then nothing is lost.
enrol-form-what-is-lost-when-you = What is lost when you finish this page
enrol-form-your-keys-what-applications-encrypted = Your keys: what applications encrypted for you cannot be read any more, by anybody.
enrol-form-envelopes-that-were-sealed-to = Envelopes that were sealed to you: nobody opens them any more, unless you took your key for sealed files away. Ask whoever sent you something to send it again. What you sent stays with those it was for, and you cannot withdraw it any more.
enrol-form-your-passphrase-authenticator-and-recovery = Your passphrase, authenticator and recovery kit of before. They open nothing afterwards, and wherever you are signed in, you are signed out.
enrol-form-your-names-at-applications-stay = <strong>Your names at applications stay.</strong> Applications know you as before.
enrol-form-you-become-new-person-at = <strong>You become a new person at every application.</strong> Applications will not know you again: ask them for what you had there.
enrol-form-keep-your-login-code-choose = Keep your login code, choose a passphrase, connect an authenticator app, and you are done.
enrol-form-your-login-code = Your login code
enrol-form-you-sign-in-with-it = You sign in with it, in capitals or not. Print this page, or write it down, and keep the paper where you keep your passport: afterwards it is shown to you alone, once you have signed in, and nobody can look it up.
enrol-form-you-will-sign-in-as = You will sign in as <strong>{ $identifier }</strong>. Choose a passphrase, connect an authenticator app, and you are done.
enrol-form-i-have-read-what-is = I have read what is lost, and want to begin again
enrol-form-1-your-passphrase = 1. Your passphrase
enrol-form-passphrase = Passphrase
enrol-form-characters-or-more-four-or = { $shortest } characters or more. Four or five words that do not belong together are easy to remember and hard to guess. Nobody here can read or reset it.
enrol-form-same-passphrase-again = The same passphrase again
enrol-form-2-your-authenticator-app = 2. Your authenticator app
enrol-form-scan-this-with-authenticator-app = Scan this with an authenticator app on your phone. Any will do.
enrol-form-on-phone-already-or-cannot = On the phone already, or cannot scan?
enrol-form-open-this-text-in-app = Open this text in the app, or paste it there:
enrol-form-code-that-app-shows-now = The code that the app shows now
enrol-form-six-digits-new-ones-every = Six digits, new ones every 30 seconds.
enrol-form-finish = Finish
enrol-form-this-organisations-administrators-keep-sealed = This organisation's administrators keep, sealed, what your names at applications are made from, so that you stay who you are there if you ever lose everything. They keep no key that opens your data.
enrol-form-this-organisation-keeps-directory = This organisation keeps a directory: your name, your contacts and what you sign in with are sealed to its administrators, who can search people by name.
enrol-form-next-your-applications-from-then = Next: your applications. From then on you sign in with all three: your login code, your passphrase and a code.
enrol-form-next-your-applications-from-then-on = Next: your applications. From then on you sign in with all three: { $identifier }, your passphrase and a code.

## src/http/enrol.rs

enrol-open-page-again = Open the page again
enrol-you-are-enrolled-but-this = You are enrolled, but this browser could not be signed in. Sign in now.
enrol-almost-done = Almost done
enrol-sign-in = Sign in
enrol-page-was-open-for-too = The page was open for too long. Nothing was changed. Open your link again; the code to scan is a new one.
enrol-this-page-had-expired = This page had expired
enrol-code-does-not-fit-type = The code does not fit. Type the six digits that the app shows now; if they never fit, its clock may be wrong.
enrol-read-what-is-lost-and = Read what is lost, and tick the box if you want to begin again.
