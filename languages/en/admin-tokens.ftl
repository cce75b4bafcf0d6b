## admin/tokens.html

admin-tokens-tokens-for-console = Tokens for the console
admin-tokens-done = Done
admin-tokens-with-token-of-yours-program = With a token of yours a program does a part of what your role does here, at <code>/api/v1/admin</code>. What your role no longer does, the token does not do either.
admin-tokens-make-token = Make a token
admin-tokens-no-program-has-one-of = No program has one of yours. Only you can read this list: it lies sealed with your own key.
admin-tokens-somebody-has-changed-what-database = Somebody has changed what the database says of it. It serves nobody. End it, and tell the people who run this service.
admin-tokens-whoever-has-it-can = Whoever has it can:
admin-tokens-made = Made
admin-tokens-serves-until = Serves until
admin-tokens-end-it = End it<span>: { $name }</span>
admin-tokens-when-tokens-end = When tokens end
admin-tokens-when-you-end-one-here = When you end one here, from that moment on, and when its time is over.
admin-tokens-all-of-them-when-owner = All of them: when an owner says what your role is, also where it stays the same; when your account is revoked or frozen; when you sign out everywhere, begin again, use a recovery kit, take a way in away or change what you sign in with.
admin-tokens-what-program-has-done-by = What a program has done by then is done, and is on record. What it proposed falls, where nobody has approved it by then.
admin-tokens-for-who-writes-program-what = For who writes a program: <a>what it can ask for</a>.

## src/http/admin/tokens.rs

admin-tokens-token-has-ended-whoever-has = The token has ended. Whoever has it does nothing with it any more.
admin-tokens-offer-read-applications = See which applications are connected, and what each is told
admin-tokens-offer-applications = Connect, change and remove applications. The console asks you for a second factor each time; this token takes its place. Where two people are needed, it proposes.
admin-tokens-offer-audit = Read what is on record, of everybody and of one person
admin-tokens-offer-sign-ons = Look through what became of sign-ons, without a name in them
admin-tokens-offer-find-people = See how one account stands, by exactly what its person signs in with
admin-tokens-offer-stop-people = Revoke and freeze people, and end their sessions
admin-tokens-offer-admit-people = Invite people without a role, and let them in again. The console asks you for a second factor each time; this token takes its place.
