//! Why a mail was not sent, or no more are: in words. What a server said is a code, and what a program said is as it said it.

use crate::mail::{self, NotSent};
use crate::say;
use crate::sign_in::people::held::{Trouble, Unsent};
use crate::words::Text;

/// With the number of its line.
pub(super) fn line(one: &Unsent) -> Text {
    say("admin-people-many-line").with("line", one.line).with("what", not_sent(&one.why))
}

pub(super) fn not_sent(why: &NotSent) -> Text {
    match why {
        NotSent::Refused(code) => say("admin-people-mail-server-did-not-take-it").with("code", code),
        NotSent::Unknown => say("admin-people-mail-may-have-arrived"),
        NotSent::Unwritten => say("admin-people-mail-could-not-be-written"),
        NotSent::Midway(why) => say("admin-people-mail-about-this-message").with("why", of_server(why)),
        NotSent::Trouble(why) => of_server(why),
    }
}

pub(super) fn trouble(why: &Trouble) -> Text {
    match why {
        Trouble::Mail(why) => of_server(why),
        Trouble::Broken => say("admin-people-mail-broke-again-and-again"),
        Trouble::Issuer => say("admin-people-mail-you-were-changed"),
        Trouble::Away => say("admin-people-mail-part-was-away"),
    }
}

fn of_server(why: &mail::Trouble) -> Text {
    match why {
        mail::Trouble::Unreachable(kind) => {
            say("admin-people-mail-server-cannot-be-reached").with("cause", kind.to_string())
        }
        mail::Trouble::InTheClear => say("admin-people-mail-server-offers-no-tls"),
        mail::Trouble::Handshake(cause) => say("admin-people-mail-server-did-not-prove").with("cause", cause),
        mail::Trouble::Slow => say("admin-people-mail-server-did-not-answer"),
        mail::Trouble::Broken => say("admin-people-mail-connection-broke"),
        mail::Trouble::Unwilling => say("admin-people-mail-server-wants-nothing"),
        mail::Trouble::Login => say("admin-people-mail-server-does-not-know-us"),
        mail::Trouble::Sender(code) => say("admin-people-mail-server-refuses-sender").with("code", code),
        mail::Trouble::Password => say("admin-people-mail-password-cannot-be-read"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::ErrorKind;

    #[test]
    fn a_page_says_in_english_what_the_log_does() {
        for why in [
            mail::Trouble::Unreachable(ErrorKind::ConnectionRefused),
            mail::Trouble::InTheClear,
            mail::Trouble::Handshake("no <name>".to_owned()),
            mail::Trouble::Slow,
            mail::Trouble::Broken,
            mail::Trouble::Unwilling,
            mail::Trouble::Login,
            mail::Trouble::Sender("550".to_owned()),
            mail::Trouble::Password,
        ] {
            assert_eq!(trouble(&Trouble::Mail(why.clone())).plain(), why.to_string());
            let midway = NotSent::Midway(why);
            assert_eq!(not_sent(&midway).plain(), midway.to_string());
        }
        for why in [NotSent::Refused("552".to_owned()), NotSent::Unknown, NotSent::Unwritten] {
            assert_eq!(not_sent(&why).plain(), why.to_string());
        }
        let one = Unsent { line: 7, why: NotSent::Unknown };
        assert!(line(&one).plain().starts_with("Line 7: The connection broke"));
    }
}
