## admin/sessions.html

admin-sessions-how-long-sessions-last = How long sessions last
admin-sessions-done = Done
admin-sessions-it-holds-from-now-on = It holds from now on, for sessions that run as well. None of them lasts longer for it.
admin-sessions-database-does-not-say-what = The database does not say what was chosen last
admin-sessions-somebody-changed-it-by-another = Somebody changed it by another hand. Sessions go by what was chosen before. Choose again to put it right, and tell whoever runs this service.
admin-sessions-session-ends-when-it-was = A session ends when it was not used for a while, and at the latest after some hours.
admin-sessions-administrator-chose-what-stands-here = An administrator chose what stands here.
admin-sessions-nobody-has-chosen-yet-what = Nobody has chosen yet: what stands here is what the service starts with.
admin-sessions-as-it-holds-now-minutes = As it holds now: { $idle } minutes unused, { $longest } at most, { $shared-idle } at a shared computer.
admin-sessions-minutes-that-session-lasts-unused = Minutes that a session lasts unused
admin-sessions-used-is-every-page-of = Used is every page of Senza and every application that is opened by it. It may end up to a tenth of this early, never later. As many as below: no such limit.
admin-sessions-minutes-that-it-lasts-at = Minutes that it lasts at most
admin-sessions-from-5-to-working-day = From 5 to { $longest }. A working day of twelve hours has 720.
admin-sessions-minutes-until-shared-computer-locks = Minutes until a shared computer locks itself
admin-sessions-where-people-say-that-others = Where people say that others use the computer too. From 1 to { $shared-idle }.
admin-sessions-let-it-hold = Let it hold
admin-sessions-leave-it-as-it-is = Leave it as it is

## src/http/admin/sessions.rs

admin-sessions-fault-longest = A session lasts from { $shortest } minutes to { $most } ({ $hours } hours).
admin-sessions-fault-idle = A session lasts at least a minute unused, and no longer than it lasts at all.
admin-sessions-fault-shared-idle = At a shared computer a session lasts unused from 1 minute to { $most }, and no longer than elsewhere.
