//! What was found at the address of an application's metadata, where it takes two.

use super::{APPROVED, Scene, about, approve, scene, stored, waits};
use senza::domain::Identifier;
use senza::federation::Looked;
use senza::sign_in::revocation::revoke;
use std::sync::Arc;

// Threat: one person approves what whoever controls the address has published; or is told that it holds, and it does not, while a stolen key
// goes on being believed.
#[test]
fn what_was_found_is_a_proposal_and_is_not_said_to_hold_before_another_agrees() {
    let mut scene = scene();
    let Scene { app, eve, fed, sp, .. } = &mut scene;
    let subscribed =
        fed.change(app, &about("subscription", &sp.entity_id), &[("address", "https://ward.example/metadata")]);
    assert_eq!(subscribed.status, 303, "{}", subscribed.body);
    let found = sp.clone().having(|sp| sp.acs = vec![(1, "https://elsewhere.example/acs".to_owned(), true)]).metadata();
    let fetch = Arc::new(move |_: &str| Ok(found.clone().into_bytes()));
    assert_eq!(app.block_on(app.federation.look_at(&sp.entity_id, fetch, "test")).unwrap(), Looked::Done);
    let seen = fed.browser.get(&about("found", &sp.entity_id));
    let proposal = waits(&fed.send(app, "/admin/applications/found", &seen, &[]));
    assert_eq!(stored(app, &sp.entity_id), Some((Vec::new(), 1)), "nothing is changed yet");
    assert!(app.block_on(app.federation.subscription(&sp.entity_id)).unwrap().unwrap().waits);
    // It is proposed already: whoever comes to the page sees that, and a second form of it makes no second proposal.
    let again = fed.browser.get(&about("found", &sp.entity_id));
    assert!(again.text_of("proposed").is_some() && !again.body.contains("Approve it</button>"), "{}", again.body);
    assert!(again.body.contains(&proposal), "{}", again.body);
    assert_eq!(waits(&fed.send(app, "/admin/applications/found", &seen, &[])), proposal);
    assert_eq!(app.count("proposal"), 1);
    assert_eq!(approve(app, eve, &proposal).location().as_deref(), APPROVED);
    assert_eq!(stored(app, &sp.entity_id), Some((Vec::new(), 2)), "control: another has agreed");
    assert!(!app.block_on(app.federation.subscription(&sp.entity_id)).unwrap().unwrap().waits);
    // Control: one that can be approved no more keeps nobody from proposing it anew.
    app.clock.advance(time::Duration::MINUTE);
    let third = sp.clone().having(|sp| sp.acs = vec![(1, "https://third.example/acs".to_owned(), true)]).metadata();
    let fetch = Arc::new(move |_: &str| Ok(third.clone().into_bytes()));
    assert_eq!(app.block_on(app.federation.look_at(&sp.entity_id, fetch, "test")).unwrap(), Looked::Done);
    let seen = eve.browser.get(&about("found", &sp.entity_id));
    let first = waits(&eve.send(app, "/admin/applications/found", &seen, &[]));
    app.block_on(revoke(&app.parts, &Identifier::parse("eve").unwrap(), "test")).unwrap();
    let seen = fed.browser.get(&about("found", &sp.entity_id));
    assert!(seen.text_of("proposed").is_none(), "{}", seen.body);
    assert_ne!(waits(&fed.send(app, "/admin/applications/found", &seen, &[])), first);
}
