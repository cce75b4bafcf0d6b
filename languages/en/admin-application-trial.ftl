## admin/application_trial.html

admin-application-trial-title = Try a sign-on
admin-application-trial-heading = Try the sign-on to { $name }
admin-application-trial-lead = You go there as somebody who was made up, by the way that everybody goes. What you see then is what people would see.
admin-application-trial-unknowing = The application does not know that it is a trial
admin-application-trial-unknowing-lead = It sees a new person, whose every value says “trial”. If it makes accounts for whom it has not seen, it may make one: ask its engineers to delete it. Whoever was made up is another one each time, is kept nowhere here, has no keys, and is nobody's account.
admin-application-trial-five-minutes = The answer is good for five minutes, and the application is asked to end the session after ten.
admin-application-trial-two-factors = It says that two factors were used: the ones that you prove now. It goes on record that you tried it.
admin-application-trial-begins-here = It begins here, without a request of the application's. One that accepts only answers to its own requests will refuse it, and rightly.
admin-application-trial-give-way = If you are signed in there yourself in this browser, that session may give way.
admin-application-trial-who = Who would arrive, or somebody like that
admin-application-trial-what = What
admin-application-trial-in-the-message = In the message
admin-application-trial-made-up = Made up
admin-application-trial-go = Go there as somebody made up
admin-application-trial-not-now = Not now

## src/http/admin/applications/trial.rs

admin-application-trial-unmet = Nobody who was made up can be signed on there as it is set up: its NameID or its way of signing in cannot be given. Look at what is chosen for it.
