## src/http/spans.rs

span-hours =
    { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }
span-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
span-one-year = 1 year
