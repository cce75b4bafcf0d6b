## admin/again.html

admin-again-begin-again = Begin again
admin-again-something-to-mend = Something to mend
admin-again-begins-again = { $identifier } begins again
admin-again-for-somebody-who-has-no = For somebody who has no way in any more: passphrase or authenticator lost, and no recovery kit. With a kit they come back by themselves at <code>/recover</code>, and nothing is lost.
admin-again-what-is-lost = What is lost
admin-again-their-keys-what-applications-encrypted = Their keys: what applications encrypted for them cannot be read any more, by anybody.
admin-again-envelopes-that-were-sealed-to = Envelopes that were sealed to them: whoever sent one has to send it again. They cannot withdraw what they sent.
admin-again-what-you-and-others-said = What you and others said of them. Nobody can read it, so say it again below.
admin-again-their-passphrase-authenticator-and-kit = Their passphrase, authenticator and kit of before open nothing; wherever they are signed in, they are signed out.
admin-again-their-names-at-applications-stay = <strong>Their names at applications stay.</strong> Applications know them as before.
admin-again-they-become-new-person-at = <strong>They become a new person at every application.</strong> Applications will not know them again. { $why }
admin-again-nothing-of-it-happens-before = Nothing of it happens before they complete the link. If they find their passphrase meanwhile, they can sign in as ever.
admin-again-make-sure-that-it-is = Make sure that it is they who ask: call them at a number that you knew before. Whoever has the link is that person afterwards.
admin-again-what-applications-may-learn-about = What applications may learn about them
admin-again-one-line-for-example-mail = One a line, for example <code>mail=ada@example.org</code>. It takes the place of all that was said before.
admin-again-they-are-owner-of-this = They are an owner of this service
admin-again-any-other-part-in-this = Any other part in this console you give them once they are there.
admin-again-if-they-had-part-in = If they had a part in this console, an owner gives it to them again once they are there.
admin-again-they-become-new-person-at-every = They become a new person at every application, and that is meant
admin-again-make-link = Make the link
admin-again-not-now = Not now
admin-again-next-link-that-serves-once = Next: a link that serves once, within 72 hours. It goes on record that you made it.

## admin/again_link.html

admin-again-link-begin-again = Begin again
admin-again-link-link-for = A link for { $identifier }
admin-again-link-it-is-ready = It is ready
admin-again-link-give-it-to-them-and = Give it to them, and to nobody else: whoever opens it first is that person afterwards. It serves once, within 72 hours, and is shown here only now.
admin-again-link-applications-will-know-them-as = Applications will know them as before.
admin-again-link-applications-will-see-new-person = Applications will see a new person.
admin-again-link-their-account-stays-as-it = Their account stays as it is until they have completed it. The link ends before that, and they need another, if you withdraw it, here or under People; if something else is said of them; if they change a way in, since they have not lost it then; if either of your accounts is revoked or frozen; or if something else is said of you.
admin-again-link-back-to-people = Back to people
admin-again-link-withdraw-link = Withdraw the link

## src/http/admin/again.rs

admin-again-link-to-begin-again = A link to begin again
admin-again-whoever-has-link-is-afterwards = Whoever has the link is { $whom } afterwards{ $words }.
admin-again-is-not-of-form-name = “{ $line }” is not of the form name=value.
admin-again-nothing-was-withdrawn = Nothing was withdrawn
admin-again-no-link-was-made = No link was made: { $error }.
admin-again-nobody-of-this-name = Nobody of this name
admin-again-no-link-was-made-2 = No link was made
admin-again-tick-the-box = Tick the box that says they become a new person at every application, if you mean it.

## Why

admin-again-why-off = This organisation chose not to keep what names at applications are made from.
admin-again-why-not-kept = What this person's names at applications are made from is not kept: they have not signed in since it is.
admin-again-why-not-a-member = You do not hold the administrators' keyring. An administrator who does can make a link with which the names stay.
admin-again-why-broken = The keyring is not as this service left it, so it is not used. Look at the keyring's page first.
admin-again-why-command = A command cannot open the administrators' keyring: only the session of an administrator who holds it can, in the console.
admin-again-refused-unknown = nobody is known under this identifier
admin-again-refused-not-enrolled = this person has not enrolled yet: invite them again instead
admin-again-refused-revoked = this person's account was revoked: restore it first
admin-again-refused-frozen = this person's account is frozen: restore it first
admin-again-refused-opens-console = this person may open the console: an owner alone does this
admin-again-refused-own = this is your own account: a recovery kit brings you back, or another administrator
admin-again-refused-new-person = they would be a new person at every application. { $why }
