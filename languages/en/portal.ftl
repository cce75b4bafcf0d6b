## portal.html

portal-your-applications = Your applications
portal-console = Console
portal-none-are-connected-yet = None are connected yet.
portal-connect-first-one-in-console = Connect the first one in the <a>console</a>: its metadata is all you need.
portal-when-administrator-connects-one-it = When an administrator connects one, it appears here. You are signed in, and nothing else is needed from you.
portal-you-are-signed-in-each = You are signed in. Each of these opens without asking again.
portal-find-application = Find an application
portal-part-of-its-name-or = A part of its name or of its address.
portal-find = Find
portal-show-all = Show all
portal-opened-lately = Opened lately
portal-all-of-them = All of them
portal-there-are-no-more = There are no more.
portal-none-has-in-its-name = None has “{ $find }” in its name or address.
portal-show-more = Show more
portal-what-thief-of-our-database = What a thief of our database would get of you
