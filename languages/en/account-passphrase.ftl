## account/passphrase.html

account-passphrase-change-your-passphrase = Change your passphrase
account-passphrase-your-applications-go-on-knowing = Your applications go on knowing you as before. The present passphrase opens nothing afterwards, and you stay signed in here.
account-passphrase-new-passphrase = New passphrase
account-passphrase-characters-or-more-four-or = { $shortest } characters or more. Four or five words that do not belong together are easy to remember and hard to guess. Nobody here can read or reset it.
account-passphrase-same-new-passphrase-again = The same new passphrase again
account-passphrase-sign-me-out-everywhere-else = Sign me out everywhere else, and end my tokens for programs. Do so if somebody may have learnt the present one.
account-passphrase-change-it = Change it
account-passphrase-leave-it-as-it-is = Leave it as it is
account-passphrase-browsers-in-which-you-have = Browsers in which you have signed in get in ahead of strangers who try your name. After the change only this one does, until you have signed in with the others again.
account-passphrase-whoever-knows-present-passphrase-and = Whoever knows the present passphrase and has a copy of the database from before, and the keeper's keys, can still open that copy. What comes after it they cannot open.
