## admin/application_look.html

admin-application-look-title = Before it goes live
admin-application-look-heading = { $name }: before it goes live
admin-application-look-takes-the-place = It takes the place of what is connected as { $entity-id }
admin-application-look-nothing-changes = Nothing would change.
admin-application-look-changes = Changes: { $change }.
admin-application-look-from = From <code>{ $address }</code>
admin-application-look-checks = The check list
admin-application-look-told = What it would be told, as ticked
admin-application-look-connect-lead = From then on people can be signed on there. It goes on record that you did it.
admin-application-look-see = See what it would be told
admin-application-look-not-now = Not now
admin-application-look-connect-it = Connect it
admin-application-look-replace-it = Replace it
admin-application-look-connect = Connect
admin-application-look-replace = Replace
admin-application-look-not-connected = Nothing is connected yet.
admin-application-look-connected = It is connected already, and nothing is changed yet.
admin-application-look-nothing-to-look-at = Nothing in its metadata needs a second look.

## src/http/admin/applications/look.rs

admin-application-look-unknown-choice = It names a choice that this form does not offer.
admin-application-look-over = It waited for more than an hour, or was registered already. Give the metadata once more.
admin-application-look-nothing-waits = Nothing waits here any more
