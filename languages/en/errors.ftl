## src/http/error.rs

error-go-to-start-page = Go to the start page
error-this-page-had-expired = This page had expired
error-form-was-open-for-too = The form was open for too long, or cookies are blocked. Nothing was changed. Open the page again and fill it in once more.
error-sign-in = Sign in
error-not-available-for-moment = Not available for a moment
error-service-cannot-reach-part-of = The service cannot reach a part of itself just now. Nothing is lost. Try again in a few seconds.
error-something-went-wrong-on-our = Something went wrong on our side
error-it-has-been-noted-try = It has been noted. Try again; if it happens once more, tell the people who run this service the request id below.
error-too-many-tries = Too many tries
error-very-many-sign-ins-that = Very many sign-ins that were begun are waiting to be finished. Nothing is lost. Try again in a minute, or finish one that is open in another tab.
error-very-many-people-are-signing = Very many people are signing in at this moment. Nothing is lost. Try again in a few seconds.
error-this-sign-in-is-no = This sign-in is no longer waiting
error-it-took-too-long-or = It took too long, or was finished in another tab. Start again from the application you came from, or sign in here.
error-you-have-been-signed-out = You have been signed out
error-your-session-ended-just-now = Your session ended just now, here or in another window, and the application was told nothing. Sign in to open it again.
error-this-link-no-longer-serves = This link no longer serves
error-it-was-used-or-replaced = It was used, or replaced by a newer one, or its 72 hours are over. If you have enrolled, sign in. If not, ask whoever invited you for a new link.
error-nobody-was-invited = Nobody was invited: { $error }.
error-not-invited = Not invited
error-back-to-console = Back to the console
error-database-says-that-this-name = The database says that this name is an account's which this service did not give it to, or holds something else of it that this service did not write. Nothing was done. Tell whoever runs this service: somebody changed the database.
error-this-account-was-changed-by = This account was changed by another hand
error-there-is-no-page-at = There is no page at this address. The start page leads to everything there is.
error-no-such-page = No such page
error-this-address-does-not-take = This address does not take that kind of request. The start page leads to everything there is.
error-not-this-way = Not this way
error-form-did-not-arrive-whole = The form did not arrive whole, or is not one of ours. Open the page again and fill it in once more.
error-this-form-cannot-be-read = This form cannot be read
error-address-is-missing-something-or = The address is missing something, or has something twice. Follow the link again from where you found it.
error-this-address-cannot-be-read = This address cannot be read
error-wait-seconds-then-try-again =
    { $seconds ->
        [one] Wait { $seconds } second, then try again. This protects people from whoever guesses at their passphrase.
       *[other] Wait { $seconds } seconds, then try again. This protects people from whoever guesses at their passphrase.
    }
