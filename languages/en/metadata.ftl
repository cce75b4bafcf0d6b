## src/federation/said/error.rs: why metadata is refused; each stands within a sentence

metadata-error-xml = the metadata cannot be read: { $error }
metadata-error-shape = the metadata has not the right form: { $error }
metadata-error-root = this is no metadata: its root element is { $found }, where EntityDescriptor was expected
metadata-error-no-service-provider = the metadata describes no SAML 2.0 service provider (no SPSSODescriptor)
metadata-error-several-service-providers = the metadata describes { $count } service providers; give one at a time
metadata-error-entity-id = the entityID is empty, longer than 1024 characters, or holds spaces
metadata-error-expired = the metadata expired on { $when } (validUntil); ask the service provider for a fresh copy
metadata-error-valid-until = validUntil "{ $text }" is not a time in UTC
metadata-error-acs-index = an AssertionConsumerService has no valid index ({ $text }); it must be a number from 0 to 65535
metadata-error-repeated-acs-index = two AssertionConsumerService elements have the index { $index }
metadata-error-no-post-endpoint = the service provider has no AssertionConsumerService with the HTTP-POST binding, the only one that is served
metadata-error-location-not-http = the endpoint { $location } is not an absolute http or https address
metadata-error-location-plain-http = the endpoint { $location } is plain http: anyone on the way could read the sign-on. If this is a test or intranet portal, say that it may (`senza sp add --allow-http-acs`, or the box in the console)
metadata-error-key = in a KeyDescriptor, { $error }
metadata-error-encryption-key = it asks for encryption with a key that cannot be used here: only RSA keys that stand in the metadata are encrypted to; ask for metadata with an RSA encryption key, or without any if assertions may travel unencrypted
metadata-error-key-use = a KeyDescriptor has use="{ $word }"; only signing and encryption exist
metadata-error-no-signing-key = the metadata says that requests are signed (AuthnRequestsSigned) but gives no key to check them with
metadata-shape-root = the root element is { $found }, where { $wanted } was expected
metadata-shape-missing-attribute = { $element } has no { $attribute } attribute
metadata-shape-missing-child = { $element } has no { $child } element
metadata-shape-repeated-child = { $element } has more than one { $child } element
metadata-shape-mixed-content = { $element } holds more than text
metadata-shape-not-boolean = { $attribute } of { $element } is neither true, false, 1 nor 0
metadata-shape-unexpected = { $element } must not hold the element { $child }
metadata-key-error-not-base64 = a certificate or key is not valid base64
metadata-key-error-not-a-certificate = a certificate cannot be read
metadata-key-error-not-a-key = a key cannot be read
metadata-key-error-kind = a key is neither RSA nor elliptic curve (P-256, P-384, P-521)
metadata-key-error-rsa-too-short = an RSA key has { $bits } bits; at least 2048 are needed
metadata-key-error-rsa-too-long = an RSA key has { $bits } bits; at most 8192 are accepted
metadata-key-error-disagree = the certificate holds another key than the one that is given beside it
metadata-options-wants-assertions-signed = its metadata does not say WantAssertionsSigned="false": many service providers refuse an assertion without a signature of its own, also in a signed response, so it is left out only for those that say so
metadata-options-no-encryption-key = its metadata gives no RSA key to encrypt to, so no cipher can be chosen

## src/federation/catalogue.rs: why nobody is signed on, within a sentence

metadata-newer-options = its options are of a newer program

## src/federation/said/key.rs

metadata-key-rsa = RSA, { $bits } bits
metadata-key-curve = elliptic curve P-{ $bits }
metadata-key-of-certificate = { $kind }, certificate of { $from } to { $until }, SHA-256 { $fingerprint }
metadata-key-without-certificate = { $kind }, without a certificate, SHA-256 { $fingerprint }
