//! Other people's software, set up with a mistake that is made often.

use super::{failed, found};
use crate::portals::mellon::Mellon;
use crate::portals::trail::Trail;
use crate::portals::{Portal as _, Wish};
use crate::support::app::spawn;
use crate::support::browser::Browser;
use crate::support::sp::register;
use senza::domain::Clock as _;
use senza::federation::flight::{Step, in_text};

// Who runs the identity provider reads why, from the id that a person reads out, without having seen any XML.
#[test]
fn mod_auth_mellon_with_a_wrong_acs_is_told_in_words_what_it_asked_for_and_what_is_registered() {
    let app = spawn();
    let mellon = Mellon::start(&Browser::new(&app.base).get("/saml/metadata").body);
    let own = mellon.metadata().into_iter().find(|one| one.contains("/plain/mellon")).unwrap();
    let wrong = own.replace("mellon/postResponse", "mellon/postresponse");
    assert_ne!(own, wrong, "control: its address is another");
    register(&app, wrong.as_bytes(), &["mail"]);
    let trail = Trail::from(&mut Browser::new(&app.base), &mellon.sign_in(&Wish::PLAIN));
    let page = trail.end();
    let id = page.header("x-request-id").unwrap();
    assert!(page.status == 400 && page.body.contains(id), "{}", page.body);
    let whole = found(&app, page).expect("a record");
    let (step, detail) = failed(whole.last().unwrap()).unwrap();
    assert_eq!(step, Step::Endpoint);
    let text = in_text(&whole, app.clock.now());
    println!("{text}");
    for said in ["/plain/mellon/postResponse, is not in its metadata", "/plain/mellon/postresponse (index"] {
        assert!(detail.contains(said) && text.contains(said), "{said} is not in {text}");
    }
    // What came before held: it is signed, and with its key.
    assert!(text.contains("Signed, with this key of its metadata: RSA"), "{text}");
    // Mended, the same sign-on goes to the sign-in.
    register(&app, own.as_bytes(), &["mail"]);
    let mended = Trail::from(&mut Browser::new(&app.base), &mellon.sign_in(&Wish::PLAIN));
    assert!(mended.end_address().contains("/login"), "{}", mended.end_address());
}
