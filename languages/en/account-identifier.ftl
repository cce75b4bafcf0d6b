## src/http/account/identifier.rs

account-identifier-label-any = E-mail address or user name

## account/identifier.html

account-identifier-change-what-you-sign-in = Change what you sign in with
account-identifier-you-sign-in-with-your = You sign in with <strong>{ $identifier }</strong>. Your applications go on knowing you as before: this changes what you type here, and nothing of what they are told. You stay signed in here. Your tokens for programs end: what they send bears the name that you sign in with now.
account-identifier-new-one = { $label }, the new one
account-identifier-login-code-is-made-by = A login code is made by chance and names nobody. If you choose one, the next page shows it, to print.
account-identifier-change-it = Change it
account-identifier-make-new-login-code-for = Make a new login code for me
account-identifier-leave-it-as-it-is = Leave it as it is
