## admin/application_change.html

admin-application-change-title = What an application may know
admin-application-change-heading = What { $name } may know
admin-application-change-lead = It holds from the next sign-on. What it was told before, it may still have.
admin-application-change-told = What it would be told, as ticked
admin-application-change-let-it-hold = Let it hold
admin-application-change-see = See what it would be told
admin-application-change-leave = Leave it as it is
