## admin/settings.html

admin-settings-settings = Settings
admin-settings-how-this-service-is-set = How this service is set, and where each of it is changed.
admin-settings-how-this-service-is-set-2 = How this service is set.
admin-settings-how-long-sessions-last = How long sessions last
admin-settings-unused = Unused
admin-settings-minutes = { $idle } minutes
admin-settings-at-most = At most
admin-settings-minutes-2 = { $longest } minutes
admin-settings-at-shared-computer = At a shared computer
admin-settings-minutes-until-it-locks-itself = { $shared-idle } minutes until it locks itself
admin-settings-change-it = Change it
admin-settings-who-may-do-what-here = Who may do what here
admin-settings-owner-federation-manager-help-desk = Owner, federation manager, help desk, auditor: by what somebody signs in with.
admin-settings-say-what-somebody-may-do = Say what somebody may do
admin-settings-second-person = A second person
admin-settings-whether-one-administrator-alone-changes = Whether one administrator alone changes applications and switches keys, or another has to approve it.
admin-settings-look-at-it = Look at it
admin-settings-our-keys = Our keys
admin-settings-what-we-sign-with-what = What we sign with, what applications encrypt to us, and when the next ones are due.
admin-settings-look-at-them = Look at them
admin-settings-names-at-applications = Names at applications
admin-settings-whether-people-keep-them-who = Whether people keep them who lose everything, and who holds the keyring that gives them back.
admin-settings-keyring = The keyring
