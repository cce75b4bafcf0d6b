## account/delete.html

account-delete-delete-your-account = Delete your account
account-delete-every-row-about-you-is = Every row about you is deleted from the database at once. There is no way back, with or without a recovery kit.
account-delete-what-goes-and-what-stays = What goes, and what stays elsewhere
account-delete-you-can-no-longer-sign = You can no longer sign in, and no application opens by this account. If you are invited again, you are a new person to all of them.
account-delete-older-back-ups-of-database = Older back-ups of the database hold your rows, sealed. They are beyond opening for good once the keeper's keys of this time are destroyed, which its operator does when keys are rotated.
account-delete-your-lists-of-envelopes-go = Your lists of envelopes go. What you sent stays with those it was for until its time is over: withdraw it before, if you want that.
account-delete-applications-keep-what-they-know = Applications keep what they know of you: ask each of them.
account-delete-log-of-what-happened-keeps = The log of what happened keeps its rows, under names that lead to nobody without the keeper.
account-delete-download-all-that-is-held = <a>Download all that is held about you</a> first, if you want to keep it.
account-delete-delete-my-account = Delete my account
account-delete-keep-it = Keep it
