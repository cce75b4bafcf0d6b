//! An answer as all must see it.

use crate::support::browser::Page;

/// Status, headers with the lengths of their values, and the body: request id, tokens and the name that is shown again
/// taken out. What is taken out has the same length for all.
pub(crate) fn plain(page: &Page, identifier: &str) -> String {
    let mut body = page.body.clone();
    for (_, value) in page.hidden_fields().into_iter().filter(|(_, value)| !value.is_empty()) {
        body = body.replace(&value, "[token]");
    }
    if let Some(id) = page.header("x-request-id") {
        body = body.replace(id, "[request]");
    }
    let mut headers: Vec<String> = page
        .headers
        .iter()
        .filter(|(name, _)| name != "date")
        .map(|(name, value)| format!("{name}: {}", value.len()))
        .collect();
    headers.sort();
    format!("{}\n{}\n\n{}", page.status, headers.join("\n"), body.replace(identifier, "[identifier]"))
}
