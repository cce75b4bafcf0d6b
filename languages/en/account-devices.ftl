## account/devices.html

account-devices-browsers-that-count-as-known = Browsers that count as known
account-devices-console = Console
account-devices-done = Done
account-devices-you-have-signed-in-with = You have signed in with these. They get you in while strangers are made to wait who try your name again and again. Nobody is signed in by that: passphrase and code, or a passkey, are asked for as ever.
account-devices-none-yet-one-that-you = None yet. The one that you use now stands here from your next sign-in on.
account-devices-for-half-year-after-last = For half a year after the last sign-in, twelve at most. Only you can read this list: it lies sealed with your own key.
account-devices-browser = Browser
account-devices-first = First
account-devices-last = Last
account-devices-forget-it = Forget it
account-devices-browser-2 = A browser
account-devices-this-one = this one
account-devices-forget-all-others = Forget all others
account-devices-browser-that-is-forgotten-is = A browser that is forgotten is a stranger at once. Whoever is signed in there stays so: <a>end the session</a> as well.
account-devices-another-passphrase-makes-strangers-of = Another passphrase makes strangers of all but the browser that you change it in: also of one that is not in this list yet, because you last signed in there before the list was kept.
account-devices-this-computer = This computer
account-devices-it-is-marked-as-one = It is marked as one that other people use too: the box is ticked for whoever signs in next.
account-devices-only-i-use-it = Only I use it
account-devices-your-account = Your account

## src/http/account/devices.rs

account-devices-forgotten-whoever-signs-in-there = Forgotten. Whoever signs in there is a stranger first.
account-devices-this-computer-counts-as-yours = This computer counts as yours alone, from your next sign-in on.
