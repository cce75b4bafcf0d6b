## src/http/flight.rs

flight-it-was-withdrawn-its-days = It was withdrawn, its days are over, or it was copied a little wrong. Ask whoever sent it to you for another.
flight-this-link-shows-nothing-any = This link shows nothing any more

## flight.html

flight-what-became-of-sign-on = What became of a sign-on
flight-people-who-run-this-sign = The people who run this sign-in sent you this, so that you can see why it did not work, or that it did. It says nothing of who it was: names, identifiers and values are not kept. The link shows it until { $until }, unless it is withdrawn before.

## src/http/admin/sign_ons/words.rs

flight-came-redirect = a request by HTTP-Redirect
flight-came-post = a request by HTTP-POST
flight-came-here = a sign-on that began here
flight-came-back = the person came back from what they were asked
flight-outcome-answered = answered: the person was signed on
flight-outcome-refused = refused: the application was told why
flight-outcome-stopped = stopped: a page said why, nothing was sent to the application
flight-outcome-unknown = stopped: not from an application that is connected here
flight-outcome-abandoned = abandoned: the person was asked, and did not come back
flight-outcome-waiting = waiting: the person was asked, and has not come back yet
flight-outcome-went-on = asked: the person was asked, and it went on
flight-word-answered = answered
flight-word-refused = refused
flight-word-stopped = stopped
flight-word-abandoned = abandoned
flight-word-waiting = waiting
flight-unknown-sender = an unknown sender
flight-step-read = The message can be read
flight-step-sender = The sender is connected here
flight-step-signature = The signature holds, where there must be one
flight-step-addressed = It is meant for us
flight-step-fresh = It was issued just now
flight-step-endpoint = The answer goes to a registered address
flight-step-wishes = What it asks for can be had
flight-step-first = It was not used before
flight-step-person = The person is signed in as it wants it
flight-step-answer = The answer is signed, and encrypted
flight-step-on-record = The answer is on record
flight-verdict-passed = passed
flight-verdict-failed = failed
flight-verdict-asked = asked
flight-verdict-not-reached = not made
