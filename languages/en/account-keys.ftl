## account/keys.html

account-keys-keys-that-applications-get = Keys that applications get
account-keys-console = Console
account-keys-done = Done
account-keys-with-such-key-application-opens = With such a key an application opens what it encrypted for you. It gets one only where you agreed. Only you can read this list: it lies sealed with your own key.
account-keys-no-application-has-asked-you = No application has asked you for a key yet. One that does asks on a page of its own, before it opens.
account-keys-key = Key <code>{ $id }</code>
account-keys-delivered-first-on-not-any = delivered, first on { $on }; not any more
account-keys-delivered-first-on = delivered, first on { $on }
account-keys-delivered = Delivered
account-keys-no-key-so-far = no key so far
account-keys-end-it-for = End it<span> for { $name }, { $purpose }</span>
account-keys-ask-me-again-for = Ask me again<span> for { $name }, { $purpose }</span>
account-keys-what-ending-does-and-what = What ending does, and what it does not
account-keys-from-now-on-application-gets = From now on the application gets no key from here, old or new: at no sign-on, and for none of its pages.
account-keys-key-that-was-delivered-is = A key that was delivered is not taken back: what was encrypted with it, the application may still open, for as long as it kept the key.
account-keys-if-you-no-longer-trust = If you no longer trust an application with what it holds, have your data deleted there as well.
account-keys-applications-and-what-each-is = Applications, and what each is told
account-keys-your-account = Your account

## src/http/account/keys.rs

account-keys-it-has-ended-from-now = It has ended. From now on this application gets no key from here.
account-keys-you-are-asked-again-when = You are asked again when you open this application next.
account-keys-you-agreed = You agreed
account-keys-you-said-so = You said so
account-keys-its-page-gets-key-whenever = Its page gets the key whenever it asks while you are signed in. Its server does not get it from here.
account-keys-it-gets-key-with-each = It gets the key with each sign-on. Its server holds it.
account-keys-you-had-agreed-and-application = You had agreed, and the application or its key has changed since: it gets none until you agree anew, which you are asked when you next open it.
account-keys-it-gets-no-key-and = It gets no key, and you are not asked.
account-keys-it-gets-no-key-you = It gets no key. You are asked when you next open it.
account-keys-it-gets-no-key-any = It gets no key any more: the people who run this sign-in ended it for everybody.
