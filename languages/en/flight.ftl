## src/http/flight.rs

flight-it-was-withdrawn-its-days = It was withdrawn, its days are over, or it was copied a little wrong. Ask whoever sent it to you for another.
flight-this-link-shows-nothing-any = This link shows nothing any more

## flight.html

flight-what-became-of-sign-on = What became of a sign-on
flight-people-who-run-this-sign = The people who run this sign-in sent you this, so that you can see why it did not work, or that it did. It says nothing of who it was: names, identifiers and values are not kept. What failed has a box that says how to mend it: do that, or answer whoever sent you the link. It shows this until { $until }, unless it is withdrawn before.

## src/http/admin/sign_ons/words.rs

flight-came-redirect = a request by HTTP-Redirect
flight-came-post = a request by HTTP-POST
flight-came-here = a sign-on that began here
flight-came-back = the return of the person from what they were asked
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

## src/http/saml.rs: what the person is asked, on the record

flight-asked-agree = The person is asked whether the application gets a key.
flight-asked-step-up = The person is asked for a factor that their session lacks, or that is too old.
flight-asked-once-more = The browser is sent on once more, so that its session is seen: with a form from another site it is not.
flight-asked-sign-in = The person is asked to sign in.

## src/federation/flight/checks.rs: what was found at a check

flight-found-and = { $first } { $next }
flight-found-registered = Registered are: { $all }.
flight-found-registered-one = { $location } (index { $index }, { $binding })

## src/federation/flight/passed.rs: what was found at a check that passed

flight-passed-read = An AuthnRequest with the ID { $id } of { $octets } octets at most by { $binding }, and { $state }.
flight-passed-read-no-id = An AuthnRequest of { $octets } octets at most by { $binding }, and { $state }.
flight-passed-relay-state = a RelayState
flight-passed-no-relay-state = no RelayState
flight-passed-sender = { $name }, entityID { $provider }. The keeper vouches for its row, and its metadata is valid.
flight-passed-signed = Signed, with this key of its metadata: { $key }.
flight-passed-some-key = a key
flight-passed-not-signed = It is not signed, and its metadata does not say that its requests are.
flight-passed-destination = Destination is { $destination }, which is ours.
flight-passed-no-destination = It names no Destination, and as it is not signed it need not.
flight-passed-fresh = Issued at { $at }, { $when }; five minutes are allowed, and one that clocks may differ by.
flight-passed-fresh-now = in the second in which it came
flight-passed-fresh-before = { $seconds } s before it came
flight-passed-fresh-after = { $seconds } s after it came, by the application's clock
flight-passed-acs = It asks for { $address }, which is registered.
flight-passed-acs-index = It asks for index { $index }, which is registered.
flight-passed-acs-default = It asks for none in particular, and gets the default one.
flight-passed-endpoint = The answer goes to { $location }.
flight-passed-no-wish = Nothing in particular.
flight-passed-wishes = It asks for { $wishes }.
flight-passed-wish-context = an authentication context of { $classes }
flight-passed-wish-name-id = a NameID in the format { $format }
flight-passed-wish-service = the attributes of its service { $index }
flight-passed-wish-force = a fresh sign-in (ForceAuthn)
flight-passed-wish-passive = that nobody is asked anything (IsPassive)
flight-passed-first = A request serves once: it is marked as used.
flight-passed-person = The assertion says { $class }, at { $at }.
flight-passed-both-signed = Assertion and response are signed with { $algorithm }.
flight-passed-response-signed = The response is signed with { $algorithm }.
flight-passed-with-sha-256 = { $algorithm } with SHA-256
flight-passed-encrypted = The assertion is encrypted with { $algorithm }.
flight-passed-not-encrypted = The assertion is not encrypted: the metadata has no key for it.
flight-passed-told = It has a NameID in the format { $format }, and { $told }.
flight-passed-no-attribute = no attribute
flight-passed-attributes-more = { $names } and { $more } more
flight-passed-validity = It may be used from { $from } until { $until }.
flight-passed-on-record = The audit's row was durable before the answer left.
