//! The checks that a test can take out to see the attack behind each succeed.
//!
//! Only the feature `test-variants` makes anything of it: without, [`skips`] is the constant `false` and the program has
//! none of this. Where more than one layer makes a check, all of them ask for it by the one name.

/// A defence against bad input, named for what it sees to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Check {
    /// A parameter or field stands there once.
    RepeatedParameter,
    /// A RelayState is short.
    RelayStateLimit,
    /// No more is decompressed than a message may be, and nothing that is posted.
    InflateLimit,
    /// A document is small.
    Size,
    /// It has few elements.
    Elements,
    /// An element has few attributes.
    Attributes,
    /// Few namespaces are declared around an element.
    Namespaces,
    /// The encoding that is declared is the one that is read.
    DeclaredEncoding,
    /// Nothing is read as UTF-16.
    Utf16,
    /// There is no DTD, so no entity.
    Doctype,
    /// Characters are those of XML.
    ForbiddenCharacter,
    /// An end tag has its start tag's name.
    MismatchedTags,
    /// No comment or processing instruction splits a text.
    SplitText,
    /// Namespace names are absolute.
    RelativeNamespace,
    /// An attribute, or a namespace declaration, stands there once.
    RepeatedAttribute,
    /// An ID stands there once.
    RepeatedId,
    /// An attribute of another namespace is another attribute.
    PrefixedAttribute,
    /// A child that must be alone is.
    RepeatedChild,
    /// A message's ID is a name.
    Id,
    /// What is signed is the root, and the root is what is read.
    SignedElement,
    /// There is one signature.
    OneSignature,
    /// A signature has no parts but its own.
    SignatureParts,
    /// A signature's transforms are the two of SAML.
    Transforms,
    /// A reference is compared and never fetched.
    Fetch,
    /// The digest is that of the message.
    Digest,
    /// Algorithms are on the allow-list.
    Algorithms,
    /// Keys come from metadata.
    KeyFromMetadata,
    /// A request is signed where metadata says so.
    Signed,
    /// A message is for us.
    Destination,
    /// It was issued now.
    IssueInstant,
    /// Its ID was not used before.
    Replay,
    /// An answer goes to exactly a registered location.
    ExactAcs,
    /// An index is one of metadata's.
    AcsIndex,
    /// Endpoints of one service provider have different indexes.
    RepeatedAcsIndex,
    /// A NameID has the format that was asked for.
    NameIdFormat,
    /// What stands in a page is text.
    Escaping,
    /// A change is one transaction.
    OneCommit,
    /// Who is revoked or frozen does not sign on.
    LiveFlag,
    /// An account's inbox is as the keeper's MAC says.
    InboxMac,
    /// An item in an inbox was signed by the keeper, for this account and place.
    GrantSignature,
    /// An invitation is as the keeper's MAC says.
    InvitationMac,
    /// A service provider is as the keeper's MAC says.
    ProviderMac,
    /// What pages look like is as the keeper's MAC says.
    LookMac,
    /// A sealed record lies where it was sealed for.
    SealedPlace,
    /// A session's account stands as it did when the session opened it.
    Standing,
    /// An audit row follows from the one before.
    AuditLink,
    /// A class of authentication is asserted only where the session's factors meet it.
    AuthnContext,
    /// A factor is not older than the service provider allows.
    FactorAge,
    /// ForceAuthn wants a sign-in newer than the request.
    ForceAuthn,
    /// IsPassive asks nobody.
    IsPassive,
    /// What a session lacked is proved in it.
    StepUp,
    /// A question to a passkey is answered in the session that asked it.
    QuestionOwner,
    /// Its first answer is the only one.
    QuestionOnce,
    /// What a passkey signs has the challenge of the question.
    PasskeyChallenge,
    /// A passkey made sure of its owner, where nothing stands beside it.
    PasskeyVerified,
    /// A passkey's count of its uses goes up.
    PasskeyCounter,
    /// What Argon2id is asked for is bounded.
    StretchCost,
    /// Whoever speaks to a keeper, or is spoken to as one, over a network shows a certificate.
    PeerCertificate,
    /// It is of the authority that was named.
    PeerAuthority,
    /// It is neither over nor yet to come.
    PeerTime,
    /// It bears the name that is expected.
    PeerName,
    /// It is of the kind that is expected: a server's or a keeper's.
    PeerPurpose,
    /// TLS is that of RFC 8446.
    TlsVersion,
    /// A handshake has its time.
    HandshakeTime,
    /// A scope is as the keeper's MAC says.
    ScopeMac,
    /// No earlier row of a scope than was seen counts.
    ScopePutBack,
    /// A row of a scope is the one that the audit says last.
    ScopeOnRecord,
    /// An epoch that ended is not delivered.
    ScopeEpoch,
    /// A key is delivered to what the person agreed to.
    ScopeConsent,
    /// What they agreed to is what is there now.
    ScopeChanged,
    /// An answer to a page has few keys.
    AnswerSize,
    /// Keys travel encrypted.
    ScopeEncrypted,
    /// An age file's header is the one that was written with the file key.
    AgeHeaderMac,
    /// A chunk of an age file is as it was sealed.
    AgeTag,
    /// It lies where it was sealed for.
    AgeOrder,
    /// The last one is marked.
    AgeEnd,
    /// What a person's envelopes are sealed to is as the keeper's MAC says.
    EnvelopeKeyMac,
    /// It is of the account as it is now.
    EnvelopeKeyCurrent,
    /// What becomes of an envelope is as the keeper's MAC says.
    EnvelopeMac,
    /// Who sent an envelope, and which file it is, was signed by the keeper.
    SlipSignature,
    /// The ciphertext is the one that was sent.
    EnvelopeDigest,
    /// An envelope that was withdrawn is opened for nobody.
    EnvelopeWithdrawn,
    /// Nor where its row says otherwise, and the audit does not.
    EnvelopeOnRecord,
    /// A program's token is as the keeper's MAC says.
    TokenMac,
    /// No earlier row of one than was seen counts.
    TokenPutBack,
    /// Nor one whose end is on record.
    TokenEndOnRecord,
    /// One whose time is over serves no more.
    TokenTime,
    /// It serves for what its person allowed.
    TokenMay,
    /// It serves as long as what it was made of is there.
    TokenStanding,
    /// One for the console gives what its person's roles do at this request.
    TokenRoles,
    /// One that was ended since a request began changes nothing.
    TokenStill,
    /// A proposal falls with the token by which a program made it.
    ProposalToken,
    /// By a token nobody is acted on who opens the console.
    ByHand,
    /// What ends a part of a form does so in whatever pieces it comes.
    PartEnd,
    /// A way in is one that the profile names.
    NamedWay,
    /// Of which kind it is, the profile says.
    WayKind,
    /// PRF is never the only way in that a person has.
    KitBesidePrf,
}

