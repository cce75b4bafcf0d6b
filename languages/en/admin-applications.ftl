## src/http/admin/applications/proving.rs

admin-applications-proving-somebody-else-changed = Somebody else changed this application while you looked, and nothing of yours was done. What stands here now is as it is: look again, and decide again.
admin-applications-proving-it-cannot-be-so = It cannot be so: { $error }.

## admin/applications.html

admin-applications-title = Applications
admin-applications-add = Add an application
admin-applications-our-keys = Our keys
admin-applications-find-one = Find one
admin-applications-find-hint = A part of its name, or of its entityID.
admin-applications-show-all = Show all
admin-applications-no-more = There are no more.
admin-applications-none-has = None has “{ $find }” in its name or entityID.
admin-applications-nothing = nothing
admin-applications-identifier = an identifier of its own
admin-applications-back = Back to the first
admin-applications-more = Show more
admin-applications-done = Done
admin-applications-none-connected = None is connected yet.
admin-applications-connected =
    { $total ->
        [one] One is connected.
       *[other] { $total } are connected.
    }
admin-applications-lead = People sign on to them from here, and each is told what you allow and nothing else.
admin-applications-find = Find
admin-applications-name = Name
admin-applications-entity-id = entityID
admin-applications-may-be-told = May be told
admin-applications-chosen = Chosen for it

## src/http/admin/applications: mod.rs and list.rs

admin-applications-unknown = No application is connected under this entityID. It may have been removed meanwhile.
admin-applications-no-such = No such application
admin-applications-all = All applications
admin-applications-over = Nobody is signed on there: { $why }.
admin-applications-not-ours = The database has something else of it than this service wrote. It does not count.
admin-applications-removed = It is removed, with its keys. Nobody is signed on there any more.
