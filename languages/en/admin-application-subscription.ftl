## admin/application_subscription.html

admin-application-subscription-title = Where an application’s metadata is looked at
admin-application-subscription-done = Done
admin-application-subscription-heading = The address of { $name }’s metadata
admin-application-subscription-lead = Applications change their keys and addresses. Where theirs is published, it is looked at every few hours, and you see what would change. Nothing of it holds before somebody has seen it and approves it.
admin-application-subscription-waits = Something has changed there
admin-application-subscription-waits-lead = It waits for somebody to look at it, and to approve or leave it.
admin-application-subscription-see = See what would change
admin-application-subscription-last = The last look
admin-application-subscription-came-to-nothing = came to nothing
admin-application-subscription-something-changed = something changed
admin-application-subscription-nothing-to-decide = nothing to decide
admin-application-subscription-none-yet = There was none yet. It comes within a minute.
admin-application-subscription-look-now = Look now
admin-application-subscription-another = Another address, or none
admin-application-subscription-have-one = Have an address looked at
admin-application-subscription-address = The address
admin-application-subscription-let-it-hold = Let it hold
admin-application-subscription-back = Back to the application
admin-application-subscription-good-at = A look last brought something that can be used at { $at }.
admin-application-subscription-never-good = No look has brought anything that can be used yet.
admin-application-subscription-tried-again = What is registered stays as it is. It is tried again in a few hours; if it stays so, ask the application’s engineers.
admin-application-subscription-left = Somebody has left what was found there. Look now, and it is shown again.
admin-application-subscription-the-same = What is there says what is registered.
admin-application-subscription-a-little-longer = That it holds a little longer each time is not asked about while what is registered holds for a month.
admin-application-subscription-address-begins = https://
admin-application-subscription-address-hint = Over https, public, and of this one application: the metadata of a whole federation is not yet read. Everybody who may see applications sees it, so let it hold no secret.
admin-application-subscription-left-empty = Left empty, nothing is looked at.
admin-application-subscription-left-empty-again = Left empty, nothing is looked at any more.

## src/http/admin/applications/subscription.rs

admin-application-subscription-on = It is looked at within a minute, and every few hours from then on.
admin-application-subscription-off = It is looked at no more. What is registered stays as it is.
admin-application-subscription-looked = It was looked at just now.
admin-application-subscription-busy = It was looked at within the last minute, or much is being looked at. Come back in a minute.
admin-application-subscription-approved = What was found is registered, and holds from the next sign-on.
admin-application-subscription-dismissed = What was found is left. It comes back when something else changes there, or when somebody looks here by hand.
admin-application-subscription-no-address = That is not an address that can be fetched: it must start with https://, name a host, and hold no user name or password.
