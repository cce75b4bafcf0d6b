//! What the mail says by which an invitation's link is sent: little, and whom it names is in its address alone. In the language of
//! whoever sends it: nobody knows yet which one its reader's browser asks for.

use crate::domain::Zone;
use crate::http::admin::frame::Console;
use crate::http::house::house;
use crate::http::when::When;
use crate::http::zone::houses;
use crate::mail::{Post, Words};
use crate::say;
use crate::sign_in::people::post::Write;
use crate::words::{Language, Text, said_in, spoken};
use actix_web::{HttpRequest, web};
use std::sync::Arc;
use time::OffsetDateTime;
use zeroize::Zeroizing;

/// Stands for the link until the rest is said.
const LINK: char = '\u{fffc}';

/// The server that takes mail, where there is one.
pub(super) fn post(request: &HttpRequest) -> Option<Arc<Post>> {
    request.app_data::<web::Data<Option<Arc<Post>>>>().and_then(|post| post.as_ref().clone())
}

/// Whose sign-in it is, and where.
#[derive(Clone)]
pub(super) struct Sender {
    house: String,
    base: String,
    /// What they read; nothing for English.
    language: Option<Arc<Language>>,
    /// It is read elsewhere than where it is sent.
    zone: Zone,
}

impl Sender {
    pub(super) fn of(console: Console<'_>) -> Self {
        Self { house: house(), base: console.site.base().to_owned(), language: spoken(), zone: houses() }
    }

    pub(super) fn words(&self, token: &str, until: OffsetDateTime, at: OffsetDateTime) -> Words {
        let chosen = said_in(self.language.clone(), || self.said(until));
        let (subject, text) = chosen.unwrap_or_else(|| {
            tracing::warn!("a language's file says an invitation without its link: it is sent in English");
            said_in(None, || self.said(until)).unwrap_or_default()
        });
        // What opens somebody's account lies in nothing but what is wiped.
        let link = Zeroizing::new(format!("{}/enrol/{token}", self.base));
        Words { subject, text: Zeroizing::new(text.replace(LINK, &link)), at }
    }

    /// Subject and text, the link's place in it; `None` where a translation has not exactly one, since whoever reads it would have nothing.
    fn said(&self, until: OffsetDateTime) -> Option<(String, String)> {
        let Self { house, base, zone, .. } = self;
        let text = say("admin-people-mail-text")
            .with("house", house)
            .with("link", LINK)
            .with("until", When::from(until).by(zone))
            .with("base", base);
        // A mail has plain spaces; and whoever copies an address must not take along what sets it apart in a line that runs leftward.
        let bare = |text: &Text| text.plain().replace('\u{a0}', " ").replace(['\u{2068}', '\u{2069}'], "");
        let text = bare(&text) + "\n";
        let subject = bare(&say("admin-people-mail-subject").with("house", house));
        (text.matches(LINK).count() == 1).then_some((subject, text))
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

    fn sender(language: Option<Language>) -> Sender {
        let (house, base) = ("St. Anna".to_owned(), "https://login.hospital.example".to_owned());
        Sender { house, base, language: language.map(Arc::new), zone: Zone::named("Europe/Rome").unwrap() }
    }

    // Threat: a message says more of somebody than that they are invited.
    #[test]
    fn a_message_has_the_link_and_names_nobody() {
        let at = datetime!(2026-11-26 12:00 UTC);
        let words = sender(None).words("a-token", at + time::Duration::hours(72), at);
        assert!(words.text.contains("\nhttps://login.hospital.example/enrol/a-token\n"), "{}", *words.text);
        assert!(words.text.contains("until 29 November 2026, 13:00 CET"), "{}", *words.text);
        assert!(words.text.starts_with("You are") && words.text.ends_with("before you open it.\n"), "{}", *words.text);
        assert_eq!(words.subject, "Set up how you sign in at St. Anna");
        assert!(words.text.lines().all(|line| line.len() < 80), "{}", *words.text);
    }

    // It is written when the page of whoever sends it is out.
    #[test]
    fn a_message_is_in_the_language_of_whoever_sends_it() {
        let file = "admin-people-mail-subject = Ihr Zugang zu { $house }\n";
        let (german, faults) = Language::other("de".parse().unwrap(), file.to_owned());
        assert_eq!(faults, []);
        let at = datetime!(2026-11-26 12:00 UTC);
        let words = sender(Some(german)).words("a-token", at, at);
        assert_eq!(words.subject, "Ihr Zugang zu St. Anna");
        assert!(words.text.starts_with("You are invited"), "what it leaves out is English: {}", *words.text);
    }

    fn in_arabic(text: &str) -> Words {
        let (arabic, faults) = Language::other("ar".parse().unwrap(), text.to_owned());
        assert_eq!(faults, []);
        let at = datetime!(2026-11-26 12:00 UTC);
        sender(Some(arabic)).words("a-token", at, at)
    }

    // Threat: a mail program makes a link of the address and of the unseen sign behind it, which opens nothing.
    #[test]
    fn the_address_stands_alone_in_a_language_that_runs_leftward() {
        let words =
            in_arabic("admin-people-mail-text =\n    إلى { $house }\n\n    { $link }\n\n    { $base } { $until }\n");
        assert!(words.text.contains("\nhttps://login.hospital.example/enrol/a-token\n"), "{:?}", *words.text);
        assert!(words.text.contains("\nhttps://login.hospital.example "), "{:?}", *words.text);
        assert!(words.text.starts_with("إلى St. Anna\n"), "{:?}", *words.text);
    }

    // Threat: a translation forgets the link, and a whole list gets a mail that opens nothing.
    #[test]
    fn a_translation_without_the_link_or_with_two_is_sent_in_english() {
        for text in ["إلى { $house }", "{ $link } { $link }"] {
            let words = in_arabic(&format!("admin-people-mail-subject = إلى\nadmin-people-mail-text = {text}\n"));
            assert!(words.text.starts_with("You are invited"), "{:?}", *words.text);
            assert_eq!(words.subject, "Set up how you sign in at St. Anna");
        }
    }
}
