//! Three service providers by others see what the page said: after a kit, after a link with escrow, after one without.

use super::NEW;
use crate::portals::scene::Scene;
use crate::portals::{PERSISTENT, Portal, Wish};
use crate::support::again::{administrator, begin_again};
use crate::support::browser::Browser;
use crate::support::person::Person;
use crate::support::ways::{open_vault, recover};
use senza::domain::Secret;
use time::Duration;

/// pairwise-id and persistent NameID at each portal, as the portal's own page shows them.
fn names(scene: &Scene, ada: &mut Person) -> Vec<(&'static str, String, String)> {
    let wish = Wish::format(PERSISTENT);
    // The portals' clocks are the real one.
    scene.app.clock.advance(Duration::seconds(-30));
    let mut seen = Vec::new();
    for portal in &scene.portals {
        let portal: &dyn Portal = portal.as_ref();
        let answer = scene.sign_on(ada, portal, &wish);
        let (pairwise, persistent) = (answer.pairwise_id(), answer.text("NameID"));
        let home = scene.home(&mut ada.browser, portal, &wish).body;
        assert!(home.contains(&persistent) && home.contains(&pairwise), "{}: {home}", portal.name());
        seen.push((portal.name(), pairwise, persistent));
    }
    scene.app.clock.advance(Duration::seconds(30));
    seen
}

fn seeds(scene: &Scene, ada: &Person) -> Vec<Secret<32>> {
    open_vault(&scene.app, ada).profile.data_seeds
}

fn compare(
    what: &str,
    before: &[(&'static str, String, String)],
    after: &[(&'static str, String, String)],
    same: bool,
) {
    assert!(before.len() >= 3);
    for (one, other) in before.iter().zip(after) {
        assert_eq!(one.0, other.0);
        assert_eq!((one.1 == other.1, one.2 == other.2), (same, same), "{what}: {one:?} {other:?}");
    }
    let known = if same { "knows the same person" } else { "sees another person" };
    println!("{what}: each of {} {known}", before.iter().map(|one| one.0).collect::<Vec<_>>().join(", "));
}

#[test]
fn three_portals_see_what_the_page_said() {
    let scene = Scene::new();
    let app = &scene.app;
    // Each of root's four proofs takes half a minute, and the portals' clocks are the real one.
    app.clock.advance(Duration::seconds(-120));
    let mut root = administrator(app, true);

    // With the kit: the same names, the same keys.
    let mut ada = scene.person();
    let (before, keys) = (names(&scene, &mut ada), seeds(&scene, &ada));
    let kit = ada.make_kit(app);
    let mut back = recover(app, &ada.identifier, &kit, NEW);
    app.clock.advance(Duration::seconds(-30));
    assert!(back.browser.get("/account/kit?recovered=1").body.contains("You are back"));
    let said = Browser::new(&app.base).get("/recover").body;
    assert!(said.contains("kit"), "{said}");
    compare("a kit", &before, &names(&scene, &mut back), true);
    assert_eq!(seeds(&scene, &back), keys, "the same keys");

    // Everything lost, with escrow: the same names, new keys.
    let mut eve = scene.person();
    let (before, keys) = (names(&scene, &mut eve), seeds(&scene, &eve));
    let link = root.link_again(app, &eve.identifier, true, &[("attributes", "displayName=Ada Lovelace")]);
    assert!(Browser::new(&app.base).get(&link).body.contains("Your names at applications stay"));
    let mut back = begin_again(app, &eve.identifier, &link, NEW);
    app.clock.advance(Duration::seconds(-30));
    compare("a link, names kept", &before, &names(&scene, &mut back), true);
    let now = seeds(&scene, &back);
    assert!(now.len() == 1 && now != keys, "new keys");

    // Everything lost, without: another person, new keys.
    assert_eq!(root.answer(app, false).status, 303);
    let mut bob = scene.person();
    let (before, keys) = (names(&scene, &mut bob), seeds(&scene, &bob));
    let link = root.link_again(app, &bob.identifier, false, &[]);
    assert!(Browser::new(&app.base).get(&link).body.contains("You become a new person at every application"));
    let mut back = begin_again(app, &bob.identifier, &link, NEW);
    app.clock.advance(Duration::seconds(-30));
    compare("a link, names not kept", &before, &names(&scene, &mut back), false);
    let now = seeds(&scene, &back);
    assert!(now.len() == 1 && now != keys, "new keys");
}
