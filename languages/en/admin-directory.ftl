## src/http/admin/directory.rs

admin-directory-directory-of-people = A directory of people
admin-directory-from-now-on-there-is = From now on there is a directory. Whoever holds the keyring can search everybody by name, and people are told so.
admin-directory-turn-it-on = Turn it on
admin-directory-all-entries-are-deleted = All entries are deleted. People are found by exactly what they sign in with alone.
admin-directory-turn-it-off = Turn it off
