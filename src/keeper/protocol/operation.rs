//! The closed set of operations. What each is asked with and answers with is in `docs/keeper.md`, and in
//! `process/answer.rs`, which does nothing but that.

/// Makes the operations, and finds one by its octet.
macro_rules! operations {
    ($($name:ident = $octet:literal,)*) => {
        /// One octet of a frame.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Operation {
            /// Not asked: what a keeper says first.
            Greeting = 0,
            $($name = $octet,)*
        }

        impl Operation {
            /// All that can be asked.
            #[cfg(test)]
            pub(crate) const ASKED: &[Self] = &[$(Self::$name,)*];

            pub(crate) fn from_octet(octet: u8) -> Option<Self> {
                match octet {
                    0 => Some(Self::Greeting),
                    $($octet => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

operations! {
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
    Epochs = 27,
    NewEpoch = 28,
    WriteEpoch = 29,
    RetireEpoch = 30,
    Rewrap = 31,
    WantKey = 32,
    GiveKey = 33,
    TakeKey = 34,
    SamlKeys = 37,
    SwitchSamlKey = 38,
    RetireSamlKey = 39,
    UnwrapContentKey = 43,
}

impl Operation {
    /// Whether another keeper may be asked the same when the first gave no answer: whatever it did, doing it again
    /// changes nothing. All are functions of the keys, but for a new key, which would be another one.
    pub(crate) fn may_repeat(self) -> bool {
        self != Self::PublishSamlKey
    }

    /// Whether a disk is waited for.
    pub(crate) fn is_slow(self) -> bool {
        use Operation::{NewEpoch, PublishSamlKey, RetireEpoch, RetireSamlKey, RetireSessions};
        use Operation::{SwitchSamlKey, TakeKey, WriteEpoch};
        matches!(self, PublishSamlKey | SwitchSamlKey | RetireSamlKey | RetireSessions)
            || matches!(self, NewEpoch | WriteEpoch | RetireEpoch | TakeKey)
    }
}
