## admin/overview.html

admin-overview-console = Console
admin-overview-what-pages-look-like-was = What pages look like was changed by another hand
admin-overview-database-does-not-say-what = The database does not say what an owner chose. Pages are as this service brings them until an owner chooses again.
admin-overview-settings = Settings
admin-overview-changes-wait-for-you-to =
    { $to-decide ->
        [one] { $to-decide } change waits for you to decide
       *[other] { $to-decide } changes wait for you to decide
    }
admin-overview-another-administrator-proposed-it-it = Another administrator proposed it. It takes a second person: look at what would change, and approve or refuse it.
admin-overview-look-at-what-waits = Look at what waits
admin-overview-of-your-own-proposals-wait =
    { $own ->
        [one] { $own } of your own proposals waits for somebody else: <a>what waits</a>.
       *[other] { $own } of your own proposals wait for somebody else: <a>what waits</a>.
    }
admin-overview-applications-metadata-has-changed = An application’s metadata has changed
admin-overview-metadata-of-applications-has-changed = The metadata of applications has changed
admin-overview-nothing-of-it-holds-before = Nothing of it holds before somebody has seen it and approves it.
admin-overview-found-it-has-later-key = <a>{ $name }</a>, found { $at }: it has a later key for { $mends }, whose present one ends soon
admin-overview-found = <a>{ $name }</a>, found { $at }
admin-overview-it-has-later-key-for = <a>{ $name }</a>: it has a later key for { $mends }, whose present one ends soon
admin-overview-and-more-once-these-are = And more, once these are decided.
admin-overview-what-you-can-do-here = What you can do here
admin-overview-nothing-yet-for-your-role = Nothing yet for your role.
admin-overview-program-can-do-part-of = A program can do a part of this for you: <a>tokens for the console</a>.

## src/http/admin/overview/mod.rs

admin-overview-invite-somebody-or-help-who = Invite somebody, or help who has lost everything.
admin-overview-which-applications-people-sign-on = Which applications people sign on to, and what each of them is told.
admin-overview-why-sign-on-failed-by = Why a sign-on failed, by the request id that somebody reads to you.
admin-overview-what-one-administrator-proposed-and = What one administrator proposed, and another lets be done.
admin-overview-what-was-done-here-by = What was done here, by whom and when.
admin-overview-who-holds-which-role-how = Who holds which role, how long sessions last, the keyring.

## src/http/admin/overview/figures.rs

admin-overview-figures-applications-opened = Applications opened
admin-overview-figures-people-who-are-enrolled = People who are enrolled
admin-overview-figures-invited-and-not-enrolled-yet = Invited, and not enrolled yet
admin-overview-figures-recovery-kits = Recovery kits
admin-overview-figures-passkeys-that-open-account-alone = Passkeys that open an account alone
admin-overview-figures-passkeys-that-open-account-with = Passkeys that open an account with a passphrase
admin-overview-figures-authenticator-apps = Authenticator apps
admin-overview-figures-passkeys-as-second-factors = Passkeys as second factors
admin-overview-figures-this-servers-tls = This server's TLS
admin-overview-figures-tls-between-server-and-keeper = TLS between server and keeper
admin-overview-figures-signing-key-rsa = Signing key, RSA
admin-overview-figures-signing-key-ecdsa = Signing key, ECDSA
admin-overview-figures-key-that-applications-encrypt-to = Key that applications encrypt to
admin-overview-figures-sign-ins = Sign-ins
admin-overview-figures-refused = Refused
admin-overview-figures-revoked = Revoked
admin-overview-figures-frozen = Frozen
admin-overview-figures-passphrases = Passphrases
admin-overview-chart-summary = { $today } today, { $total } in { $days } days; the most on one day were { $most }.
admin-overview-figures-alarm-look-ups = look-ups
admin-overview-figures-alarm-account = account
admin-overview-figures-alarm-whole = whole
admin-overview-figures-alarm-token = token
admin-overview-figures-alarm-names = names
admin-overview-figures-key-signing = signing
admin-overview-figures-key-encryption = encryption
admin-overview-figures-inside-this-server = inside this server
