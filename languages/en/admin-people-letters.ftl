## admin/people_letters.html

admin-people-letters-letters = Letters
admin-people-letters-print-this-page-now = Print this page now: each person’s letter is a page of its own. It can be shown again until you say that you have them, for half an hour at most.
admin-people-letters-whoever-has-a-letter = Whoever has a letter is that person: hand each over in person, or in an envelope that is closed. If one is lost, invite that person again; the link in it ends then.
admin-people-letters-they-are-printed = I have them: they are printed
admin-people-letters-back-to-the-list = Back to the list
admin-people-letters-your-way-in = Your way in
admin-people-letters-with-this-letter = With this letter you set up how you sign in to what your organisation offers. It serves once, until { $until }.
admin-people-letters-open-this-address = Open this address in a browser that you trust:
admin-people-letters-choose-a-passphrase = Choose a passphrase, and connect an authenticator app. The page shows how.
admin-people-letters-afterwards-with-this-code = Afterwards you sign in at <strong>{ $base }</strong> with this login code, which only you have:
admin-people-letters-afterwards-with = Afterwards you sign in at <strong>{ $base }</strong> with <strong>{ $identifier }</strong>.
admin-people-letters-keep-it-from-others = Keep this letter from others until you have done it. Nobody will ever ask you for the address, your passphrase or a code.

## src/http/admin/people/hand.rs

admin-people-letters-links-of-your-list = Links of your list
admin-people-letters-you-sent-it-in-another-session = You sent this list in another session, and proved there that it was you. Whoever has a link is that person: do it once more here.
admin-people-letters-send-them = Send them
admin-people-letters-nothing-to-hand-over = Nothing to hand over
admin-people-letters-no-links-wait = No links wait for you here, or they are being sent: you said that you have them, signed out, half an hour went by, or another server has them. Send the list again; each person’s link of before ends then.
