//! One language: its messages, looked at once and then only formatted.

use super::english::english;
use super::markup;
use super::text::Told;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

/// Languages that are written from right to left.
const LEFTWARD: [&str; 12] = ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];

/// What a message is formatted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A page: tags, and text that is escaped.
    Written,
    /// Anything else.
    Spoken,
}

type Bundle = FluentBundle<Arc<FluentResource>>;

/// The messages of a language.
pub struct Language {
    identifier: LanguageIdentifier,
    tag: String,
    written: Bundle,
    spoken: Bundle,
    /// By key, what a message may be told and which tags it has.
    shapes: BTreeMap<String, Shape>,
}

/// What of a message must be the same in every language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Shape {
    arguments: BTreeSet<String>,
    tags: BTreeSet<String>,
}

/// Why a message of a file is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Language").field("tag", &self.tag).finish_non_exhaustive()
    }
}

impl Language {
    /// English, which nothing is compared with here: the tests do that with the pages.
    pub(super) fn english(text: String) -> Self {
        Self::read(
            LanguageIdentifier::from_parts(
                unic_langid::subtags::Language::from_bytes(b"en").unwrap_or_default(),
                None,
                None,
                &[],
            ),
            text,
            |_, _| Ok(()),
        )
        .0
    }

    /// A file of another language. A message that is not used is a [`Fault`], and English takes its place.
    pub fn other(identifier: LanguageIdentifier, text: String) -> (Self, Vec<Fault>) {
        Self::read(identifier, text, |key, shape| {
            let Some(model) = english().shapes.get(key) else { return Err(format!("{key} is no message of English")) };
            if let Some(argument) = shape.arguments.difference(&model.arguments).next() {
                return Err(format!("{key} has ${argument}, which the English message has not"));
            }
            match shape.tags.difference(&model.tags).next() {
                Some(tag) => Err(format!("{key} has {tag}, which the English message has not")),
                None => Ok(()),
            }
        })
    }

