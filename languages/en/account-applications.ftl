## account/applications.html

account-applications-applications-and-what-they-are = Applications and what they are told
account-applications-console = Console
account-applications-applications-and-what-each-is = Applications, and what each is told
account-applications-all-that-are-connected-here = All that are connected here, those first that you have opened in the last { $days } days. What stands here is what each would be told at your next sign-on, and nothing else is.
account-applications-record-of-your-activity-is = The record of your activity is longer than what is read for this page, or a part of it does not hold: an application may be among the others although you have opened it.
account-applications-opened-lately = Opened lately
account-applications-none-in-last-days = None in the last { $days } days.
account-applications-not-opened-in-last-days = Not opened in the last { $days } days
account-applications-none = None.
account-applications-they-have-been-told-nothing = They have been told nothing in this time. An administrator connected them for everybody here.
account-applications-further-on-in-list = Further on in the list
account-applications-with-in-their-name-or = With “{ $find }” in their name or entityID
account-applications-find-application = Find an application
account-applications-part-of-its-name-or = A part of its name, or of its entityID.
account-applications-find = Find
account-applications-back-to-first = Back to the first
account-applications-show-more = Show more
account-applications-keys-that-applications-get = Keys that applications get
account-applications-your-account = Your account
