//! A text that is put away and read again, in another language perhaps, or by a program whose messages are others: so its English goes
//! with it.

use super::Text;
use super::english::english;
use super::text::{Said, Value};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    english: String,
    said: Message,
}

/// A message and what it is told: to be put away where its English is put away too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    key: String,
    told: Vec<(String, Told)>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Told {
    Text(String),
    Number(f64),
    Said(Message),
}

impl Text {
    /// To be put away. What has no key, or has elements of a page's own in it, is kept in English.
    pub fn kept(&self) -> String {
        let english = self.english();
        match self.message() {
            Some(said) => serde_json::to_string(&Kept { said, english: english.clone() }).unwrap_or(english),
            None => english,
        }
    }

    /// What was kept. In English, where this program does not say it so, or it was kept as a sentence.
    pub fn recalled(kept: &str) -> Self {
        match serde_json::from_str::<Kept>(kept) {
            Ok(Kept { english, said }) => Self::said_again(&said).unwrap_or_else(|| english.into()),
            Err(_) => kept.into(),
        }
    }

    /// Nothing, of what has no key, or has elements of a page's own in it.
    pub fn message(&self) -> Option<Message> {
        message(self)
    }

    /// Nothing, where this program has no such message, or it is told other things.
    pub fn said_again(message: &Message) -> Option<Self> {
        recalled(message)
    }
}

fn message(text: &Text) -> Option<Message> {
    let Said::Message { key, arguments, tags } = &text.0 else { return None };
    let told = |(name, value): &(&'static str, Value)| {
        let told = match value {
            Value::Text(text) => Told::Text(text.clone()),
            Value::Number(number) => Told::Number(*number),
            Value::Said(said) => message(said).map_or_else(|| Told::Text(said.english()), Told::Said),
            Value::Markup { .. } => return None,
        };
        Some(((*name).to_owned(), told))
    };
    let told = arguments.iter().map(told).collect::<Option<_>>()?;
    tags.is_empty().then(|| Message { key: (*key).to_owned(), told })
}

fn recalled(message: &Message) -> Option<Text> {
    let (key, names) = english().told(&message.key)?;
    if names.len() != message.told.len() {
        return None;
    }
    let mut text = Text::of(key);
    for (name, told) in &message.told {
        let name = names.iter().find(|one| *one == name)?.as_str();
        text = match told {
            Told::Text(value) => text.with(name, value),
            Told::Number(value) => text.with(name, *value),
            Told::Said(value) => text.with(name, recalled(value)?),
        };
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::say;

    #[test]
    fn is_said_as_it_was_kept() {
        let within = say("when-month").with("month", 3_u8);
        let whole = say("when-day").with("day", 1_u8).with("month", within).with("year", "<2026>");
        assert_eq!(Text::recalled(&whole.kept()), whole);
        for alone in ["", "a sentence", "{", "{\"english\":\"a\"}"] {
            assert_eq!(Text::recalled(alone), Text::from(alone));
            assert_eq!(Text::recalled(&Text::from(alone).kept()), Text::from(alone));
        }
    }

    #[test]
    fn what_this_program_does_not_say_is_english() {
        let kept = say("when-day").with("day", 1_u8).with("month", "May").with("year", "2026").kept();
        assert!(kept.contains("1 May 2026"));
        for other in [
            kept.replace("when-day", "when-no-such"),
            kept.replace("\"year\"", "\"century\""),
            kept.replace(",[\"year\",{\"text\":\"2026\"}]", ""),
        ] {
            assert_ne!(other, kept);
            assert_eq!(Text::recalled(&other), Text::from("1 May 2026"));
        }
    }
}
