## src/http/admin/audit/words.rs

event-somebody-opened-application = Somebody opened an application
event-somebody-opened-application-named = Somebody opened { $name }
event-somebody-was-not-let-into = Somebody was not let into an application
event-somebody-was-not-let-into-application = Somebody was not let into { $name }
event-somebody-signed-out = Somebody signed out
event-somebody-signed-out-named = Somebody signed out at { $name }
event-list-of-people-to-invite = A list of people to invite was sent
event-list-of-people-to-invite-was = A list of people to invite was sent: { $name }
event-all-of-list-were-invited = All of a list were invited
event-all-of-list-were-invited-named = All of a list were invited: { $name }
event-nobody-was-invited-of-list = Nobody was invited of a list
event-nobody-was-invited-of-list-named = Nobody was invited of a list: { $name }
event-links-of-invitations-were-taken = Links of invitations were taken
event-links-of-invitations-were-taken-named = Links of invitations were taken: { $name }
event-links-of-invitations-were-thrown = Links of invitations were thrown away
event-links-of-invitations-were-thrown-away = Links of invitations were thrown away: { $name }
event-links-began-to-be-sent = Links began to be sent by mail
event-links-began-to-be-sent-by = Links began to be sent by mail: { $name }
event-links-of-invitations-were-sent = Links of invitations were sent by mail
event-links-of-invitations-were-sent-by = Links of invitations were sent by mail: { $name }
event-somebodys-key-was-sealed-to = Somebody's key was sealed to a page
event-somebodys-key-was-sealed-to-page = Somebody's key was sealed to a page of { $name }
event-somebody-agreed-to-give-key = Somebody agreed to give a key
event-somebody-agreed-to-give-key-named = Somebody agreed to give a key to { $name }
event-somebody-gave-no-key-for = Somebody gave no key, for good
event-somebody-gave-no-key-for-good = Somebody gave no key, for good, to { $name }
event-somebody-ended-delivery-of-key = Somebody ended the delivery of a key
event-somebody-ended-delivery-of-key-named = Somebody ended the delivery of a key to { $name }
event-somebody-wants-to-be-asked = Somebody wants to be asked again about a key
event-somebody-wants-to-be-asked-again = Somebody wants to be asked again about a key for { $name }
event-program-of-somebodys-was-given = A program of somebody's was given a key
event-program-of-somebodys-was-given-key = A program of somebody's was given the key of { $name }
event-application-was-connected-or-changed = An application was connected or changed
event-application-was-connected-or-changed-named = Connected or changed: { $name }
event-application-was-removed = An application was removed
event-application-was-removed-named = Removed: { $name }
event-keys-were-enabled-for-application = Keys were enabled for an application
event-keys-were-enabled-for-application-named = Keys were enabled for { $name }
event-new-epoch-of-applications-keys = A new epoch of an application's keys was begun
event-new-epoch-of-applications-keys-was = A new epoch of keys was begun for { $name }
event-epoch-of-applications-keys-was = An epoch of an application's keys was ended
event-epoch-of-applications-keys-was-ended = An epoch of keys was ended for { $name }
event-all-keys-of-application-were = All keys of an application were ended
event-all-keys-of-application-were-ended = All keys were ended for { $name }
event-somebody-set-up-their-account = Somebody set up their account
event-somebody-signed-in = Somebody signed in
event-somebody-confirmed-who-they-are = Somebody confirmed who they are
event-request-to-sign-somebody-out = A request to sign somebody out was refused
event-somebody-ended-sessions-of-theirs = Somebody ended sessions of theirs
event-somebody-had-browsers-forgotten-that = Somebody had the browsers forgotten that counted as known
event-session-was-locked = A session was locked
event-somebody-came-back-to-locked = Somebody came back to a locked session
event-session-ended-that-was-not = A session ended that was not used
event-session-ended-because-somebody-else = A session ended because somebody else signed in with its browser
event-somebody-changed-their-passphrase = Somebody changed their passphrase
event-somebody-changed-what-they-sign = Somebody changed what they sign in with
event-somebody-connected-another-authenticator-app = Somebody connected another authenticator app
event-passphrase-opens-account-only-with = A passphrase opens an account only with a passkey since then
event-another-passkey-opens-account-together = Another passkey opens an account together with its passphrase
event-passphrase-opens-account-with-code = A passphrase opens an account with a code again
event-change-of-account-was-refused = A change of an account was refused
event-what-is-said-about-somebody = What is said about somebody was changed
event-something-that-was-said-about = Something that was said about somebody was taken back
event-somebody-was-revoked = Somebody was revoked
event-somebody-was-frozen = Somebody was frozen
event-somebody-was-let-in-again = Somebody was let in again
event-link-was-made-with-which = A link was made with which an account begins again
event-somebody-ended-link-with-which = Somebody ended the link with which their account would have begun again
event-link-that-was-made-for = A link that was made for somebody was taken back
event-account-began-again = An account began again
event-somebody-was-invited = Somebody was invited
event-administrator-was-invited = An administrator was invited
event-invitation-was-refused = An invitation was refused
event-somebody-with-account-was-met = Somebody with an account was met in a list of people to invite
event-somebody-took-their-key-for = Somebody took their key for sealed files away as a file
event-somebody-ended-token-for-program = Somebody ended a token for a program
event-somebody-looked-up-whom-to = Somebody looked up whom to send an envelope to
event-somebody-looked-for-whom-to = Somebody looked for whom to send an envelope to, and nobody was found
event-somebody-sent-envelope = Somebody sent an envelope
event-somebody-sealed-file-to-send = Somebody sealed a file to send it themselves
event-somebody-opened-envelope = Somebody opened an envelope
event-somebody-withdrew-envelope = Somebody withdrew an envelope
event-it-was-looked-up-what = It was looked up what somebody who lost everything would keep
event-administrator-made-link-for-somebody = An administrator made a link for somebody to begin again
event-link-for-somebody-to-begin = A link for somebody to begin again was refused
event-administrator-withdrew-somebodys-link = An administrator withdrew somebody's link
event-how-long-sessions-last-was = How long sessions last was changed
event-what-pages-look-like-was = What pages look like was changed
event-it-was-chosen-that-names = It was chosen that names at applications are kept
event-it-was-chosen-that-no = It was chosen that no names at applications are kept
event-directory-was-turned-on = The directory of people was turned on
event-directory-was-turned-off = The directory of people was turned off
event-directory-was-searched = The directory of people was searched
event-new-keyring-was-started = A new keyring was started
event-administrator-asked-for-place-on = An administrator asked for a place on the keyring
event-administrator-was-admitted-to-keyring = An administrator was admitted to the keyring
event-keyring-was-given-new-key = The keyring was given a new key
event-somebody-left-keyring = Somebody left the keyring
event-auditor-looked-up-what-is = An auditor looked up what is on record of somebody
event-program-did-next-with-token = A program did the next with a token of an administrator's
event-part-of-audit-was-taken = A part of the audit was taken away as a file
event-signing-in = Signing in
event-opening-applications = Opening applications
event-sessions-and-sign-outs = Sessions and sign-outs
event-what-people-change-of-their = What people change of their own
event-administering-people = Administering people
event-connecting-applications = Connecting applications
event-keys-and-tokens = Keys and tokens
event-envelopes = Envelopes
event-keyring = The keyring
event-service-itself = The service itself

