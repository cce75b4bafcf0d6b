## admin/told.html

admin-told-somebody-who-was-made-up = Somebody who was made up. The values of your own account are masked.
admin-told-what = What
admin-told-in-message = In the message
admin-told-made-up = Made up
admin-told-yours = Yours
admin-told-nothing = nothing
