## admin/people_directory.html

admin-people-directory-people-by-name = People by name
admin-people-directory-nobody-was-looked-for = Nobody was looked for
admin-people-directory-there-is-none = This organisation keeps no directory, so nobody can be searched by name. People are found by exactly what they sign in with.
admin-people-directory-find-by-exactly-what = Find by exactly what they sign in with
admin-people-directory-what-it-would-change = What a directory would change
admin-people-directory-you-do-not-hold-the-keyring = The directory is sealed to the administrators’ keyring, and you do not hold it: your session does not open it. Nobody was searched.
admin-people-directory-ask-for-a-place = Ask for a place on the keyring
admin-people-directory-too-many = There are more than { $most } entries, and a search goes through { $most } at most: here people are found by exactly what they sign in with. Their page says what the directory knows of them.
admin-people-directory-search-it = Search the directory: { $listed } of { $people } people have an entry.
admin-people-directory-search-it-unfinished = Search the directory: { $listed } of { $people } people have an entry, the others when they sign in next.
admin-people-directory-nobody-matches = Nobody among { $of } matches “{ $words }”.
admin-people-directory-try-a-part-of-the-name = Try a part of the name, or what they sign in with; a mail address or telephone from its beginning, six signs at least. Who has not signed in since the directory was turned on is not in it, nor is whoever is invited or revoked.
admin-people-directory-the-first-who-match = The first { $shown } who match “{ $words }”, by name; others match as well. Add a word to see them.
admin-people-directory-so-many-match = { $found } of { $of } match “{ $words }”.
admin-people-directory-looking-goes-on-record = Looking at somebody goes on record, and they see it in their activity.
admin-people-directory-name = Name
admin-people-directory-signs-in-with = Signs in with
admin-people-directory-what-you-can-do = What you can do
admin-people-directory-look-at = Look<span> at <bdi>{ $name }</bdi></span>
admin-people-directory-unreadable =
    { $unreadable ->
        [one] { $unreadable } entry cannot be read, and may be of somebody you look for. Each is written anew when its person signs in next.
       *[other] { $unreadable } entries cannot be read, and may be of somebody you look for. Each is written anew when its person signs in next.
    }

## admin/people_search.html

admin-people-search-what-to-type = Name, telephone, mail, or what they sign in with
admin-people-search-parts-will-do = Parts of names will do, and the beginning of a mail address or telephone; all words have to match. { $shown } people are shown at most.
admin-people-search-search = Search
admin-people-search-goes-on-record = That you searched goes on record, not for whom. Every entry is opened for it in your session, and forgotten.

## src/http/admin/people/directory.rs

admin-people-directory-type-two-letters = Type two letters at least, and a name at most.
# Beside somebody's name.
admin-people-directory-invited = invited
admin-people-directory-frozen = frozen
admin-people-directory-revoked = revoked
admin-people-directory-others-are-searching = Others are searching
admin-people-directory-one-search-at-a-time = One search runs at a time, and others took longer than we let anybody wait. Try again in a moment.
admin-people-directory-the-directory = The directory
