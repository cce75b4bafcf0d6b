## account/token_made.html

account-token-made-your-new-token = Your new token
account-token-made-token = The token «{ $name }»
account-token-made-copy-it-into-program-now = Copy it into the program now. It is shown this once: nobody can show it again, and if it is lost you make another.
account-token-made-token-2 = The token
account-token-made-whoever-has-it-can = Whoever has it can
account-token-made-serves-until = Serves until
account-token-made-how-program-shows-it = How a program shows it
account-token-made-authorization-bearer-and-token-at = <code>Authorization: Bearer</code> and the token, at <code>{ $base }/api/v1</code>
account-token-made-keep-it-as-you-keep = Keep it as you keep a passphrase. If somebody else has seen it, end it: one click on the page of your tokens.
account-token-made-i-have-it = I have it

## account/token_new.html

account-token-new-make-token = Make a token
account-token-new-make-token-for-program = Make a token for a program
account-token-new-program-that-you-give-it = The program that you give it to does what you allow here, until its time is over or you end it. It is shown once.
account-token-new-name = A name
account-token-new-by-which-you-will-know = By which you will know the program, such as «Nightly backup».
account-token-new-what-it-may-do = What it may do
account-token-new-learn-to-which-key-files = Learn to which key files for somebody are sealed. It then seals by itself, and holds no key of yours.
account-token-new-send-envelopes-in-your-name = Send envelopes in your name, and withdraw them
account-token-new-see-your-envelopes-and-fetch = See your envelopes, and fetch them sealed
account-token-new-open-your-envelopes-token-then = Open your envelopes. The token then holds the key that they are sealed to, and whoever has it reads them.
account-token-new-have-key-of-one-application = Have the key of one application
account-token-new-none = None
account-token-new-how-long-it-serves = How long it serves
account-token-new-make-it = Make it
account-token-new-not-now = Not now
account-token-new-next-you-see-token-once = Next: you see the token, once, and give it to the program. It is put on record in your activity.
