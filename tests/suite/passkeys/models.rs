//! A hospital that issues its own keys: passkeys of some models alone, when they are made and when they are used.

use super::alone::{PRF, add_alone, alone, with_prf};
use super::maker::{MODEL_ID, Maker, Terms};
use super::{Software, add, at_page, first_step, sign_in};
use crate::sign_in::{LOG_WRITES, without_tokens};
use crate::support::app::{Options, TestApp, spawn, spawn_with};
use crate::support::both::{add_with_prf, by_both, change_by_both, choose, chosen, send_by_both};
use crate::support::browser::Page;
use crate::support::person::{PASSPHRASE, Person, enrol};
use crate::support::program::Home;
use crate::support::ways::recover;
use senza::domain::{Clock, SystemClock};
use senza::sign_in::passkey::{Model, Models};
use time::Duration;

const OTHER_ID: &str = "616e6f74-6865-7220-736f-667477617265";
const OTHER: [u8; 16] = *b"another software";

fn accepting(maker: &Maker, id: &str, name: &str) -> Models {
    Models::new(vec![Model::new(id.parse().unwrap(), name, &maker.pem(), SystemClock.now()).unwrap()])
}

/// Of one model, whose maker is known to nobody else.
pub(crate) fn accepting_one(name: &str) -> Models {
    accepting(&Maker::new("A maker", (-10, 1000)), MODEL_ID, name)
}

/// Makes a passkey that its maker vouches for, by the page.
fn add_attested(app: &TestApp, person: &mut Person, maker: &Maker) -> Software {
    let page = person.browser.get("/account/passkeys");
    let mut made = at_page(app, &page);
    made.attestor = Some(maker.certify(&Terms::default()));
    let message = made.make(&page.hidden("challenge").unwrap());
    let done = person.send(app, "/account/passkeys", &page, &[("passkey", &message), ("name", "Ward key")]);
    assert_eq!(done.location().as_deref(), Some("/account/passkeys?done=added"), "{}", done.body);
    made
}

// Threat: somebody adds a key that the hospital did not give out, or software that says it is one.
#[test]
fn a_passkey_is_added_of_an_accepted_model_and_of_no_other() {
    let maker = Maker::new("A maker", (-10, 1000));
    let models = accepting(&maker, MODEL_ID, "The blue key");
    let app = spawn_with(Options { models, ..Options::default() });
    let mut ada = enrol(&app, "ada@example.org");
    let page = ada.browser.get("/account/passkeys");
    assert_eq!(page.hidden("attestation").as_deref(), Some("direct"));
    assert!(page.body.contains("<li>The blue key</li>"), "{}", page.body);
    let challenge = page.hidden("challenge").unwrap();
    let mut key = at_page(&app, &page);
    let mut refuse = |key: &Software, sentence: &str| {
        let before = app.count("audit where event = 'passkey refused: model'");
        let refused = ada.send(&app, "/account/passkeys", &page, &[("passkey", &key.make(&challenge)), ("name", "x")]);
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(refused.text_of("fault").unwrap().contains(sentence), "{}", refused.body);
        assert_eq!(app.count("audit where event = 'passkey refused: model'"), before + 1, "{sentence}");
    };
    refuse(&key, "did not prove which model it is");
    key.attestor = Some(Maker::new("A maker", (-10, 1000)).certify(&Terms::default()));
    refuse(&key, "could not be verified");
    key.attestor = Some(maker.certify(&Terms { model: Some(OTHER.to_vec()), ..Terms::default() }));
    key.model = OTHER;
    refuse(&key, "another model");
    assert_eq!(app.count("factor"), 1, "nothing was added");
    let mut key = add_attested(&app, &mut ada, &maker);
    assert!(ada.browser.get("/account/passkeys").body.contains("Model: The blue key"), "control: this one is");
    assert_eq!(sign_in(&app, &mut ada, &mut key).status, 303);
    assert!(ada.browser.get("/account/activity").body.contains("did not prove an accepted model"), "its owner is told");
}

/// Status, headers and body of a page.
type Refusal = (u16, Vec<(String, usize)>, String);

