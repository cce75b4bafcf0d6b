## src/federation/check.rs: the check list of an application

checks-good = good
checks-look = look at this
checks-cannot = cannot
checks-nothing-to-look-at = Nothing needs a second look.
checks-worth-a-look =
    { $looks ->
        [one] One thing is worth a look.
       *[other] { $looks } things are worth a look.
    }
checks-days-are-utc = Days on this list begin and end in UTC.
checks-refused = It cannot be connected as it is
checks-refused-nothing-was-registered = Nothing was registered. Send the application's engineers this sentence, and try again with what they send back.
checks-who-it-is = Who it is
checks-where-people-are-sent = Where people are sent
checks-how-its-messages-are-known = How its messages are known as its own
checks-who-can-read = Who can read what it is told
checks-what-it-asks-for = What it asks for
checks-what-is-left-out = What is not used or kept

# Who it is
checks-new = { $entity-id } is new here.
checks-connected-like-this = { $entity-id } is connected already, exactly like this.
checks-connected = { $entity-id } is connected already.
checks-connected-replaced = It would be replaced. What changes: { $changes }.
checks-no-name = Its metadata does not say what it is called.
checks-no-name-more = People see its entityID in the list of their applications.
checks-no-end = Its metadata has no end.
checks-no-end-more = It holds until somebody replaces it.
checks-ends = Its metadata ends on { $until }.
checks-ends-more = Sign-ons stop then, unless it is replaced before. Ask for its address, to replace it in time.
checks-holds = Its metadata holds until { $until }.
checks-holds-more = Sign-ons stop then, unless it is replaced.

# Where people are sent
checks-answers = Answers can go to { $location }
checks-answers-more = By HTTP-POST over https.
checks-answers-plain = Answers can go to { $location }, without encryption on the way
checks-answers-plain-more = Anyone on the way can read and change them. For a test or an intranet alone: say below that it may.
checks-answers-here = Answers can go to { $location } on this very machine
checks-answers-here-more = Plain http, which does not leave the computer. For trying out.
checks-answers-unused = { $binding } at { $location } is not used
checks-answers-unused-more = Answers go by HTTP-POST alone; it has such an address too.
checks-usual = { $said } The usual one.
checks-told-of-sign-outs = It is told when somebody signs out, at { $location }
checks-told-of-sign-outs-by = By { $binding }.
checks-not-told-of-sign-outs = It cannot be told when somebody signs out.
checks-not-told-of-sign-outs-more = People sign out there by themselves.

# How its messages are known as its own
checks-requests-signed = Its requests are signed.
checks-requests-signed-more = Unsigned ones are refused.
checks-requests-unsigned = Its requests may come unsigned.
checks-requests-unsigned-more = A signature, where there is one, is checked. Answers go to the addresses above in any case.
checks-requests-no-key = It gives no key to check its requests with.
checks-requests-no-key-more = They are accepted unsigned. Answers go to the addresses above in any case.
checks-key-for-signatures = Key for signatures: { $key }

# Who can read what it is told
checks-encrypted = What it is told travels encrypted to it, with { $cipher }.
checks-encrypted-more = Nothing between here and there can read it, not even the person's browser.
checks-not-encrypted = What it is told travels signed, and not encrypted.
checks-not-encrypted-more = Its metadata has no key for it. The person's browser, and what looks into it, can read along. Ask its engineers for an encryption key.
checks-key-for-encryption = Key for encryption: { $key }
checks-key-without-dates = It comes without a certificate, and so without dates.
checks-key-over = Its certificate is over. It is used all the same: expect that its engineers change it, and ask them.
checks-key-not-begun = Its certificate has not begun yet. It is used all the same.
checks-key-ends-soon = Its certificate ends soon. Ask its engineers for metadata with the next key beside it.

# What it asks for
checks-asks-and-is-told = It asks for { $name }, and is told.
checks-needs-and-is-not-told = It needs { $name }, and is not told.
checks-needs-and-is-not-told-more = It says that it does not work without. Tick it below if it may know.
checks-likes-and-is-not-told = It would like { $name }, and is not told.
checks-likes-and-is-not-told-more = It says that it works without.
checks-not-asked-for = It may know { $names }, and does not ask for it.
checks-not-asked-for-more = It is told only what is both ticked and asked for.
checks-no-attributes = It asks for no attributes.
checks-no-attributes-more = It learns an identifier made for it alone.
checks-subject-id = It asks for the subject-id, the same for every application.
checks-subject-id-more = With it, applications can compare whom they know. It gets a pairwise-id of its own instead, unless you allow it.
checks-name-id-transient = People have another NameID at each sign-on (transient).
checks-name-id-persistent = People have a NameID that stays, made for it alone (persistent).
checks-name-id-email = People's e-mail address is their NameID.
checks-name-id-email-more = It names the person. Who has none is not signed on there.

## src/federation/said/left_out.rs: what is not used or kept

checks-left-out-endpoints = Ignores its { $profile } endpoints; { $profile } is not spoken.
checks-left-out-role = Ignores its other role, { $role }.
checks-left-out-contacts = Does not keep the contact persons that it names.
checks-left-out-comments = Does not keep the comments in it.
checks-left-out-signature = Does not check the metadata's own signature: you vouch for it by adding it.
checks-left-out-other-certificates = Takes the key of the first certificate where a KeyInfo gives several.
checks-left-out-named-key = Ignores a KeyDescriptor that names a key without giving it.
checks-left-out-kind-of-key = Ignores a key that is neither RSA nor elliptic curve (P-256, P-384, P-521).
checks-left-out-elliptic-curve-key = Ignores an elliptic curve encryption key; only RSA keys are encrypted to.
checks-left-out-cbc-ciphers = It lists only CBC ciphers, which can be forged and are not used here: assertions come with AES-128-GCM.
