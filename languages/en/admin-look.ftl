## admin/look.html

admin-look-what-pages-look-like = What pages look like
admin-look-something-to-mend = Something to mend
admin-look-nothing-was-kept-file = Nothing was kept. A file that you had chosen has to be chosen again.
admin-look-done = Done
admin-look-pages-look-like-this-from = Pages look like this from now on, here at once and on other servers within some seconds. Partners see it when they read our metadata next, within an hour.
admin-look-database-does-not-say-what = The database does not say what an owner chose last
admin-look-somebody-changed-it-by-another = Somebody changed it by another hand. Pages are as this service brings them until somebody chooses again: do so here, and tell whoever runs this service.
admin-look-your-organisations-name-colour-and = Your organisation’s name, colour and logo, on every page on which people sign in, and where partners choose where to sign in; and its time zone. You see all of it before it is kept.
admin-look-what-organisation-is-called = What the organisation is called
admin-look-up-to-100-signs-set-up = Up to 100 signs. It stands in titles, above forms, in mail that invites people and in our metadata. Empty: “{ $name }”, as the service was set up.
admin-look-up-to-100-signs = Up to 100 signs. It stands in titles, above forms, in mail that invites people and in our metadata. Empty: “Senza”.
admin-look-its-colour = Its colour
admin-look-hash-and-six-digits = A # and six digits, like #0b5a5e. Of links, buttons and edges. Where it cannot be read, in the light or in the dark, the nearest that can is used, and the next page says which. Empty: ours.
admin-look-its-logo = Its logo
admin-look-logo-as-it-is-now = The logo as it is now
admin-look-take-it-away = Take it away
admin-look-another-one = Another one
admin-look-file = A file
admin-look-svg-drawing-or-png-picture = An SVG drawing, or a PNG picture of 16 to 2048 pixels a side, up to 128 KiB. Of a drawing its shapes and colours are taken: letters have to be turned into paths. It stands on white in both themes, so one that is white itself is not seen.
admin-look-see-how-it-looks = See how it looks
admin-look-leave-it-as-it-is = Leave it as it is
admin-look-next-how-pages-look-with = Next: how pages look with it. Nothing is kept before you have seen that.

## admin/look_preview.html

admin-look-preview-how-pages-would-look = How pages would look
admin-look-preview-this-page-has-your-colour = This page has your colour already. Nothing is kept yet, and nobody else sees it.
admin-look-preview-above-every-page = Above every page
admin-look-preview-in-titles-and-mail = In titles and mail
admin-look-preview-logo = Logo
admin-look-preview-as-above = as above
admin-look-preview-none = none
admin-look-preview-colour = The colour { $colour }
admin-look-preview-link-and-button-in = A link and a button in { $colour }
admin-look-preview-link = A link
admin-look-preview-button = A button
admin-look-preview-it-is-used-as-it = It is used as it is: its contrast is { $measured } : 1 where it is least, and text needs 4.5 : 1.
admin-look-preview-is-used-in-its-place = <strong>{ $colour } is used in its place.</strong> Your colour’s contrast is { $measured } : 1 where it is least, and text needs 4.5 : 1; this is the nearest that has it, with { $reached } : 1.
admin-look-preview-let-pages-look-like-this = Let pages look like this
admin-look-preview-change-something = Change something
admin-look-preview-it-goes-on-record = It goes on record that you did it.

## src/http/admin/look

admin-look-preview-in-light = In the light
admin-look-preview-in-dark = In the dark
admin-look-another-owner-changed-it = Another owner changed it while you looked, and nothing of yours was kept. What stands here now is as it is: look again, and decide again.
admin-look-colour-is-written-as = A colour is written as a # and six digits, like #0b5a5e.
admin-look-choose-another-logo-or = Choose another logo or take the present one away, not both.
