## src/http/admin/people/mail.rs

# What the mail says by which an invitation is sent. Lines have fewer than 80 signs each; addresses stand on lines of their own.
admin-people-mail-subject = Set up how you sign in at { $house }
admin-people-mail-text =
    You are invited to set up how you sign in at { $house }.

    Open this address in a browser that you trust:

    { $link }

    It serves once, until { $until }.
    There you see what you sign in with from then on, choose a passphrase, and
    connect an authenticator app; the page shows how. Afterwards you sign in at
    { $base }

    Whoever has the address above can set up your account in your place: pass it on
    to nobody. Nobody will ever ask you for it, for your passphrase or for a code.
    If you did not expect this, ask whoever looks after accounts where you work
    before you open it.

## src/http/admin/people/unsent.rs

# What stands in brackets is a mail server's code, or a cause as programs name it.
admin-people-mail-server-cannot-be-reached = The mail server cannot be reached ({ $cause }).
admin-people-mail-server-offers-no-tls = The mail server offers no TLS. Nothing is sent in the clear, where others could read along.
admin-people-mail-server-did-not-prove = The mail server did not prove that it is the one that was set: { $cause }.
admin-people-mail-server-did-not-answer = The mail server did not answer in time.
admin-people-mail-connection-broke = The connection to the mail server broke.
admin-people-mail-server-wants-nothing = The mail server wants nothing from us now.
admin-people-mail-server-does-not-know-us = The mail server did not take our name and password.
admin-people-mail-server-refuses-sender = The mail server takes no mail from the address that was set as the sender’s ({ $code }).
admin-people-mail-password-cannot-be-read = The mail server’s password cannot be read. Its log says why.
admin-people-mail-server-did-not-take-it = The mail server did not take it ({ $code }).
admin-people-mail-may-have-arrived = The connection broke while it was handed over: it may have arrived, or not.
admin-people-mail-could-not-be-written = It could not be written.
# $why is a whole sentence of those above.
admin-people-mail-about-this-message = { $why } It was about this message.
admin-people-mail-broke-again-and-again = The connection to the mail server broke again and again.
admin-people-mail-you-were-changed = Your account, or what you may do in this console, was changed meanwhile.
admin-people-mail-part-was-away = A part of the service was away.
