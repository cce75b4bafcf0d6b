## account/kit.html

account-kit-your-recovery-kit = Your recovery kit
account-kit-print-this-page-or-write = Print this page, or write the nine groups down. It is shown this once.
account-kit-what-it-is-for = What it is for
account-kit-if-you-forget-your-passphrase = If you forget your passphrase or lose your authenticator app, open <strong>{ $recover-url }</strong>, type these groups, and choose new ones.
account-kit-how-it-is-typed = How it is typed
account-kit-in-capitals-or-not-there = In capitals or not. There is no letter O, I, L or U in it.
account-kit-where-to-keep-it = Where to keep it
account-kit-where-nobody-else-comes-whoever = Where nobody else comes: whoever has this page can do the same. Used once, it is used up.
account-kit-made = Made
account-kit-as-one-line-to-copy = As one line, to copy
account-kit-do-you-have-it = Do you have it?
account-kit-show-it-by-typing-two = Show it by typing two of its groups back.
account-kit-until-then-older-kit-serves = Until then the older kit serves, and this one does not.
account-kit-until-then-it-does-not = Until then it does not count.
account-kit-groups-and-from-your-paper = Groups <span>{ $asked }</span> and { $asked-1 }, from your paper
account-kit-i-have-it = I have it
account-kit-not-now = Not now

## account/kit_offer.html

account-kit-offer-recovery-kit = Recovery kit
account-kit-offer-you-are-back = You are back
account-kit-offer-your-new-passphrase-and-app = Your new passphrase and app serve from now on. The kit is used up and opens nothing any more: make a new one now. With it you need a code that your app has not shown before.
account-kit-offer-new-recovery-kit = A new recovery kit
account-kit-offer-recovery-kit-2 = A recovery kit
account-kit-offer-page-to-print-and-keep = A page to print and keep in a safe place. If you forget your passphrase or lose your phone, it lets you choose new ones, and everything is as it was. Nobody else can bring your keys back then.
account-kit-offer-it-takes-place-of-one = It takes the place of the one you have
account-kit-offer-older-page-opens-nothing-afterwards = The older page opens nothing afterwards, a new key is started for your account, and everywhere else you are signed out. What somebody opened with the older page before, they may have copied.
account-kit-offer-show-me-kit = Show me a kit
account-kit-offer-not-now = Not now
account-kit-offer-next-page-shown-once-it = Next: the page, shown once. It counts when you have typed a part of it back.
