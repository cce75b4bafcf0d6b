## saml/error.html

saml-error-it-asks-for = It asks for:
saml-error-what-to-do-next = What to do next
saml-error-your-applications = Your applications
saml-error-write-to = Write to { $address }
saml-error-for-whoever-helps-you = For whoever helps you
saml-error-application = Application
saml-error-what-it-reports = What it reports
saml-error-when = When
saml-error-its-number-for-it = Its number for it

## saml/post.html

saml-post-going-to = Going to { $name }
saml-post-continue = Continue

## src/http/saml.rs

saml-you-are-signed-in-application = You are signed in. The application opens by itself; if it does not, continue.
saml-this-sign-on-cannot-be = This sign-on cannot be finished. Continue to let the application know.

## src/http/saml_error.rs

saml-error-this-sign-on-request-was = This sign-on request was used before. Go back to the application and open it again: it will send a new one.
saml-error-application-sent-go-back-and = The application sent { $fault }. Go back and try once more; if it happens again, send this sentence to the application's engineers.
saml-error-application-sent-something-that-cannot = The application sent something that cannot be accepted: { $fault }. Go back and try once more; if it happens again, send this sentence to the application's engineers.
saml-error-application-is-not-connected-here = The application is not connected here, or calls itself by another name than the one it was connected under. An administrator can connect it with its metadata.
saml-error-application-asked-for-key-that = The application asked for a key that nobody has enabled for its pages. Nothing was sent to it. An administrator can enable it with senza scope add.
saml-error-application-asked-for-key-in = The application asked for a key in a way that cannot be accepted: { $error }. Nothing was sent to it. Go back and try once more; if it happens again, send this sentence to the application's engineers.
saml-error-application-was-disconnected-or-changed = The application was disconnected or changed while you signed in. Open it again from where you came.
saml-error-here-it-takes-two-administrators = Here it takes two administrators: one proposes it, another approves it. Nothing was done.
saml-error-this-takes-second-person = This takes a second person
saml-error-console = The console

## src/http/saml_help.rs

saml-help-application-needs-to-know-more = The application needs to know more about you
saml-help-you-are-signed-in-but = You are signed in, but the application was not told something that it needs to know who you are. Nothing is wrong with your passphrase or your authenticator.
saml-help-ask-people-who-run-this = Ask the people who run this sign-in to let the application know what it needs. Send them this page: it says what they have to look for.
saml-help-application-wants-you-to-sign = The application wants you to sign in in another way
saml-help-you-are-signed-in-but-not = You are signed in, but not in the way, or not as recently, as the application asks for.
saml-help-sign-out-here-go-back = Sign out here, go back to the application and open it again, so that you sign in afresh. If it sends you back to this page, tell the people who run this sign-in.
saml-help-application-does-not-let-you = The application does not let you in
saml-help-you-are-signed-in-and = You are signed in and the application knows who you are. It has decided that you may not use it, or not this part of it.
saml-help-who-may-use-application-is = Who may use an application is decided by the people who are responsible for it. Ask them, or the person who told you to use it.
saml-help-application-could-not-use-your = The application could not use your sign-in
saml-help-something-went-wrong-between-this = Something went wrong between this sign-in and the application. It may be of a moment only.
saml-help-go-back-to-application-and = Go back to the application and open it once more. If it happens again, tell the people who run this sign-in, and send them this page.
saml-error-title = This sign-on cannot go on
saml-error-no-key = This application gets no key
saml-error-form-longer = a form that is longer than any sign-on request
saml-error-no-form = something that is not a form, or did not arrive whole
