## src/http/admin/frame.rs

admin-frame-overview = Overview
admin-frame-people = People
admin-frame-applications = Applications
admin-frame-approvals = Approvals
admin-frame-audit = Audit
admin-frame-settings = Settings
admin-frame-sign-ons = Sign-ons
