## page.html

page-skip-to-content = Skip to the content
page-senza-identity-provider-with-nothing = Senza: an identity provider with nothing to steal
page-request = Request <code>{ $request-id }</code>

## signed_in.html

signed-in-your-pages = Your pages
signed-in-applications = Applications
signed-in-envelopes = Envelopes
signed-in-account = Account
signed-in-sign-out = Sign out
signed-in-lock = Lock

## home.html

home-sign-in-once = Sign in once
home-sign-in-once-open-every = Sign in once, open every portal
home-you-prove-who-you-are = You prove who you are with two things: a passphrase that you know, and a passkey or a code from your authenticator app. After that, your applications open without asking again.
home-sign-in = Sign in
home-new-here-you-need-personal = New here? You need a personal link from whoever invites you. It leads through everything in about two minutes.

## assets/lock.js

lock-locked = Locked

## src/http/when.rs

# No line ends before the clock, which is one of the next two or letters such as CET: there is a no-break space.
when-time = { $hour }:{ $minute } { $clock }
when-utc = UTC
# Such as +5:30.
when-offset = UTC{ $offset }
when-day = { $day } { $month } { $year }
# Where other times of the page are those of another clock.
when-day-in-utc = { $day } (UTC)
when-moment = { $day }, { $time }
when-month =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }

## stages.html

stages-request = Request { $index }: { $application }, { $when }
stages-it-was-with-request-id = { $outcome }. It was { $came }, with the request id <code>{ $request-id }</code>, and took { $took } ms.
stages-every-check-in-order-in = Every check, in the order in which it is made
stages-check = Check
stages-result = Result
stages-what-was-found = What was found
stages-request-as-it-came-values = The request as it came, values masked
stages-assertion-before-encryption-values-masked = The assertion before encryption, values masked
stages-as-it-was-written-without = As it was written, without its signature: of a value there is left how long it is.
