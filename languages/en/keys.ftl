## keys/for_page.html

keys-for-page-page-at-gets-key-sealed = The page at <code1>{ $back }</code1> gets the key, sealed so that only that page, in this browser, can open it. The server of { $name } does not get it from here.
keys-for-page-that-server-sends-page-and = That server sends the page and its script. One that is honest never sees your key. One that changes the script, or that somebody broke into, could have it sent on.
keys-for-page-it-opens-what-encrypted-for = It opens what { $name } encrypted for you for { $purpose }. It does not open your account here, or anything of other applications.
keys-for-page-page-gets-it-whenever-it = The page gets it whenever it asks while you are signed in, together with those of before. You can end that at any time on <em>Your account</em>, <em>Keys</em>. A key that was delivered cannot be taken back.

## keys/for_server.html

keys-for-server-server-of-will-hold-this = The server of { $name } will hold this key. Whoever runs that server, or breaks into it, can open what was encrypted with it.
keys-for-server-it-opens-what-encrypted-for = It opens what { $name } encrypted for you for { $purpose }. It does not open your account here, or anything of other applications.
keys-for-server-it-comes-with-each-sign = It comes with each sign-on, together with those of before, so that what is older can still be opened.
keys-for-server-you-can-end-it-at = You can end it at any time on <em>Your account</em>, <em>Keys</em>. From then on none is delivered. A key that was delivered cannot be taken back.

## keys/question.html

keys-question-key-for = A key for { $name }
keys-question-it-changed-while-this-page = It changed while this page was open
keys-question-nothing-was-agreed-to-what = Nothing was agreed to. What stands here now is what is asked for.
keys-question-page-of-asks-for-key = A page of { $name } asks for a key of yours
keys-question-asks-for-key-of-yours = { $name } asks for a key of yours
keys-question-with-it-page-opens-here = With it the page opens, here in your browser, what it encrypted for you for <strong>{ $purpose }</strong>. It is your choice.
keys-question-with-it-opens-what-it = With it { $name } opens what it encrypted for you for <strong>{ $purpose }</strong>. It is your choice, and { $name } opens either way.
keys-question-you-had-agreed-and-it = You had agreed, and it has changed since
keys-question-applications-encryption-key-is-another = The application's encryption key is another.
keys-question-something-in-its-description-here = Something in its description here was changed by an administrator.
keys-question-administrators-chose-another-page-for = Administrators chose another page for the key.
keys-question-administrators-chose-another-form-for = Administrators chose another form for the key.
keys-question-until-you-agree-anew-it = Until you agree anew, it gets no key.
keys-question-what-it-means = What it means
keys-question-give-key = Give the key
keys-question-not-now = Not now
keys-question-never = Never
keys-question-not-now-you-go-back = Not now: you go back without the key, and you are asked next time. Never: you are not asked again, and can change that on <em>Keys</em>.
keys-question-not-now-opens-without-key = Not now: { $name } opens without the key, and you are asked next time. Never: you are not asked again, and can change that on <em>Keys</em>.
