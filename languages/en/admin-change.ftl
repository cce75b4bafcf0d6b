## admin/change.html

admin-change-console = Console
