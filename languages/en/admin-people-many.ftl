## admin/people_many.html

admin-people-many-invite-many-people = Invite many people
admin-people-many-your-list-can-be-read = Your list can be read
admin-people-many-it-has =
    { $people ->
        [one] It has { $people } person. Nobody has been looked up yet, and nobody is invited.
       *[other] It has { $people } people. Nobody has been looked up yet, and nobody is invited.
    }
admin-people-many-next-you-prove = Next, you prove that it is you. Then each person is looked up, some fifty a second, and all of them are invited or none. The list waits here for ten minutes; nothing of it is stored.
admin-people-many-invite-them = Invite them
admin-people-many-take-another-list = Take another list
admin-people-many-your-list-is-worked-on = Your list is worked on
admin-people-many-are-looked-up = { $some } of { $all } people are looked up.
admin-people-many-links-are-made = { $some } of { $all } links are made.
admin-people-many-how-far-it-is = How far it is
admin-people-many-at-a-pace = It goes at a pace that leaves room for whoever signs in meanwhile. You can leave this page and come back; it shows itself again every few seconds. Nobody is invited before all of them are.
admin-people-many-look-again = Look again
admin-people-many-stop-and-invite-nobody = Stop, and invite nobody
admin-people-many-links-are-being-sent = Links are being sent
admin-people-many-taken-and-yet-to-be =
    { $sent ->
        [one] { $sent } message was taken by the mail server
       *[other] { $sent } messages were taken by the mail server
    }; { $left ->
        [one] { $left } has yet to be.
       *[other] { $left } have yet to be.
    }
admin-people-many-messages-sent = Messages sent
admin-people-many-you-can-leave = You can leave this page and come back; it shows itself again every few seconds. What cannot be sent waits here, with its reason.
admin-people-many-stop-sending = Stop sending
admin-people-many-everybody-is-invited = Everybody is invited
admin-people-many-taken =
    { $sent ->
        [one] { $sent } message was taken by the mail server
       *[other] { $sent } messages were taken by the mail server
    }
admin-people-many-those-links-are-here-no-more = Those links are here no more. If a message does not come, invite that person once more.
admin-people-many-not-everything-was-sent = Not everything was sent
admin-people-many-line = Line { $line }: { $what }
admin-people-many-nothing-is-lost = Nothing is lost: those links wait here. Send them again, or hand them over in another way.
admin-people-many-links-wait =
    { $people ->
        [one] { $people } link waits for you
       *[other] { $people } links wait for you
    }
admin-people-many-you-were-given-them = You were given them. They stay here until you say that you have them, for half an hour at most, in case something was lost on the way.
admin-people-many-take-them-within-half-an-hour = Take them within half an hour, each in one way. They are in no database, and nobody can look them up afterwards. Each serves once, within 72 hours. Signing out drops them.
admin-people-many-have-an-address =
    { $addresses ->
        [one] { $addresses } of them has an address: it can be sent by mail, one message a person.
       *[other] { $addresses } of them have an address: they can be sent by mail, one message a person.
    }
admin-people-many-the-others-wait = The others wait here meanwhile.
admin-people-many-send-by-mail =
    { $addresses ->
        [one] Send it by mail
       *[other] Send them by mail
    }
admin-people-many-show-letters = Show letters to print
admin-people-many-take-a-file = Take a file with the links
admin-people-many-i-have-them = I have them
admin-people-many-throw-them-away = Throw these links away
admin-people-many-whoever-has-a-link = Whoever has a link is that person: hand each over by a way that reaches that person alone. The file has what each signs in with, and their link: delete it once they are handed over. Until you say that you have it, you can take it again.
admin-people-many-nobody-was-invited = Nobody was invited
admin-people-many-all-or-none = All of a list is taken, or none of it. Mend this, and send the list again.
admin-people-many-in-these-lines-too = There is something to mend in these lines too: { $lines }.
admin-people-many-there-may-be-more = There may be more: nobody else of the list was looked up. A list is no way to find out who is here.
admin-people-many-anothers-list = Another administrator’s list is being worked on: one at a time.
admin-people-many-stop-it = Stop it
admin-people-many-ten-thousand-at-most = From a list of ten thousand people at most. All of it is taken, or none: what is wrong is told by the number of its line.
admin-people-many-a-file = A file of comma-separated values
admin-people-many-as-a-spreadsheet-saves-it = As a spreadsheet saves it: “CSV UTF-8”, with commas or semicolons.
admin-people-many-or-paste-the-list = Or paste the list
admin-people-many-for-example = For example <code>identifier,mail</code>, and on the next line <code>ada,ada@hospital.example</code>.
admin-people-many-read-the-list = Read the list
admin-people-many-not-now = Not now
admin-people-many-what-the-first-line-says = What the first line says
admin-people-many-it-names-the-columns = It names the columns. <code>identifier</code> is what people sign in with.
admin-people-many-it-names-the-columns-codes-alone = It names the columns. <code>identifier</code> is what people sign in with: leave its cells empty, and login codes are made.
admin-people-many-it-names-the-columns-codes = It names the columns. <code>identifier</code> is what people sign in with; where a cell is empty, a login code is made.
admin-people-many-the-others-are = The others are what applications may learn about them: { $names }, or a full name, which has a colon in it.
admin-people-many-what-stands-under-mail = What stands under <code>mail</code> is also where their link can be sent.
admin-people-many-next-the-list-is-read = Next: the list is read, and nobody is invited before you say so once more. Nothing of it is stored.