    fn read(
        identifier: LanguageIdentifier,
        text: String,
        compare: impl Fn(&str, &Shape) -> Result<(), String>,
    ) -> (Self, Vec<Fault>) {
        let (resource, errors) =
            FluentResource::try_new(text).map_or_else(|failed| failed, |whole| (whole, Vec::new()));
        let mut faults: Vec<Fault> = errors
            .into_iter()
            .map(|error| Fault { line: line(resource.source(), error.pos.start), reason: error.kind.to_string() })
            .collect();
        let resource = Arc::new(resource);
        let mut shapes = BTreeMap::new();
        for entry in resource.entries() {
            let Entry::Message(message) = entry else { continue };
            let key = message.id.name;
            let looked_at = match &message.value {
                Some(value) => shape(value).and_then(|shape| compare(key, &shape).map(|()| shape)),
                None => Err(format!("{key} says nothing")),
            };
            let looked_at = match shapes.contains_key(key) {
                true => Err(format!("{key} stands there twice; the first counts")),
                false => looked_at,
            };
            match looked_at {
                Ok(shape) => drop(shapes.insert(key.to_owned(), shape)),
                Err(reason) => faults.push(Fault { line: line_of(resource.source(), key), reason }),
            }
        }
        let leftward = LEFTWARD.contains(&identifier.language.as_str());
        let bundle = |transform: fn(&str) -> std::borrow::Cow<'_, str>| {
            let mut bundle = Bundle::new_concurrent(vec![identifier.clone()]);
            // Marks around arguments are for text that runs the other way than they do; in what we compare and copy they are in the way.
            bundle.set_use_isolating(leftward);
            bundle.set_transform(Some(transform));
            // Of a key that stands there twice the first one counts, as is said above.
            drop(bundle.add_resource(Arc::clone(&resource)));
            bundle
        };
        let (written, spoken) = (bundle(markup::written), bundle(markup::spoken));
        (Self { tag: identifier.to_string(), identifier, written, spoken, shapes }, faults)
    }

    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Whether it is written from right to left.
    pub(super) fn runs_left(&self) -> bool {
        LEFTWARD.contains(&self.identifier.language.as_str())
    }

    /// How many messages it has.
    pub fn len(&self) -> usize {
        self.shapes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// A message's key, and the names of what it is told.
    pub(super) fn told(&self, key: &str) -> Option<(&str, &BTreeSet<String>)> {
        self.shapes.get_key_value(key).map(|(key, shape)| (key.as_str(), &shape.arguments))
    }

    /// The message in this language; none where it has none, or cannot say it.
    pub(super) fn form(
        &self,
        key: &str,
        told: &[(&'static str, Told)],
        tags: &[(&'static str, String)],
        form: Form,
    ) -> Option<String> {
        self.shapes.get(key)?;
        let bundle = if form == Form::Written { &self.written } else { &self.spoken };
        let pattern = bundle.get_message(key)?.value()?;
        let mut arguments = FluentArgs::with_capacity(told.len());
        for (name, value) in told {
            match value {
                Told::Text(text) => arguments.set(*name, FluentValue::from(text.as_str())),
                Told::Number(number) => arguments.set(*name, FluentValue::from(*number)),
            }
        }
        let mut errors: Vec<FluentError> = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        if let Some(error) = errors.first() {
            tracing::warn!(key, language = self.tag, %error, "a text could not be said");
            return None;
        }
        if form == Form::Written && text.contains('<') { markup::filled(&text, tags) } else { Some(text.into_owned()) }
    }
}

/// What a message is told and which tags it has, in all its variants.
fn shape(pattern: &Pattern<&str>) -> Result<Shape, String> {
    let mut shape = Shape::default();
    look_at(pattern, &mut shape)?;
    Ok(shape)
}

fn look_at(pattern: &Pattern<&str>, shape: &mut Shape) -> Result<(), String> {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable { expression } => look_at_expression(expression, shape)?,
        }
    }
    if !markup::is_balanced(&text) {
        return Err("a tag is opened and not closed, or closed and not opened".to_owned());
    }
    shape.tags.extend(markup::tags(&text));
    Ok(())
}

fn look_at_expression(expression: &Expression<&str>, shape: &mut Shape) -> Result<(), String> {
    match expression {
        Expression::Inline(inline) => look_at_inline(inline, shape),
        Expression::Select { selector, variants } => {
            look_at_inline(selector, shape)?;
            variants.iter().try_for_each(|variant| look_at(&variant.value, shape))
        }
    }
}

fn look_at_inline(inline: &InlineExpression<&str>, shape: &mut Shape) -> Result<(), String> {
    match inline {
        // It is written as it stands, without a look at what is in it.
        InlineExpression::StringLiteral { value } if value.contains(['<', '>', '&', '"', '\'', '\\']) => {
            Err("a sign in quotes that a page could read as its own: write it without quotes".to_owned())
        }
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => Ok(()),
        InlineExpression::VariableReference { id } => {
            shape.arguments.insert(id.name.to_owned());
            Ok(())
        }
        InlineExpression::Placeable { expression } => look_at_expression(expression, shape),
        InlineExpression::FunctionReference { id, .. } => Err(format!("there is no function {}", id.name)),
        InlineExpression::MessageReference { id, .. } => {
            Err(format!("it takes up {}: only terms (-{}) can be", id.name, id.name))
        }
        InlineExpression::TermReference { arguments, .. } => match arguments {
            Some(CallArguments { positional, named }) => {
                positional.iter().try_for_each(|one| look_at_inline(one, shape))?;
                named.iter().try_for_each(|one| look_at_inline(&one.value, shape))
            }
            None => Ok(()),
        },
    }
}

fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|octet| *octet == b'\n').count().saturating_add(1)
}

/// Where a key stands last: the one that is refused, if it stands there twice.
fn line_of(text: &str, key: &str) -> usize {
    let is_its = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().enumerate().filter(|(_, line)| is_its(line)).last().map_or(0, |(at, _)| at.saturating_add(1))
}