## admin/audit.html

admin-audit-audit = Audit
admin-audit-nothing-was-looked-up = Nothing was looked up
admin-audit-what-happened-here-latest-first = What happened here, the latest first. Each row is checked with the keeper as it is shown; times are in UTC.
admin-audit-narrow-it-down = Narrow it down
admin-audit-what-happened = What happened
admin-audit-anything = Anything
admin-audit-what-came-of-it = What came of it
admin-audit-either = Either
admin-audit-it-was-done = It was done
admin-audit-it-was-refused = It was refused
admin-audit-at-which-application = At which application
admin-audit-its-entityid-exactly-left-empty = Its entityID, exactly. Left empty, at any or none.
admin-audit-from = From
admin-audit-to = To
admin-audit-show = Show
admin-audit-show-everything = Show everything
admin-audit-pages-of-audit = Pages of the audit
admin-audit-latest = Latest
admin-audit-earlier = Earlier
admin-audit-take-it-away = Take it away
admin-audit-some-days-as-file-one = Some days as a file, one line of JSON a row, with whether each stands. That you took it goes on record.
admin-audit-take-file = Take the file
admin-audit-page-cannot-see-that-rows = A page cannot see that rows are gone. <code>senza audit verify</code>, with heads that were exported before, does.

## admin/audit_forms.html

