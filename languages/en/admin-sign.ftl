## admin/sign_on.html

admin-sign-on-one-sign-on = One sign-on
admin-sign-on-link-to-this-record = A link to this record
admin-sign-on-send-it-to-applications-engineers = Send it to the application’s engineers. Whoever has it sees what stands below, without the person’s pseudonym, and nothing else. It is shown here only now.
admin-sign-on-what-became-of-it-from = What became of it, from its first request on. It says nothing of who it was: names, identifiers and values are not kept.
admin-sign-on-in-audit-of-that-day = In the audit of that day the person is <code>{ $person }</code>.
admin-sign-on-show-it-to-applications-engineers = Show it to the application’s engineers
admin-sign-on-link-that-needs-no-account = A link that needs no account. It lasts as long as you say, and no longer than the record itself.
admin-sign-on-days-from-1-to = Days, from 1 to { $days }
admin-sign-on-make-link = Make a link
admin-sign-on-link-shows-it-until = A link shows it until { $until }.
admin-sign-on-withdraw-link-until = Withdraw the link until { $until }
admin-sign-on-back-to-sign-ons = Back to the sign-ons

## admin/sign_ons.html

admin-sign-ons-sign-ons = Sign-ons
admin-sign-ons-no-sign-on-is-on = No sign-on is on record with this request id
admin-sign-ons-looked-for-records-are-kept = Looked for: <code1>{ $typed }</code1>. Records are kept for { $days } days, and where very many fail at once, not all are. Compare it letter by letter: it has eight letters and digits, and stands at the bottom of the page that the person sees.
admin-sign-ons-nothing-is-recorded = Nothing is recorded
admin-sign-ons-flight-recorder-is-turned-off = The flight recorder is turned off (<code>SENZA_FLIGHT_DAYS</code>).
admin-sign-ons-somebody-could-not-sign-on = Somebody could not sign on
admin-sign-ons-ask-them-for-request-id = Ask them for the request id at the bottom of the page that they see. You will read every check in words, what went wrong, and what to do about it. No name and no value is kept.
admin-sign-ons-request-id = Request id
admin-sign-ons-find-sign-on = Find the sign-on
admin-sign-ons-lately = Lately
admin-sign-ons-entityid-of-application = entityID of an application
admin-sign-ons-left-empty-of-all-of = Left empty: of all of them.
admin-sign-ons-how-they-ended = How they ended
admin-sign-ons-however = however
admin-sign-ons-show-these = Show these
admin-sign-ons-of-these-records-were-changed = { $broken } of these records were changed by another hand
admin-sign-ons-they-are-left-out-somebody = They are left out. Somebody writes to the database: tell whoever runs this service.
admin-sign-ons-there-is-none = There is none.
admin-sign-ons-when = When
admin-sign-ons-application = Application
admin-sign-ons-how-it-ended = How it ended
admin-sign-ons-record = Record
admin-sign-ons-earlier = Earlier

## src/http/admin/sign_ons/mod.rs

admin-sign-ons-choice-answered = answered
admin-sign-ons-choice-refused = refused: the application was told why
admin-sign-ons-choice-stopped = stopped: a page said why
admin-sign-ons-choice-unknown = from nobody who is connected here
admin-sign-ons-choice-waiting = the person was asked and did not come back, or not yet
