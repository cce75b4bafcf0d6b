## account/change.html

account-change-console = Console
