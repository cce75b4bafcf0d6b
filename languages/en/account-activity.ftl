## account/activity.html

account-activity-recent-activity = Recent activity
account-activity-console = Console
account-activity-what-happened-to-your-account = What happened to your account in the last { $days } days, the latest first. If you do not know one of these, <a>change your passphrase</a> and <a2>end your other sessions</a2>.
account-activity-pages-of-activity = Pages of activity
account-activity-later = Later
account-activity-page-of = Page { $page } of { $pages }
account-activity-earlier = Earlier
account-activity-there-is-more-which-is = There is more, which is too much for this page.
account-activity-in-database-these-lines-stand = In the database these lines stand under a pseudonym, another one each day. Only the keeper can tell that they are yours, and does so for this page alone.
account-activity-back-to-your-account = Back to your account

## account/activity_list.html

account-activity-list-this-record-does-not-hold = This record does not hold
account-activity-list-entries-about-you-are-not =
    { $broken ->
        [one] One entry about you is not as this service wrote them: somebody changed the database. What cannot be vouched for is left out below, and other entries may be missing. Tell <a>{ $address }</a>, and give them the request number at the foot of this page.
       *[other] { $broken } entries about you are not as this service wrote them: somebody changed the database. What cannot be vouched for is left out below, and other entries may be missing. Tell <a>{ $address }</a>, and give them the request number at the foot of this page.
    }
account-activity-list-entries-about-you-are-not-as =
    { $broken ->
        [one] One entry about you is not as this service wrote them: somebody changed the database. What cannot be vouched for is left out below, and other entries may be missing. Tell the people who run this sign-in, and give them the request number at the foot of this page.
       *[other] { $broken } entries about you are not as this service wrote them: somebody changed the database. What cannot be vouched for is left out below, and other entries may be missing. Tell the people who run this sign-in, and give them the request number at the foot of this page.
    }
account-activity-list-sign-ins-that-were-refused = Sign-ins that were refused cannot be shown in this session. Sign in again to see them.
account-activity-list-nothing-was-recorded = Nothing was recorded.
account-activity-list-times-since = <strong>{ $what }</strong>, { $times } times since { $since }
account-activity-list-times-since-2 = { $what }, { $times } times since { $since }
