## account/removal.html

account-removal-take-recovery-kit-away = Take the recovery kit away
account-removal-printed-page-opens-nothing-afterwards = The printed page opens nothing afterwards. Without a kit nobody can bring your keys back if you forget your passphrase.
account-removal-what-this-does-and-what = What this does, and what it does not undo
account-removal-new-key-is-started-for = A new key is started for your account, and everywhere else you are signed out.
account-removal-applications-that-encrypt-for-you = Applications that encrypt for you get a new key from now on; the older ones stay, for reading what they sealed.
account-removal-what-somebody-with-kit-opened = What somebody with the kit opened before, they may have copied. A copy of the database from before can still be opened with the kit by whoever also has the keeper's keys of that time.
account-removal-by-which-names-applications-know = By which names applications know you does not change: whoever learnt those goes on knowing them. Nor does your authenticator: if somebody opened your vault, <a>connect another</a>.
account-removal-take-kit-away = Take the kit away
account-removal-keep-it = Keep it
