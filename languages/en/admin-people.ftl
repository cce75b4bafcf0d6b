## admin/people.html

admin-people-people = People
admin-people-a-person-is-invited = A person is invited
admin-people-this-is-the-login-code = This is the login code. It is shown here only now, and on the enrolment page; nobody can look it up. You need it to revoke or change the account.
admin-people-is-invited = { $identifier } is invited
admin-people-mail-server-took-it = The mail server took a message to { $to }, with a link that serves once, within 72 hours. It takes the place of any earlier link of theirs. If the message does not come, invite them once more.
admin-people-not-certain-that-it-was-sent = <strong>It is not certain that it was sent by mail.</strong> { $why }
admin-people-give-them-this-link = Give them this link. It serves once, within 72 hours, and is shown here only now. It takes the place of any earlier link of theirs: sending this page again would make another.
admin-people-link-is-withdrawn = The link of { $identifier } is withdrawn
admin-people-it-opens-nothing-any-more = It opens nothing any more. Their account is as it was.
admin-people-has-no-open-link = { $identifier } has no open link
admin-people-it-was-used-or-has-lapsed = It was used, has lapsed, or there was none.
admin-people-find-a-person = Find a person
admin-people-by-exactly-what = By exactly what they sign in with, or <a>by name</a>, where there is a directory. That you looked goes on record, and they see it in their activity.
admin-people-find-them = Find them
admin-people-invite-a-person = Invite a person
admin-people-or-many-people = Or <a>many people, from a list</a>.
admin-people-leave-it-empty-for-a-code = Leave it empty: a login code is made. Type one only for somebody who has it already and needs a new link.
admin-people-make-a-login-code = Make a login code for them instead: it names nobody, and nobody can guess it
admin-people-what-applications-may-learn = What applications may learn about them
admin-people-one-a-line = One a line, for example <code>mail=ada@example.org</code> or <code>eduPersonAffiliation=staff</code>. It is sealed to the person: you will not be able to read it here again.
admin-people-send-the-link-by-mail-to = Send the link by mail to
admin-people-leave-it-empty-for-the-link = Leave it empty to get the link here, and hand it over yourself. The address is not kept.
admin-people-make-the-link = Make the link
admin-people-somebody-has-lost-everything = Somebody has lost everything
admin-people-they-can-begin-again = Passphrase or authenticator gone, and no recovery kit: they can begin again in the same account.
admin-people-see-what-would-be-lost = See what would be lost
admin-people-withdraw-their-open-link = Withdraw their open link

## src/http/admin/people/mod.rs

admin-people-back-to-people = Back to people
admin-people-will-sign-in-with-any = E-mail address, user name or login code they will sign in with
admin-people-will-sign-in-with-email = E-mail address they will sign in with
admin-people-will-sign-in-with-name = User name they will sign in with
admin-people-will-sign-in-with-code = Login code they will sign in with
admin-people-sign-in-with-any = E-mail address, user name or login code they sign in with
admin-people-sign-in-with-email = E-mail address they sign in with
admin-people-sign-in-with-name = User name they sign in with
admin-people-sign-in-with-code = Login code they sign in with

## src/http/admin/people/invite.rs

admin-people-nobody-was-invited = Nobody was invited
admin-people-is-not-of-the-form = “{ $line }” is not of the form name=value
admin-people-invite-them = Invite them
admin-people-whom-the-new-login-code-is-for = Whom the new login code is for
# What follows $roles is the end of the sentence.
admin-people-gets-a-link = { $whom } gets a link, with which they set their account up here{ $roles }.
admin-people-gets-a-link-by-mail = { $whom } gets a link by mail, sent to { $to }, with which they set their account up here{ $roles }.
admin-people-no-mail-is-sent-from-here = no mail is sent from here: no server for it was set
admin-people-address-cannot-be-used = the address for the mail cannot be used: { $why }
admin-people-type-or-have-made = type what they sign in with, or have a login code made: not both
admin-people-mail-server-took-too-long = The mail server took too long: it may have taken the message, or not.

## src/http/admin/people/refused.rs

admin-people-identifier-is-needed = an identifier is needed
admin-people-identifier-is-too-long = an identifier has at most { $most } octets
admin-people-identifier-has-no-control = an identifier has no control characters
admin-people-login-code-has-a-mistake = this login code has a mistake in it: compare it group by group
admin-people-people-here-have-an-address = people here sign in with their e-mail address
admin-people-people-here-have-a-name = people here sign in with a user name, which has no @
admin-people-people-here-have-a-code = people here sign in with a login code, which is made for them
admin-people-address-is-too-long = it is longer than { $most } octets
admin-people-address-has-letters = it has letters that not every mail server takes; write a domain with such letters as xn--…
admin-people-address-is-none = it is no address such as ada@hospital.example
admin-people-enrolled-already = this person is enrolled already; if they have lost every way in, they can begin again
admin-people-account-was-revoked = this person's account was revoked
admin-people-owner-makes-their-link = they are invited, and will or may open the console: an owner alone makes or withdraws a link of theirs
admin-people-name-is-reserved = "{ $name }" is not for use as an attribute name
