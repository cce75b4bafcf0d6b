//! The closed set of operations. What each is asked with and answers with is in `docs/keeper.md`, and in
//! `process/answer.rs`, which does nothing but that.

/// One octet of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Operation {
    /// Not asked: what a keeper says first.
    Greeting = 0,
    Handle = 1,
    KitLocator = 2,
    NewHardeningKey = 3,
    Harden = 4,
    DecoySalt = 5,
    Recognise = 6,
    RowMac = 7,
    CheckRowMac = 8,
    SignGrant = 9,
    GrantKey = 10,
    SessionEpochKey = 11,
    RetireSessions = 12,
    AuditSubjects = 13,
    AuditLinks = 14,
    SignAuditHeads = 15,
    AuditHeadsKey = 16,
    ParticipantLocator = 17,
    ParticipantGroup = 18,
    ParticipantKey = 19,
    Participation = 20,
    SignSaml = 21,
    SamlCertificate = 22,
    PublishSamlKey = 23,
    NewDevice = 24,
    AuditMacs = 25,
    HandleFor = 26,
}

impl Operation {
    /// All that can be asked, in the order of their octets.
    pub(crate) const ASKED: [Self; 26] = [
        Self::Handle,
        Self::KitLocator,
        Self::NewHardeningKey,
        Self::Harden,
        Self::DecoySalt,
        Self::Recognise,
        Self::RowMac,
        Self::CheckRowMac,
        Self::SignGrant,
        Self::GrantKey,
        Self::SessionEpochKey,
        Self::RetireSessions,
        Self::AuditSubjects,
        Self::AuditLinks,
        Self::SignAuditHeads,
        Self::AuditHeadsKey,
        Self::ParticipantLocator,
        Self::ParticipantGroup,
        Self::ParticipantKey,
        Self::Participation,
        Self::SignSaml,
        Self::SamlCertificate,
        Self::PublishSamlKey,
        Self::NewDevice,
        Self::AuditMacs,
        Self::HandleFor,
    ];

    pub(crate) fn from_octet(octet: u8) -> Option<Self> {
        match octet.checked_sub(1) {
            None => Some(Self::Greeting),
            Some(place) => Self::ASKED.get(usize::from(place)).copied(),
        }
    }

    /// Whether another keeper may be asked the same when the first gave no answer: whatever it did, doing it again
    /// changes nothing. All are functions of the keys, but for a new key, which would be another one.
    pub(crate) fn may_repeat(self) -> bool {
        self != Self::PublishSamlKey
    }
}
