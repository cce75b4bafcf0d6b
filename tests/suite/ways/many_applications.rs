//! Where very many applications are connected, a person sees some at a time, each once, finds one by a part of its name, and what
//! they opened lately stands first.

use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Page;
use crate::support::person::enrol_as;
use crate::support::sp::Sp;

fn many(app: &TestApp) -> Vec<Sp> {
    (0..56).map(|n| Sp::new(&format!("sp{n:02}")).named(&format!("Ward {}", 99 - n)).register(app)).collect()
}

fn next(page: &Page) -> Option<String> {
    let address = page.body.split("id=\"next\" href=\"").nth(1)?;
    Some(address.split('"').next().unwrap().replace("&#38;", "&"))
}

/// The names on a page, in their order, behind a mark of it.
fn names(page: &Page, behind: &str, before: &str) -> Vec<String> {
    let part = page.body.split(behind).last().unwrap();
    part.split(before).skip(1).map(|rest| rest.split(['<', '"']).next().unwrap().to_owned()).collect()
}

#[test]
fn the_portal_shows_many_a_page_at_a_time_and_first_what_was_opened_lately() {
    let app = spawn();
    let sps = many(&app);
    let mut ada = enrol_as(&app, "ada@example.org", false, &[]);
    let first = ada.browser.get("/portal");
    assert!(!first.body.contains("id=\"lately\"") && first.body.contains("id=\"find\""), "{}", first.body);
    for sp in [&sps[3], &sps[50]] {
        assert!(Answer::of(&ada.browser.get(&sp.request(&app).unsigned())).is_success());
    }
    let page = ada.browser.get("/portal");
    let lately = page.body.split("id=\"lately\"").nth(1).unwrap().split("id=\"all\"").next().unwrap();
    assert!(
        lately.find("Ward 49") < lately.find("Ward 96") && lately.contains("Ward 49"),
        "the latest first: {lately}"
    );
    assert_eq!(lately.matches("<article").count(), 2, "{lately}");
    let (mut seen, mut address, mut pages) = (Vec::new(), Some("/portal".to_owned()), 0);
    while let Some(path) = address {
        let page = ada.browser.get(&path);
        assert_eq!(page.status, 200, "{}", page.body);
        let links = names(&page, "id=\"all\"", "/saml/init?sp=");
        assert!(links.len() <= 48);
        seen.extend(links);
        (address, pages) = (next(&page), pages + 1);
    }
    let by_name: Vec<String> =
        sps.iter().rev().map(|sp| url::form_urlencoded::byte_serialize(sp.entity_id.as_bytes()).collect()).collect();
    assert_eq!((seen, pages), (by_name, 2), "each once, by name");
    for (find, found) in [("WARD+5", 10), ("sp07.example", 1), ("%25", 0), ("%00", 48), ("%3Cscript%3E", 0)] {
        let page = ada.browser.get(&format!("/portal?find={find}"));
        assert_eq!(page.body.matches("/saml/init?sp=").count(), found, "{find}: {}", page.body);
        assert!(!page.body.contains("<script>") && page.body.contains("id=\"find\""), "{}", page.body);
    }
    // A place that was made up is a place.
    assert_eq!(ada.browser.get("/portal?behind=%00%27&entity=%EF%BF%BD").status, 200);
    // Threat: a row that this service did not write is opened from here. Control: it was, above.
    app.sql("update service_provider set released = '{mail}' where entity_id like '%sp03%'");
    let page = ada.browser.get("/portal");
    assert!(!page.body.contains("Ward 96") && page.body.contains("Ward 49"), "{}", page.body);
}

#[test]
fn what_each_is_told_is_seen_a_page_at_a_time_and_what_was_opened_stands_first() {
    let app = spawn();
    let sps = many(&app);
    let mut ada = enrol_as(&app, "ada@example.org", false, &[]);
    // The last of the list: it would be on no first page.
    assert!(Answer::of(&ada.browser.get(&sps[0].request(&app).unsigned())).is_success());
    let page = ada.browser.get("/account/applications");
    let (used, others) = page.body.split_once("id=\"others\"").unwrap();
    assert!(used.contains("<h3>Ward 99</h3>") && !others.contains("<h3>Ward 99</h3>"), "{}", page.body);
    let (mut seen, mut address, mut pages) = (Vec::new(), Some("/account/applications".to_owned()), 0);
    while let Some(path) = address {
        let page = ada.browser.get(&path);
        seen.extend(names(&page, "id=\"others\"", "<h3>"));
        (address, pages) = (next(&page), pages + 1);
    }
    let by_name: Vec<String> = (0..56).rev().map(|n| format!("Ward {}", 99 - n)).collect();
    assert_eq!((seen, pages), (by_name, 3), "each once, by name; the one that was opened on its own page again");
    let found = ada.browser.get("/account/applications?find=ward+99");
    assert!(found.body.contains("You opened it last on") && found.body.matches("<h3>").count() == 1, "{}", found.body);
    let none = ada.browser.get("/account/applications?find=nowhere");
    assert!(none.text_of("none").is_some() && none.status == 200, "{}", none.body);
}
