//! What can be done to somebody's account, and what each says: before it is done, once it is, and why it is not.

use crate::say;
use crate::sign_in::change::person::{Done, PersonFault};
use crate::sign_in::grant::GrantFault;
use crate::sign_in::revocation::Flag;
use crate::words::Text;

#[derive(Clone, Copy)]
pub(super) enum Kind {
    Move(Flag),
    EndSessions,
    Say,
}

/// What a button asks for, and what the page says before it is done.
pub(super) struct What {
    /// What the form says.
    pub(super) word: &'static str,
    pub(super) kind: Kind,
    pub(super) title: Text,
    pub(super) button: Text,
    pub(super) follows: Vec<Text>,
    /// What it does not do.
    pub(super) stays: Vec<Text>,
}

impl Kind {
    /// Whether it gives something: then the page asks for a fresh proof.
    pub(super) fn gives(self) -> bool {
        matches!(self, Self::Move(Flag::Restore) | Self::Say)
    }
}

impl What {
    /// By the word of a form.
    pub(super) fn named(word: &str) -> Option<Self> {
        match word {
            "revoke" => Some(Self::revoke()),
            "freeze" => Some(Self::freeze()),
            "restore" => Some(Self::restore()),
            "end-sessions" => Some(Self::end_sessions()),
            "say" => Some(Self::say()),
            _ => None,
        }
    }

    fn revoke() -> Self {
        Self {
            word: "revoke",
            kind: Kind::Move(Flag::Revoke),
            title: say("admin-person-act-revoke-their-account"),
            button: say("admin-person-act-revoke-it"),
            follows: vec![
                say("admin-person-act-they-cannot-sign-in-any-more"),
                say("admin-person-act-sessions-tokens-and-link-end"),
                say("admin-person-act-stays-so-until-restored"),
            ],
            stays: vec![
                say("admin-person-act-applications-keep-sessions-and-keys"),
                say("admin-person-act-envelopes-stay-sealed"),
            ],
        }
    }

    fn freeze() -> Self {
        Self {
            word: "freeze",
            kind: Kind::Move(Flag::Freeze),
            title: say("admin-person-act-freeze-their-account"),
            button: say("admin-person-act-freeze-it"),
            follows: vec![
                say("admin-person-act-they-cannot-sign-in-until"),
                say("admin-person-act-sessions-tokens-and-link-end"),
            ],
            stays: vec![say("admin-person-act-applications-keep-sessions-and-keys")],
        }
    }

    fn restore() -> Self {
        Self {
            word: "restore",
            kind: Kind::Move(Flag::Restore),
            title: say("admin-person-act-restore-their-account"),
            button: say("admin-person-act-restore-it"),
            follows: vec![
                say("admin-person-act-they-can-sign-in-as-before"),
                say("admin-person-act-who-never-set-it-up"),
            ],
            stays: vec![
                say("admin-person-act-nothing-of-before-comes-back"),
                say("admin-person-act-somebody-else-can-try-again"),
            ],
        }
    }

    fn end_sessions() -> Self {
        Self {
            word: "end-sessions",
            kind: Kind::EndSessions,
            title: say("admin-person-act-end-their-sessions"),
            button: say("admin-person-act-end-their-sessions"),
            follows: vec![
                say("admin-person-act-they-are-signed-out"),
                say("admin-person-act-they-can-sign-in-right-away"),
            ],
            stays: vec![
                say("admin-person-act-applications-keep-sessions"),
                say("admin-person-act-who-knows-their-passphrase"),
            ],
        }
    }

    fn say() -> Self {
        Self {
            word: "say",
            kind: Kind::Say,
            title: say("admin-person-act-what-applications-may-learn"),
            button: say("admin-person-act-put-it-into-their-inbox"),
            follows: vec![
                say("admin-person-act-it-is-sealed-to-them"),
                say("admin-person-act-it-holds-at-their-next-sign-on"),
            ],
            stays: vec![say("admin-person-act-what-they-learned-before")],
        }
    }
}

/// What was done.
pub(super) fn says(done: Done) -> Text {
    match done {
        Done::Moved { flag: Flag::Revoke, sessions, .. } => {
            say("admin-person-act-their-account-is-revoked").with("ended", ended(sessions))
        }
        Done::Moved { flag: Flag::Freeze, sessions, .. } => {
            say("admin-person-act-their-account-is-frozen").with("ended", ended(sessions))
        }
        Done::Moved { flag: Flag::Restore, is_enrolled: true, .. } => say("admin-person-act-they-can-sign-in-again"),
        Done::Moved { flag: Flag::Restore, is_enrolled: false, .. } => say("admin-person-act-invite-them-again"),
        Done::Ended(sessions) => ended(sessions),
        Done::Said => say("admin-person-act-it-lies-in-their-inbox"),
    }
}

fn ended(sessions: u64) -> Text {
    match sessions {
        0 => say("admin-person-act-no-session-was-open"),
        many => say("admin-person-act-sessions-ended").with("sessions", many),
    }
}

/// Why nothing was done.
pub(in crate::http) fn person_fault(fault: PersonFault) -> Text {
    match fault {
        PersonFault::Own => say("admin-person-act-your-own-account"),
        PersonFault::OpensConsole => say("admin-person-act-they-open-the-console"),
        PersonFault::ByHand => say("admin-person-act-no-program-does"),
        PersonFault::NotActive => say("admin-person-act-nothing-to-freeze"),
        PersonFault::NothingToRestore => say("admin-person-act-nothing-to-restore"),
        PersonFault::Grant(fault) => say("admin-person-act-not-put-into-their-inbox").with("why", grant_fault(fault)),
    }
}

fn grant_fault(fault: GrantFault) -> Text {
    match fault {
        GrantFault::Nothing => say("admin-person-act-nothing-to-grant"),
        GrantFault::ReservedName(name) => say("admin-person-act-name-is-reserved").with("name", name),
        GrantFault::Both(name) => say("admin-person-act-granted-and-withdrawn").with("name", name),
        GrantFault::Expired => say("admin-person-act-would-have-expired"),
        GrantFault::ExpiryOfNothing => say("admin-person-act-withdrawn-does-not-expire"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_in_english_what_a_program_is_told() {
        let grant = |fault| PersonFault::Grant(fault);
        for fault in [
            PersonFault::Own,
            PersonFault::OpensConsole,
            PersonFault::ByHand,
            PersonFault::NotActive,
            PersonFault::NothingToRestore,
            grant(GrantFault::Nothing),
            grant(GrantFault::ReservedName("senza:role".to_owned())),
            grant(GrantFault::Both("mail".to_owned())),
            grant(GrantFault::Expired),
            grant(GrantFault::ExpiryOfNothing),
        ] {
            let said = fault.to_string();
            assert_eq!(person_fault(fault).plain(), said);
        }
    }

    #[test]
    fn what_was_done_says_how_many_sessions_ended() {
        let moved = |flag, sessions| says(Done::Moved { flag, sessions, is_enrolled: true }).plain();
        assert_eq!(moved(Flag::Revoke, 0), "Their account is revoked. No session of theirs was open here.");
        assert_eq!(moved(Flag::Freeze, 1), "Their account is frozen. 1 session of theirs ended here.");
        assert_eq!(says(Done::Ended(2)).plain(), "2 sessions of theirs ended here.");
    }

    #[test]
    fn each_word_of_the_page_is_of_something_that_can_be_done() {
        for word in ["revoke", "freeze", "restore", "end-sessions", "say"] {
            assert_eq!(What::named(word).unwrap().word, word);
        }
        assert!(What::named("delete").is_none());
    }
}
