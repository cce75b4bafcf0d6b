## admin/roles.html

admin-roles-who-may-do-what = Who may do what
admin-roles-done = Done
admin-roles-it-holds-at-their-next = It holds at their next request. They find in their own activity that something was said of them.
admin-roles-whoever-held-keyring = Was it taken from somebody who holds the <a>administrators' keyring</a>? They keep its key until you take them off it, which gives it a new one.
admin-roles-who-may-do-what-here = Who may do what here
admin-roles-say-what-somebody-may-do = Say what somebody may do in this console from now on, all of it: it takes the place of what was said before.
admin-roles-nobody-can-look-up-who = Nobody can look up who holds a role, you neither: it is sealed to the person. What you may do yourself, another owner says, so that there is always one.
admin-roles-they-sign-in-with = { $label } they sign in with
admin-roles-with-no-box-ticked-console = With no box ticked, the console is closed to them.
admin-roles-let-it-hold = Let it hold
admin-roles-leave-it-as-it-is = Leave it as it is
