# What a program did, or wants, with a token of an administrator's.
admin-programs-yours-proposed-this-on = A program proposed this on { $made-at }, with a token of yours.
admin-programs-another-administrators-proposed-this-on = A program proposed this on { $made-at }, with a token of another administrator's.
admin-programs-proposed = Since it was proposed by a program, it falls before that if the token ends, or its time is over.
admin-programs-token-of-proposal-has-ended = A program proposed it, with a token that has ended since. It cannot be approved; whoever still wants it proposes it again.
