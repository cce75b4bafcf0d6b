//! Held by reading the sources: texts stand in the language files alone, every message that is said exists and is told what it says,
//! and every message that exists is said.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use senza::words::FILES;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Templates and sources whose texts still stand in them, by the start of their path.
const WAITING: &[&str] = &[
    "templates/admin/application",
    "templates/admin/checks",
    "templates/admin/directory",
    "templates/admin/look",
    "templates/admin/token",
];
/// The frame's own words are for the portal that shows how it looks, which speaks English alone.
const OF_THE_DEMO: &str = "templates/base.html";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Files with this ending below a folder, by their path in the repository.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            found.extend(files(&name, ending));
        } else if name.ends_with(ending) {
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// What of a template a person would read as it stands there: text between tags, and attributes that are read out or shown.
fn literals(template: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = &*without(template, "{#", "#}");
    let mut text = String::new();
    while let Some(first) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("{%") {
            let (inside, after) = after.split_once("%}").expect("a tag of the template ends");
            found.extend(spoken_strings(inside));
            rest = after;
            let words: Vec<&str> = inside.trim_matches(['-', ' ', '\n']).split_whitespace().collect();
            if let ["block", name, ..] = *words
                && (["width", "language"].contains(&name) || name.starts_with("at_"))
            {
                rest = rest.split_once("{% endblock").expect("a block ends").1.split_once("%}").unwrap().1;
            }
        } else if let Some(after) = rest.strip_prefix("{{") {
            let (inside, after) = after.split_once("}}").expect("an expression ends");
            found.extend(spoken_strings(inside));
            rest = after;
        } else if first == '<' && rest[1..].starts_with(|sign: char| sign.is_ascii_alphabetic() || "/!".contains(sign))
        {
            let (tag, after) = tag(rest);
            found.extend(read_attributes(tag));
            text.push('\n');
            rest = after;
        } else {
            text.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    found.extend(text.lines().map(str::trim).filter(|line| has_letters(line)).map(str::to_owned));
    found
}

fn has_letters(text: &str) -> bool {
    without(text, "&", ";").chars().any(char::is_alphabetic)
}

/// Without every piece from one sign to another.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(from) {
        kept.push_str(before);
        rest = after.split_once(to).map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The tag at the start of a text, whatever the template does within it, and what follows it.
fn tag(text: &str) -> (&str, &str) {
    let (mut quoted, mut braces) = (false, 0_u32);
    for (at, sign) in text.char_indices() {
        match sign {
            '{' => braces += 1,
            '}' => braces -= 1,
            '"' if braces == 0 => quoted = !quoted,
            '>' if braces == 0 && !quoted => return text.split_at(at + 1),
            _ => {}
        }
    }
    (text, "")
}

fn read_attributes(tag: &str) -> Vec<String> {
    let mut found = Vec::new();
    let outside = without(&without(tag, "{%", "%}"), "{{", "}}");
    for name in [" title=\"", " aria-label=\"", " data-label=\"", " placeholder=\"", " alt=\"", " label=\""] {
        for (_, after) in outside.match_indices(name).map(|(at, name)| outside.split_at(at + name.len())) {
            let value = after.split('"').next().unwrap();
            if has_letters(value) {
                found.push(value.to_owned());
            }
        }
    }
    found
}

/// Sentences in the strings of an expression: not keys, names and addresses.
fn spoken_strings(inside: &str) -> Vec<String> {
    let strings = inside.split('"').skip(1).step_by(2);
    strings.filter(|text| text.contains(' ') && text.chars().any(char::is_alphabetic)).map(str::to_owned).collect()
}

fn is_waiting(path: &str) -> bool {
    path == OF_THE_DEMO || WAITING.iter().any(|start| path.starts_with(start))
}

#[test]
fn no_template_says_anything_itself() {
    let found: Vec<String> = files("templates", ".html")
        .iter()
        .filter(|(path, _)| !is_waiting(path))
        .flat_map(|(path, text)| literals(text).into_iter().map(move |literal| format!("{path}: {literal}")))
        .collect();
    assert!(found.is_empty(), "texts that belong into languages/en:\n{}", found.join("\n"));
}

// Control: each kind of text that a template could say is found.
#[test]
fn a_text_in_a_template_would_be_found() {
    for planted in [
        "<p>Sign in</p>",
        "<p>{{ crate::say(\"a\") }} now</p>",
        "<p title=\"Sign in\">1</p>",
        "<td data-label=\"When {{ at }}\">1</td>",
        "<p {% if a %}class=\"b\"{% endif %}>and so on</p>",
        "{% let button = \"Sign in here\" %}",
        "{{ said(\"Sign in here\") }}",
        "{% if a > b %}more{% endif %}",
    ] {
        assert!(!literals(planted).is_empty(), "{planted}");
    }
    for fine in [
        "<p class=\"muted\" id=\"x\">{{ crate::say(\"login-first-sign-in\") }} · {{ name }}, 3.</p>",
        "{# a note #}{% block width %}narrow{% endblock %}",
        "{% block at_portal %} aria-current=\"page\"{% endblock %}<a href=\"/x\"{% if a > b %} hidden{% endif %}>&nbsp;</a>",
    ] {
        assert_eq!(literals(fine), Vec::<String>::new(), "{fine}");
    }
    assert!(WAITING.iter().all(|start| files("templates", ".html").iter().any(|(path, _)| path.starts_with(start))));
}

/// A message as English has it, or as somebody says it: what it is told, and which tags it is given.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    told: BTreeSet<String>,
    tags: BTreeSet<String>,
}

fn english() -> BTreeMap<String, Shape> {
    let mut messages = BTreeMap::new();
    for (file, text) in FILES {
        let resource = fluent_syntax::parser::parse(*text).unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut shape = Shape::default();
            look_at(message.value.as_ref().expect(message.id.name), &mut shape);
            assert!(message.attributes.is_empty(), "{file}: {} has attributes, which nobody says", message.id.name);
            assert!(
                messages.insert(message.id.name.to_owned(), shape).is_none(),
                "{file}: {} stands there twice",
                message.id.name
            );
        }
    }
    messages
}

