//! Every kind of end of a sign-on, by the id of its page.

use super::{MAIL, WARD, failed, flight, found, person, portal};
use crate::drill::dump;
use crate::support::answer::Answer;
use crate::support::app::spawn;
use crate::support::browser::{Browser, Page};
use crate::support::sp::{Sp, path, percent, redirect, sign, stranger};
use senza::db::flight::Outcome;
use senza::domain::Clock as _;
use senza::domain::SecretBytes;
use senza::drill::{Known, plant, plantable_columns, run};
use senza::federation::flight::{Came, Cursor, Step, Verdict, Wanted, checks, in_text};
use std::io::Cursor as Octets;
use time::Duration;

// Threat: whoever looks for why a sign-on failed learns who it was, or what a portal was told of them; and so does whoever takes the
// database.
#[test]
#[expect(
    clippy::too_many_lines,
    clippy::cognitive_complexity,
    reason = "one scene for all of it: another server costs more than these lines"
)]
fn each_end_of_a_sign_on_is_found_by_its_request_id_and_says_nothing_of_the_person() {
    let app = spawn();
    let (sp, mut ada) = (portal(&app), person(&app));
    let signing = Sp::new("signing").signing_requests().register(&app);
    let naming = format!("<saml:Subject><saml:NameID>{MAIL}</saml:NameID></saml:Subject>");

    let answered = ada.browser.get(&sp.request(&app).unsigned_with(&format!("for={MAIL}")));
    let answer = Answer::of(&answered);
    assert!(answer.is_success() && answer.told().values().flatten().any(|value| value == WARD), "control: it is told");
    let flown = flight(&app, &answered);
    assert_eq!((flown.outcome(), flown.came, failed(&flown)), (Outcome::Answered, Came::Redirect, None));
    assert_eq!(checks(&flown).len(), Step::ALL.len());
    assert!(
        checks(&flown).iter().all(|check| check.verdict == Verdict::Passed && !check.detail.is_empty()),
        "{flown:?}"
    );
    // The exact size, less what is shown, would be how long the hidden name is.
    assert!(flown.octets > 0 && flown.octets.is_multiple_of(256), "{} octets", flown.octets);
    let sent = flown.sent.as_ref().unwrap();
    assert_eq!(sent.encrypted.as_deref(), Some("AES-128-GCM, RSA-OAEP"));
    let (was, is) = (answer.assertion.clone().unwrap(), sent.assertion.xml());
    for same in
        [answer.attribute("Assertion", "ID").unwrap(), answer.text("AuthnContextClassRef"), sp.default_acs().to_owned()]
    {
        assert!(was.contains(&same) && is.contains(&same), "{same} is not in {is}");
    }
    for hidden in [
        MAIL,
        WARD,
        &answer.pairwise_id(),
        &answer.text("NameID"),
        &answer.attribute("AuthnStatement", "SessionIndex").unwrap(),
    ] {
        assert!(was.contains(hidden) && !is.contains(hidden), "{hidden} is in {is}");
    }

    let mut nobody = Browser::new(&app.base);
    let elsewhere =
        sp.request(&app).with("AssertionConsumerServiceURL", format!("https://portal.example/other?who={MAIL}"));
    let cases: Vec<(Page, Outcome, Step, &str)> = vec![
        (
            nobody.get(&elsewhere.unsigned()),
            Outcome::Stopped,
            Step::Endpoint,
            "https://portal.example/acs/default (index 5",
        ),
        (nobody.get(&signing.request(&app).unsigned()), Outcome::Stopped, Step::Signature, "is not signed"),
        (
            nobody.get(&path(&sign(&redirect(signing.request(&app).xml().as_bytes(), None), &stranger().key))),
            Outcome::Stopped,
            Step::Signature,
            "does not hold with any of the keys",
        ),
        (
            nobody.get(&Sp::new("unknown").request(&app).unsigned()),
            Outcome::Unknown,
            Step::Sender,
            "https://unknown.example/saml",
        ),
        (nobody.get(&path(&format!("SAMLRequest={}", percent(MAIL)))), Outcome::Unknown, Step::Read, "base64"),
        (
            nobody.get("/saml/init?sp=https://unknown.example/saml"),
            Outcome::Unknown,
            Step::Sender,
            "No application is connected",
        ),
        (
            nobody.get(&sp.request(&app).with("IsPassive", "true").unsigned()),
            Outcome::Refused,
            Step::Person,
            "Nobody is signed in",
        ),
        (
            nobody.get(
                &sp.request(&app).naming(" Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:kerberos\"").unsigned(),
            ),
            Outcome::Refused,
            Step::Wishes,
            "NameID format",
        ),
        (
            ada.browser.get(&sp.request(&app).containing(&naming).unsigned()),
            Outcome::Refused,
            Step::Person,
            "not the one whom",
        ),
    ];
    for (page, outcome, step, said) in &cases {
        let flown = flight(&app, page);
        let (at, detail) = failed(&flown).unwrap_or_else(|| panic!("{flown:?}"));
        assert_eq!((flown.outcome(), at), (*outcome, *step), "{flown:?}");
        assert!(detail.contains(said), "{said} is not in {detail}");
        assert!(
            page.body.contains(&flown.request_id) || *outcome == Outcome::Refused,
            "the page shows it: {}",
            page.body
        );
    }

    // A person is asked, comes back, and is one sign-on; who does not come back has given up.
    let waits = nobody.get(&sp.request(&app).unsigned());
    assert_eq!(waits.status, 303);
    let gives_up = Browser::new(&app.base).get(&sp.request(&app).unsigned());
    let form = nobody.get(&waits.location().unwrap());
    let mut other = crate::support::person::Person { browser: nobody, ..person_again(&ada) };
    let back = other.fill_in(&app, &form);
    let done = other.browser.follow(back);
    assert!(Answer::of(&done).is_success());
    let whole = found(&app, &done).unwrap();
    assert_eq!(whole.stages.iter().map(|one| one.outcome()).collect::<Vec<_>>(), [Outcome::Waiting, Outcome::Answered]);
    assert_eq!(found(&app, &waits).unwrap().stages, whole.stages, "by either id");
    let list = |outcome| {
        app.block_on(app.federation.flights().list(Wanted { outcome, most: 50, ..Wanted::default() })).unwrap()
    };
    let waiting = list(Some(Outcome::Waiting)).flights;
    assert_eq!(
        waiting.iter().map(|one| &*one.request_id).collect::<Vec<_>>(),
        [gives_up.header("x-request-id").unwrap()]
    );
    assert_eq!(waiting[0].outcome_in_a_word(app.clock.now()), "waiting");
    assert_eq!(waiting[0].outcome_in_a_word(app.clock.now() + Duration::minutes(31)), "abandoned");

    // Lists go on where they ended, and those of one service provider are its own.
    let all = list(None);
    let (mut walked, mut before) = (Vec::new(), None::<Cursor>);
    loop {
        let page =
            app.block_on(app.federation.flights().list(Wanted { before, most: 3, ..Wanted::default() })).unwrap();
        walked.extend(page.flights);
        before = page.next.map(|next| Cursor::parse(&next.to_string()).unwrap());
        if before.is_none() {
            break;
        }
    }
    assert_eq!((walked, all.broken), (all.flights.clone(), 0));
    let own = app.block_on(app.federation.flights().of_provider(&signing.entity_id, None, 50)).unwrap().flights;
    assert_eq!(own.len(), 2);
    assert!(all.flights.iter().any(|one| one.person.is_some()), "control: there is a pseudonym");
    let portals = app.block_on(app.federation.flights().of_provider(&sp.entity_id, None, 50)).unwrap().flights;
    assert!(portals.len() > 5 && portals.iter().all(|one| one.person.is_none()), "{portals:?}");

    // Nothing of it in any record, nor in the database.
    let told: String = all.flights.iter().map(|one| format!("{one:?}")).collect();
    for hidden in [MAIL, "quackenbush", WARD, &answer.pairwise_id()] {
        assert!(!told.contains(hidden) && !in_text(&whole, app.clock.now()).contains(hidden), "{hidden}");
    }
    drilled(&app, &answer.pairwise_id());
}

