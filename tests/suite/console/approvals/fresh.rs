//! Whoever is new, by account or by role, is no second person yet: one owner makes such a one alone.

use super::{APPROVE, APPROVED, Scene, about, approve, mail, scene, stored, waits};
use crate::support::browser::Page;
use crate::support::person::enrol_with;
use senza::domain::Role;
use senza::federation::SETTLED;

fn is_too_new(page: &Page) -> bool {
    page.status == 422 && page.text_of("fault").is_some_and(|fault| fault.contains("stands for three days"))
}

// Threat: whoever has one owner's account makes an owner, or gives somebody a role, and is two at once.
#[test]
fn who_is_new_neither_proposes_nor_approves_for_some_days() {
    let mut scene = scene();
    let proposal = scene.propose("mail");
    let Scene { app, root, eve, fed, sp } = &mut scene;
    let mut mallory = enrol_with(app, "mallory", &[Role::Owner]);
    assert!(is_too_new(&approve(app, &mut mallory, &proposal)));
    let page = mallory.browser.get(&proposal);
    assert!(page.text_of("new").is_some() && !page.body.contains(APPROVE), "{}", page.body);
    // The other way round: the new one proposes, and the owner who made them would approve.
    assert!(is_too_new(&mallory.change(app, &about("change", &sp.entity_id), &[("tell:sn", "yes")])));
    assert!(is_too_new(&mallory.change(app, "/admin/settings/approvals", &[])), "nor that one is enough again");
    // A role that was given to somebody who is here.
    let given = [("identifier", "eve"), ("admin", "yes")];
    assert_eq!(root.change(app, "/admin/settings/roles", &given).status, 303);
    assert!(is_too_new(&approve(app, eve, &proposal)));
    assert_eq!((stored(app, &sp.entity_id), app.count("proposal")), (Some((Vec::new(), 1)), 1));
    app.clock.advance(SETTLED);
    assert_eq!([mallory.sign_in(app).status, fed.sign_in(app).status], [303; 2]);
    assert_eq!(approve(app, &mut mallory, &proposal).location().as_deref(), APPROVED, "control: after some days");
    assert_eq!(stored(app, &sp.entity_id), mail(2));
    waits(&fed.change(app, &about("change", &sp.entity_id), &[("tell:sn", "yes")]));
}
