## admin/figures.html

admin-figures-last-thirty-days = The last thirty days
admin-figures-by-day = { $title }, by day
admin-figures-bar-for-each-day-today = { $summary } A bar for each day, today at the right.
admin-figures-days-are-still-being-counted =
    { $missing ->
        [one] One day is still being counted.
       *[other] { $missing } days are still being counted.
    }
admin-figures-numbers = The numbers
admin-figures-by-day-in-utc = { $title }, by day in UTC
admin-figures-day = Day
admin-figures-how-often = How often
admin-figures-not-counted-yet = not counted yet
admin-figures-refused-by-cause = Refused, by cause
admin-figures-nothing-was-refused-in-thirty = Nothing was refused in thirty days.
admin-figures-what = What
admin-figures-one-day = One day
admin-figures-seven = Seven
admin-figures-thirty = Thirty
admin-figures-seven-days = Seven days
admin-figures-thirty-days = Thirty days
admin-figures-why-somebodys-passphrase-or-code = Why somebody's passphrase or code was refused is on record nowhere: the answer would help whoever guesses. Counted from the audit's rows until { $counted }.
admin-figures-keepers = Keepers
admin-figures-no-answer = No answer
admin-figures-alarm = Alarm: { $alarms }
admin-figures-answers = Answers
admin-figures-questions-answered-not-since-this = { $answered } questions answered, { $failed } not, since this server started.
admin-figures-over-budget = Over a budget
admin-figures-questions-were-refused-since-then = { $over-budget } questions were refused since then, because more was asked than people ask.
admin-figures-certificates = Certificates
admin-figures-until = Until { $end }
admin-figures-soon = Soon
admin-figures-applications-keys-that-end-within = Applications’ keys that end within thirty days
admin-figures-none = None.
admin-figures-application = Application
admin-figures-its-key-for = Its key for
admin-figures-until-2 = Until
admin-figures-over = Over
admin-figures-found-change-mends-it = A found change mends it
admin-figures-and-more = And { $more } more.
admin-figures-they-sign-on-all-same = They sign on all the same. Ask each partner for their next metadata.
admin-figures-looked-at = Looked at { $at }.
admin-figures-people-and-what-they-sign = People and what they sign in with
admin-figures-nobody-yet = Nobody yet.
admin-figures-counted-which-person-has-which = Counted { $stock-at }. Which person has which only they can open.