/// Whether this build leaves the check out.
#[cfg(not(feature = "test-variants"))]
#[inline(always)]
pub const fn skips(_: Check) -> bool {
    false
}

/// Where the measurement of equal times plants a difference, to see that it would find one. Nothing in this build.
#[cfg(not(feature = "test-variants"))]
#[inline(always)]
pub const fn planted_delay(_: &[u8; 32]) {}

#[cfg(feature = "test-variants")]
pub use switch::{plant_delay, planted_delay, skip, skips};

#[cfg(feature = "test-variants")]
mod switch {
    use super::Check;
    use std::collections::HashSet;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::sync::{LazyLock, RwLock};
    use std::time::{Duration, Instant};

    /// What is looked for in the program, which must not have it.
    const MARKER: &str = "senza/test-variants";

    /// Names a check that a process leaves out from its start: a program that a test starts.
    const VARIABLE: &str = "SKIPPED_CHECKS";
    const BY_NAME: [Check; 2] = [Check::OneCommit, Check::LiveFlag];

    /// One bit for each check that is left out, in as many words as there are checks for.
    static SKIPPED: LazyLock<[AtomicU64; WORDS]> = LazyLock::new(|| {
        let named = std::env::var(VARIABLE).unwrap_or_default();
        bits(BY_NAME.iter().filter(|check| format!("{check:?}") == named)).map(AtomicU64::new)
    });
    const WORDS: usize = 2;

    fn place(check: Check) -> (usize, u64) {
        (usize::from(check as u8 / 64), 1 << (check as u8 % 64))
    }

    fn bits<'a>(checks: impl Iterator<Item = &'a Check>) -> [u64; WORDS] {
        let mut all = [0; WORDS];
        for (word, bit) in checks.map(|check| place(*check)) {
            if let Some(all) = all.get_mut(word) {
                *all |= bit;
            }
        }
        all
    }

    /// Whether the check is left out now.
    pub fn skips(check: Check) -> bool {
        std::hint::black_box(MARKER);
        let (word, bit) = place(check);
        SKIPPED.get(word).is_some_and(|word| word.load(Ordering::SeqCst) & bit != 0)
    }

    static PLANTED: LazyLock<RwLock<(HashSet<[u8; 32]>, Duration)>> = LazyLock::new(RwLock::default);

    /// Makes the first step of these handles' sign-ins longer from now on.
    pub fn plant_delay(handles: impl IntoIterator<Item = [u8; 32]>, by: Duration) {
        if let Ok(mut planted) = PLANTED.write() {
            *planted = (handles.into_iter().collect(), by);
        }
    }

    /// Waits without sleeping, which would be longer than asked.
    pub fn planted_delay(handle: &[u8; 32]) {
        let begun = Instant::now();
        let planted = PLANTED.read().ok();
        let by = planted.filter(|planted| planted.0.contains(handle)).map_or(Duration::ZERO, |planted| planted.1);
        while begun.elapsed() < by {
            std::hint::spin_loop();
        }
    }

    /// Leaves these checks out from now on, in the whole process, and no others.
    pub fn skip(checks: &[Check]) {
        for (word, bits) in SKIPPED.iter().zip(bits(checks.iter())) {
            word.store(bits, Ordering::SeqCst);
        }
    }
}
