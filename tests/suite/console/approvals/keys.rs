//! The keys that we sign with: in the console a next one is made by one person, and switched to by two, where it takes two.

use super::{APPROVED, REQUIREMENT, approve, key_of, scene_of_one, waits};
use crate::support::app::TestApp;
use senza::domain::SigningAlgorithm::{EcdsaSha256, RsaSha256};
use senza::keeper::{SamlKeyKind, SamlKeyState};
use time::Duration;

const KEYS: &str = "/admin/settings/keys";

fn key(app: &TestApp, kind: impl Into<SamlKeyKind>, state: SamlKeyState) -> Option<String> {
    key_of(app, kind.into(), state)
}

pub(super) fn step(step: &str, kind: &str, key: &str) -> String {
    format!("{KEYS}/step?step={step}&kind={kind}&key={key}")
}

// Threats: whoever is at an administrator's open session, or one administrator alone where it takes two, changes the key that every
// application trusts; it is changed before applications know the next one; another key is switched to than the one that was looked at.
#[test]
fn a_next_key_is_switched_to_in_time_and_by_two_where_it_takes_two() {
    let mut scene = scene_of_one();
    let (app, root, eve, fed) = (&scene.app, &mut scene.root, &mut scene.eve, &mut scene.fed);
    for kind in ["rsa", "ec"] {
        let made = fed.change(app, &step("publish", kind, ""), &[]);
        assert_eq!(made.location().as_deref(), Some("/admin/settings/keys?done=publish"), "{}", made.body);
    }
    let next = |kind| key(app, kind, SamlKeyState::Published).unwrap();
    let (rsa, ec) = (next(RsaSha256), next(EcdsaSha256));
    let in_use = |kind| key(app, kind, SamlKeyState::InUse).unwrap();
    let before = in_use(RsaSha256);
    let early = fed.change(app, &step("switch", "rsa", &rsa), &[]);
    assert!(early.status == 422 && early.body.contains("too early to switch"), "{}", early.body);
    assert!(!fed.browser.get(KEYS).body.contains("Switch to it"));
    app.clock.advance(Duration::hours(2));
    for person in [&mut *root, &mut *eve, &mut *fed] {
        assert_eq!(person.sign_in(app).status, 303);
    }
    assert_eq!(fed.browser.get(KEYS).body.matches("Switch to it").count(), 2);
    // Without a proof, and another key than the next.
    let page = fed.browser.get(&step("switch", "rsa", &rsa));
    let guess = [("passphrase", "a guess that is long enough"), ("code", "000000")];
    assert_eq!(fed.browser.submit("/admin/settings/keys/step", &page, &guess).status, 422);
    assert_eq!(fed.change(app, &step("switch", "rsa", &ec), &[]).status, 422);
    assert_eq!((in_use(RsaSha256), app.count("audit where event = 'signing key switched'")), (before.clone(), 0));
    let alone = fed.change(app, &step("switch", "ec", &ec), &[]);
    assert_eq!(alone.location().as_deref(), Some("/admin/settings/keys?done=switch"), "control: {}", alone.body);
    assert_eq!(in_use(EcdsaSha256), ec);
    // From now on it takes two.
    let wanted = waits(&root.change(app, REQUIREMENT, &[]));
    assert_eq!(approve(app, eve, &wanted).location().as_deref(), APPROVED);
    let proposal = waits(&fed.change(app, &step("switch", "rsa", &rsa), &[]));
    assert_eq!(approve(app, fed, &proposal).status, 422);
    assert_eq!(in_use(RsaSha256), before, "it waits");
    let seen = eve.browser.get(&proposal);
    assert!(seen.body.contains(&format!("<ins>{rsa}</ins>")) && seen.body.contains(&before), "{}", seen.body);
    assert_eq!(approve(app, eve, &proposal).location().as_deref(), APPROVED);
    assert_eq!((in_use(RsaSha256), app.count("audit where event = 'signing key switched'")), (rsa, 2));
    assert_eq!(approve(app, root, &proposal).status, 410);
    assert_eq!(app.findings(), []);
}
