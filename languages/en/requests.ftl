## src/federation/said/request: why a message of an application's is not taken; each stands within a sentence

requests-other-issuer = the request's Issuer is not the service provider whose metadata was taken
requests-metadata-expired = the metadata of this service provider has expired
requests-unsigned = the request is not signed, and the service provider's metadata says that its requests are (AuthnRequestsSigned)
requests-no-signing-key = the request is signed, but the service provider's metadata gives no key to check it with
requests-bad-signature = the request's signature does not hold with any key in the service provider's metadata
requests-no-destination = the request is signed but has no Destination
requests-wrong-destination = the request is for "{ $address }", not for this identity provider's address
requests-unsigned-logout = the logout message is not signed; by Redirect and POST it must be, which some service providers have a setting of its own for
requests-logout-expired = the logout request has expired (NotOnOrAfter)
requests-stale = the request is too old
requests-from-the-future = the request was issued in the future; the service provider's clock, or ours, is wrong
requests-unregistered-url = the request wants its answer at "{ $address }", which is not in the service provider's metadata
requests-unknown-index = the request wants its answer at the endpoint with index { $index }, which is not in the service provider's metadata
requests-unsupported-binding = the request wants its answer by the { $binding } binding; only HTTP-POST is served

## What a sound request asks for and does not get

requests-unmet-name-id-format = the NameID format that the request asks for is not given here
requests-unmet-name-qualifier = the request asks for a NameID of another service provider's
requests-unmet-declaration = the request asks for an authentication context by declaration, not by class
requests-unmet-subject = the request says otherwise than by a NameID who is to be signed in, which is not done here
requests-unmet-conditions = the request sets conditions of its own, which are not taken over here
requests-unmet-context = none of the authentication contexts asked for can be met
requests-unmet-not-for-it = the NameID format that the request asks for is not given to this service provider
requests-unmet-service = the request names an AttributeConsumingService that is not in the service provider's metadata
requests-unmet-session = the person is not signed in as the request, or the operator, wants it
requests-unmet-person = the person who signed in is not the one whom the request names
requests-unmet-other-format = the request names the person in another NameID format than the one it asks for
requests-unmet-no-mail = the person has no e-mail address that could be the NameID
requests-unmet-may-not-ask = the person would have to be asked for more, and the request forbids asking
requests-unmet-nobody = nobody is signed in, and the request forbids asking
requests-unmet-unproved = the person was asked for the factor that is missing, and went back without it

## src/federation/said/request/arrived.rs: by HTTP-Redirect, by HTTP-POST

requests-binding-query-too-long = the address is longer than { $limit } characters
requests-binding-too-many-parameters = the address has too many parameters
requests-binding-no-request = the address carries no SAMLRequest
requests-binding-response-instead = the address carries a SAMLResponse; an identity provider takes requests
requests-binding-request-and-response = the address carries both a SAMLRequest and a SAMLResponse
requests-binding-repeated = the parameter { $name } is there twice
requests-binding-encoded-name = the name of the parameter { $name } is percent-encoded
requests-binding-percent-encoding = the parameter { $name } is not validly percent-encoded
requests-binding-unescaped-plus = the parameter { $name } is not valid base64: a + was probably not sent as %2B
requests-binding-base64 = the parameter { $name } is not valid base64
requests-binding-encoding = SAMLEncoding names another encoding than DEFLATE
requests-binding-not-deflated = the message is base64 but not compressed; the Redirect binding wants raw DEFLATE before base64
requests-binding-zlib-header = the message is compressed with a zlib header; the Redirect binding wants raw DEFLATE (RFC 1951)
requests-binding-gzip = the message is compressed with gzip; the Redirect binding wants raw DEFLATE (RFC 1951)
requests-binding-inflate = the message cannot be decompressed
requests-binding-trailing-octets = the message goes on after the end of what is compressed
requests-binding-message-too-large = the message is larger than { $limit } octets when decompressed
requests-binding-half-signed = there is a Signature without SigAlg, or SigAlg without Signature
requests-relay-state-too-long = RelayState is longer than { $limit } octets
requests-relay-state-characters = RelayState holds control characters
requests-post-too-long = the form is longer than { $limit } octets
requests-post-too-many-fields = the form has too many fields
requests-post-not-text = the form is not in UTF-8 with percent-encoding
requests-post-no-request = the form carries no SAMLRequest
requests-post-response-instead = the form carries a SAMLResponse; an identity provider takes requests
requests-post-request-and-response = the form carries both a SAMLRequest and a SAMLResponse
requests-post-repeated = the field { $name } is there twice
requests-post-percent-encoding = the field { $name } is not validly percent-encoded
requests-post-detached-signature = there is a signature beside the message, in the field { $name }; the POST binding wants it inside the message
requests-post-unescaped-plus = the message is not valid base64: a + was probably not sent as %2B
requests-post-base64 = the message is not valid base64
requests-post-message-too-large = the message is larger than { $limit } octets when decoded
requests-post-deflated = the message is compressed (DEFLATE), which only the Redirect binding does; the POST binding wants the XML in base64 and nothing else

