## admin/keyring.html

admin-keyring-names-at-applications = Names at applications
admin-keyring-something-to-mend = Something to mend
admin-keyring-done = Done
admin-keyring-each-application-knows-person-by = Each application knows a person by a name of its own, made from a secret that only that person's way in opens. If somebody loses passphrase, phone and kit, shall that name come back with them?
admin-keyring-owner-of-this-service-answers = An owner of this service answers that. Nothing is kept until then.
admin-keyring-no-names-are-kept-this = No names are kept: this organisation chose so. Who loses every way in begins again as a new person at every application.
admin-keyring-choose-otherwise = Choose otherwise
admin-keyring-not-as-this-service-left = Not as this service left it
admin-keyring-somebody-wrote-to-database-by = { $what } Somebody wrote to the database by another hand, or an older copy of it was put back. Nothing is kept or opened by it.
admin-keyring-find-out-how-that-came = Find out how that came about first: <code>senza audit verify</code> says whether more was changed. If a good copy of the database can be put back, do that, and this page is as it was. If not, answer the question again: what was kept is then given up, and is kept anew as people sign in next.
admin-keyring-names-are-kept-for-of-people-who-are = Names are kept for { $kept } of { $enrolled } people who are enrolled, as counted on { $at }. You do not hold the keyring that opens them.
admin-keyring-names-are-kept-for-of = Names are kept for { $kept } of { $enrolled } people who are enrolled. You do not hold the keyring that opens them.
admin-keyring-no-names-are-kept-but = No names are kept, but the directory of people is sealed to a keyring, which you do not hold.
admin-keyring-ask-for-place-on-keyring = Ask for a place on the keyring
admin-keyring-next-fingerprint-which-you-compare = Next: a fingerprint, which you compare with an administrator who holds it. They then admit you.
admin-keyring-you-wait-for-place-on = You wait for a place on the keyring. Call an administrator who holds it: they find you on this same page, and admit you when you read them this fingerprint.
admin-keyring-names-are-kept-for-of-people-who-are-enrolled = Names are kept for { $kept } of { $enrolled } people who are enrolled, as counted on { $at }; those of the others follow when they sign in next. You hold the keyring: your session can give a name back to somebody who lost everything.
admin-keyring-names-are-kept-for-of-people-who-are-enrolled-as = Names are kept for { $kept } of { $enrolled } people who are enrolled, as counted on { $at }. You hold the keyring: your session can give a name back to somebody who lost everything.
admin-keyring-names-are-kept-for-of-people = Names are kept for { $kept } of { $enrolled } people who are enrolled; those of the others follow when they sign in next. You hold the keyring: your session can give a name back to somebody who lost everything.
admin-keyring-names-are-kept-for-of-people-who = Names are kept for { $kept } of { $enrolled } people who are enrolled. You hold the keyring: your session can give a name back to somebody who lost everything.
admin-keyring-no-names-are-kept-you = No names are kept. You hold the keyring: your session opens the directory of people.
admin-keyring-your-session-opens-directory-as-well = Your session opens the <a>directory of people</a> as well, which is sealed to the same keyring.
admin-keyring-keyring-is-still-being-made = The keyring is still being made anew
admin-keyring-entries-of-directory-are-still = { $entries } entries of the directory are still sealed to the former key.
admin-keyring-entries-of-directory-follow = { $entries } entries of the directory are still sealed to the former key, and follow after the names.
admin-keyring-it-can-be-interrupted = It can be interrupted and goes on where it was.
admin-keyring-more-than-names-are-still = More than { $behind } names are still sealed to the former key. It can be interrupted and goes on where it was.
admin-keyring-of-names-are-sealed-to-new = { $anew } of { $kept } names are sealed to the new key, { $behind } to the former. It can be interrupted and goes on where it was.
admin-keyring-of-2 = { $anew } of { $kept }
admin-keyring-go-on = Go on
admin-keyring-who-holds-keyring = Who holds the keyring
admin-keyring-administrator = Administrator
admin-keyring-fingerprint = Fingerprint
admin-keyring-place = Place
admin-keyring-what-you-can-do = What you can do
admin-keyring-not-for-you-to-see = not for you to see
admin-keyring-you = you
admin-keyring-waits = waits
admin-keyring-holds-it = holds it
admin-keyring-admit = Admit
admin-keyring-take-off = Take off
admin-keyring-admit-somebody-only-when-they = Admit somebody only when they have read their fingerprint to you, in person or by telephone. Take somebody off who is no administrator any more, also where you withdrew the role: the keyring then gets a new key, and what is kept is sealed to it. What they could open before, they may have copied. Somebody who began again has left their place behind: a new key goes without it, and they ask for another.
admin-keyring-give-keyring-new-key-for = Give the keyring a new key for the same administrators
admin-keyring-key-is-due = The keyring needs a new key
admin-keyring-somebody-left-give-it-new-key = Since it has this key, somebody's role was withdrawn and they left the keyring. They may have kept a copy of the key, and it opens what is sealed to it until there is a new one. Make it now; what they could open before, they may have copied.
admin-keyring-somebody-left-ask-owner = Since it has this key, somebody's role was withdrawn and they left the keyring. They may have kept a copy of the key. An owner who holds the keyring gives it a new one: ask them to.
admin-keyring-make-new-key-now = Make a new key
admin-keyring-keep-names-no-longer = Keep names no longer
admin-keyring-keep-names-at-applications-as-well = Keep names at applications as well
admin-keyring-same-keyring-opens-directory = The same keyring opens the <a>directory of people</a>, where there is one.
admin-keyring-back-to-console = Back to the console

