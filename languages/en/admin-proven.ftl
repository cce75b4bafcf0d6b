## admin/proven.html

admin-proven-not-now = Not now
admin-proven-nothing-is-done-before-this = Nothing is done before this. It goes on record that you did it.
