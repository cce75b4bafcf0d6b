## account/login_code.html

account-login-code-your-new-login-code = Your new login code
account-login-code-you-sign-in-with-it = You sign in with it from now on; the one before finds nobody any more.
account-login-code-your-login-code = Your login code
account-login-code-in-capitals-or-not-print = In capitals or not. Print this page, or write it down, and keep the paper where you keep your passport: afterwards it is shown to you alone, once you have signed in, and nobody can look it up.
account-login-code-i-have-it = I have it
