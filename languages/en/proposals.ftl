## src/federation/approvals: what waits for a second person

proposals-connect = Connect { $name }
proposals-change = Change { $name }
proposals-remove = Remove { $name }, with its keys
proposals-need-second-person = Need a second person from now on
proposals-need-no-second-person = Need no second person any more
proposals-unreadable = A proposal that cannot be read
# Why it cannot be carried out, within a sentence.
proposals-newer = it was proposed with another version of this program
proposals-registers-nothing = it registers nothing

## src/federation/key_steps: switching to a next key

proposals-sign-with-next-rsa-key = Sign with the next RSA key
proposals-sign-with-next-curve-key = Sign with the next elliptic curve key
proposals-encrypt-to-next-key = Have applications encrypt to the next key
proposals-switch-to-next-key = Switch to a next key
proposals-unknown-kind-of-key = its kind of key is not known here
