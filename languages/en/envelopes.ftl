## envelopes/file.html

envelopes-file-open-file-that-you-have = Open a file that you have
envelopes-file-console = Console
envelopes-file-file-in-age-format-that = A file in the age format that was sealed to you: by somebody here who sent it themselves, or by another program with your key.
envelopes-file-file = The file
envelopes-file-at-most-its-name-mostly = { $largest } at most; its name mostly ends with <code>.age</code>.
envelopes-file-open-it = Open it
envelopes-file-all-of-it-is-checked = All of it is checked before anything comes back, and nothing of it is kept. Who sealed such a file, nobody vouches for.
envelopes-file-your-envelopes = Your envelopes

## envelopes/list.html

envelopes-list-envelopes = Envelopes
envelopes-list-console = Console
envelopes-list-done = Done
envelopes-list-texts-and-files-that-only = Texts and files that only their recipients can open: not whoever takes the database, and not the people who run this service from what it stores.
envelopes-list-seal-something = Seal something
envelopes-list-open-file-that-you-have = Open a file that you have
envelopes-list-cannot-be-read = { $unreadable } cannot be read
envelopes-list-you-received-or-sent-them = You received or sent them before your account began again, and the keys that open them are lost; or this service did not write them. Nobody can open them. They go by themselves when their time is over. Ask whoever sent you something before to send it again.
envelopes-list-for-you = For you
envelopes-list-nothing-when-somebody-here-seals = Nothing. When somebody here seals something for you, it stands here.
envelopes-list-who-sent-it-is-vouched = Who sent it is vouched for by this service.
envelopes-list-what = What
envelopes-list-from = From
envelopes-list-sent = Sent
envelopes-list-until = Until
envelopes-list-state = State
envelopes-list-pages-of-what-is-for = Pages of what is for you
envelopes-list-later = Later
envelopes-list-page-of = Page { $page } of { $pages }
envelopes-list-earlier = Earlier
envelopes-list-from-you = From you
envelopes-list-nothing-that-is-kept-here = Nothing that is kept here. What you sealed and sent yourself is not known here.
envelopes-list-you-can-withdraw-each-as = You can withdraw each as long as it is kept.
envelopes-list-for = For
envelopes-list-pages-of-what-is-from = Pages of what is from you

## envelopes/new.html

envelopes-new-seal-something = Seal something
envelopes-new-console = Console
envelopes-new-not-sent = Not sent
envelopes-new-choose-file-once-more = { $fault } Choose the file once more.
envelopes-new-it-is-sealed-while-it = It is sealed while it comes in. Only the people you name can open it, with one click, once they are signed in here.
envelopes-new-for-whom = For whom
envelopes-new-of-somebody-who-has-account = { $identifier-label } of somebody who has an account here, exactly as they sign in; or a key that begins with <code>age1</code>. Several on lines of their own. There is no list to choose from: who is here, only they say.
envelopes-new-i-want-to-be-able = I want to be able to open it too
envelopes-new-text = A text
envelopes-new-what-becomes-of-it = What becomes of it
envelopes-new-keep-it-here-for-them = Keep it here for them
envelopes-new-download-it-and-send-it = Download it and send it yourself: nothing is kept here
envelopes-new-how-long-it-is-kept = How long it is kept
envelopes-new-or-file = Or a file
envelopes-new-at-most-it-comes-last = { $largest } at most. It comes last, so that all else is settled before it is sent.
envelopes-new-seal-it = Seal it
envelopes-new-you-can-withdraw-what-is = You can withdraw what is kept here. What somebody has opened by then, they have.
envelopes-new-your-envelopes = Your envelopes

## envelopes/one.html