## admin/keyring_choice.html

admin-keyring-choice-shall-people-keep-their-names = Shall people keep their names if they lose everything?
admin-keyring-choice-no-they-begin-again-as = <strong>No.</strong> They begin again as a new person at every application.
admin-keyring-choice-nobody-but-they-themselves-can = Nobody but they themselves can ever bring a name back. A recovery kit does, so have people print one.
admin-keyring-choice-yes-administrators-together-keep-what = <strong>Yes.</strong> The administrators together keep what the names are made from.
admin-keyring-choice-it-lies-in-database-sealed = It lies in the database, sealed to a keyring that only administrators' own sessions open. Whoever holds the keyring and the database can link one person's names across applications. Keys and encrypted data are never kept: those are lost either way.
admin-keyring-choice-i-know-that-what-was = I know that what was kept is given up
admin-keyring-choice-answer = Answer
admin-keyring-choice-this-is-asked-once-and = This is asked once and the answer goes on record. It can be changed on this page: turned on later, names are kept as people sign in next; turned off, what was kept is deleted. People are told which it is when they enrol.

## admin/keyring_off.html

admin-keyring-off-what-is-kept-is-deleted = What is kept is deleted. Who loses every way in from then on becomes a new person at every application.
admin-keyring-off-i-know-that-what-is = I know that what is kept now is given up
admin-keyring-off-delete-what-is-kept = Delete what is kept

## admin/keyring_start.html

admin-keyring-start-nobody-who-holds-it-can = Nobody who holds it can sign in any more
admin-keyring-start-then-nobody-can-open-what = Then nobody can open what is kept, and nobody ever will. You can start a new keyring.
admin-keyring-start-each-persons-name-is-kept = Each person's name is kept again when they sign in next; who loses everything before that becomes a new person at every application.
admin-keyring-start-each-persons-entry-in-directory = Each person's entry in the directory is written again when they sign in next.
admin-keyring-start-i-know-that-what-is = I know that what is kept now is given up
admin-keyring-start-start-new-keyring = Start a new keyring
admin-keyring-start-keep-names-no-longer = Keep names no longer

## src/http/admin/keyring/card.rs

admin-keyring-card-one-question-first = One question first
admin-keyring-card-shall-people-keep-names-by = Shall people keep the names by which applications know them if they ever lose everything? Until somebody answers, nothing is kept.
admin-keyring-card-read-and-answer-it = Read and answer it
admin-keyring-card-names-are-not-kept = Names are not kept
admin-keyring-card-who-loses-every-way-in = Who loses every way in begins again as a new person at every application.
admin-keyring-card-what-that-means = What that means
admin-keyring-card-keyring-is-not-as-this = The keyring is not as this service left it
admin-keyring-card-somebody-changed-database-by-another = Somebody changed the database by another hand. Nothing is kept or opened by it until you have looked.
admin-keyring-card-look-at-it = Look at it
admin-keyring-card-you-wait-for-place-on = You wait for a place on the keyring
admin-keyring-card-administrator-who-holds-it-admits = An administrator who holds it admits you.
admin-keyring-card-your-fingerprint = Your fingerprint
admin-keyring-card-you-do-not-hold-keyring = You do not hold the keyring
admin-keyring-card-names-are-kept-and-you = Names are kept, and you cannot give one back to somebody who lost everything.
admin-keyring-card-there-is-directory-and-you = There is a directory of people, and you cannot search it.
admin-keyring-card-ask-for-place = Ask for a place
admin-keyring-card-something-is-still-sealed = Something is still sealed to the former key.
admin-keyring-card-you-hold-keyring = You hold the keyring
admin-keyring-card-directory-is-sealed-to-it = The directory of people is sealed to it. Names at applications are not kept.
admin-keyring-card-keyring-is-still-being-made = The keyring is still being made anew
admin-keyring-card-go-on-with-it = Go on with it
admin-keyring-card-compare-fingerprint-with-them-then = Compare the fingerprint with them, then admit them.
admin-keyring-card-administrator-waits-for-place-on = An administrator waits for a place on the keyring
admin-keyring-card-role-was-withdrawn = Somebody whose role was withdrawn left it, and may have kept the key that it has.
admin-keyring-card-look-who-it-is = Look who it is
admin-keyring-card-take-them-off-keyring-then = Take them off: the keyring then gets a new key.
admin-keyring-card-somebody-on-keyring-does-not = Somebody on the keyring does not hold it any more
admin-keyring-card-for-of-people-who-are = For { $kept } of { $enrolled } people who are enrolled. You hold the keyring.
admin-keyring-card-names-are-kept = Names are kept
admin-keyring-card-keyring = The keyring

