## admin/approval.html

admin-approval-change-to-approve = A change to approve
admin-approval-it-waits-for-second-person = It waits for a second person
admin-approval-nothing-is-changed-yet-tell = Nothing is changed yet. Tell another administrator: they find it on the console’s first page.
admin-approval-it-cannot-be-approved-any = It cannot be approved any more
admin-approval-you-proposed-this-on = You proposed this on { $made-at }.
admin-approval-another-administrator-proposed-this-on = Another administrator proposed this on { $made-at }.
admin-approval-it-lapses-on = It lapses on { $until }.
admin-approval-entityid = entityID <code>{ $entity-id }</code>
admin-approval-what-would-change = What would change
admin-approval-nothing-it-is-so-already = Nothing: it is so already.
admin-approval-of-it = What
admin-approval-now = Now
admin-approval-then = Then
admin-approval-approve-it = Approve it
admin-approval-decide-later = Decide later
admin-approval-next-exactly-this-is-done = Next: exactly this is done, at once, and it goes on record that you approved it.
admin-approval-you-cannot-approve-it-yet = You cannot approve it yet
admin-approval-your-account-is-newer-than = Your account is newer than three days, you began again, or something was said of you since: a role, perhaps. Until then another administrator approves it.
admin-approval-withdraw-it = Withdraw it
admin-approval-take-it-away = Take it away
admin-approval-refuse-it = Refuse it
