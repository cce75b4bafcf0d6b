//! How many names the keyring keeps: few are counted as they are, many as they were counted last, which the page says.

use crate::support::again::administrator;
use crate::support::app::{TestApp, spawn};
use crate::support::person::enrol;

/// As many more, as whoever counts sees them: profiles and names kept that open for nobody.
fn crowd(app: &TestApp, count: usize) {
    app.sql(&format!(
        "create table made as select gen_random_uuid() as id from generate_series(1, {count});
         insert into account select made.id, org_id, sha256(made.id::text::bytea), state, created_on, inbox_public, inbox_mac, inbox_version
           from made, (select * from account limit 1) as one;
         insert into profile select made.id, root_epoch, version, sealed from made, (select * from profile limit 1) as one;
         insert into escrow select made.id, epoch, sealed, mac from made, (select * from escrow limit 1) as one;
         drop table made"
    ));
}

/// As the background does.
fn count_all(app: &TestApp) {
    app.block_on(app.parts.figures.count_stock(&app.parts.pool, app.parts.clock.now())).unwrap();
}

#[test]
fn few_names_are_counted_as_they_are_and_many_as_they_were_counted_last() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let mut said = |part: &str| {
        for path in ["/admin", "/admin/keyring"] {
            let page = root.browser.get(path).body;
            assert!(page.contains(part), "{path} without {part:?}: {page}");
        }
    };
    enrol(&app, "ada@example.org");
    said("or 2 of 2 people who are enrolled. You hold");
    crowd(&app, 998);
    said("or 1000 of 1000 people who are enrolled. You hold");
    // Somebody counts in the background; then one more comes.
    count_all(&app);
    crowd(&app, 7);
    said("or 1000 of 1000 people who are enrolled, as counted on ");
    count_all(&app);
    said("or 1007 of 1007 people who are enrolled, as counted on ");
}

#[test]
fn where_nobody_has_counted_yet_whoever_looks_does() {
    let app = spawn();
    let mut root = administrator(&app, true);
    // Her own name is kept as she comes by.
    root.browser.get("/admin/keyring");
    crowd(&app, 1_500);
    let page = root.browser.get("/admin/keyring").body;
    assert!(page.contains("or 1501 of 1501 people who are enrolled, as counted on "), "{page}");
}
