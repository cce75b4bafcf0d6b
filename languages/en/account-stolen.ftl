## account/stolen.html

account-stolen-what-thief-would-get = What a thief would get
account-stolen-console = Console
account-stolen-these-are-your-own-rows = These are your own rows, read from the database this moment and shown as they lie there. Whoever steals the database, with every backup, has this and no more: no name, no address, nothing that opens.
account-stolen-in-database = In the database
account-stolen-what-application-learns = What an application learns
account-stolen-what-is-told = What { $portal } is told
account-stolen-open-application-first-then-this = Open an application first: then this side shows exactly what it is told about you.
account-stolen-what-it-would-take = What it would take
account-stolen-to-open-any-of-sealed = To open any of the sealed columns, a thief needs your passphrase <em>and</em> the keeper, whose keys lie apart from the database. To find your rows at all, they need the keeper and what you sign in with.
account-stolen-how-to-read-it = How to read it
account-stolen-random = random
account-stolen-drawn-by-chance-it-is = Drawn by chance. It is derived from nothing, so it leads back to nothing.
account-stolen-handle = handle
account-stolen-keyed-hash-that-finds-your = A keyed hash that finds your row when you sign in. Only the keeper can compute it.
account-stolen-salt-verifier = salt, verifier
account-stolen-they-check-your-passphrase-together = They check your passphrase, together with the keeper's part, which is not here.
account-stolen-sealed = sealed
account-stolen-encrypted-and-padded-to-standard = Encrypted, and padded to a standard size.
account-stolen-mac = MAC
account-stolen-keepers-mark-row-that-somebody = The keeper's mark: a row that somebody wrote into the database does not carry it.
account-stolen-flag-date-public = flag, date, public
account-stolen-what-must-be-readable-states = What must be readable: states, costs, days, and halves of keys that are public anyway.
