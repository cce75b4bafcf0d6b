## admin/second_person.html

admin-second-person-second-person = A second person
admin-second-person-connecting-changing-and-removing-application = Connecting, changing and removing an application, and switching to a next key of ours, takes two administrators here: one proposes it, another approves it.
admin-second-person-that-it-takes-one-alone = That it takes one alone again is such a change itself: you propose it, and another owner approves it.
admin-second-person-each-administrator-whose-role-allows = Each administrator whose role allows it changes applications, and switches keys, alone.
admin-second-person-it-can-take-two-one = It can take two: one proposes, another sees what would change side by side and approves it with a code of their own.
admin-second-person-it-needs-two-owners = It needs two owners
admin-second-person-you-propose-it-and-it = You propose it, and it holds once another owner has approved it. Until then nothing changes: where you are the only owner, make somebody else one first, at <a>Who may do what</a>. It takes two owners to undo it as well: see to it that there are always two. An account or a role that is newer than three days does not count yet.
admin-second-person-commands-on-machine-itself-ask = Commands on the machine itself ask nobody, and are on record.
admin-second-person-propose-that-one-is-enough = Propose that one is enough
admin-second-person-propose-that-it-takes-two = Propose that it takes two
admin-second-person-leave-it-as-it-is = Leave it as it is
admin-second-person-next-it-waits-under-approvals = Next: it waits under Approvals for another owner, for seven days.
