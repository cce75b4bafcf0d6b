//! A sign-on of somebody who was made up.

use super::{about, root};
use crate::support::answer::Answer;
use crate::support::app::spawn;
use crate::support::scoped::agree;
use crate::support::sp::Sp;
use senza::federation::ScopeWanted;

const TRIAL: &str = "/admin/applications/trial";

// Threats: an application takes who was made up for somebody; a trial gives somebody's keys, or something of who tries; somebody at an
// administrator's open session is signed on as anybody.
#[test]
fn somebody_made_up_is_signed_on_as_nobody_who_is_and_by_a_proof_alone() {
    let app = spawn();
    let mut root = root(&app);
    let told = ["mail", "uid", "eduPersonEntitlement"];
    let sp = Sp::new("ward").encrypted_to().told(&told).leaving_by(&["POST"]).register(&app);
    let notes = ScopeWanted::Add { plain: None };
    app.block_on(app.federation.change_scope(&sp.entity_id, "notes", notes, "test")).unwrap();
    let page = root.browser.get(&about("trial", &sp.entity_id));
    assert!(page.status == 200 && page.body.contains("does not know that it is a trial"), "{}", page.body);
    let wrong = [("passphrase", "a guess that is wrong"), ("code", "000000")];
    assert_eq!(root.browser.submit(TRIAL, &page, &wrong).status, 422);
    assert_eq!(app.count("audit where event = 'trial signed on'"), 0);
    let mut answers = Vec::new();
    for _ in 0..2 {
        let page = root.browser.get(&about("trial", &sp.entity_id));
        let answer = Answer::of(&root.send(&app, TRIAL, &page, &[]));
        assert!(answer.is_success() && answer.response.contains("EncryptedAssertion"));
        assert_eq!((answer.action.as_str(), answer.frame("InResponseTo")), (sp.default_acs(), None));
        let told = answer.told();
        let names: Vec<&str> = told.keys().map(String::as_str).collect();
        let expected = [
            "urn:oasis:names:tc:SAML:attribute:pairwise-id",
            "urn:oid:0.9.2342.19200300.100.1.1",
            "urn:oid:0.9.2342.19200300.100.1.3",
        ];
        assert_eq!(names, expected, "no keys, and nothing that opens doors");
        let mail = told["urn:oid:0.9.2342.19200300.100.1.3"].concat();
        assert!(mail.starts_with("trial-") && mail.ends_with("@trial.invalid"), "{mail}");
        let assertion = answer.assertion.clone().unwrap();
        assert!(!assertion.contains("root@example.org"), "nothing of who tries it");
        assert!(answer.attribute("AuthnStatement", "SessionIndex").unwrap().starts_with("_trial"));
        assert!(answer.attribute("AuthnStatement", "SessionNotOnOrAfter").is_some());
        answers.push((answer.pairwise_id(), mail, answer.text("NameID")));
    }
    assert!(
        answers[0].0 != answers[1].0 && answers[0].1 != answers[1].1 && answers[0].2 != answers[1].2,
        "another each time"
    );
    let own = agree(&mut root.browser, &sp.entity_id);
    assert!(answers.iter().all(|(id, ..)| *id != own.pairwise_id()), "control: their own name is another");
    assert_eq!(app.count("audit where event = 'trial signed on'"), 2);
    assert_eq!(app.count("account"), 1, "nobody was made");
}
