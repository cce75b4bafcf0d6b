//! A message that is said: its key, what is told with it, and what fills its tags.

use super::english::english;
use super::language::Form;
use super::{markup, with_spoken};
use std::borrow::Cow;
use std::fmt;

/// Something to read, not yet in any language. Written out ([`fmt::Display`], as templates do it) it is a page's text: its arguments
/// cannot become markup. [`Text::plain`] is for what is no page.
#[derive(Debug, Clone, PartialEq)]
pub struct Text(pub(super) Said);

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Said {
    /// What has no key: a name, or what another program said.
    As(String),
    Message {
        key: &'static str,
        arguments: Vec<(&'static str, Value)>,
        /// By name, the attributes of a tag as they are written.
        tags: Vec<(&'static str, String)>,
    },
    /// What begins a sentence, and is said within others too.
    Capital(Box<Text>),
    /// What is a sentence elsewhere, and stands within another.
    Within(Box<Text>),
}

/// What a message is told.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    /// Also for choosing between one and many.
    Number(f64),
    Said(Box<Text>),
    /// What is a page's own element, from a type that escapes itself.
    Markup {
        written: String,
        spoken: String,
    },
}

/// What can be told a message.
pub trait Argument {
    fn value(&self) -> Value;
}

macro_rules! texts {
    ($($kind:ty),+) => { $(impl Argument for $kind {
        fn value(&self) -> Value {
            Value::Text(self.to_string())
        }
    })+ };
}

texts!(str, String, Cow<'_, str>, char, uuid::Uuid, url::Url, std::net::IpAddr, time::Date, fmt::Arguments<'_>);

macro_rules! numbers {
    ($($kind:ty),+) => { $(impl Argument for $kind {
        // Counts of what there is: no number that a page shows needs more than 53 bits.
        #[allow(clippy::cast_precision_loss, clippy::cast_lossless, reason = "for every kind of number alike")]
        fn value(&self) -> Value {
            Value::Number(*self as f64)
        }
    })+ };
}

numbers!(u8, u16, u32, u64, usize, i8, i16, i32, i64, f64);

impl<T: Argument + ?Sized> Argument for &T {
    fn value(&self) -> Value {
        T::value(self)
    }
}

impl Argument for Text {
    fn value(&self) -> Value {
        Value::Said(Box::new(self.clone()))
    }
}

impl Text {
    pub(super) fn of(key: &'static str) -> Self {
        Self(Said::Message { key, arguments: Vec::new(), tags: Vec::new() })
    }

    /// With a value for `{ $name }`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Argument) -> Self {
        if let Said::Message { arguments, .. } = &mut self.0 {
            arguments.push((name, value.value()));
        }
        self
    }

    /// With a tag of the page's own, such as `<a>`: [`Text::set`] gives it its attributes.
    #[must_use]
    pub fn tag(mut self, name: &'static str) -> Self {
        if let Said::Message { tags, .. } = &mut self.0 {
            tags.push((name, String::new()));
        }
        self
    }

    /// An attribute of the tag that was named last.
    #[must_use]
    pub fn set(mut self, attribute: &'static str, value: impl fmt::Display) -> Self {
        if let Said::Message { tags, .. } = &mut self.0
            && let Some((_, attributes)) = tags.last_mut()
        {
            attributes.extend([" ", attribute, "=\"", &markup::escaped(&value.to_string()), "\""]);
        }
        self
    }

    /// With `<a>` leading there.
    #[must_use]
    pub fn link(self, href: impl fmt::Display) -> Self {
        self.tag("a").set("href", href)
    }

    /// With a capital at its beginning, where the language has any.
    #[must_use]
    pub fn capital(self) -> Self {
        Self(Said::Capital(Box::new(self)))
    }

    /// Without the full stop at its end, to stand within another sentence.
    #[must_use]
    pub fn within(self) -> Self {
        Self(Said::Within(Box::new(self)))
    }

    /// In the language of the answer, for what is no page: without tags.
    pub fn plain(&self) -> String {
        with_spoken(|language| self.formed(language, Form::Spoken))
    }

    /// In English, for the log and for measures.
    pub fn english(&self) -> String {
        self.formed(None, Form::Spoken)
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Said::As(text) => text.is_empty(),
            Said::Capital(text) | Said::Within(text) => text.is_empty(),
            Said::Message { .. } => false,
        }
    }

    /// What the language has not, or says wrongly, is English.
    pub(super) fn formed(&self, language: Option<&super::Language>, form: Form) -> String {
        match &self.0 {
            Said::As(text) if form == Form::Written => markup::escaped(text),
            Said::As(text) => text.clone(),
            Said::Within(text) => text.formed(language, form).trim_end_matches(['.', '。', '।']).to_owned(),
            Said::Capital(text) => {
                let said = text.formed(language, form);
                let mut signs = said.chars();
                let first = signs.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
                first + signs.as_str()
            }
            Said::Message { key, arguments, tags } => {
                let told =
                    arguments.iter().map(|(name, value)| (*name, value.told(language, form))).collect::<Vec<_>>();
                let own = language.and_then(|language| language.form(key, &told, tags, form));
                own.or_else(|| english().form(key, &told, tags, form)).unwrap_or_else(|| {
                    tracing::error!(key, "a text is missing, or was not told what it says");
                    (*key).to_owned()
                })
            }
        }
    }
}

/// A value in the form in which its message is wanted.
#[derive(Debug, Clone)]
pub(super) enum Told {
    Text(String),
    Number(f64),
}

impl Value {
    fn told(&self, language: Option<&super::Language>, form: Form) -> Told {
        match self {
            Self::Number(number) => Told::Number(*number),
            Self::Text(text) if form == Form::Written => Told::Text(markup::escaped(text)),
            Self::Text(text) => Told::Text(text.clone()),
            Self::Said(text) => Told::Text(text.formed(language, form)),
            Self::Markup { written, .. } if form == Form::Written => Told::Text(written.clone()),
            Self::Markup { spoken, .. } => Told::Text(spoken.clone()),
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self(Said::As(String::new()))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Said::As(text.to_owned()))
    }
}

impl From<&Text> for Text {
    fn from(text: &Text) -> Self {
        text.clone()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Said::As(text))
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&with_spoken(|language| self.formed(language, Form::Written)))
    }
}

impl askama::filters::HtmlSafe for Text {}
