//! Which addresses and titles there are, read from the sources.

use super::root;
use senza::words::FILES;
use std::fs;
use std::path::Path;

/// One address, by one method.
pub(crate) struct Route {
    /// `demo ` for the demo portal's.
    of: &'static str,
    method: &'static str,
    path: String,
}

impl Route {
    pub(crate) fn name(&self) -> String {
        format!("{}{} {}", self.of, self.method, self.path)
    }

    /// Whether what was visited is at this address: `{token}` is any one segment.
    pub(super) fn fits(&self, visited: &str) -> bool {
        let name = self.name();
        let (ours, theirs): (Vec<_>, Vec<_>) = (name.split('/').collect(), visited.split('/').collect());
        ours.len() == theirs.len() && ours.iter().zip(&theirs).all(|(one, other)| one == other || one.starts_with('{'))
    }
}

/// Those of the identity provider, from each `.route(…)`.
pub(crate) fn routes() -> Vec<Route> {
    let mut found = Vec::new();
    for text in sources(&root().join("src/http")) {
        for call in text.split(".route(").skip(1) {
            // A resource's own: the API's, whose description is held to them (`api::described`).
            let Some((path, rest)) = call.split_once(',').filter(|_| !call.starts_with("web::")) else { continue };
            let method = method(rest.trim_start().strip_prefix("web::").unwrap_or_default());
            found.push(Route { of: "", method, path: address(path.trim()) });
        }
    }
    found
}

/// Those of the demo portal, from each `web::resource(…)` and what it is given.
pub(super) fn demo_routes() -> Vec<Route> {
    let text = fs::read_to_string(root().join("demo/src/http.rs")).unwrap();
    let calls = text.split("web::resource(").skip(1).filter_map(|call| call.split_once(")."));
    let found = calls.map(|(path, rest)| Route { of: "demo ", method: method(rest), path: address(path) });
    found.collect()
}

fn method(called: &str) -> &'static str {
    match called {
        get if get.starts_with("get(") => "GET",
        post if post.starts_with("post(") => "POST",
        other => panic!("what method is this? {}", other.lines().next().unwrap_or_default()),
    }
}

/// As it stands there, or as a module's `ADDRESS` says.
fn address(written: &str) -> String {
    if let Some(literal) = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return literal.to_owned();
    }
    let module = written.strip_suffix("::ADDRESS").unwrap_or_else(|| panic!("what address is {written}?"));
    let file = root().join("src/http").join(module.replace("::", "/")).with_extension("rs");
    let text = fs::read_to_string(file).unwrap();
    let (_, rest) = text.split_once("const ADDRESS: &str = \"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

/// Behind the title of each page of the walk.
pub(super) const HOUSE: &str = " · St. Anna hospital";

/// The title of every template; where it has something of the moment in it, the parts around that.
pub(super) fn titles() -> Vec<Vec<String>> {
    let texts = |folder: &str, house: &'static str| {
        sources(&root().join(folder)).into_iter().filter_map(move |text| {
            let (_, rest) = text.split_once("{% block title %}")?;
            Some((in_english(rest.split_once("{% endblock %}")?.0), house))
        })
    };
    // Behind each of ours stands whose page it is.
    let blocks = texts("templates", HOUSE).chain(texts("demo/templates", ""));
    // The frame's own, which each page replaces, and those that are of the moment from the beginning.
    let named = blocks.filter(|(title, _)| title != "Senza" && !title.starts_with("{{"));
    let named = named.map(|(title, house)| title + house);
    named.map(|title| title.split("{{").map(|part| part.split("}}").last().unwrap().to_owned()).collect()).collect()
}

/// A title with the messages that it says put in; what they are told stays a thing of the moment.
fn in_english(title: &str) -> String {
    let Some((_, key)) = title.split_once("{{ crate::say(\"") else { return title.to_owned() };
    let start = format!("{} = ", key.split('"').next().unwrap());
    let message = FILES.iter().flat_map(|(_, text)| text.lines()).find_map(|line| line.strip_prefix(&*start));
    message.unwrap_or_else(|| panic!("{title}")).replace("{ $", "{{").replace(" }", "}}")
}

fn sources(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.extension() {
            _ if path.is_dir() => all.extend(sources(&path)),
            Some(extension) if extension == "rs" || extension == "html" => all.push(fs::read_to_string(&path).unwrap()),
            _ => {}
        }
    }
    all
}
