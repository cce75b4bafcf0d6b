//! A link by which an application's engineers see their own application, its errors and its sign-ons, and nothing else.

use super::{about, root};
use crate::drill::dump;
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::{Browser, Page};
use crate::support::person::{Person, enrol_as, enrol_with};
use crate::support::sp::{Sp, instant, register};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use senza::domain::{Clock as _, Role};
use time::Duration;

const PATH: &str = "/admin/applications/engineers";
const END: &str = "/admin/applications/engineers/end";
/// What no partner may see.
const MAIL: &str = "perpetua.quackenbush@example.org";
const WARD: &str = "Ward of the seven lanterns";

// Threats: somebody at an administrator's open session shows an application to a stranger; a link shows another application, a person, or
// another application's sign-on; it goes on showing when it was ended, or is over, or its row is put back; whoever has the database makes
// one, or follows one.
#[test]
#[expect(
    clippy::too_many_lines,
    clippy::cognitive_complexity,
    reason = "one scene for all of it: another server costs more than these lines"
)]
fn a_link_shows_an_application_to_its_engineers_and_nothing_else() {
    let app = spawn();
    let (mut root, mut ada) = (root(&app), enrol_as(&app, MAIL, false, &[("mail", MAIL), ("ward", WARD)]));
    let sp = Sp::new("ward").named("Ward list").encrypted_to().told(&["mail", "ward"]).register(&app);
    let other = Sp::new("other").named("Other").told(&["mail"]).register(&app);

    // Sign-ons of each, good and bad.
    let answered = ada.browser.get(&sp.request(&app).unsigned());
    assert!(Answer::of(&answered).is_success(), "control: {}", answered.body);
    let mut nobody = Browser::new(&app.base);
    let elsewhere = sp.request(&app).with("AssertionConsumerServiceURL", "https://ward.example/wrong");
    let wrong = nobody.get(&elsewhere.unsigned());
    let theirs = nobody.get(&other.request(&app).with("IsPassive", "true").unsigned());
    let id = |page: &Page| page.header("x-request-id").unwrap().to_owned();
    let (answered, wrong, theirs) = (id(&answered), id(&wrong), id(&theirs));
    let flights = app.federation.flights();
    let person = app.block_on(flights.by_request_id(&answered)).unwrap().unwrap().stages[0].person.clone().unwrap();
    assert!(app.block_on(flights.by_request_id(&theirs)).unwrap().is_some(), "control: it is on record");

    // Made by who may, with a proof, for so many days.
    let page = root.browser.get(&about("engineers", &sp.entity_id));
    for days in ["0", "31", "-1", "many", ""] {
        let refused = root.send(&app, PATH, &page, &[("days", days)]);
        assert!(
            refused.status == 422 && refused.text_of("fault").unwrap().contains("1 to 30"),
            "{days}: {}",
            refused.body
        );
    }
    let stolen = [("days", "3"), ("passphrase", "a guess that is wrong"), ("code", "000000")];
    assert_eq!(root.browser.submit(PATH, &page, &stolen).status, 422);
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let token = desk.browser.get("/account").hidden("form_token").unwrap();
    let asked = [("form_token", &*token), ("entity", &*sp.entity_id), ("days", "3")];
    assert_eq!(desk.browser.post(PATH, &asked).status, 403);
    assert_eq!(app.count("partner_link"), 0);
    let (path, second) = (link(&app, &mut root, &sp, "3"), link(&app, &mut root, &sp, "30"));
    assert!(path.starts_with("/partner/") && path.len() == "/partner/".len() + 43 && path != second);
    // Nothing of the token is where the database is, as text or as octets.
    let clean = dump(&app);
    let text = path["/partner/".len()..].to_owned();
    let hex = HEXLOWER.encode(&BASE64URL_NOPAD.decode(text.as_bytes()).unwrap());
    let holds = |dump: &[u8], sought: &str| dump.windows(sought.len()).any(|one| one == sought.as_bytes());
    assert!(app.count("partner_link") == 2 && !holds(&clean, &hex) && !holds(&clean, &text));
    app.sql(&format!("create table planted as select decode('{hex}', 'hex') as octets, '{text}' as text"));
    let planted = dump(&app);
    assert!(holds(&planted, &hex) && holds(&planted, &text), "control: they would be found");
    app.sql("drop table planted");

    // What it shows, and to whom.
    let mut engineer = Browser::new(&app.base);
    let mut get = |path: &str| {
        let page = engineer.get(path);
        assert!([200, 404].contains(&page.status), "{path}: {}", page.body);
        for hidden in [MAIL, "quackenbush", WARD, &person, "other.example", &theirs, "<md:"] {
            assert!(!page.body.contains(hidden), "{path} shows {hidden}: {}", page.body);
        }
        page
    };
    let shown = get(&path);
    for said in [
        "Ward list, as we know it",
        "https://ward.example/acs/default, by HTTP-POST, number 5, the usual one",
        "Answers can go to https://ward.example/acs/default",
        "Key for encryption: RSA, 2048 bits",
        "trial.invalid",
        &*answered,
        &*wrong,
        "is not in its metadata",
        &format!("{}/saml/metadata", app.base),
    ] {
        assert!(shown.body.contains(said), "{said}: {}", shown.body);
    }
    for (name, value) in
        [("x-robots-tag", "noindex, nofollow"), ("cache-control", "no-store"), ("referrer-policy", "no-referrer")]
    {
        assert_eq!(shown.header(name), Some(value));
    }
    let narrow = get(&format!("{path}?ended=stopped"));
    assert!(narrow.body.contains(&*wrong) && !narrow.body.contains(&*answered), "{}", narrow.body);
    for (record, said) in
        [(&answered, "answered: the person was signed on"), (&wrong, "https://ward.example/acs/default (index 5")]
    {
        let page = get(&format!("{path}/{record}"));
        assert!(page.status == 200 && page.body.contains(said), "{record}: {}", page.body);
    }
    let looks = app.count(
        "audit where event = 'application looked at by link' and service_provider = 'https://ward.example/saml'",
    );
    assert_eq!(looks, 4, "each look is on record");
    // Whatever it does not show is one page, whether or not it is there. Only the request's id differs.
    let gone = |page: Page| {
        assert_eq!(page.status, 404, "{}", page.body);
        page.body.replace(page.header("x-request-id").unwrap(), "ID")
    };
    let none = gone(get("/partner/x"));
    let flipped = format!("{}{}", &path[..path.len() - 2], if path.ends_with("AA") { "BA" } else { "AA" });
    for nothing in
        [&format!("{path}/{theirs}"), &format!("{path}/aaaaaaaa"), &flipped, &format!("{flipped}/{answered}")]
    {
        assert_eq!(gone(get(nothing)), none, "{nothing}");
    }
    assert!(app.block_on(flights.by_request_id(&theirs)).unwrap().is_some(), "control: there it is");

    // Edited in the database it is no link.
    app.sql("create table kept as select * from partner_link");
    for meddled in [
        "entity_id = 'https://other.example/saml'",
        "expires_at = expires_at + interval '1 hour'",
        "made_at = made_at + interval '1 hour'",
        "place = sha256(place)",
        "org_id = org_id, mac = set_byte(mac, 0, get_byte(mac, 0) # 1)",
    ] {
        assert_eq!(app.sql(&format!("update partner_link set {meddled}")), 2);
        assert_eq!(gone(get(&path)), none, "{meddled}");
        assert!(app.block_on(app.federation.partner_links(&sp.entity_id)).unwrap().is_empty(), "{meddled}");
        app.sql("delete from partner_link; insert into partner_link select * from kept");
        assert_eq!(get(&path).status, 200, "control: as it was");
    }
    // Ended, for good; the other one goes on.
    let page = root.browser.get(&about("engineers", &sp.entity_id));
    assert_eq!(page.body.matches("End the link until").count(), 2, "{}", page.body);
    let ended = root.browser.submit(END, &page, &[]);
    assert!(ended.status == 303 && ended.location().unwrap().ends_with("done=ended"), "{}", ended.body);
    assert_eq!((gone(get(&path)), get(&second).status), (none.clone(), 200), "the one that ends first stands first");
    app.sql("delete from partner_link; insert into partner_link select * from kept");
    assert_eq!(
        (gone(get(&path)), get(&second).status),
        (none.clone(), 200),
        "its row is there again, and shows nothing"
    );
    // Also where its row is away at that moment.
    let third = link(&app, &mut root, &sp, "30");
    app.sql("create table away as select * from partner_link where place not in (select place from kept)");
    let page = root.browser.get(&about("engineers", &sp.entity_id));
    let place = hidden_of_last(&page, "link");
    app.sql("delete from partner_link where place in (select place from away)");
    assert_eq!(root.browser.submit(END, &page, &[("link", &place)]).status, 303);
    app.sql("insert into partner_link select * from away");
    assert_eq!((gone(get(&third)), get(&second).status), (none.clone(), 200), "ended, although it was not there");
    // Every one, also of which nobody knows; those that are made later serve.
    app.sql("create table whole as select * from partner_link");
    let ended = root.browser.submit(END, &page, &[("all", "yes")]);
    assert!(ended.location().unwrap().ends_with("done=all") && app.count("partner_link") == 0, "{}", ended.body);
    app.sql("insert into partner_link select * from whole");
    assert_eq!(gone(get(&second)), none);
    let (path, second) = (link(&app, &mut root, &sp, "3"), link(&app, &mut root, &sp, "30"));
    assert_eq!((get(&path).status, get(&second).status), (200, 200), "control: made since");

    // Over, each in its time; and one whose metadata is over sees that.
    let soon = instant(app.clock.now() + Duration::days(1));
    let short = sp.metadata().replacen(" entityID=", &format!(" validUntil=\"{soon}\" entityID="), 1);
    register(&app, short.as_bytes(), &["mail"]);
    assert!(!get(&second).body.contains("id=\"over\""));
    app.clock.advance(Duration::days(3) + Duration::MINUTE);
    assert_eq!(gone(get(&path)), none, "its days are over");
    assert!(get(&second).body.contains("id=\"over\""), "control: the longer one");
    app.sql("drop table kept; create table kept as select * from partner_link");
    assert!(app.block_on(app.federation.remove(&sp.entity_id, "test")).unwrap());
    assert_eq!((gone(get(&second)), app.count("partner_link")), (none.clone(), 0), "it goes with its application");
    // Who is registered under the name later is not shown to who had the link.
    register(&app, sp.metadata().as_bytes(), &["mail"]);
    app.sql("insert into partner_link select * from kept");
    assert_eq!(gone(get(&second)), none);
    assert_eq!(app.findings(), []);
    app.sql("delete from audit where event = 'partner links ended'");
    assert_eq!(get(&second).status, 200, "control: it is the audit that says so");
    assert!(!app.findings().is_empty(), "and who takes that away is noticed");
}

/// Makes a link; its path.
fn link(app: &TestApp, root: &mut Person, sp: &Sp, days: &str) -> String {
    let page = root.browser.get(&about("engineers", &sp.entity_id));
    let made = root.send(app, PATH, &page, &[("days", days)]);
    let link = made.text_of("link").unwrap_or_else(|| panic!("{}", made.body));
    link.strip_prefix(&app.base).unwrap().to_owned()
}

/// Of the last form that has such a field.
fn hidden_of_last(page: &Page, name: &str) -> String {
    page.hidden_fields().into_iter().rev().find(|(known, _)| known == name).unwrap().1
}
