//! What was not taken, of a form or a list, and why: in words.

use crate::domain::identifier::{IDENTIFIER_MAX, IdentifierError, OtherKind};
use crate::mail::{AddressError, LONGEST};
use crate::say;
use crate::sign_in::invitation::InvitationError;
use crate::sign_in::people::csv::{LONGEST_CELL, LineFault, MOST_CELLS};
use crate::sign_in::people::held::Halt;
use crate::sign_in::people::list::{Fault, Wrong};
use crate::words::Text;

pub(in crate::http::admin) fn identifier(error: IdentifierError) -> Text {
    match error {
        IdentifierError::Empty => say("admin-people-identifier-is-needed"),
        IdentifierError::TooLong => say("admin-people-identifier-is-too-long").with("most", IDENTIFIER_MAX),
        IdentifierError::Control => say("admin-people-identifier-has-no-control"),
        IdentifierError::MistypedCode => say("admin-people-login-code-has-a-mistake"),
    }
}

pub(super) fn other_kind(kind: OtherKind) -> Text {
    match kind {
        OtherKind::Email => say("admin-people-people-here-have-an-address"),
        OtherKind::Name => say("admin-people-people-here-have-a-name"),
        OtherKind::Code => say("admin-people-people-here-have-a-code"),
    }
}

pub(super) fn address(error: AddressError) -> Text {
    match error {
        AddressError::Long => say("admin-people-address-is-too-long").with("most", LONGEST),
        AddressError::Letters => say("admin-people-address-has-letters"),
        AddressError::Form => say("admin-people-address-is-none"),
    }
}

/// Why somebody is not invited by whoever may invite; nothing where that is no reason for a page.
pub(in crate::http) fn not_invited(error: &InvitationError) -> Option<Text> {
    match error {
        InvitationError::Enrolled => Some(say("admin-people-enrolled-already")),
        InvitationError::Revoked => Some(say("admin-people-account-was-revoked")),
        InvitationError::OpensConsole => Some(say("admin-people-owner-makes-their-link")),
        InvitationError::ReservedName(name) => Some(say("admin-people-name-is-reserved").with("name", name)),
        _ => None,
    }
}

/// What there is to mend in a list, with the number of its line where it has one.
pub(super) fn fault(fault: &Fault) -> Text {
    match fault.line {
        0 => wrong(&fault.what),
        line => say("admin-people-many-line").with("line", line).with("what", wrong(&fault.what)),
    }
}

fn wrong(what: &Wrong) -> Text {
    match what {
        Wrong::NoList => say("admin-people-many-choose-a-file"),
        Wrong::TwoLists => say("admin-people-many-not-both-at-once"),
        Wrong::Large => say("admin-people-many-larger-than"),
        Wrong::NotUtf8 => say("admin-people-many-not-in-utf-8"),
        Wrong::Empty => say("admin-people-many-is-empty"),
        Wrong::NoLine => say("admin-people-many-no-line-below-the-head"),
        Wrong::ManyLines => say("admin-people-many-more-than-ten-thousand"),
        Wrong::Line(fault) => of_line(*fault),
        Wrong::UnknownColumn(name) => say("admin-people-many-column-is-not-known").with("name", name),
        Wrong::NoIdentifier => say("admin-people-many-no-column-identifier"),
        Wrong::ManyIdentifiers => say("admin-people-many-more-than-one-column"),
        Wrong::Cells { line, head } => say("admin-people-many-so-many-cells").with("line", *line).with("head", *head),
        Wrong::Formula(name) => say("admin-people-many-begins-like-a-formula").with("name", name),
        Wrong::IdentifierFormula => say("admin-people-many-identifier-like-a-formula"),
        Wrong::Mail(why) => say("admin-people-many-cannot-be-written-to").with("why", address(*why)),
        Wrong::Identifier(why) => identifier(*why),
        Wrong::OtherKind(kind) => other_kind(*kind),
        Wrong::Again(line) => say("admin-people-many-same-as-in-line").with("line", *line),
        Wrong::Enrolled => say("admin-people-many-enrolled-already"),
        Wrong::RevokedOrFrozen => say("admin-people-many-revoked-or-frozen"),
        Wrong::OwnersAlone => say("admin-people-many-owner-alone"),
    }
}

fn of_line(fault: LineFault) -> Text {
    match fault {
        LineFault::Open => say("admin-people-many-quotation-not-closed"),
        LineFault::Beside => say("admin-people-many-beside-a-quotation-mark"),
        LineFault::Control => say("admin-people-many-control-character"),
        LineFault::Long => say("admin-people-many-cell-is-longer").with("most", LONGEST_CELL),
        LineFault::Many => say("admin-people-many-more-cells").with("most", MOST_CELLS),
    }
}

/// Why nobody of a list was invited that has nothing to mend.
pub(super) fn halt(why: &Halt) -> Text {
    match why {
        Halt::Issuer => say("admin-people-many-you-were-changed"),
        Halt::ByHand => say("admin-people-many-it-was-stopped"),
        Halt::LookUps => say("admin-people-many-no-look-ups-left"),
        Halt::Tampered => say("admin-people-many-database-was-changed"),
        Halt::Away => say("admin-people-many-part-was-away"),
        Halt::Fault => say("admin-people-many-ended-by-a-fault"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_to_mend_is_said_with_its_line() {
        for (line, what, said) in [
            (0, Wrong::NoList, "Choose a file, or paste a list."),
            (3, Wrong::Again(2), "Line 3: the same identifier as in line 2"),
            (4, Wrong::Cells { line: 1, head: 2 }, "Line 4: it has 1 cells, and the head has 2"),
            (5, Wrong::Line(LineFault::Long), "Line 5: a cell is longer than 1024 octets"),
            (1, Wrong::UnknownColumn("<b>".to_owned()), "Line 1: the column “<b>” is not known"),
            (
                6,
                Wrong::Mail(AddressError::Form),
                "Line 6: what stands under “mail” cannot be written to: it is no address such as ada@hospital.example",
            ),
        ] {
            assert_eq!(fault(&Fault { line, what }).plain(), said);
        }
    }

    // What the log and programs are told in English is what the page says in English.
    #[test]
    fn a_page_says_in_english_what_the_log_does() {
        for error in
            [IdentifierError::Empty, IdentifierError::TooLong, IdentifierError::Control, IdentifierError::MistypedCode]
        {
            assert_eq!(identifier(error).plain(), error.to_string());
        }
        for error in [AddressError::Long, AddressError::Letters, AddressError::Form] {
            assert_eq!(address(error).plain(), error.to_string());
        }
        for kind in [OtherKind::Email, OtherKind::Name, OtherKind::Code] {
            assert_eq!(other_kind(kind).plain(), kind.to_string());
        }
        for fault in [LineFault::Open, LineFault::Beside, LineFault::Control, LineFault::Long, LineFault::Many] {
            assert_eq!(of_line(fault).plain(), fault.to_string());
        }
        for error in [
            InvitationError::Enrolled,
            InvitationError::Revoked,
            InvitationError::OpensConsole,
            InvitationError::ReservedName("senza:role".to_owned()),
        ] {
            assert_eq!(not_invited(&error).unwrap().plain(), error.to_string());
        }
    }
}
