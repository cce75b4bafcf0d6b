## src/http/admin/applications/proving.rs

admin-applications-proving-somebody-else-changed = Somebody else changed this application while you looked, and nothing of yours was done. What stands here now is as it is: look again, and decide again.
admin-applications-proving-it-cannot-be-so = It cannot be so: { $error }.
