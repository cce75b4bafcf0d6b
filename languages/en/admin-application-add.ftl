## admin/application_add.html

admin-application-add-cannot = It cannot be connected as it is
admin-application-add-title = Add an application
admin-application-add-lead = Its engineers send you its SAML metadata: a file, or an address. You need not read it. The next page says in plain words what is in it, and nothing is connected before you say so there.
admin-application-add-address = The address of its metadata
admin-application-add-address-hint = It is fetched once, now, over https, and only from a public address.
admin-application-add-address-begins = https://
admin-application-add-file = Or its file
admin-application-add-file-hint = You can drop it onto the button.
admin-application-add-pasted = Or paste it
admin-application-add-pasted-hint = All of it, as it is.
admin-application-add-look = Look at it
admin-application-add-not-now = Not now
admin-application-add-ours = What its engineers need from us
admin-application-add-ours-lead = Send them this address. It is the whole of our side.

## src/http/admin/applications/add.rs

admin-application-add-one-of-three-ways = Give it in one of the three ways: a file, pasted, or by its address.
admin-application-add-too-long = It is longer than 512 KiB, or not text in UTF-8. `senza sp add`, on the machine itself, takes up to 1 MiB.
