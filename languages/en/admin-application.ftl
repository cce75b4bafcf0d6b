## admin/application.html

admin-application-title = An application
admin-application-done = Done
admin-application-change = Change what it may know
admin-application-try = Try the sign-on
admin-application-replace = Replace its metadata
admin-application-where = Where its metadata is
admin-application-show = Show it to its engineers
admin-application-remove = Remove it
admin-application-at-a-glance = At a glance
admin-application-connected = Connected
admin-application-may-know = May know
admin-application-knows-nothing = An identifier made for it alone, and nothing else
admin-application-chosen = Chosen for it
admin-application-chosen-nothing = Nothing beyond its metadata
admin-application-keys-of-people = Keys of people
admin-application-gets-no-keys = It gets none
admin-application-keys-for = For { $purpose }. { $sentence }
admin-application-looked-at = Looked at again
admin-application-looked-at-where = At <code>{ $address }</code>
admin-application-change-waits = a change waits
admin-application-look-failed = the last look came to nothing
admin-application-looked-at-nowhere = Nowhere: its metadata stays as it is until somebody hands in other
admin-application-told = What it is told at a sign-on
admin-application-checks = The check list, as of today
admin-application-all = All applications

## admin/application_over.html

admin-application-over-title = An application that does not count
admin-application-over-heading = Nobody is signed on here
admin-application-over-lead = Its metadata is over or is no longer accepted, or the database has something else of it than this service wrote. Give its metadata anew, and it counts again. If nobody can say why, run <code>senza audit verify</code>.
admin-application-over-give = Give its metadata anew

## src/http/admin/applications/one.rs

admin-application-added = { $day }; version { $version }
admin-application-added-and-changed = { $day }, changed { $changed }; version { $version }
admin-application-now-connected = It is connected. People see it among their applications from now on. Send its engineers the address of our metadata, if they do not have it.
admin-application-now-changed = It holds from the next sign-on.
admin-application-keys-none = None is delivered: its epoch was ended.
admin-application-keys = Of people who agree to it. Epoch { $epochs }.