## src/http/admin/keyring/forms.rs

admin-keyring-forms-names-at-applications = Names at applications
admin-keyring-forms-choose-one-of-two-answers = Choose one of the two answers.
admin-keyring-forms-tick-box-that-says-you = Tick the box that says you know what is given up.
admin-keyring-forms-administrators-together-keep-what-names = The administrators together keep what names at applications are made from. You hold the keyring first.
admin-keyring-forms-administrators-keep-what-names = The administrators together keep what names at applications are made from.
admin-keyring-forms-no-names-are-kept-who = No names are kept. Who loses every way in begins again as a new person at every application.
admin-keyring-forms-answer-so = Answer so
admin-keyring-forms-whoever-has-fingerprint-can-give = Whoever has the fingerprint { $fingerprint } can give back every name at applications, and link them, and search everybody by name where there is a directory, from then on.
admin-keyring-forms-admit-them = Admit them
admin-keyring-forms-keyring-gets-new-key-for = The keyring gets a new key, for the same administrators.
admin-keyring-forms-they-hold-keyring-no-longer = They hold the keyring no longer. It gets a new key, and what is kept is sealed to that.
admin-keyring-forms-make-new-key = Make the new key
admin-keyring-forms-what-is-kept-now-is = What is kept now is given up. You hold the new keyring, and names and entries are kept anew as people sign in next.
admin-keyring-forms-start-new-keyring = Start the new keyring

## src/http/admin/keyring/mod.rs

admin-keyring-row-that-says-what-was = The row that says what was chosen was edited or made up.
admin-keyring-row-that-says-what-was-chosen = The row that says what was chosen was put back to an earlier one.
admin-keyring-this-question-was-answered-before = This question was answered before, and the answer is gone from the database.
admin-keyring-from-now-on-names-are = From now on names are kept, each as its person signs in next. You hold the keyring.
admin-keyring-no-names-are-kept-what = No names are kept. What was kept of them is deleted.
admin-keyring-now-somebody-who-holds-keyring = Now somebody who holds the keyring admits you.
admin-keyring-they-hold-keyring-now = They hold the keyring now.
admin-keyring-keyring-has-new-key = The keyring has a new key.
admin-keyring-there-is-new-keyring-and = There is a new keyring, and you hold it. What is kept by it is kept anew as people sign in next.
admin-keyring-keyring-was-changed-meanwhile = The keyring was changed meanwhile
admin-keyring-somebody-else-was-first-or = Somebody else was first, or what you were shown is not so any more. Nothing of this was done. Look at it again.
admin-keyring-there-is-no-keyring = There is no keyring
admin-keyring-this-organisation-keeps-neither = This organisation keeps neither names nor a directory, so nobody holds a keyring. Nothing was done.
admin-keyring-only-administrator-who-holds-it = Only an administrator who holds it can do this. Nothing was done. Ask for a place on it.
admin-keyring-something-is-still-sealed = Something is still sealed to the former key. Let that come to its end first, then try again.
admin-keyring-you-cannot-take-yourself-off = You cannot take yourself off
admin-keyring-somebody-else-who-holds-keyring = Somebody else who holds the keyring does that. Nothing was done.
admin-keyring-remark-revoked = revoked
admin-keyring-remark-frozen = frozen
admin-keyring-remark-not-enrolled = not enrolled
admin-keyring-remark-began-again = began again
admin-keyring-remark-account-deleted = account deleted
admin-keyring-remark-changed = changed by another hand
admin-keyring-card-for-of-people-as-counted = For { $kept } of { $enrolled } people who are enrolled, as counted on { $at }. You hold the keyring.
