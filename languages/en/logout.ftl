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