fn person_again(person: &crate::support::person::Person) -> crate::support::person::Person {
    crate::support::person::Person {
        identifier: person.identifier.clone(),
        passphrase: person.passphrase.clone(),
        seed: SecretBytes::new(person.seed.expose().to_vec()),
        browser: Browser::new(""),
    }
}

/// The stolen-database drill with records in it; and that it would find them.
fn drilled(app: &crate::support::app::TestApp, pairwise: &str) {
    assert!(app.count("flight") > 10, "control: there are records");
    let lines = format!("identifier\t{MAIL}\nward\t{WARD}\npairwise id\t{pairwise}\n");
    let dump = dump(app);
    let report = run(Octets::new(&dump), Known::parse_file(lines.as_bytes()).unwrap()).unwrap();
    assert!(report.is_clean(), "{report}");
    let secret = || Known::new("planted", SecretBytes::new(WARD.as_bytes().to_vec())).unwrap();
    let places: Vec<_> =
        plantable_columns(&dump).unwrap().into_iter().filter(|place| place.table.starts_with("flight")).collect();
    assert!(places.iter().any(|place| place.column == "sealed"), "{places:?}");
    for place in places {
        let planted = plant(&dump, &secret(), &place.table, &place.column).unwrap();
        assert!(
            !run(Octets::new(planted), vec![secret()]).unwrap().is_clean(),
            "control: {}.{}",
            place.table,
            place.column
        );
    }
}
