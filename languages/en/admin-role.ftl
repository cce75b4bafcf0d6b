## admin/role_boxes.html

admin-role-boxes-what-they-may-do-in = What they may do in this console

## src/http/admin/role_boxes.rs

# Follows a sentence's last word, before its full stop.
admin-role-and-part = , and a part in this console: { $roles }
admin-role-owner = Owner
admin-role-federation = Federation manager
admin-role-help-desk = Help desk
admin-role-auditor = Auditor
admin-role-owner-means = May do everything here, and says who holds which role.
admin-role-federation-means = Connects applications, chooses what each is told, and looks into their sign-ons.
admin-role-help-desk-means = Invites people, and helps who has lost something.
admin-role-auditor-means = Reads what was done, which applications there are, and how all is set. Changes nothing.
