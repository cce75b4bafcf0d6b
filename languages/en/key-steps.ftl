## src/federation/key_steps: why a step with our keys was not taken, or not everywhere

key-steps-early = it is too early to switch: a service provider may hold metadata without the next key, and would refuse what it signs
key-steps-gone = the next key is gone again: somebody has retired it meanwhile
key-steps-no-keeper = no keeper is configured
key-steps-published-already = A next { $kind } key is published already: { $id }. Switch to it, or retire it first.
key-steps-no-next = There is no next { $kind } key to switch to: publish one first, with `senza keys publish { $kind }`.
key-steps-different-next-keys = The keepers hold different next keys: retire one of { $one } and { $other } first.
key-steps-none-begins-so = No key has a fingerprint that begins with { $beginning }; see `senza keys list`.
key-steps-several-begin-so = { $count } keys have fingerprints that begin with { $beginning }; write more of the one that is meant.
key-steps-not-at-one = { $name } does not have { $id }, which is in use elsewhere: give it the same keys.
key-steps-unfinished = The keepers differ about { $id }, because a step was interrupted: finish it with `senza keys { $command }`.
key-steps-not-taken = { $name } did not take the key: { $error }
key-steps-nobody-answers = { $name } does not answer: { $why }
key-steps-one-does-not-answer = { $name } does not answer ({ $why }). Every keeper has to take part in a step, so nothing was changed.
key-steps-silent = { $name } does not answer: { $why }.