fn look_at(pattern: &Pattern<&str>, shape: &mut Shape) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                let names = value.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(name, _)| name);
                let filled = |name: &&str| {
                    *name == "a"
                        || *name == "span"
                        || *name == "time"
                        || name.ends_with(|sign: char| sign.is_ascii_digit())
                };
                shape.tags.extend(names.filter(|name| !name.starts_with('/')).filter(filled).map(str::to_owned));
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => {
                shape.told.insert(id.name.to_owned());
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                let InlineExpression::VariableReference { id } = selector else {
                    panic!("English chooses by what it is told")
                };
                shape.told.insert(id.name.to_owned());
                variants.iter().for_each(|variant| look_at(&variant.value, shape));
            }
            PatternElement::Placeable { expression } => {
                panic!("English has {expression:?}, which no text of ours needs")
            }
        }
    }
}

/// Every `say("…")` of a source with what follows it: its key, and what it is told in the same breath.
fn said(source: &str) -> Vec<(String, Shape)> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices("say(\"") {
        if source[..at].ends_with(|sign: char| sign.is_alphanumeric() || sign == '_') {
            continue;
        }
        let (key, mut rest) = source[at + 5..].split_once('"').unwrap();
        let mut shape = Shape::default();
        rest = rest.strip_prefix(')').unwrap_or_else(|| panic!("say({key}: a key stands alone"));
        while let Some((method, inside, after)) = call(rest) {
            let name = inside.trim().strip_prefix('"').and_then(|text| text.split('"').next()).unwrap_or_default();
            match method {
                "with" => drop(shape.told.insert(name.to_owned())),
                "tag" => drop(shape.tags.insert(name.to_owned())),
                "link" => drop(shape.tags.insert("a".to_owned())),
                _ => {}
            }
            rest = after;
        }
        found.push((key.to_owned(), shape));
    }
    found
}

/// The method that is called at the start of a text, what is between its brackets, and what follows.
fn call(text: &str) -> Option<(&str, &str, &str)> {
    let (method, after) = text.trim_start().strip_prefix('.')?.split_once('(')?;
    let (mut depth, mut quoted) = (1_u32, false);
    for (at, sign) in after.char_indices() {
        match sign {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((method.trim(), &after[..at], &after[at + 1..]));
        }
    }
    None
}

/// Where texts of pages are said; the command line says its own, in English.
fn sources() -> Vec<(String, String)> {
    let mut all = files("templates", ".html");
    all.extend(
        files("src", ".rs")
            .into_iter()
            .filter(|(path, _)| !path.starts_with("src/words/") && !path.starts_with("src/command/")),
    );
    all
}

#[test]
fn every_message_that_is_said_exists_and_is_told_what_it_says() {
    let english = english();
    let mut faults = Vec::new();
    for (path, source) in sources() {
        for (key, shape) in said(&source) {
            match english.get(&key) {
                None => faults.push(format!("{path}: {key} does not exist")),
                Some(model) if *model != shape => {
                    faults.push(format!("{path}: {key} has {model:?}, and is given {shape:?}"))
                }
                Some(_) => {}
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_message_that_exists_is_said() {
    let said: BTreeSet<String> = sources().iter().flat_map(|(_, source)| said(source)).map(|(key, _)| key).collect();
    let unsaid: Vec<String> = english().into_keys().filter(|key| !said.contains(key)).collect();
    assert!(unsaid.is_empty(), "nobody says:\n{}", unsaid.join("\n"));
}

// Control for both: what is said is read as it is.
#[test]
fn what_is_said_is_read() {
    let source =
        "x(say(\"a-b\")\n    .with(\"name\", &one(\"(\"))\n    .link(\"/x\")), essay(\"no\"), say(\"c\").plain()";
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let expected =
        [("a-b".to_owned(), Shape { told: names(&["name"]), tags: names(&["a"]) }), ("c".to_owned(), Shape::default())];
    assert_eq!(said(source), expected);
    assert!(!english().is_empty());
}

#[test]
fn every_file_of_english_is_compiled_in() {
    let listed: Vec<String> = FILES.iter().map(|(name, _)| format!("languages/en/{name}")).collect();
    let there: Vec<String> = files("languages/en", ".ftl").into_iter().map(|(name, _)| name).collect();
    assert_eq!(listed, there);
    assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/languages.md").exists());
}
