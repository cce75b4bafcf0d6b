## src/http/flight.rs

flight-it-was-withdrawn-its-days = It was withdrawn, its days are over, or it was copied a little wrong. Ask whoever sent it to you for another.
flight-this-link-shows-nothing-any = This link shows nothing any more
