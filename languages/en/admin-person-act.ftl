## admin/person_act.html

admin-person-act-what-follows = What follows
admin-person-act-what-it-does-not-undo = What it does not undo
admin-person-act-what-you-say-of-them = What you say of them
admin-person-act-a-name-of-the-list = A name of the list, or a full name with a colon in it. It takes the place of all that was said under this name.
admin-person-act-its-values = Its values
admin-person-act-one-a-line = One a line. With none, nothing is said under this name any more.
admin-person-act-last-day = Last day on which it is said
admin-person-act-through-its-end = Through its end, in UTC. Leave it empty where it has no end.
admin-person-act-not-now = Not now
admin-person-act-goes-on-record = It goes on record that you did it.

## src/http/admin/people/what.rs

admin-person-act-revoke-their-account = Revoke their account
admin-person-act-revoke-it = Revoke it
admin-person-act-they-cannot-sign-in-any-more = They cannot sign in any more, from the next request on, anywhere.
admin-person-act-sessions-tokens-and-link-end = Their sessions here, their tokens for programs and an open link end at once.
admin-person-act-stays-so-until-restored = It stays so until somebody restores it. Nothing of their account is deleted.
admin-person-act-applications-keep-sessions-and-keys = Applications keep sessions of their own until those end, and the keys that they were given.
admin-person-act-envelopes-stay-sealed = Envelopes that were sealed to them stay sealed to them.
admin-person-act-freeze-their-account = Freeze their account
admin-person-act-freeze-it = Freeze it
admin-person-act-they-cannot-sign-in-until = They cannot sign in, from the next request on, until somebody restores the account. For a lost telephone, or while something is looked into.
admin-person-act-restore-their-account = Restore their account
admin-person-act-restore-it = Restore it
admin-person-act-they-can-sign-in-as-before = They can sign in again, with the passphrase and factors that they had.
admin-person-act-who-never-set-it-up = Who had never set their account up can be invited again.
admin-person-act-nothing-of-before-comes-back = No session, token or link of before comes back.
admin-person-act-somebody-else-can-try-again = If somebody else knows their passphrase or has their device, that somebody can try again too.
admin-person-act-end-their-sessions = End their sessions
admin-person-act-they-are-signed-out = Wherever they are signed in here, they are signed out at once; their tokens for programs end too.
admin-person-act-they-can-sign-in-right-away = They can sign in again right away.
admin-person-act-applications-keep-sessions = Applications keep sessions of their own until those end.
admin-person-act-who-knows-their-passphrase = Who knows their passphrase and has their second factor signs in again: freeze the account if that may be somebody else.
admin-person-act-what-applications-may-learn = What applications may learn about them
admin-person-act-put-it-into-their-inbox = Put it into their inbox
admin-person-act-it-is-sealed-to-them = It is sealed to them: nobody reads it here again, you neither.
admin-person-act-it-holds-at-their-next-sign-on = It holds at their next sign-on, also in a session that is open. They see in their activity that something was said.
admin-person-act-what-they-learned-before = What applications have learned before, they may still know.
admin-person-act-their-account-is-revoked = Their account is revoked. { $ended }
admin-person-act-their-account-is-frozen = Their account is frozen. { $ended }
admin-person-act-no-session-was-open = No session of theirs was open here.
admin-person-act-sessions-ended =
    { $sessions ->
        [one] { $sessions } session of theirs ended here.
       *[other] { $sessions } sessions of theirs ended here.
    }
admin-person-act-they-can-sign-in-again = They can sign in again.
admin-person-act-invite-them-again = They never set their account up, and the link they had is gone: invite them again.
admin-person-act-it-lies-in-their-inbox = It lies in their inbox, and holds at their next sign-on.
admin-person-act-your-own-account = This is your own account. What is yours to change stands on your account’s page.
admin-person-act-they-open-the-console = This person opens the console themselves, or that is not known until they sign in next. An owner alone acts on their account.
admin-person-act-no-program-does = This person opens the console themselves, or that is not known until they sign in next. An owner acts on their account in the console; no program does.
admin-person-act-nothing-to-freeze = Their account is not active, so there is nothing to freeze.
admin-person-act-nothing-to-restore = Their account is neither revoked nor frozen, so there is nothing to restore.
admin-person-act-not-put-into-their-inbox = It was not put into their inbox: { $why }.
admin-person-act-nothing-to-grant = nothing to grant and nothing to withdraw
admin-person-act-name-is-reserved = "{ $name }" is not for use as an attribute name
admin-person-act-granted-and-withdrawn = "{ $name }" is both granted and withdrawn
admin-person-act-would-have-expired = it would have expired already
admin-person-act-withdrawn-does-not-expire = what is withdrawn does not expire

## src/http/admin/people/act.rs

admin-person-act-no-such-thing = No such thing
admin-person-act-form-asks-for-something = The form asks for something that there is not. Nothing was done. Look the person up again.
admin-person-act-choose-what-you-say = Choose what it is that you say: a name of the list, or its full name.
admin-person-act-name-is-not-known = “{ $name }” is not known here. Choose a name of the list, or write the full one, which has a colon in it.
admin-person-act-write-the-day = Write the day as year, month and day: 2027-01-31.