## src/federation/said/request/message.rs

requests-message-xml = the message cannot be read: { $error }
requests-message-shape = the message has not the right form: { $error }
requests-message-not-authn-request = the message is { $found }, where AuthnRequest was expected
requests-message-not-logout = the message is { $found }, where LogoutRequest or LogoutResponse was expected
requests-message-version = the message's Version is not 2.0
requests-message-id = the message's ID is not a name of up to 256 characters
requests-message-issue-instant = IssueInstant is not a time in UTC (2026-01-31T12:00:00Z)
requests-message-issuer = the Issuer is empty, too long, or not an entityID
requests-message-enveloped-signature = the message has an XML signature inside, which the Redirect binding forbids; the signature belongs in the address
requests-message-index = { $name } is not a number from 0 to 65535
requests-message-index-and-url = it gives both an AssertionConsumerServiceIndex and an AssertionConsumerServiceURL or ProtocolBinding
requests-message-no-name = the LogoutRequest names nobody: it has no NameID, or one that is empty or longer than 1024 characters
requests-message-not-on-or-after = NotOnOrAfter is not a time in UTC (2026-01-31T12:00:00Z)
requests-message-too-many-sessions = the LogoutRequest names more than 64 sessions
requests-message-no-in-response-to = the LogoutResponse does not say what it answers (InResponseTo)
requests-message-comparison = Comparison is none of exact, minimum, maximum and better
requests-name-shape = the encrypted name has not the right form: { $error }
requests-name-type = the encrypted name is not said to be an element (Type)
requests-name-cipher = the name is encrypted with { $cipher }; AES in GCM is taken alone, since of CBC nobody can tell whether it was altered
requests-name-key-transport = the name's key is encrypted with { $cipher }; RSA-OAEP is taken alone, since RSA 1.5 can be broken by asking
requests-name-oaep = the name's key is encrypted with RSA-OAEP of another digest or mask than SHA-1 and SHA-256, or with OAEPparams
requests-name-reference = the encrypted name refers to something elsewhere, which is not fetched
requests-name-no-key = the encrypted name brings no key (EncryptedKey)
requests-name-too-many-keys = the encrypted name brings more than 4 keys
requests-name-recipient = the name is encrypted for another recipient
requests-name-base64 = the encrypted name is not valid base64
requests-name-too-large = the encrypted name is longer than any name
requests-name-undecipherable = the name cannot be decrypted: it was encrypted to a key that is not ours, or altered; our metadata has the key that is
requests-name-inside = what the encrypted name holds cannot be read: { $error }
requests-name-not-name-id = the encrypted name holds something else than one NameID
requests-name-no-name = the encrypted name is empty, or longer than 1024 characters

## src/federation/said/request/signed.rs

requests-signature-several = the message holds more than one XML signature
requests-signature-misplaced = the message's XML signature is not right after its Issuer, where it must be
requests-signature-shape = the XML signature has not the right form: { $error }
requests-signature-canonicalization = the XML signature does not use exclusive canonicalisation
requests-signature-reference = the XML signature does not refer to the message by its ID
requests-signature-transforms = the XML signature has other transforms than enveloped-signature followed by exclusive canonicalisation
requests-signature-base64 = the XML signature's { $name } is not valid base64
requests-signature-too-large = the message is not taken: in canonical form it would be longer than { $limit } octets
requests-signature-digest = the message was altered after it was signed: its digest is not the one in its signature
requests-signature-signature = the XML signature does not hold with any key in the service provider's metadata
requests-algorithm-sha-1 = it is signed with SHA-1 ({ $algorithm }), which can be forged; the service provider must sign with SHA-256 or better
requests-algorithm-unknown = it is signed with an algorithm that is not accepted ({ $algorithm })
