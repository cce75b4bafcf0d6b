## src/http/partner.rs

partner-link-is-over-was-ended = The link is over, was ended, or was copied a little wrong; or it does not show this. Ask whoever sent it to you for another.
partner-this-link-leads-nowhere = This link leads nowhere

## partner.html

partner-your-application-here = Your application here
partner-as-we-know-it = { $name }, as we know it
partner-for-its-engineers-what-we = For its engineers: what we have of <code>{ $entity-id }</code>, and what became of its sign-ons. Nothing is changed here, and it says nothing of anybody. The link serves until { $until }, unless it is ended before.
partner-nobody-is-signed-on = Nobody is signed on
partner-time-until-which-its-metadata = The time until which its metadata holds is over. Send us new metadata.
partner-its-sign-ons-lately = Its sign-ons lately
partner-nothing-is-recorded-here = Nothing is recorded here.
partner-kept-for-days-open-one = Kept for { $days } days. Open one to see every check, why it failed, and what to do.
partner-there-is-none = There is none.
partner-when = When
partner-how-it-ended = How it ended
partner-record = Record
partner-earlier = Earlier
partner-what-you-need-from-us = What you need from us
partner-our-metadata-lies-at-its = Our metadata lies at its address, which is our entityID as well:
partner-if-something-is-not-as = If something is not as it should be, write to <code>{ $contact }</code>.
partner-what-your-metadata-says-as = What your metadata says, as we read it
partner-nothing = nothing
partner-may-know = May know
partner-identifier-made-for-it-alone = An identifier made for it alone, and nothing else
partner-chosen-for-it-here = Chosen for it here
partner-nothing-beyond-its-metadata = Nothing beyond its metadata
partner-check-list-as-people-who = The check list, as the people who run this sign-in see it
partner-nothing-needs-second-look = Nothing needs a second look.
partner-one-thing-is-worth-look = One thing is worth a look.
partner-things-are-worth-look = { $looks } things are worth a look.
partner-what-it-would-be-told = What it would be told at a sign-on
partner-of-somebody-who-was-made = Of somebody who was made up
partner-what = What
partner-in-message = In the message
partner-made-up = Made up

## partner_sign_on.html

partner-sign-on-sign-on-to-your-application = A sign-on to your application
partner-sign-on-sign-on-to = A sign-on to { $name }
partner-sign-on-every-check-from-its-first = Every check, from its first request on. It says nothing of who it was: names, identifiers and values are not kept. The link serves until { $until }.
partner-sign-on-all-that-link-shows = All that the link shows
partner-choice-all = all
partner-choice-refused = refused: your application was told why
partner-choice-stopped = stopped: a page said why
partner-choice-waiting = the person was asked and did not come back
partner-choice-answered = answered
