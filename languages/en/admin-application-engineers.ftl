## admin/application_engineers.html

admin-application-engineers-title = A link for an application’s engineers
admin-application-engineers-made = The link is made
admin-application-engineers-made-lead = Send it to the application’s engineers. It is shown here only now, and nobody can find it out again.
admin-application-engineers-is-ended = The link is ended
admin-application-engineers-heading = Show { $name } to its engineers
admin-application-engineers-lead = Whoever has the link sees, without an account, what is registered of this application, its check list, what it would be told of somebody made up, and what became of its sign-ons, each with every check. They see no person, no other application, and change nothing.
admin-application-engineers-serves = One serves until { $until }.
admin-application-engineers-end = End the link until { $until }
admin-application-engineers-end-all = End every link there may be
admin-application-engineers-end-all-lead = Also one that does not stand here. Whoever has a link to this application that was made until now sees nothing any more.
admin-application-engineers-end-all-now = End every link
admin-application-engineers-make = Make a link
admin-application-engineers-days-label = Days that it is to serve
admin-application-engineers-days-hint = From 1 to { $longest }. It can be ended at any time, and ends by itself when your account is closed, your role ends, or anything is said of you here or taken back. That you made it, and that it is looked at, goes on record.
admin-application-engineers-make-it = Make the link
admin-application-engineers-back = Back to the application
admin-application-engineers-links =
    { $count ->
        [one] One link shows it
       *[other] { $count } links show it
    }

## src/http/admin/applications/engineers.rs

admin-application-engineers-ended = Whoever has that link sees nothing any more.
admin-application-engineers-all-ended = Whoever has a link to it that was made until now sees nothing any more.
admin-application-engineers-days = Say for how many days it is to serve, from 1 to 30.
admin-application-engineers-too-many = Twenty links show this application already. End one of them first.
