//! What every answer to hostile input has to be: harmless, and a page that helps.

use super::browser::Page;

/// What nobody may find in a page as markup.
pub const SCRIPT: &str = "\"'><script>alert(31337)</script>";

/// Nothing goes elsewhere, nothing of the message is markup, nothing internal shows.
pub fn is_harmless(name: &str, page: &Page) {
    assert_eq!(page.location(), None, "{name}");
    assert_eq!(page.header("refresh"), None, "{name}");
    for no in ["<script>", "31337</script", "panicked", ".rs:", "http-equiv"] {
        assert!(!page.body.contains(no), "{name}: {no} in {}", page.body);
    }
    for (header, value) in &page.headers {
        assert!(!value.contains("31337"), "{name}: {header}: {value}");
    }
}

/// A page of status 4xx with its request id and one sentence, which is returned.
pub fn is_helpful(name: &str, page: &Page) -> String {
    assert!((400..500).contains(&page.status), "{name}: {} {}", page.status, page.body);
    let id = page.header("x-request-id").unwrap_or_else(|| panic!("{name}: no request id"));
    assert!(!id.is_empty() && page.body.contains(id), "{name}: the page does not show {id}");
    assert!(page.hidden_fields().is_empty(), "{name}");
    assert_eq!(page.body.matches("class=\"lead\"").count(), 1, "{name}");
    let lead = page
        .body
        .split("class=\"lead\">")
        .nth(1)
        .unwrap()
        .split("</p>")
        .next()
        .unwrap()
        .trim()
        .replace("&#39;", "'")
        .replace("&#34;", "\"");
    assert!(lead.len() > 20 && lead.ends_with('.'), "{name}: {lead}");
    lead
}

/// Whether a program is one in which checks can be taken out (`senza::domain::variant`).
pub fn is_variant(program: &[u8]) -> bool {
    let marker = b"senza/test-variants";
    program.windows(marker.len()).any(|window| window == marker)
}
