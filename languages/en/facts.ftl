## src/federation/said/mod.rs

facts-about-name = What it is called
facts-about-until = Until when its metadata holds
facts-about-answers = Where answers can go
facts-about-sign-outs = Where it is told of sign-outs
facts-about-requests = Whether its requests are signed
facts-about-signing-keys = Keys that its requests are known by
facts-about-encryption-keys = Keys that it is written to with
facts-about-assertions = Whether it wants assertions signed
facts-about-attributes = What it asks for
facts-about-name-ids = Forms of NameID that it lists
facts-about-subject-id = Which identifier it asks for
facts-sentence = { $said }.
facts-several = { $first }; { $next }

## src/federation/said/fact.rs: what is so, within a table

facts-name-none = it does not say; people see its entityID
facts-until-none = without end
facts-answers = { $location }, by { $binding }, number { $number }
facts-usual = { $said }, the usual one
facts-used = { $said }, the one that is used
facts-sign-outs = { $location }, by { $binding }
facts-sign-outs-answered = { $location }, by { $binding }, with answers to { $back }
facts-requests-signed = they are; unsigned ones are refused
facts-requests-unsigned = they may come unsigned
facts-encryption = { $key }; by { $cipher }, RSA-OAEP
facts-encryption-sha-256 = { $key }; by { $cipher }, RSA-OAEP with SHA-256
facts-assertions-signed = it does
facts-assertions-unsigned = it says that it does not need them so
facts-assertions-none = it does not say
facts-attributes-none = nothing by name
facts-attribute-needed = { $said }, which it needs
facts-attribute-in-form = { $said }, in the form { $form }
facts-attribute-only = { $said }, of its values only { $values }
facts-attribute-in-list = { $said }, in its list number { $number }
facts-attribute-in-list-without-number = { $said }, in its list without a number
facts-name-ids-none = none in particular
facts-subject-id-subject = the subject-id, the same at every application
facts-subject-id-pairwise = the pairwise-id, made for it alone
facts-subject-id-any = any of the two, and so the pairwise-id, made for it alone
facts-subject-id-none = none
facts-subject-id-unsaid = it does not say, and so the pairwise-id, made for it alone
facts-moment = { $day } { $month } { $year }, { $time } UTC

## src/federation/facts.rs: what two people compare

facts-may-be-told = May be told
facts-chosen-for-it = Chosen for it
facts-name-id = NameID
facts-plain-http = Answers to plain http
facts-plain-http-allowed = allowed
facts-plain-http-not-allowed = not allowed
facts-whole = Its metadata, as a whole
facts-gets-keys-for = Gets keys for
facts-an-identifier = an identifier, and nothing else

## src/federation/approvals/diff.rs

facts-in-use = In use
facts-in-use-yes = yes
facts-in-use-not-ours = no: this service did not write what lies there
facts-in-use-over = no: its metadata is over, or is not taken any more
facts-key-in-use = Key in use
facts-changes-of-trust = Changes of trust
facts-changes-of-trust-by-two = by two people
facts-changes-of-trust-by-one = by one person alone
facts-keys-of-people = Keys of people

## src/federation/notes.rs

facts-keys-asked-anew = people who agreed to give it a key are asked anew, since its metadata is another
facts-keys-none-any-more = it gets no keys any more, since its metadata has no key to encrypt them to
