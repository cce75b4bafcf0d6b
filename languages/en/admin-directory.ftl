## admin/directory.html

admin-directory-directory-of-people = A directory of people
admin-directory-something-to-mend = Something to mend
admin-directory-done = Done
admin-directory-there-is-no-directory-one = There is no directory. One question comes first: whether people keep their names at applications. It makes the keyring, which a directory is sealed to.
admin-directory-read-and-answer-it = Read and answer it
admin-directory-keyring-is-not-as-this = The keyring is not as this service left it, so that nothing is written to a directory or read from one. Look at the keyring first.
admin-directory-keyring = The keyring
admin-directory-there-is-no-directory-people = There is no directory: people are found by exactly what they sign in with, and nobody can be searched by name.
admin-directory-what-it-would-change = What it would change
admin-directory-who-learns-names-of-people = Who learns the names of people
admin-directory-whoever-has = Whoever has
admin-directory-without-directory = Without a directory
admin-directory-with-one = With one
admin-directory-database-and-all-backups = the database, and all backups
admin-directory-nobodys = nobody’s
admin-directory-account-of-administrator-who-holds = the account of an administrator who holds the keyring
admin-directory-those-whom-they-can-guess = those whom they can guess, one by one and on record
admin-directory-all-of-them = <strong>all of them</strong>
admin-directory-same-and-copy-of-database = the same, and a copy of the database, where names at applications are kept as well
admin-directory-which-names-are-one-persons = which names at applications are one person’s, not whose
admin-directory-whose-they-are = <strong>whose they are</strong>
admin-directory-entry-holds-what-is-said = An entry holds what is said of somebody as name, mail and telephone, and what they sign in with. It is sealed to the keyring, which opens in the sessions of those owners and help desk members alone who hold it. Up to { $most } people can be searched. Everybody is told of it, when they set their account up and on their account’s page.
admin-directory-i-know-that-whoever-takes = I know that whoever takes over an administrator’s account then learns everybody’s name
admin-directory-leave-it-as-it-is = Leave it as it is
admin-directory-next-your-proof-of-who = Next: your proof of who you are. Then entries are written, each when its person signs in next.
admin-directory-there-is-directory-more-than = There is a directory. More than { $most } people have an entry.
admin-directory-there-is-directory-more-than-others = There is a directory. More than { $most } people have an entry; those of the others are written when they sign in next.
admin-directory-there-is-directory-of = There is a directory. { $listed } of { $people } people have an entry.
admin-directory-there-is-directory-of-others = There is a directory. { $listed } of { $people } people have an entry; those of the others are written when they sign in next.
admin-directory-more-than-can-be-searched = More than can be searched
admin-directory-search-goes-through-entries-at = A search goes through { $most } entries at most. People are found by exactly what they sign in with, and their page says what the directory knows.
admin-directory-keyring-is-still-being-made = The keyring is still being made anew
admin-directory-some-entries-are-still-sealed = Some entries are still sealed to its former key. They can be searched meanwhile. <a>Go on with it</a>
admin-directory-search-it = Search it
admin-directory-you-do-not-hold-keyring = You do not hold the keyring that it is sealed to, so your session does not open it. <a>Ask for a place</a>
admin-directory-who-is-taken-off-keyring = Who is taken off <a>the keyring</a> opens nothing that is sealed from then on: it gets a new key, and all entries follow. What they could open before, they may have copied.
admin-directory-keep-no-directory-any-longer = Keep no directory any longer
admin-directory-all-entries-are-deleted-backups = All entries are deleted. Backups of the database keep theirs until they are deleted, sealed to a keyring that your administrators hold, or held.
admin-directory-i-know-that-all-entries = I know that all entries are deleted
admin-directory-back-to-settings = Back to the settings

## src/http/admin/directory.rs

admin-directory-from-now-on-there-is = From now on there is a directory. Whoever holds the keyring can search everybody by name, and people are told so.
admin-directory-turn-it-on = Turn it on
admin-directory-all-entries-are-deleted = All entries are deleted. People are found by exactly what they sign in with alone.
admin-directory-turn-it-off = Turn it off
admin-directory-is-on = The directory is on. Each person's entry is written when they sign in next.
admin-directory-is-off = The directory is off, and all of its entries are deleted.
admin-directory-choose-on-or-off = Choose on or off.
admin-directory-tick-box-that-says = Tick the box that says you know what it means.
admin-directory-more-than = more than { $most }
