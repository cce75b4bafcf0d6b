//! Every label of every derivation, in one place, so that no two uses can meet.

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)+) => {
        $($(#[$doc])* pub(crate) const $name: &str = concat!("senza/1/", $text);)+

        /// All of them, for the test that they differ.
        #[cfg(test)]
        pub(crate) const ALL: &[&str] = &[$($name),+];
    };
}

labels! {
    /// A token's octets, hashed before they take the place of a stretched passphrase.
    TOKEN = "token";
    VERIFIER = "verifier";
    FACTOR_KEY = "factor-key";
    WAY_KEY = "way-key";
    SEAL_KEY = "seal/key";
    SEAL_COMMITMENT = "seal/commitment";
    ENVELOPE = "envelope";
    ENVELOPE_KEY = "envelope/key";
    /// The key that a person's files are sealed to.
    ENVELOPE_IDENTITY = "envelope/identity";
    /// The key that the slips are sealed to which tell a person of their envelopes.
    ENVELOPE_SLIPS = "envelope/slips";
    /// What a person has of an envelope, as the keeper signs it.
    SLIP = "envelope/slip";
    /// Where it lies.
    SLIP_PLACE = "envelope/slip-place";
    PAIRWISE = "pairwise-id";
    SUBJECT_ID = "subject-id";
    PERSISTENT_NAME_ID = "name-id/persistent";
    SPENT_MARKS = "factor/spent-marks";
    /// What the row of a program's token keeps, to know the token again. It opens nothing.
    API_TOKEN_VERIFIER = "api-token/verifier";
    /// All that the keeper sees of it.
    API_TOKEN_DIGEST = "api-token/digest";
    /// The key of what it holds.
    API_TOKEN_KEY = "api-token/key";
    /// Where its row lies.
    API_TOKEN_PLACE = "api-token/place";
    /// A scoped key that comes in the assertion: the application's server holds it.
    SCOPED_KEY_ASSERTION = "scoped-key/assertion";
    /// A scoped key that only the person's page opens. The server's never follows from it, nor it from the server's.
    SCOPED_KEY_BROWSER = "scoped-key/browser";
    /// What tells two scoped keys of one number apart.
    SCOPED_KEY_CHECK = "scoped-key/check";
    ITEM = "inbox/item";
    GRANT = "grant";
    AUDIT_HEADS = "audit/heads";
    BEARER_SESSION = "bearer/session";
    BEARER_SIGN_ON = "bearer/sign-on";
    BEARER_ATTEMPT = "bearer/attempt";
    BEARER_ENROLMENT = "bearer/enrolment";
    INVITATION_LOCATOR = "invitation/locator";
    FORM_TOKEN = "form-token";
    SESSION_INDEX = "session-index";
    BEARER_LOGOUT = "bearer/logout";
    BEARER_LEAVING = "bearer/leaving";
    LOGOUT_PLACE = "logout/place";
    BEARER_PAGE_KEYS = "bearer/page-keys";
    BEARER_KIT = "bearer/kit";
    BEARER_RECOVERY = "bearer/recovery";
    BEARER_AUTHENTICATOR = "bearer/authenticator";
    BEARER_PASSKEY = "bearer/passkey";
    /// What a page's token asks of an authenticator.
    PASSKEY_CHALLENGE = "passkey/challenge";
    BEARER_ALONE = "bearer/alone";
    BEARER_PROOF = "bearer/proof";
    /// What the browser says to a passkey's PRF, and derives from its output.
    PASSKEY_PRF = "passkey/prf";
    PASSKEY_SECRET = "passkey/secret";
    /// Half of a user handle, hashed for the keeper, which makes of it what finds the row.
    PASSKEY_LOCATOR = "passkey/locator";
    /// The key pair of a passkey to which shares are sealed.
    PASSKEY_SHARE_KEY = "passkey/share-key";
    /// A stretched passphrase and a share, together.
    BOTH_SECRET = "both/secret";
    /// Which way in is of which passkey.
    BOTH_WAY = "both/way";
    BEARER_LOCK = "bearer/lock";
    /// Metadata that an administrator is looking at.
    BEARER_METADATA = "bearer/metadata";
    /// A recovery kit's octets, hashed for the keeper, which makes of it what finds the row.
    KIT_LOCATOR = "kit/locator";
    /// What two administrators compare before one admits the other to the keyring.
    KEYRING_FINGERPRINT = "keyring/fingerprint";
    /// Which content of an entry of the directory its person's own session wrote.
    DIRECTORY_MARK = "directory/mark";
    /// Stands for a device that its person has forgotten.
    DEVICE_FORGOTTEN = "device/forgotten";
    /// What the key of a day of the flight recorder is sealed under.
    FLIGHT_WRAP = "flight/wrap";
    /// Where a record of it lies, and what lists those of a service provider.
    FLIGHT_PLACE = "flight/place";
    /// What is kept of a link that shows one.
    FLIGHT_SHARE = "flight/share";
    LOGOUT_ANSWER = "logout/answer";
    REQUEST_MARK = "request";
    KEEPER_HANDLE = "keeper/handle";
    KEEPER_HARDEN = "keeper/harden";
    /// A record's key, made by a token of a hardening epoch's key that it does not give.
    KEEPER_TOKEN_EPOCH = "keeper/token/epoch";
    KEEPER_KIT = "keeper/kit";
    KEEPER_MISSING = "keeper/missing-row";
    KEEPER_DECOY_SALT = "keeper/decoy-salt";
    KEEPER_THROTTLE = "keeper/throttle";
    KEEPER_THROTTLE_DEVICE = "keeper/throttle/device";
    KEEPER_DEVICE = "keeper/device";
    /// Whose a device is, and that it is a device, before anybody is named.
    KEEPER_DEVICE_OWNER = "keeper/device/owner";
    KEEPER_DEVICE_PASS = "keeper/device/pass";
    KEEPER_BUDGET = "keeper/budget";
    KEEPER_ROW_DIGEST = "keeper/row-digest";
    KEEPER_ROW_MAC = "keeper/row-mac";
    /// To destroying a key.
    KEEPER_CONSENT = "keeper/consent";
    /// Which keys a keeper has, for a server that asks several.
    KEEPER_FINGERPRINT = "keeper/fingerprint";
    /// The key of a sealed key file's record.
    KEEPER_KEY_FILE = "keeper/key-file";
    /// What is compared aloud before a keeper's keys are given to who asked for them.
    KEEPER_REQUEST = "keeper/request";
    /// Which key an epoch's is, for whoever compares two keepers.
    KEEPER_EPOCH = "keeper/epoch";
    KEEPER_TRANSFER_WANTED = "keeper/transfer/wanted";
    KEEPER_TRANSFER_GIVEN = "keeper/transfer/given";
    KEEPER_SESSION = "keeper/session";
    KEEPER_SESSION_NEXT = "keeper/session/next";
    KEEPER_PARTICIPANT = "keeper/participant";
    KEEPER_PARTICIPANT_SEAL = "keeper/participant/seal";
    KEEPER_PARTICIPANT_GROUP = "keeper/participant/session";
    KEEPER_AUDIT_SUBJECT = "keeper/audit/subject";
    KEEPER_AUDIT_REFUSED = "keeper/audit/refused";
    KEEPER_AUDIT_CHAIN = "keeper/audit/chain";
    KEEPER_AUDIT_HEADS_KEY = "keeper/audit/heads-key";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn all_differ_and_carry_the_version() {
        assert_eq!(ALL.iter().collect::<HashSet<_>>().len(), ALL.len());
        assert!(ALL.iter().all(|label| label.starts_with("senza/1/")));
    }
}
