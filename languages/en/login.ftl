## login/beside.html

login-beside-code-from-your-app-is = A code from your app is not enough here. A passkey that opens your account alone takes the place of the passphrase.
login-beside-code-from-your-app-is-not = A code from your app is not enough here: your passphrase needs a passkey beside it.
login-beside-passkey-takes-place-of-code = A passkey takes the place of the code; one that opens your account alone, of the passphrase too.
login-beside-passkey-takes-place-of-code-2 = A passkey takes the place of the code.
login-beside-use-passkey = Use a passkey

## login/first.html

login-first-sign-in = Sign in
login-first-sign-in-to = Sign in to <bdi>{ $name }</bdi>
login-first-there-is-mistake-in-your = There is a mistake in your login code
login-first-one-or-more-of-its = One or more of its signs are not as they stand on your paper. Compare them, group by group: <a>six groups of four</a>.
login-first-that-did-not-work = That did not work
login-first-identifier-passphrase-or-code-is = Identifier, passphrase or code is not right, or the code was used before. Check them, wait until the app shows a new code, and try again.
login-first-this-passkey-does-not-open = This passkey does not open an account here by itself, or the page was open for too long. Sign in with your passphrase: the next page takes the passkey in the place of the code.
login-first-you-were-signed-out = You were signed out
login-first-nothing-happened-here-for-while = Nothing happened here for a while, so your session has ended. Sign in to go on: what you were about to open is still waiting.
login-first-nothing-happened-here-for-while-so = Nothing happened here for a while, so your session has ended. Sign in to go on.
login-first-six-groups-of-four-letters = Six groups of four letters and digits, as on your paper. Capitals, spaces and hyphens make no difference.
login-first-passphrase = Passphrase
login-first-code-from-your-authenticator-app = Code from your authenticator app
login-first-six-digits-you-may-leave = Six digits. You may leave this empty: the next page asks for it.
login-first-other-people-use-this-computer = Other people use this computer too
login-first-it-locks-itself-when-nobody =
    { $shared-for ->
        [one] It locks itself when nobody uses it for { $shared-for } minute, and shows nobody who was here.
       *[other] It locks itself when nobody uses it for { $shared-for } minutes, and shows nobody who was here.
    }
login-first-sign-in-with-passkey = Sign in with a passkey
login-first-passphrase-forgotten-or-phone-lost = Passphrase forgotten, or phone lost? <a>Use your recovery kit</a>.

## login/second.html

login-second-your-code = Your code
login-second-open-your-authenticator-app-and = Open your authenticator app and type the six digits that it shows for Senza.
login-second-code-from-your-authenticator-app = Code from your authenticator app
login-second-continue = Continue
login-second-start-again = Start again

## login/step_up.html

login-step-up-confirm-that-it-is-you = Confirm that it is you
login-step-up-that-did-not-work = That did not work
login-step-up-asks-for-passphrase-and-passkey = { $name } asks for passphrase and passkey, or a passkey that opens your account alone, before it opens. You stay signed in.
login-step-up-asks-for-passphrase-and-passkey-before = { $name } asks for passphrase and passkey before it opens. You stay signed in.
login-step-up-asks-for-passphrase-and-code = { $name } asks for passphrase and code, or a passkey, before it opens. You stay signed in.
login-step-up-asks-for-passphrase-and-code-or = { $name } asks for passphrase and code, or passphrase and passkey, before it opens. You stay signed in.
login-step-up-asks-for-passphrase-and-code-before = { $name } asks for passphrase and code before it opens. You stay signed in.
login-step-up-asks-for-code-from-your = { $name } asks for a code from your authenticator app, or a passkey, before it opens. You stay signed in.
login-step-up-asks-for-code-from-your-authenticator = { $name } asks for a code from your authenticator app before it opens. You stay signed in.
login-step-up-passphrase = Passphrase
login-step-up-your-browser-uses-passkeys-by = Your browser uses passkeys by a script, and scripts are off.
login-step-up-code-from-your-authenticator-app = Code from your authenticator app
login-step-up-six-digits-that-it-shows = The six digits that it shows for Senza now.
login-step-up-continue = Continue
login-step-up-go-back-without-it = Go back without it
login-step-up-somebody-else-sign-in-anew = Somebody else? <a>Sign in anew</a>. If you go back without it, { $name } is told that it was not confirmed.

## src/http/step_up.rs

step-up-code-or-passkey-is-not = The code or passkey is not right, or the code was used before. Try again: with a code, once the app shows a new one.

## src/http/login.rs

login-no-session = No session
login-try-again = Try again.
login-label-any = E-mail address, user name or login code
login-label-email = E-mail address
login-label-name = User name
login-label-code = Login code

## assets/passkey.js

passkey-follow = Follow what your browser or device says.
passkey-not-made = No passkey was made: it was cancelled, took too long, or the device cannot keep one. Try again, or another device.
passkey-made-alone = The passkey is made, and can open your account alone if you wish. Now show that it is you, and add it.
passkey-made = The passkey is made. It signs you in beside your passphrase. Now show that it is you, and add it.
passkey-unused-code = No passkey was used: it was cancelled, took too long, or there is none for this site. Try again, or type a code.
passkey-unused-device = No passkey was used: it was cancelled, took too long, or there is none for this site. Try again, or use another device.
passkey-unused-passphrase = No passkey was used: it was cancelled, took too long, or there is none for this site. Try again, or use your passphrase.
passkey-answered-code = The passkey has answered, in the place of the code.
passkey-answered = The passkey has answered.
passkey-not-alone = This passkey cannot open an account alone. Use your passphrase: at a sign-in, the next page takes the passkey.
passkey-first = Make the passkey first.