/// Tries to sign in beside the passphrase; the page, and what was written.
fn tried(app: &TestApp, identifier: &str, key: &mut Software) -> (Refusal, Vec<String>) {
    let (mut browser, page) = first_step(app, identifier, PASSPHRASE);
    app.sql("truncate test_writes");
    let message = key.get(&page.hidden("challenge").unwrap());
    let answer = browser.submit("/login", &page, &[("passkey", &message)]);
    let query = "select what from test_writes order by n";
    let writes = app.block_on(sqlx::query_scalar(query).fetch_all(&app.parts.pool)).unwrap();
    (without_tokens(&answer), writes)
}

fn is_refused(page: &Page) -> bool {
    page.status == 403
}

// Threat: what was made before the list was set, or whose model was taken off it, goes on serving; or the refusal tells a
// stranger, or who watches the database, who has a key of which model.
#[test]
fn the_list_holds_for_what_was_made_before_and_locks_nobody_out() {
    let maker = Maker::new("A maker", (-10, 1000));
    let mut app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let page = ada.browser.get("/account/passkeys");
    assert_eq!(page.hidden("attestation").as_deref(), Some("none"), "without a list");
    assert!(!page.body.contains("accepts passkeys of"), "{}", page.body);
    // It says that it is of the model that will be on the list, and nobody asks for a proof.
    let (mut beside, mut phone) = (add(&app, &mut ada, "Old key"), add_alone(&app, &mut ada, "Phone"));
    assert_eq!(sign_in(&app, &mut ada, &mut beside).status, 303, "control: it serves");
    assert_eq!(alone(&app, &mut phone).1.status, 303, "control: this one alone");

    app.restart_accepting(accepting(&maker, MODEL_ID, "The blue key"));
    app.sql(LOG_WRITES);
    let (mut strangers, before) =
        (Software::new(&app.base, "localhost", &[1; 64]), app.count("audit where event = 'sign-in refused'"));
    let seen = [
        tried(&app, "ada@example.org", &mut beside),
        tried(&app, "ada@example.org", &mut strangers),
        tried(&app, "eve@example.org", &mut strangers),
    ];
    assert!(seen[0].0.0 == 403 && seen.iter().all(|one| *one == seen[0]), "{seen:#?}");
    let unknown = alone(&app, &mut strangers).1;
    let of_the_phone = alone(&app, &mut phone).1;
    assert!(is_refused(&of_the_phone));
    assert_eq!(without_tokens(&of_the_phone), without_tokens(&unknown), "alone, too, it is the one refusal");
    assert_eq!(app.count("audit where event = 'sign-in refused'"), before + 5, "and the one word");

    app.clock.advance(Duration::seconds(30));
    assert_eq!(ada.sign_in(&app).status, 303, "passphrase and code serve");
    assert!(ada.browser.get("/account").text_of("passkeys").unwrap().contains("2 of them are of a model"));
    let page = ada.browser.get("/account/passkeys");
    assert_eq!(page.body.matches("It does not sign you in").count(), 2, "{}", page.body);
    app.clock.advance(Duration::seconds(30));
    let mut ward = add_attested(&app, &mut ada, &maker);
    assert_eq!(sign_in(&app, &mut ada, &mut ward).status, 303, "one that proved its model");

    app.restart_accepting(accepting(&maker, OTHER_ID, "The green key"));
    assert!(is_refused(&sign_in(&app, &mut ada, &mut ward)), "its model was taken off the list");
    app.restart();
    for key in [&mut ward, &mut beside] {
        assert_eq!(sign_in(&app, &mut ada, key).status, 303, "control: without a list all serve");
    }
    assert_eq!(alone(&app, &mut phone).1.status, 303, "control");
}

