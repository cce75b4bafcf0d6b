## src/federation/difference.rs: what would change of an application, and what follows from it

differences-comes = comes
differences-goes = goes
differences-becomes = becomes
differences-stays = stays
differences-what-it-is-told = What it is told at a sign-on
differences-told-name-id = a NameID: { $format }
differences-told-subject-id = the subject-id
differences-told-pairwise-id = the pairwise-id
differences-told-values = { $name }, of its values { $values }
differences-whole = The document as a whole
differences-whole-more = What else is in it is registered with it. It has no effect today; a later version of this program may read more.
differences-name = People see it under this name among their applications.
differences-until = After that moment nobody is signed on there, unless it is replaced before.
differences-answers-come = People, and what it is told of them, could be sent to an address that comes. Is it the partner's own?
differences-answers-come-plain = An address that comes is plain http: anyone on the way can read and change what is sent there, and could send people elsewhere.
differences-answers-go = A request that asks for an address that goes is refused.
differences-sign-outs-end = It could no longer be told when somebody signs out.
differences-sign-outs-come = Who signs out is told to the address that is used.
differences-requests-signed = A request that is not signed is refused from then on.
differences-requests-unsigned = Anybody can then begin a sign-on in its name; answers go to its registered addresses all the same.
differences-signing-keys-come = Whoever holds a key that comes can sign requests in its name, sign-outs among them. Compare its fingerprint with the partner, by telephone.
differences-signing-keys-go = What is signed with a key that goes is refused.
differences-encryption-keys-come = Whoever holds the key that is used can read what it is told. Compare its fingerprint with the partner, by telephone.
differences-encryption-keys-end = What it is told would travel signed, and no longer encrypted.
differences-attributes = It is told only what is also ticked here; what that comes to stands below, where it changes.
differences-name-ids = People may be known to it by another name; where they are, it stands below.
differences-subject-id = People may be known to it by another identifier; where they are, it stands below.

## src/federation/registration.rs: what differs, in a list within a sentence

differences-its-name = its name
differences-its-answers = where responses are sent
differences-its-sign-outs = where logout messages are sent
differences-its-signing-keys = the keys its requests are checked with
differences-its-encryption-keys = how assertions are encrypted to it
differences-its-requests = whether its requests must be signed
differences-its-attributes = the attributes it asks for
differences-its-name-ids = the NameID formats it lists
differences-its-subject-id = which subject identifier it asks for
differences-its-assertions = whether it wants assertions signed
differences-its-until = until when its metadata is valid
differences-it-may-be-told = it may be told { $now } instead of { $before }
differences-chosen-for-it = chosen for it is { $now } instead of { $before }
differences-nothing = nothing
