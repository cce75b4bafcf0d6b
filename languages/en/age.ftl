## src/http/envelopes/age.rs: what is wrong with a key or a file of the age format

age-key-recipient = This is no age recipient: it should begin with «age1» and have 62 characters.
age-key-identity = This is no age identity: it should begin with «AGE-SECRET-KEY-1» and have 74 characters.
age-key-checksum = A character of this key is wrong: its checksum does not match. Copy it again.
age-key-kind = This is a key of a kind that Senza does not use. Keys of the X25519 kind begin with «age1» and have 62 characters.
age-key-small-order = This public key is one that everybody could open.
age-key-line = Line { $line } of this file is neither an age identity nor a comment.
age-key-no-identity = There is no age identity in this file.
age-key-too-many = There are more than { $most } identities in this file.
age-open-not-age = This is not a file in the age format.
age-open-version = This file is in a version of the age format that Senza does not read.
age-open-armor = The text form of this age file is damaged: { $why }.
age-open-header = The beginning of this age file is damaged: { $why }.
age-open-passphrase = This age file was sealed with a passphrase, not to a key. The age tool opens it.
age-open-no-match = This file was sealed to other people's keys: none of yours opens it.
age-open-header-mac = The beginning of this age file was altered: its list of recipients is not the one it was sealed with.
age-open-truncated = This age file is cut off: its end is missing.
age-open-altered = This age file was altered: part { $part } is not what was sealed.
age-open-reordered = The parts of this age file are in another order than they were sealed in: at part { $part } lies another one.
age-open-end = The end of this age file was altered or cut off.
age-open-too-long = Something was added to this age file after its end.
age-open-empty-end = The end of this age file is empty, which no program writes.
age-open-failed = This age file did not open.
age-open-openssl = OpenSSL could not decrypt: { $error }
