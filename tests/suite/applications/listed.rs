//! The list: some at a time, each once, found by a part of a name; what the database alone says of one counts for nothing.

use super::{about, root};
use crate::support::app::spawn;
use crate::support::sp::Sp;
use std::collections::BTreeSet;

/// The entityIDs of a page, in its order, and the address of the next.
fn read(body: &str) -> (Vec<String>, Option<String>) {
    let ids =
        body.split("data-label=\"entityID\"><code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    let next =
        body.split("id=\"next\" href=\"").nth(1).map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&"));
    (ids.collect(), next)
}

#[test]
fn a_long_list_is_seen_a_page_at_a_time_and_searched() {
    let app = spawn();
    let mut root = root(&app);
    let all: Vec<Sp> =
        (0..56).map(|n| Sp::new(&format!("sp{n:02}")).named(&format!("Ward {}", 99 - n)).register(&app)).collect();
    let (mut seen, mut address, mut pages) = (Vec::new(), Some("/admin/applications".to_owned()), 0);
    while let Some(path) = address {
        let page = root.browser.get(&path);
        assert!(page.status == 200 && page.body.contains("56 are connected"), "{}", page.body);
        let (ids, next) = read(&page.body);
        assert!(ids.len() <= 25);
        seen.extend(ids);
        (address, pages) = (next, pages + 1);
    }
    let by_name: Vec<String> = all.iter().rev().map(|sp| sp.entity_id.clone()).collect();
    assert_eq!((seen, pages), (by_name, 3), "each once, by name");
    for (find, found) in [("WARD+5", 10), ("sp07", 1), ("sp07.example%2Fsaml", 1), ("nothing", 0), ("%25", 0), ("_", 0)]
    {
        let page = root.browser.get(&format!("/admin/applications?find={find}"));
        assert_eq!(read(&page.body).0.len(), found, "{find}: {}", page.body);
    }
    // A place that was made up is a place.
    assert_eq!(root.browser.get("/admin/applications?behind=%00%27&entity=%EF%BF%BD").status, 200);
}

// Threat: whoever writes to the database has the list say something else than what is.
#[test]
fn what_the_database_alone_says_of_one_changes_no_more_than_where_it_stands() {
    let app = spawn();
    let mut root = root(&app);
    for name in ["one", "two", "three"] {
        Sp::new(name).named(name).register(&app);
    }
    // As rows are that were written before there was a list.
    app.sql("update service_provider set listed_as = ''");
    let page = root.browser.get("/admin/applications");
    let order = ["https://one.example/saml", "https://three.example/saml", "https://two.example/saml"];
    assert_eq!(read(&page.body).0, order);
    app.sql("update service_provider set listed_as = 'zz <b>bank</b>' where entity_id like '%one%'");
    let page = root.browser.get("/admin/applications");
    let ids: BTreeSet<String> = read(&page.body).0.into_iter().collect();
    assert!(ids.len() == 3 && page.body.contains(">one</a>") && !page.body.contains("bank"), "{}", page.body);
    // A row of its own making, and one that was changed.
    app.sql("update service_provider set released = '{mail}' where entity_id like '%two%'");
    let page = root.browser.get("/admin/applications");
    assert!(page.body.contains("something else of it than this service wrote"), "{}", page.body);
    let one = root.browser.get(&about("one", "https://two.example/saml"));
    assert!(one.status == 200 && one.body.contains("Nobody is signed on here"), "{}", one.body);
    assert_eq!(root.browser.get(&about("change", "https://two.example/saml")).status, 404);
    // It can be taken away.
    let gone = root.change(&app, &about("remove", "https://two.example/saml"), &[]);
    assert_eq!((gone.status, app.count("service_provider")), (303, 2), "{}", gone.body);
}
