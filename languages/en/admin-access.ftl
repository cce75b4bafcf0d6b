## src/http/admin/access/mod.rs

admin-access-your-session-ended-before-this = Your session ended before this arrived, so nothing of it was done, and nothing is lost: sign in in another tab, then reload this page, and your browser sends once more what you typed.
admin-access-you-are-signed-out = You are signed out
admin-access-sign-in = Sign in
admin-access-not-for-this-account = Not for this account
admin-access-your-role-does-not-open = Your role does not open this. An owner of this service says who holds which role.
admin-access-console = The console
admin-access-this-page-is-for-administrators = This page is for administrators. If you should be one, ask whoever runs this service.
admin-access-your-applications = Your applications