admin-audit-forms-what-is-on-record-of = What is on record of one person
admin-audit-forms-rows-name-nobody-each-day = Rows name nobody: each day everybody has another pseudonym, which only the keeper can make. It looks them up for you, at most { $most-days } days at a time. That you looked goes on record.
admin-audit-forms-they-sign-in-with-exactly = { $label } they sign in with, exactly
admin-audit-forms-from = From
admin-audit-forms-to = To
admin-audit-forms-look-them-up = Look them up

## admin/audit_person.html

admin-audit-person-on-record-of-one-person = On record of one person
admin-audit-person-on-record-of = On record of { $identifier }
admin-audit-person-from-to-in-utc-latest = From { $first } to { $last }, in UTC, the latest first: what they did, and what others tried under what they sign in with.
admin-audit-person-you-asked-for-more-days = You asked for more days than are looked at in one go, which are { $most-days }. Look again with an earlier last day for those before.
admin-audit-person-this-persons-account-is-not = This person's account is not as this service left it
admin-audit-person-keeper-does-not-vouch-that = The keeper does not vouch that it is theirs: somebody changed the database. Only what others tried is shown. <code>senza audit verify</code> says more.
admin-audit-person-there-is-more-than-page = There is more than a page has room for: choose fewer days.
admin-audit-person-what-they-did-under-another = What they did under another identifier than this one is theirs all the same, and shown; what others tried under that one is not.
admin-audit-person-back-to-audit = Back to the audit

## admin/audit_rows.html

admin-audit-rows-rows-here-do-not-stand =
    { $broken ->
        [one] A row here does not stand
       *[other] { $broken } rows here do not stand
    }
admin-audit-rows-somebody-changed-database-what-is = Somebody changed the database: what is marked below is not as this service wrote it there, or stands behind a row that is gone. <code>senza audit verify</code> says what else is. Keep what you see, and give whoever runs the database the request number at the foot of this page.
admin-audit-rows-nothing-is-on-record = Nothing is on record.
admin-audit-rows-no-moment = No moment
admin-audit-rows-does-not-stand = Does not stand
admin-audit-rows-request-row = <code>{ $application }</code>, request <code>{ $request-id }</code>, row { $place }
admin-audit-rows-request-row-2 = request <code>{ $request-id }</code>, row { $place }

## src/http/admin/audit/sieve.rs

admin-audit-sieve-all-of = All of: { $kind }
admin-audit-sieve-first-day-is-after-last = The first day is after the last one.
admin-audit-sieve-address-of-this-page-is = The address of this page is not one that a page here leads to.
admin-audit-sieve-outcome-is-one-of-done = An outcome is one of: done, refused.
admin-audit-sieve-day-is-year-month-and = A day is a year, a month and a day, such as 2026-03-01.

## src/http/admin/audit/person.rs

admin-audit-person-first-day-is-after-last = The first day is after the last one.
admin-audit-person-nobody-was-looked-up = Nobody was looked up: { $error }.

## src/http/admin/audit/file.rs

admin-audit-file-file-begins-with-day-choose = A file begins with a day: choose the first.
admin-audit-file-first-day-is-after-last = The first day is after the last one.
admin-audit-sieve-no-such-kind = There is no such kind of event.
admin-audit-rows-place = { $number } of chain { $chain }
event-records-of-sign-ons = Records of sign-ons

## src/http/admin/audit/called.rs

event-called-of-application = { $what }: { $name }
event-called-sign-on-record-read = Sign-on record read
event-called-sign-on-record-shared = Sign-on record shared
event-called-sign-on-record-link-withdrawn = Sign-on record link withdrawn
event-called-person-looked-up = Person looked up
event-called-account-shown-to-an-administrator = Account shown to an administrator
event-called-person-revoked = Person revoked
event-called-person-frozen = Person frozen
event-called-person-restored = Person restored
event-called-person-signed-out = Person signed out
event-called-person-granted = Person granted
event-called-act-on-a-person-refused = Act on a person refused
event-called-sessions-ended-by-an-administrator = Sessions ended by an administrator
event-called-roles-given = Roles given
event-called-roles-refused = Roles refused
event-called-trial-signed-on = Trial signed on
event-called-change-proposed = Change proposed
event-called-proposal-approved = Proposal approved
event-called-proposal-refused = Proposal refused
event-called-proposal-withdrawn = Proposal withdrawn
event-called-proposal-done = Proposal done
event-called-proposal-declined = Proposal declined
event-called-subscription-put = Subscription put
event-called-subscription-ended = Subscription ended
event-called-subscription-change-dismissed = Subscription change dismissed
event-called-partner-link-made = Partner link made
event-called-partner-link-withdrawn = Partner link withdrawn
