## admin/keys.html

admin-keys-our-keys = Our keys
admin-keys-done = Done
admin-keys-what-we-sign-with-and = What we sign with, and what applications encrypt to us. Applications find them in our metadata. A key is followed by a next one long before its certificate ends: it is made, applications learn of it, and then it is switched to.
admin-keys-something-is-unfinished = Something is unfinished
admin-keys-key = Key
admin-keys-state = State
admin-keys-certificate-ends = Certificate ends
admin-keys-next = Next
admin-keys-since = since { $since }
admin-keys-next-one-is-due-on = The next one is due on { $when }. <a>Make it now<span>: { $what }</span></a>
admin-keys-former-key-is-destroyed-on = A former key is destroyed on the machine itself, with <code>senza keys retire</code>: that cannot be undone.

## src/http/admin/keys.rs

admin-keys-next-key-is-made-it = A next key is made. It is not used yet.
admin-keys-next-key-is-in-use = The next key is in use. Each server takes it up within seconds.
admin-keys-make-next-one = Make the next one
admin-keys-switch-to-it = Switch to it
admin-keys-it-can-be-switched-to = It can be switched to from
admin-keys-it-can-be-destroyed-on = It can be destroyed, on the machine, from
admin-keys-signatures-elliptic-curve = Signatures, elliptic curve
admin-keys-what-applications-encrypt-to-us = What applications encrypt to us
admin-keys-state-in-use = in use
admin-keys-state-next = next
admin-keys-state-former = former
admin-keys-signatures-rsa = Signatures, RSA
