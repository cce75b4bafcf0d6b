## src/http/flight.rs

flight-it-was-withdrawn-its-days = It was withdrawn, its days are over, or it was copied a little wrong. Ask whoever sent it to you for another.
flight-this-link-shows-nothing-any = This link shows nothing any more

## flight.html

flight-what-became-of-sign-on = What became of a sign-on
flight-people-who-run-this-sign = The people who run this sign-in sent you this, so that you can see why it did not work, or that it did. It says nothing of who it was: names, identifiers and values are not kept. The link shows it until { $until }, unless it is withdrawn before.