envelopes-one-envelope = An envelope
envelopes-one-console = Console
envelopes-one-done = Done
envelopes-one-for = For
envelopes-one-yourself = yourself
envelopes-one-has-opened-it = has opened it
envelopes-one-has-not-opened-it-here = has not opened it here
envelopes-one-key-of-another-program = a key of another program
envelopes-one-from = From
envelopes-one-sent = Sent
envelopes-one-kept-until = Kept until
envelopes-one-size = Size
envelopes-one-state = State
envelopes-one-who-vouches = Who vouches
envelopes-one-that-it-is-from-whom = That it is from whom it says, and which ciphertext it is, this service has signed. When it is opened, all of it is checked first; if one bit differs, nothing is shown.
envelopes-one-fingerprint-of-ciphertext = Fingerprint of the ciphertext
envelopes-one-not-as-it-was-left = Not as it was left
envelopes-one-what-database-says-of-this = What the database says of this envelope is not what this service wrote. Nothing of it is opened. Tell the people who run this service, and ask whoever sent it to send it again.
envelopes-one-whoever-sent-it-took-it = Whoever sent it took it back, and its content is destroyed here.
envelopes-one-you-had-opened-it-before = You had opened it before: what you saved of it, you have.
envelopes-one-nobody-can-open-it-any = Nobody can open it any more; ask them, if you expected it.
envelopes-one-open-it = Open it
envelopes-one-whoever-has-opened-it-has = Whoever has opened it has its content, and nothing here takes that back. For everybody else it ends at once.
envelopes-one-end-it-for-those-who = End it for those who have not opened it
envelopes-one-nobody-has-opened-it-here = Nobody has opened it here. Withdrawn now, nobody will.
envelopes-one-withdraw-it = Withdraw it
envelopes-one-those-who-are-marked-above = Those who are marked above had opened it before. What they have of it, they have.
envelopes-one-nobody-had-opened-it-here = Nobody had opened it here before. Its content is destroyed.
envelopes-one-copy-of-ciphertext-in-older = A copy of the ciphertext in an older backup opens with its recipients' keys alone.
envelopes-one-take-it-off-my-list = Take it off my list
envelopes-one-your-envelopes = Your envelopes

## envelopes/text.html

envelopes-text-text-for-you = A text for you
envelopes-text-console = Console
envelopes-text-from-you-all-of-it = From you, { $sent-at }. All of it was checked: it is what was sealed.
envelopes-text-from-all-of-it-was = From <bdi1>{ $with }</bdi1>, { $sent-at }. All of it was checked: it is what was sealed.
envelopes-text-here-it-is-kept-as = Here it is kept as ciphertext only. Close the page when you have read it; as long as the envelope is kept, you can open it again.
envelopes-text-here-it-is-kept-as-ciphertext = Here it is kept as ciphertext only. Close the page when you have read it.
envelopes-text-your-envelopes = Your envelopes

## src/http/envelopes/error.rs

