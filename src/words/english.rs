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
    ("admin-application-add.ftl", include_str!("../../languages/en/admin-application-add.ftl")),
    ("admin-application-change.ftl", include_str!("../../languages/en/admin-application-change.ftl")),
    ("admin-application-choices.ftl", include_str!("../../languages/en/admin-application-choices.ftl")),
    ("admin-application-engineers.ftl", include_str!("../../languages/en/admin-application-engineers.ftl")),
    ("admin-application-found.ftl", include_str!("../../languages/en/admin-application-found.ftl")),
    ("admin-application-look.ftl", include_str!("../../languages/en/admin-application-look.ftl")),
    ("admin-application-remove.ftl", include_str!("../../languages/en/admin-application-remove.ftl")),
    ("admin-application-subscription.ftl", include_str!("../../languages/en/admin-application-subscription.ftl")),
    ("admin-application-trial.ftl", include_str!("../../languages/en/admin-application-trial.ftl")),
    ("admin-application.ftl", include_str!("../../languages/en/admin-application.ftl")),
    ("admin-applications.ftl", include_str!("../../languages/en/admin-applications.ftl")),
    ("admin-told.ftl", include_str!("../../languages/en/admin-told.ftl")),
    ("age.ftl", include_str!("../../languages/en/age.ftl")),
    ("checks.ftl", include_str!("../../languages/en/checks.ftl")),
    ("differences.ftl", include_str!("../../languages/en/differences.ftl")),
    ("enrol.ftl", include_str!("../../languages/en/enrol.ftl")),
    ("envelopes.ftl", include_str!("../../languages/en/envelopes.ftl")),
    ("errors.ftl", include_str!("../../languages/en/errors.ftl")),
    ("facts.ftl", include_str!("../../languages/en/facts.ftl")),
    ("fetch.ftl", include_str!("../../languages/en/fetch.ftl")),
    ("flight.ftl", include_str!("../../languages/en/flight.ftl")),
    ("frame.ftl", include_str!("../../languages/en/frame.ftl")),
    ("key-steps.ftl", include_str!("../../languages/en/key-steps.ftl")),
    ("keys.ftl", include_str!("../../languages/en/keys.ftl")),
    ("locked.ftl", include_str!("../../languages/en/locked.ftl")),
    ("login.ftl", include_str!("../../languages/en/login.ftl")),
    ("logout.ftl", include_str!("../../languages/en/logout.ftl")),
    ("metadata.ftl", include_str!("../../languages/en/metadata.ftl")),
    ("partner.ftl", include_str!("../../languages/en/partner.ftl")),
    ("portal.ftl", include_str!("../../languages/en/portal.ftl")),
    ("preview.ftl", include_str!("../../languages/en/preview.ftl")),
    ("proposals.ftl", include_str!("../../languages/en/proposals.ftl")),
    ("recover.ftl", include_str!("../../languages/en/recover.ftl")),
    ("saml.ftl", include_str!("../../languages/en/saml.ftl")),
    ("subscriptions.ftl", include_str!("../../languages/en/subscriptions.ftl")),
    ("told.ftl", include_str!("../../languages/en/told.ftl")),
];

static ENGLISH: LazyLock<Language> = LazyLock::new(|| {
    let text = FILES.iter().map(|(_, text)| *text).collect::<Vec<_>>().join("\n");
    Language::english(text)
});

/// English, read once.
pub(super) fn english() -> &'static Language {
    &ENGLISH
}
