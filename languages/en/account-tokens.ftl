## account/tokens.html

account-tokens-tokens-for-programs = Tokens for programs
account-tokens-console = Console
account-tokens-done = Done
account-tokens-with-token-program-does-part = With a token a program does a part of what you can do here, without your passphrase: send or fetch envelopes, or have one key. It signs nobody in, and changes nothing of your account.
account-tokens-make-token = Make a token
account-tokens-no-program-has-one-only = No program has one. Only you can read this list: it lies sealed with your own key.
account-tokens-somebody-has-changed-what-database = Somebody has changed what the database says of it. It serves nobody. End it, and tell the people who run this service.
account-tokens-whoever-has-it-can = Whoever has it can:
account-tokens-made = Made
account-tokens-serves-until = Serves until
account-tokens-end-it = End it<span>: { $name }</span>
account-tokens-when-tokens-end = When tokens end
account-tokens-when-you-end-one-here = When you end one here, from that moment on, and when its time is over.
account-tokens-all-of-them-when-you = All of them: when you take a way into your account away, use a recovery kit or begin again, change what you sign in with, or sign out everywhere at once or when you change your passphrase, and when your organisation closes or freezes your account.
account-tokens-what-program-has-fetched-or = What a program has fetched or opened by then, it has.
account-tokens-for-who-writes-program-what = For who writes a program: <a>what it can ask for</a>.
account-tokens-your-account = Your account

## src/http/account/tokens.rs

account-tokens-one-that-is-not-as = One that is not as this service left it
account-tokens-token-has-ended-whoever-has = The token has ended. Whoever has it does nothing with it any more.
account-tokens-may-seal = learn to which key files for somebody are sealed
account-tokens-may-send = send envelopes in your name, and withdraw them
account-tokens-may-read = see your envelopes, and fetch them sealed
account-tokens-may-open = open your envelopes
account-tokens-may-have-key = have your key «{ $purpose }» of { $application }
account-tokens-may-have-a-key = have a key
account-tokens-may-read-applications = see in the console which applications are connected
account-tokens-may-change-applications = connect, change and remove applications without your second factor
account-tokens-may-read-audit = read what is on record
account-tokens-may-read-sign-ons = look through what became of sign-ons
account-tokens-may-find-people = see how one account stands
account-tokens-may-stop-people = revoke and freeze people, and end their sessions
account-tokens-may-admit-people = invite people, and let them in again, without your second factor
