## admin/person.html

admin-person-a-person = A person
admin-person-done = Done
admin-person-nobody-signs-in-with-this = Nobody signs in with this
admin-person-is-nobodys = “{ $identifier }” is nobody’s. Compare it letter by letter, or invite them.
admin-person-directory = Directory
admin-person-name = Name
admin-person-contacts = Contacts
admin-person-directory-knows-none = the directory knows none
admin-person-invited = Invited
admin-person-ways-in = Ways in
admin-person-second-factors = Second factors
admin-person-open-sessions = Open sessions
admin-person-sessions-since = { $sessions }, the oldest since { $since }
admin-person-open-link = Open link
admin-person-one-until = one, which serves until { $until } at the latest
admin-person-none = none
admin-person-console = Console
admin-person-they-open-it = They open it. Which role they hold, only they and the grant say.
admin-person-not-known-until = Not known until they sign in next: their account is from before it was noted who opens it.
admin-person-rest-is-of-the-database = Name and contacts are of the directory, which your session opened. The rest is what the database says of everybody. Attributes, devices and what they use are sealed to the person: nobody reads them here.
admin-person-what-the-database-says = This is what the database says of everybody. Names, attributes, devices and what they use are sealed to the person: nobody reads them here.
admin-person-the-last-days = The last { $days } days
admin-person-record-does-not-hold = This record does not hold
admin-person-entries-are-not-as-written = { $broken } of its entries are not as this service wrote them: somebody changed the database. They are left out. Tell whoever runs this service.
admin-person-they-did-not-sign-in = They did not sign in, and nobody tried under this name.
admin-person-sign-ons-by-day = Sign-ons by day, and tries under this name that were refused
admin-person-day = Day
admin-person-signed-in = Signed in
admin-person-applications-opened = Applications opened
admin-person-refused = Refused
admin-person-what-you-can-do = What you can do
admin-person-your-own-account = This is your own account: what is yours to change stands on <a>your account’s page</a>.
admin-person-not-known-so-an-owner = Whether they open the console is not known until they sign in next. Until then an owner alone acts on their account.
admin-person-they-open-it-so-an-owner = They open the console themselves, so an owner alone acts on their account.
admin-person-each-leads-to-a-page = Each leads to a page that says what follows, before anything is done.
admin-person-restore = Restore
admin-person-end-their-sessions = End their sessions
admin-person-freeze = Freeze
admin-person-revoke = Revoke
admin-person-say-something = Say something of them
admin-person-they-lost-everything = They lost everything
admin-person-withdraw-their-open-link = Withdraw their open link

## src/http/admin/people/person.rs

admin-person-sealed-to-a-keyring = There is one, sealed to a keyring that you do not hold.
admin-person-no-entry-yet = They have no entry yet: it is written when they sign in next.
admin-person-entry-cannot-be-read = Their entry cannot be read. It is written anew when they sign in next.
admin-person-nobody-was-looked-up = Nobody was looked up: { $why }.
admin-person-can-sign-in = They can sign in.
admin-person-is-invited = They are invited, and have not set their account up yet.
admin-person-is-frozen = Their account is frozen: they cannot sign in until somebody restores it.
admin-person-is-revoked = Their account is revoked: they cannot sign in until somebody restores it.
admin-person-was-revoked-before = They were revoked before they had set their account up.
admin-person-way-passphrase = a passphrase with a second factor
admin-person-way-both = a passphrase with a passkey, both needed
admin-person-way-passkey = a passkey alone
admin-person-way-kit = a recovery kit
# Ways in, one after the other: $more has one or several.
admin-person-ways = { $first }; { $more }
admin-person-none-yet = none yet
admin-person-apps =
    { $apps ->
        [one] { $apps } authenticator app
       *[other] { $apps } authenticator apps
    }
admin-person-passkeys =
    { $passkeys ->
        [one] { $passkeys } passkey
       *[other] { $passkeys } passkeys
    }
admin-person-apps-and-passkeys = { $apps }, { $passkeys }
admin-person-no-more-look-ups = No more look-ups for now
admin-person-look-ups-are-used-up = The keeper answers only so many look-ups in a while, for everybody together, so that nobody can go through a list of names. They are used up just now. Nobody was looked up. Wait a minute, then try again; if you looked up nobody yourself, tell whoever runs this service.
