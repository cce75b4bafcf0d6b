# What a program did, or wants, with a token of an administrator's.
admin-programs-proposed = It was proposed by a program, with a token for the console. It falls when that token ends, or its time is over.
admin-programs-token-of-proposal-has-ended = A program proposed it, with a token that has ended since. It cannot be approved; whoever still wants it proposes it again.