// Threat: a list of models locks whoever needs a passkey beside their passphrase out for good, lets a passkey be chosen that would open
// nothing, or the last be taken away that opens something.
#[test]
fn who_needs_a_passkey_beside_the_passphrase_comes_back_by_the_kit_and_chooses_among_accepted_ones() {
    let maker = Maker::new("A maker", (-10, 1000));
    let mut app = spawn();
    let (mut ada, mut key, kit) = chosen(&app, "ada@example.org");
    app.restart_accepting(accepting(&maker, MODEL_ID, "The blue key"));
    assert!(
        is_refused(&by_both(&app, "ada@example.org", PASSPHRASE, &mut key).1),
        "it is of no model that is accepted"
    );
    assert_eq!(change_by_both(&mut ada, &mut key, "/account/both/end", &[]).status, 422, "nor does it change anything");
    let mut ada = recover(&app, "ada@example.org", &kit, PASSPHRASE);
    app.clock.advance(Duration::seconds(30));
    assert_eq!(ada.sign_in(&app).status, 303, "with a code, chosen anew");
    app.restart();
    ada.make_kit(&app);
    let old: Vec<Software> = ["One", "Two"].map(|name| add_with_prf(&app, &mut ada, name)).into();
    app.restart_accepting(accepting(&maker, MODEL_ID, "The blue key"));
    let page = ada.browser.get("/account/both");
    assert!(page.text_of("passkey-first").is_some(), "those do not count: {}", page.body);
    let page = ada.browser.get("/account/passkeys");
    let mut ward = at_page(&app, &page);
    ward.attestor = Some(maker.certify(&Terms::default()));
    let message = with_prf(&ward.make(&page.hidden("challenge").unwrap()), PRF);
    assert_eq!(ada.send(&app, "/account/passkeys", &page, &[("passkey", &message), ("name", "Ward key")]).status, 303);
    choose(&mut ada, &mut ward);
    let id =
        |ada: &Person, name: &str| ada.known(&app).passkeys.iter().find(|one| one.name == name).unwrap().id.to_string();
    let (one, own) = (id(&ada, "One"), id(&ada, "Ward key"));
    assert!(!ada.browser.get("/account/passkeys").body.contains("/account/passkeys/join"), "none is offered");
    let page = ada.browser.get("/account/passphrase");
    assert_eq!(send_by_both(&mut ada, &mut ward, "/account/passkeys/join", &page, &[("id", &one)]).status, 404);
    assert_eq!(app.count("way_in where way = 'both'"), 1, "one that is not accepted is not let in");
    app.restart();
    let done = change_by_both(&mut ada, &mut ward, &format!("/account/passkeys/join?id={one}"), &[]);
    assert_eq!((done.status, old.len()), (303, 2), "control: without a list it is: {}", done.body);
    app.restart_accepting(accepting(&maker, MODEL_ID, "The blue key"));
    let path = format!("/account/passkeys/remove?id={own}");
    assert_eq!(change_by_both(&mut ada, &mut ward, &path, &[]).status, 409, "nor does it count as another");
    app.restart();
    assert_eq!(change_by_both(&mut ada, &mut ward, &path, &[]).status, 303, "control: without a list it does");
}

// Threat: at a computer that people share, one touch of a key that is not accepted any more brings its owner back.
#[test]
fn one_that_opens_the_account_alone_has_to_prove_its_model_as_well() {
    let maker = Maker::new("A maker", (-10, 1000));
    let models = accepting(&maker, MODEL_ID, "The blue key");
    let app = spawn_with(Options { models, ..Options::default() });
    let mut ada = enrol(&app, "ada@example.org");
    let page = ada.browser.get("/account/passkeys");
    let mut key = at_page(&app, &page);
    let challenge = page.hidden("challenge").unwrap();
    let mut send = |key: &Software| {
        let message = with_prf(&key.make(&challenge), PRF);
        ada.send(&app, "/account/passkeys", &page, &[("passkey", &message), ("name", "x"), ("alone", "yes")])
    };
    assert_eq!((send(&key).status, app.count("way_in")), (422, 1));
    key.attestor = Some(maker.certify(&Terms::default()));
    assert_eq!((send(&key).status, app.count("way_in")), (303, 2), "control");
    assert_eq!(alone(&app, &mut key).1.status, 303, "control");
}

// Threat: a mistake in the list, and the server accepts everything, or nothing.
#[test]
fn a_server_whose_list_is_wrong_does_not_start_and_says_why() {
    for (list, said) in [
        (
            format!("{MODEL_ID} /nowhere/roots.pem The blue key"),
            "“The blue key”, in /nowhere/roots.pem, could not be read",
        ),
        (format!("{MODEL_ID} roots.pem"), "must be absolute"),
        ("blue-key /etc/roots.pem".to_owned(), "is not an AAGUID"),
    ] {
        let home = Home::new().with("SENZA_PASSKEY_MODELS", list);
        let ended = home.run(&["serve"]);
        let words = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(!ended.status.success() && words.contains(said), "{words}");
    }
}
