## account/application.html

account-application-you-opened-it-last-on = You opened it last on { $last }.
account-application-you-have-not-opened-it = You have not opened it lately.
account-application-all-that-it-is-told = All that it is told
