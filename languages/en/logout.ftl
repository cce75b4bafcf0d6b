## logout/ask.html

logout-ask-sign-out = Sign out
logout-ask-sign-out-2 = Sign out?
logout-ask-this-ends-your-session-here = This ends your session here. You will need your passphrase and a code to come back.
logout-ask-stay-signed-in = Stay signed in

## logout/leaving.html

logout-leaving-signing-out = Signing out
logout-leaving-signing-you-out = Signing you out
logout-leaving-you-are-signed-out-here = You are signed out here. The applications that you opened are being told; this takes a few seconds.
logout-leaving-you-are-signed-out = You are signed out
logout-leaving-here-and-in-every-application = Here, and in every application that you opened from here.
logout-leaving-you-are-signed-out-here-2 = You are signed out here
logout-leaving-not-every-application-has-confirmed = Not every application has confirmed that it signed you out. Sign out there too, or close the browser.
logout-leaving-tell-it-again-in-new = Tell it again<span> ({ $name }, in a new tab)</span>
logout-leaving-telling = Telling { $name }
logout-leaving-go-back-to-application = Go back to the application
logout-leaving-sign-in-again = Sign in again

## src/http/leaving.rs

leaving-you-are-signed-out-here = You are signed out here. The application is told by itself; if nothing happens, continue.
leaving-you-are-signed-out = You are signed out
leaving-your-session-here-has-ended = Your session here has ended.
leaving-sign-in-again = Sign in again

## src/http/logout_error.rs

logout-error-application-sent-something-that-cannot = The application sent something that cannot be accepted: { $fault }. Your session here has not ended. Sign out here yourself; and send this sentence to the application's engineers.
logout-error-sign-out = Sign out
logout-error-it-was-finished-or-took = It was finished, or took too long. Your session here has ended in any case.
logout-error-this-sign-out-is-over = This sign-out is over
logout-error-sign-in = Sign in
logout-error-application-is-not-connected-here = The application is not connected here, or calls itself by another name than the one it was connected under. Your session here has not ended.
logout-error-this-sign-out-request-was = This sign-out request was used before. If you are still signed in here, sign out here.
logout-error-there-is-no-such-application = There is no such application to tell, or it takes no sign-out messages.

## src/http/slo.rs

slo-signed-out-there = Signed out there
slo-has-signed-you-out-you = { $name } has signed you out. You can close this tab.
slo-has-signed-you-out-but = { $name } has signed you out, but not everywhere that it leads to.
slo-not-signed-out-there = Not signed out there
slo-did-not-sign-you-out = { $name } did not sign you out. Open it and sign out there.
logout-error-nobody-is-signed-on = nobody is signed on under this NameID and SessionIndex
logout-error-other-session = the request names another session than the one of the browser that brought it
logout-error-title = This sign-out cannot go on
leaving-state-being-told = being told
leaving-state-signed-out = signed out
leaving-state-signed-out-partly = signed out there, not everywhere behind it
leaving-state-refused = did not sign you out
leaving-state-no-answer = no answer
leaving-state-cannot-be-told = cannot be told