envelopes-error-nobody-who-can-receive-envelopes = Nobody who can receive envelopes has the identifier «{ $visible }». Look at the spelling. Nothing was sent.
envelopes-error-nothing-was-sent = { $why } Nothing was sent.
envelopes-error-say-for-whom-it-is = Say for whom it is, or that you want to open it yourself.
envelopes-error-at-most-twenty-people-and = At most twenty people and twenty keys fit on one envelope.
envelopes-error-names-of-all-these-recipients = The names of all these recipients together are too long for one envelope. Name fewer, and send it once more to the others.
envelopes-error-your-session-ended-while-it = Your session ended while it was on its way. Nothing was sent.
envelopes-error-you-have-named-very-many = You have named very many people in a short time. Wait some minutes, and send it again.
envelopes-error-you-have-as-many-envelopes = You have as many envelopes on their way as fit. Withdraw one, or wait until one is over.
envelopes-error-what-you-have-sent-and = What you have sent, and what you are sending just now, takes all the room that is yours. Withdraw an envelope, or choose «download and send it yourself».
envelopes-error-there-is-no-room-for = There is no room for another envelope just now. Try again later, or seal it with the age tool on your own computer. Nothing was sent.
envelopes-error-as-many-envelopes-from-you = As many envelopes from you as may be wait with { $visible }, or their list is full. Another fits when some are over, or taken off that list. Nothing was sent.
envelopes-error-somebodys-keys-changed-while-you = Somebody's keys changed while you were sending. Nothing was sent. Send it again.
envelopes-error-file-is-larger-than-which = The file is larger than { $size }, which is the most that one may have here. Nothing was sent.
envelopes-error-nothing-of-it-was-shown = { $why } Nothing of it was shown.
envelopes-error-ciphertext-is-not-one-that = The ciphertext is not the one that was sent: somebody exchanged the file. Nothing of it was shown. Ask the sender to send it again, and tell the people who run this service.
envelopes-error-file-was-changed-while-it = The file was changed while it was being opened. Nothing of it was shown.
envelopes-error-your-envelopes = Your envelopes
envelopes-error-this-cannot-be-opened = This cannot be opened
envelopes-error-your-session-ended-meanwhile-nothing = Your session ended meanwhile. Nothing was sent, and nothing was opened.
envelopes-error-you-are-not-signed-in = You are not signed in any more
envelopes-error-sign-in = Sign in
envelopes-error-not-sent = Not sent
envelopes-error-no-such-envelope = No such envelope
envelopes-error-there-is-none-of-yours = There is none of yours at this address. It may be over, or was never for you.
envelopes-error-not-here-any-more = Not here any more
envelopes-error-its-file-is-not-in = Its file is not in this service's folder. Ask the sender to send it again.
envelopes-error-too-much-in-short-time = Too much in a short time
envelopes-error-you-have-sealed-and-opened = You have sealed and opened very many in a short time. Wait a minute, and try again.
envelopes-error-too-much-at-once = Too much at once
envelopes-error-as-many-files-are-on = As many files are on their way as may be at once. Wait until one is done, and try again.
envelopes-error-sender-withdrew-it-its-content = The sender withdrew it. Its content is destroyed here.
envelopes-error-its-time-is-over-and = Its time is over, and its content is destroyed.
envelopes-error-this-copy-is-not-sealed = This copy is not sealed to you, or is still on its way to others: withdraw it first.
envelopes-error-what-database-says-of-it = What the database says of it is not what this service wrote. Nothing of it is shown. Tell the people who run this service.
envelopes-error-it-did-not-arrive-whole = It did not arrive whole. Nothing of it was kept. Send it once more.
envelopes-error-it-came-too-slowly-and = It came too slowly, and not whole. Nothing of it was kept. Send it once more on a better line.
envelopes-error-field-is-longer-than-it = A field is longer than it may be. Send a long text as a file.
envelopes-error-form-is-not-one-of = The form is not one of ours. Open the page again and fill it in once more.
envelopes-error-this-form-cannot-be-read = This form cannot be read

## src/http/envelopes/mod.rs

envelopes-it-is-off-your-list = It is off your list.
envelopes-octets = { $octets } octets

## src/http/envelopes/new.rs

envelopes-new-write-text-or-choose-file = Write a text, or choose a file.
envelopes-new-send-text-or-file-not = Send a text or a file, not both at once.
envelopes-new-text-is-too-long-send = The text is too long. Send it as a file.
envelopes-new-choose-how-long-it-is = Choose how long it is to be kept.

## src/http/envelopes/one.rs

envelopes-one-it-is-sealed-and-kept = It is sealed and kept. Each recipient finds it under «Envelopes»: tell them that it is there.
envelopes-one-it-is-withdrawn-nobody-opens = It is withdrawn. Nobody opens it any more.

## src/http/envelopes/small.rs

envelopes-small-it-is-longer-than-kib = It is longer than { $kib } KiB, which no such document is. Nothing of it was kept.
envelopes-small-it-did-not-arrive-whole = It did not arrive whole. Nothing of it was kept. Send it once more.
envelopes-small-it-came-too-slowly-and = It came too slowly, and not whole. Send it once more on a better line.
envelopes-small-form-is-not-one-of = The form is not one of ours. Open the page again and fill it in once more.
envelopes-small-this-form-cannot-be-read = This form cannot be read
envelopes-small-console = The console

## src/http/envelopes/visit.rs

envelopes-visit-people-who-run-this-service = The people who run this service have not turned envelopes on.
envelopes-visit-no-envelopes-here = No envelopes here
envelopes-state-not-opened-yet = not opened yet
envelopes-state-opened = opened
envelopes-state-new = new
envelopes-state-withdrawn = withdrawn
envelopes-state-over = over
envelopes-state-tampered = not as it was left
