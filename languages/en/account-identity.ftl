## account/identity.html

account-identity-your-key-for-sealed-files = Your key for sealed files
account-identity-that-time-no-file-was = That time no file was made
account-identity-when-they-are-right-your = When they are right, your browser saves the file. Without scripts this sentence stays here even then.
account-identity-take-your-key-for-sealed = Take your key for sealed files away
account-identity-file-identity-txt-with-keys = A file, <code>identity.txt</code>, with the keys that open what is sealed to you. With it you open your files with the age tool, on your own computer, also when this service is gone.
account-identity-what-it-means-to-have = What it means to have it
account-identity-whoever-has-file-opens-everything = Whoever has the file opens everything that was sealed to you, and everything that will be, without your passphrase and without signing in. Keep it as you keep a recovery kit, and send it to nobody.
account-identity-it-cannot-be-called-back = It cannot be called back. If it was seen by somebody, take a way into your account away, such as a recovery kit: from then on files are sealed to a new key. What was sealed before stays open to them.
account-identity-it-signs-nobody-in-and = It signs nobody in, and opens nothing else of yours.
account-identity-you-do-not-need-it = You do not need it as long as you sign in here.
account-identity-download-identity-txt = Download identity.txt
account-identity-not-now = Not now
account-identity-next-your-browser-saves-file = Next: your browser saves the file, and this page stays. It is put on record in your activity.
