## account/proof.html

account-proof-your-present-passphrase = Your present passphrase
account-proof-code-from-your-present-authenticator = Code from your present authenticator app
account-proof-six-digits-that-were-not = Six digits that were not used before. If you have just used one, wait for the next.

## account/proof_passkey.html

account-proof-passkey-your-present-passphrase = Your present passphrase
account-proof-passkey-your-browser-uses-passkeys-by = Your browser uses passkeys by a script, and scripts are off.
