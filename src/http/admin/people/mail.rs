//! What the mail says by which an invitation's link is sent: little, and whom it names is in its address alone.

use crate::http::admin::frame::Console;
use crate::http::house::house;
use crate::http::when::written;
use crate::mail::{Post, Words};
use crate::sign_in::people::post::Write;
use actix_web::{HttpRequest, web};
use std::sync::Arc;
use time::OffsetDateTime;
use zeroize::Zeroizing;

/// The server that takes mail, where there is one.
pub(super) fn post(request: &HttpRequest) -> Option<Arc<Post>> {
    request.app_data::<web::Data<Option<Arc<Post>>>>().and_then(|post| post.as_ref().clone())
}

/// Whose sign-in it is, and where.
#[derive(Clone)]
pub(super) struct Sender {
    house: String,
    base: String,
}

impl Sender {
    pub(super) fn of(console: Console<'_>) -> Self {
        Self { house: house(), base: console.site.base().to_owned() }
    }

    pub(super) fn words(&self, token: &str, until: OffsetDateTime, at: OffsetDateTime) -> Words {
        let Self { house, base } = self;
        let text = format!(
            "You are invited to set up how you sign in at {house}.\n\
             \n\
             Open this address in a browser that you trust:\n\
             \n\
             {base}/enrol/{token}\n\
             \n\
             It serves once, until {until}.\n\
             There you see what you sign in with from then on, choose a passphrase, and\n\
             connect an authenticator app; the page shows how. Afterwards you sign in at\n\
             {base}\n\
             \n\
             Whoever has the address above can set up your account in your place: pass it on\n\
             to nobody. Nobody will ever ask you for it, for your passphrase or for a code.\n\
             If you did not expect this, ask whoever looks after accounts where you work\n\
             before you open it.\n",
            until = written(until),
        );
        Words { subject: format!("Set up how you sign in at {house}"), text: Zeroizing::new(text), at }
    }

    /// The same, of each letter of a list.
    pub(super) fn write(self, now: impl Fn() -> OffsetDateTime + Send + Sync + 'static) -> Write {
        Arc::new(move |letter, until| self.words(letter.token.expose(), until, now()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    // Threat: a message says more of somebody than that they are invited.
    #[test]
    fn a_message_has_the_link_and_names_nobody() {
        let sender = Sender { house: "St. Anna".to_owned(), base: "https://login.hospital.example".to_owned() };
        let at = datetime!(2026-11-26 12:00 UTC);
        let words = sender.words("a-token", at + time::Duration::hours(72), at);
        assert!(words.text.contains("\nhttps://login.hospital.example/enrol/a-token\n"), "{}", *words.text);
        assert!(words.text.contains("until 29 November 2026, 12:00 UTC"), "{}", *words.text);
        assert_eq!(words.subject, "Set up how you sign in at St. Anna");
        assert!(words.text.lines().all(|line| line.len() < 80), "{}", *words.text);
    }
}
