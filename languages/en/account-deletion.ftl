## src/http/account/deletion.rs

account-deletion-every-row-of-yours-is = Every row of yours is deleted. What older back-ups hold of you stays sealed, and can be opened by nobody once the keeper's keys of this time are destroyed. Applications keep what they know.
account-deletion-your-account-is-deleted = Your account is deleted
account-deletion-start-page = Start page
