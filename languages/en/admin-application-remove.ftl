## admin/application_remove.html

admin-application-remove-title = Remove an application
admin-application-remove-heading = Remove { $name }
admin-application-remove-lead = Nobody is signed on there any more from the next request on. Whoever is signed in there now stays so until the application ends it.
admin-application-remove-keys = It gets keys of people
admin-application-remove-keys-lead = They end with it. Whoever is connected under the same entityID later begins without, and what was encrypted with them is not readable by the later ones. It gets keys for:
admin-application-remove-remove = Remove it
admin-application-remove-leave = Leave it