## src/http/admin/people/many.rs

admin-people-many-back-to-the-list = Back to the list
admin-people-many-get-a-link =
    { $people ->
        [one] The one person of your list gets a link, with which they set their account up here.
       *[other] The { $people } people of your list get a link, with which they set their account up here.
    }
admin-people-many-one-list-at-a-time = One list at a time
admin-people-many-a-list-is-being-worked-on = A list is being worked on, yours or another administrator’s. Nobody of this one was invited. Go on once that one is done.
admin-people-many-others-lists-are-waiting = Others’ lists are waiting
admin-people-many-as-many-lists-as-there-is-room-for = As many lists are being held as there is room for. Nobody of yours was invited. Send it again in some minutes.
admin-people-many-this-list-is-not-here = This list is not here any more
admin-people-many-a-list-waits-for-ten-minutes = A list waits for ten minutes, and one that you send later takes its place. Nobody was invited. Send the list again.
admin-people-many-links-wait-for-you = Links wait for you
admin-people-many-links-would-be-lost = Links of a list of yours wait to be handed over, and would be lost. Nobody of this one was invited. Hand them over, or throw them away, and send it again.
admin-people-many-nothing-to-send = Nothing to send
admin-people-many-no-link-has-an-address = No link that waits for you here has an address, they are being sent just now, or no mail is sent from here.
admin-people-many-too-many-lists = Too many lists that invited nobody
admin-people-many-five-lists-within-an-hour = Five lists of yours within an hour named people who have an account, or were stopped once people of them had been looked up. A list is no way to find out who is here, so the next one has to wait until that hour is over. Nobody was invited.

## src/http/admin/people/refused.rs

admin-people-many-choose-a-file = Choose a file, or paste a list.
admin-people-many-not-both-at-once = Send a file, or a list that you paste: not both at once.
admin-people-many-larger-than = the list is larger than 4 MiB: divide it
admin-people-many-not-in-utf-8 = the list is not in UTF-8: save it as “CSV UTF-8”
admin-people-many-is-empty = the list is empty
admin-people-many-no-line-below-the-head = below the head there is no line
admin-people-many-more-than-ten-thousand = the list has more than 10,000 lines: divide it
admin-people-many-quotation-not-closed = a quotation mark is not closed on this line: a cell has one line
admin-people-many-beside-a-quotation-mark = something stands beside a quotation mark: quote the whole cell, and write a mark inside it twice
admin-people-many-control-character = it has a control character in it, such as a tab
admin-people-many-cell-is-longer = a cell is longer than { $most } octets
admin-people-many-more-cells = it has more than { $most } cells
admin-people-many-column-is-not-known = the column “{ $name }” is not known
admin-people-many-no-column-identifier = there is no column “identifier”
admin-people-many-more-than-one-column = there is more than one column “identifier”
admin-people-many-so-many-cells = it has { $line } cells, and the head has { $head }
admin-people-many-begins-like-a-formula = what stands under “{ $name }” begins like a formula
admin-people-many-identifier-like-a-formula = the identifier begins like a formula
admin-people-many-cannot-be-written-to = what stands under “mail” cannot be written to: { $why }
admin-people-many-same-as-in-line = the same identifier as in line { $line }
admin-people-many-enrolled-already = this person is enrolled already
admin-people-many-revoked-or-frozen = this person’s account is revoked or frozen
admin-people-many-owner-alone = this person is invited, and will or may open the console: an owner alone makes a link of theirs
admin-people-many-you-were-changed = Your account, or what you may do in this console, was changed meanwhile. Sign in again, and send the list again.
admin-people-many-it-was-stopped = It was stopped.
admin-people-many-no-look-ups-left = The keeper had no look-ups left over for a list: many people sign in just now, or somebody goes through names. Those who sign in come first. Try again later.
admin-people-many-database-was-changed = The database holds something of one of these people that this service did not write. Tell whoever runs this service: somebody changed the database.
admin-people-many-part-was-away = A part of the service was away, or somebody else invited one of these people at the same moment. Try again.
admin-people-many-ended-by-a-fault = It ended by a fault. Its log says more.
