//! English: compiled in, whole, and what every other language is compared with.

use super::language::Language;
use std::sync::LazyLock;

/// The files, by name.
pub const FILES: &[(&str, &str)] = &[
    ("account-account.ftl", include_str!("../../languages/en/account-account.ftl")),
    ("account-activity.ftl", include_str!("../../languages/en/account-activity.ftl")),
    ("account-application.ftl", include_str!("../../languages/en/account-application.ftl")),
    ("account-applications.ftl", include_str!("../../languages/en/account-applications.ftl")),
    ("account-authenticator.ftl", include_str!("../../languages/en/account-authenticator.ftl")),
    ("account-both.ftl", include_str!("../../languages/en/account-both.ftl")),
    ("account-change.ftl", include_str!("../../languages/en/account-change.ftl")),
    ("account-delete.ftl", include_str!("../../languages/en/account-delete.ftl")),
    ("account-deletion.ftl", include_str!("../../languages/en/account-deletion.ftl")),
    ("account-devices.ftl", include_str!("../../languages/en/account-devices.ftl")),
    ("account-fault.ftl", include_str!("../../languages/en/account-fault.ftl")),
    ("account-identifier.ftl", include_str!("../../languages/en/account-identifier.ftl")),
    ("account-identity.ftl", include_str!("../../languages/en/account-identity.ftl")),
    ("account-keys.ftl", include_str!("../../languages/en/account-keys.ftl")),
    ("account-kit.ftl", include_str!("../../languages/en/account-kit.ftl")),
    ("account-login.ftl", include_str!("../../languages/en/account-login.ftl")),
    ("account-passkey.ftl", include_str!("../../languages/en/account-passkey.ftl")),
    ("account-passkeys.ftl", include_str!("../../languages/en/account-passkeys.ftl")),
    ("account-passphrase.ftl", include_str!("../../languages/en/account-passphrase.ftl")),
    ("account-proof.ftl", include_str!("../../languages/en/account-proof.ftl")),
    ("account-removal.ftl", include_str!("../../languages/en/account-removal.ftl")),
    ("account-stolen.ftl", include_str!("../../languages/en/account-stolen.ftl")),
    ("account-token.ftl", include_str!("../../languages/en/account-token.ftl")),
    ("account-tokens.ftl", include_str!("../../languages/en/account-tokens.ftl")),
    ("account.ftl", include_str!("../../languages/en/account.ftl")),
    ("admin-access.ftl", include_str!("../../languages/en/admin-access.ftl")),
    ("admin-again.ftl", include_str!("../../languages/en/admin-again.ftl")),
    ("admin-applications.ftl", include_str!("../../languages/en/admin-applications.ftl")),
    ("admin-approval.ftl", include_str!("../../languages/en/admin-approval.ftl")),
    ("admin-approvals.ftl", include_str!("../../languages/en/admin-approvals.ftl")),
    ("admin-audit.ftl", include_str!("../../languages/en/admin-audit.ftl")),
    ("admin-change.ftl", include_str!("../../languages/en/admin-change.ftl")),
    ("admin-directory.ftl", include_str!("../../languages/en/admin-directory.ftl")),
    ("admin-figures.ftl", include_str!("../../languages/en/admin-figures.ftl")),
    ("admin-frame.ftl", include_str!("../../languages/en/admin-frame.ftl")),
    ("admin-key.ftl", include_str!("../../languages/en/admin-key.ftl")),
    ("admin-keyring.ftl", include_str!("../../languages/en/admin-keyring.ftl")),
    ("admin-keys.ftl", include_str!("../../languages/en/admin-keys.ftl")),
    ("admin-overview.ftl", include_str!("../../languages/en/admin-overview.ftl")),
    ("admin-page.ftl", include_str!("../../languages/en/admin-page.ftl")),
    ("admin-people-directory.ftl", include_str!("../../languages/en/admin-people-directory.ftl")),
    ("admin-people-letters.ftl", include_str!("../../languages/en/admin-people-letters.ftl")),
    ("admin-people-mail.ftl", include_str!("../../languages/en/admin-people-mail.ftl")),
    ("admin-people-many.ftl", include_str!("../../languages/en/admin-people-many.ftl")),
    ("admin-people.ftl", include_str!("../../languages/en/admin-people.ftl")),
    ("admin-person-act.ftl", include_str!("../../languages/en/admin-person-act.ftl")),
    ("admin-person.ftl", include_str!("../../languages/en/admin-person.ftl")),
    ("admin-places.ftl", include_str!("../../languages/en/admin-places.ftl")),
    ("admin-proven.ftl", include_str!("../../languages/en/admin-proven.ftl")),
    ("admin-role.ftl", include_str!("../../languages/en/admin-role.ftl")),
    ("admin-roles.ftl", include_str!("../../languages/en/admin-roles.ftl")),
    ("admin-second.ftl", include_str!("../../languages/en/admin-second.ftl")),
    ("admin-sessions.ftl", include_str!("../../languages/en/admin-sessions.ftl")),
    ("admin-settings.ftl", include_str!("../../languages/en/admin-settings.ftl")),
    ("admin-sign.ftl", include_str!("../../languages/en/admin-sign.ftl")),
    ("admin-told.ftl", include_str!("../../languages/en/admin-told.ftl")),
    ("enrol.ftl", include_str!("../../languages/en/enrol.ftl")),
    ("envelopes.ftl", include_str!("../../languages/en/envelopes.ftl")),
    ("errors.ftl", include_str!("../../languages/en/errors.ftl")),
    ("flight.ftl", include_str!("../../languages/en/flight.ftl")),
    ("frame.ftl", include_str!("../../languages/en/frame.ftl")),
    ("keys.ftl", include_str!("../../languages/en/keys.ftl")),
    ("locked.ftl", include_str!("../../languages/en/locked.ftl")),
    ("login.ftl", include_str!("../../languages/en/login.ftl")),
    ("logout.ftl", include_str!("../../languages/en/logout.ftl")),
    ("partner.ftl", include_str!("../../languages/en/partner.ftl")),
    ("portal.ftl", include_str!("../../languages/en/portal.ftl")),
    ("recover.ftl", include_str!("../../languages/en/recover.ftl")),
    ("saml.ftl", include_str!("../../languages/en/saml.ftl")),
];

static ENGLISH: LazyLock<Language> = LazyLock::new(|| {
    let text = FILES.iter().map(|(_, text)| *text).collect::<Vec<_>>().join("\n");
    Language::english(text)
});

/// English, read once.
pub(super) fn english() -> &'static Language {
    &ENGLISH
}
