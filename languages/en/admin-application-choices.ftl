## admin/application_choices.html

admin-application-choices-may-know = What it may know about people
admin-application-choices-may-know-hint = It learns an identifier made for it alone in any case. Of what is ticked it is told what it asks for, where a person has it.
admin-application-choices-more = Further attributes
admin-application-choices-more-hint = By name, with spaces between. Only for what your organisation says of people under names of its own.
admin-application-choices-plain-http = Its address is plain http, and I know that anyone on the way can read along
admin-application-choices-unsaid = What its metadata does not say
admin-application-choices-name-id-hint = An e-mail address names the person. It is given only to applications for which it is chosen here.
admin-application-choices-name-id = NameID, where its requests leave it open
admin-application-choices-name-id-usual = As its metadata prefers, else transient
admin-application-choices-name-id-transient = Transient: another one at each sign-on
admin-application-choices-name-id-persistent = Persistent: the same each time, made for it alone
admin-application-choices-name-id-email = E-mail address
admin-application-choices-signature = Signatures
admin-application-choices-signature-rsa = RSA, which every application reads
admin-application-choices-signature-ecdsa = ECDSA on P-256
admin-application-choices-encryption = Encryption, where it has a key for it
admin-application-choices-aes-128 = AES-128-GCM
admin-application-choices-aes-256 = AES-256-GCM
admin-application-choices-encryption-usual = As its metadata says, else AES-128-GCM
admin-application-choices-context = How people are to have signed in, where its requests ask for nothing
admin-application-choices-context-usual = However they did; it is told the strongest that is true
admin-application-choices-context-mfa = With two factors (REFEDS MFA); who has not is asked for the other one
admin-application-choices-context-password = With a passphrase (PasswordProtectedTransport)
admin-application-choices-context-sfa = With a passphrase (REFEDS SFA)
admin-application-choices-context-unspecified = Left unsaid (unspecified)
admin-application-choices-fresh = Minutes after which it wants passphrase or code again
admin-application-choices-fresh-hint = 1 to 720. Left empty, a session serves as long as it lasts.
admin-application-choices-subject-id = It may have the subject-id if it asks for it: the same for every application that gets it
admin-application-choices-skip-signature = Sign the response only: its metadata says that it wants no more

## src/http/admin/applications/choices.rs

admin-application-choices-display-name = Name, as it is shown
admin-application-choices-given-name = Given name
admin-application-choices-family-name = Family name
admin-application-choices-mail = E-mail address
admin-application-choices-user-name = User name
admin-application-choices-principal-name = User name with the organisation's domain
admin-application-choices-affiliation = Role in the organisation
admin-application-choices-scoped-affiliation = Role with the organisation's domain
admin-application-choices-entitlement = What they are entitled to
admin-application-choices-assurance = How well their identity was checked
admin-application-choices-needed = it says that it needs this
admin-application-choices-asked-for = it asks for this
