## admin/approvals.html

admin-approvals-waiting-for-second-person = Waiting for a second person
admin-approvals-done = Done
admin-approvals-here-what-changes-trust-is = Here, what changes trust is proposed by one administrator and approved by another.
admin-approvals-each-administrator-whose-role-allows = Each administrator whose role allows it changes trust alone here. Two owners can have it take two, under Settings.
admin-approvals-nothing-waits = Nothing waits.
admin-approvals-change = Change
admin-approvals-proposed-by = Proposed by
admin-approvals-waits-until = Waits until
admin-approvals-cannot-be-approved = cannot be approved

## src/http/admin/approvals/mod.rs

admin-approvals-it-is-approved-and-done = It is approved and done, exactly as it was proposed.
admin-approvals-it-does-not-wait-any = It does not wait any more. Nothing of it was done.

## src/http/admin/approvals/fault.rs

admin-approvals-fault-it-cannot-be-carried-out = It cannot be carried out any more: { $why }. It can be taken away, and proposed again with what holds now.
admin-approvals-fault-it-cannot-be-carried-out-at = It cannot be carried out at this moment: { $why }.
admin-approvals-fault-somebody-else-changed-this-while = Somebody else changed this while you looked, and nothing of yours was done. What stands here now is as it is.
admin-approvals-fault-it-takes-another-person-than = It takes another person than the one who proposed it.
admin-approvals-fault-here-it-takes-two-and = Here it takes two, and an account that stands for three days: yours is newer, you began again, or something was said of you since, a role perhaps. Nothing was done. Somebody else can do it, or you in some days.
admin-approvals-fault-your-role-does-not-do = Your role does not do what was proposed, so it cannot approve it either.
admin-approvals-fault-very-many-changes-wait-already = Very many changes wait already. Decide some of them first.
admin-approvals-fault-it-was-approved-refused-or = It was approved, refused or withdrawn meanwhile, has lapsed after seven days, or never was. Nothing of yours was done.
admin-approvals-fault-nothing-waits-here-any-more = Nothing waits here any more
admin-approvals-fault-what-waits = What waits
admin-approvals-fault-it-takes-another-administrator-with = It takes another administrator, with a role that does what was proposed. Nothing was done.
admin-approvals-fault-not-for-you-to-decide = Not for you to decide

## src/http/admin/approvals/requirement.rs

admin-approvals-requirement-say-which-of-two-it = Say which of the two it is to be.
admin-approvals-by-you = you
admin-approvals-by-another = another administrator
admin-approvals-fault-stale = What it started from has changed since, so it cannot be approved. Whoever proposed it looks at it as it is now, and proposes it again if it is still wanted.
admin-approvals-fault-proposer = Whoever proposed it is not who they were then: their account was closed, something was said of them since, or their role has ended. It cannot be approved; somebody else may propose the same.
admin-approvals-fault-unreadable = It was proposed with another version of this program, which this one does not read. It can be taken away, and proposed again.
