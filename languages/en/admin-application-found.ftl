## admin/application_found.html

admin-application-found-title = What would change of an application
admin-application-found-heading = What would change of { $name }
admin-application-found-lead = Found at <code>{ $address }</code>. Nothing of it holds yet: it is yours to approve, or to leave.
admin-application-found-lead-since = Found at <code>{ $address }</code>, { $at }. Nothing of it holds yet: it is yours to approve, or to leave.
admin-application-found-unusable = It cannot be approved any more
admin-application-found-unusable-why = { $why } Ask the application’s engineers to publish it anew.
admin-application-found-keys = It gets keys of people
admin-application-found-keys-more = Once this holds, { $keys }.
admin-application-found-what-happens = What happens
admin-application-found-registered = As it is registered
admin-application-found-found = As it was found
admin-application-found-nothing = nothing
admin-application-found-stays = All else stays as it is registered: what it may know, and what was chosen for it.
admin-application-found-checks = The check list, as it would be
admin-application-found-leave = Leave it
admin-application-found-leave-lead = All stays as it is registered, and nobody is asked about this again, unless something else changes there. Whoever looks at the address by hand is shown it again. It goes on record that you left it.
admin-application-found-dismiss = Dismiss it
admin-application-found-later = Decide later
admin-application-found-proposed = It is proposed already
admin-application-found-proposed-lead = Exactly this waits for a second person. Whoever has not proposed it approves it there.
admin-application-found-see-proposal = See the proposal
admin-application-found-approve = Approve it
admin-application-found-approve-lead = Exactly this is registered then, and holds from the next sign-on. If a change surprises you, call its engineers at a number that you knew before. It goes on record that you did it.

## src/http/admin/applications/found.rs

admin-application-found-stale = Something else was found meanwhile, and nothing of yours was done. What stands here now is as it is: look again, and decide again.
