## locked/covered.html

locked-covered-covered = Covered
locked-covered-nobody-has-used-this-page = Nobody has used this page for a while, and other people use this computer too. The session is still open in another window.
locked-covered-go-on = Go on
locked-covered-lock-it-now = Lock it now

## locked/locked.html

locked-locked-locked = Locked
locked-locked-that-did-not-work = That did not work
locked-locked-this-passkey-does-not-open = This passkey does not open by itself what is locked here, or the page was open for too long. Try again, or use your passphrase and a code.
locked-locked-passphrase-code-or-passkey-is = Passphrase, code or passkey is not right, or not of the person who locked this computer. Check them, and try again: with a code, once the app shows a new one.
locked-locked-somebody-is-signed-in-here = Somebody is signed in here and has gone away. If it is you, come back: what you were about to open is waiting.
locked-locked-somebody-is-signed-in-here-and = Somebody is signed in here and has gone away. If it is you, come back.
locked-locked-your-passphrase = Your passphrase
locked-locked-code-from-your-authenticator-app = Code from your authenticator app
locked-locked-come-back = Come back
locked-locked-come-back-with-passkey-alone = Come back with a passkey alone
locked-locked-somebody-else = Somebody else?
locked-locked-whoever-was-here-is-signed = Whoever was here is signed out then, and their applications are told. You sign in next.
locked-locked-i-am-somebody-else = I am somebody else
