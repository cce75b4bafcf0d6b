## admin/token_new.html

admin-token-new-make-token-for-console = Make a token for the console
admin-token-new-program-that-you-give-it = The program that you give it to does here what you allow, in your name, until its time is over or you end it. It is shown once.
admin-token-new-name = A name
admin-token-new-by-which-you-will-know = By which you will know the program, such as «Federation from the repository».
admin-token-new-what-it-may-do = What it may do
admin-token-new-what-your-role-does-and = What your role does, and no more: whoever loses the role has tokens that do nothing.
admin-token-new-how-long-it-serves = How long it serves
admin-token-new-make-it = Make it
admin-token-new-not-now = Not now
admin-token-new-next-you-see-token-once = Next: you see the token, once, and give it to the program. That it was made is on record, and so is what it does.

## admin/token_made.html

admin-token-made-your-new-token = Your new token
admin-token-made-console = Console
admin-token-made-token-named = The token «{ $name }»
admin-token-made-copy-it-into-program-now = Copy it into the program now. It is shown this once: nobody can show it again, and if it is lost you make another.
admin-token-made-token = The token
admin-token-made-whoever-has-it-can = Whoever has it can
admin-token-made-serves-until = Serves until
admin-token-made-how-program-shows-it = How a program shows it
admin-token-made-authorization-bearer-and-token-at = <code>Authorization: Bearer</code> and the token, at <code>{ $base }/api/v1/admin</code>
admin-token-made-keep-it-as-you-keep = Keep it as you keep a passphrase and a second factor together. If somebody else has seen it, end it: one click on the page of your tokens.
admin-token-made-i-have-it = I have it
