//! The list of browsers that count as known, and forgetting one: it is a stranger from that moment.

use super::{close, device_of, sign_in, stopped, throttled, with_device};
use crate::passkeys::alone::{PRF, add_alone, with_prf};
use crate::support::app::{TestApp, spawn};
use crate::support::browser::{Browser, Page};
use crate::support::network::network;
use crate::support::person::{Person, enrol};
use senza::domain::Clock;
use serde_json::Value;
use time::Duration;

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
const PHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                     Version/17.5 Mobile/15E148 Safari/604.1";

/// Signs a person in with another browser, which says what it is.
fn with_browser(app: &TestApp, person: &Person, agent: &str) -> Browser {
    let mut browser = Browser::new(&app.base).saying("User-Agent", agent);
    let page = sign_in(&mut browser, &person.identifier, &person.passphrase, &person.next_code(app));
    assert_eq!(page.status, 303, "{}", page.body);
    browser
}

/// The page's rows, each in words.
fn rows(page: &Page) -> Vec<String> {
    let body = page.body.split("<tbody>").nth(1).unwrap_or_default().split("</tbody>").next().unwrap_or_default();
    let all = body.split("<tr>").skip(1).map(|row| {
        let words: Vec<&str> = row.split('<').filter_map(|part| part.split('>').nth(1)).map(str::trim).collect();
        words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    });
    all.collect()
}

fn listed(browser: &mut Browser) -> Vec<String> {
    let page = browser.get("/account/devices");
    assert_eq!(page.status, 200, "{}", page.body);
    rows(&page)
}

/// Presses the button of the row that has these words.
fn forget(browser: &mut Browser, words: &str) -> Page {
    let page = browser.get("/account/devices");
    let row = page.body.split("<tr>").find(|row| row.contains(words)).expect("its row").to_owned();
    let id = row.split("name=\"device\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    browser.submit("/account/devices", &page, &[("do", "forget"), ("device", &id)])
}

fn forget_others(browser: &mut Browser) -> Page {
    let page = browser.get("/account/devices");
    browser.submit("/account/devices", &page, &[("do", "others")])
}

#[test]
fn a_person_sees_which_browsers_count_as_known() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let bob = enrol(&app, "bob@example.org");
    let mut firefox = with_browser(&app, &ada, FIREFOX);
    let mut phone = with_browser(&app, &ada, PHONE);
    with_browser(&app, &bob, FIREFOX);
    let all = listed(&mut firefox);
    assert_eq!(all.len(), 3, "{all:?}");
    assert!(all[0].starts_with("Firefox on Linux this one"), "{all:?}");
    assert!(all.iter().filter(|row| row.contains("this one")).count() == 1, "{all:?}");
    assert!(all.iter().any(|row| row.starts_with("Safari on iPhone")), "{all:?}");
    assert!(listed(&mut phone)[0].starts_with("Safari on iPhone this one"));
    // Again with the same one, by a code and by a passkey alone: it is the same one.
    app.clock.advance(Duration::days(2));
    ada.browser = phone.signed_out().saying("User-Agent", PHONE);
    let code = ada.next_code(&app);
    assert_eq!(sign_in(&mut ada.browser, &ada.identifier, &ada.passphrase, &code).status, 303);
    let mut key = add_alone(&app, &mut ada, "Phone");
    let mut again = ada.browser.signed_out().saying("User-Agent", PHONE);
    let token = again.get("/login").hidden("form_token").unwrap();
    let asked = again.post("/login/passkey/question", &[("form_token", &token)]);
    let said: Value = serde_json::from_str(&asked.body).unwrap();
    let message = with_prf(&key.get(said["challenge"].as_str().unwrap()), PRF);
    let question = said["question"].as_str().unwrap();
    let typed = [("form_token", &*token), ("question", question), ("passkey", &*message)];
    assert_eq!(again.post("/login/passkey", &typed).location().as_deref(), Some("/portal"));
    let all = listed(&mut again);
    assert_eq!(all.len(), 3, "{all:?}");
    assert!(all[0].starts_with("Safari on iPhone this one"), "{all:?}");
    let exported: Value = serde_json::from_str(&again.get("/account/export").body).unwrap();
    let phone = exported["browsers"].as_array().unwrap().iter().find(|one| one["name"] == "Safari on iPhone").unwrap();
    assert!(phone["first_on"].as_str() < phone["last_on"].as_str(), "{exported}");
    // Another passphrase makes strangers of all but this one.
    ada.browser = again;
    assert_eq!(ada.change_passphrase(&app, "quiet copper lantern field").status, 303);
    let all = listed(&mut ada.browser);
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(all[0].contains("this one"), "{all:?}");
}

// Threat: a browser that was lost, sold or lent goes on being as good as the owner's, though she has had it forgotten.
#[test]
fn a_forgotten_browser_is_a_stranger_at_once() {
    let app = stopped(throttled());
    let ada = enrol(&app, "ada@example.org");
    let mut firefox = with_browser(&app, &ada, FIREFOX);
    let (known, own) = (device_of(&with_browser(&app, &ada, PHONE)), device_of(&firefox));
    let strangers: Vec<String> = (1..=20).map(|number| network(&app, number)).collect();
    close(&app, &strangers, "ada@example.org");
    let elsewhere = network(&app, 99);
    let enters = |device: &str| with_device(&app, &elsewhere, &ada, Some(device)).1.status;
    assert_eq!(enters(&known), 303, "control: while it is known");
    assert_eq!(forget(&mut firefox, "Safari on iPhone").location().as_deref(), Some("/account/devices?done=forgotten"));
    assert_eq!(app.count("audit where event = 'devices forgotten'"), 1);
    assert_eq!(enters(&known), 429);
    assert_eq!(enters(&own), 303, "control: the one that is left");
    assert!(!listed(&mut firefox).iter().any(|row| row.contains("iPhone")));
    // Control: it is the mark that makes a stranger of it.
    app.sql("delete from forgotten_device");
    assert_eq!(enters(&known), 303);
    // The one in front of her, too; the browser keeps nothing of it then.
    assert_eq!(forget(&mut firefox, "this one").status, 303);
    assert_eq!(firefox.cookie(super::COOKIE).unwrap_or_default(), "");
    assert_eq!(enters(&own), 429);
}

#[test]
fn all_others_are_forgotten_and_this_one_is_not() {
    let app = stopped(throttled());
    let ada = enrol(&app, "ada@example.org");
    let mut firefox = with_browser(&app, &ada, FIREFOX);
    let (own, other) = (device_of(&firefox), device_of(&with_browser(&app, &ada, PHONE)));
    assert_eq!(forget_others(&mut firefox).status, 303);
    let all = listed(&mut firefox);
    assert!(all.len() == 1 && all[0].starts_with("Firefox on Linux this one"), "{all:?}");
    let strangers: Vec<String> = (1..=20).map(|number| network(&app, number)).collect();
    close(&app, &strangers, "ada@example.org");
    let enters = |device: &str| with_device(&app, &app.base, &ada, Some(device)).1.status;
    assert_eq!((enters(&other), enters(&device_of(&ada.browser)), enters(&own)), (429, 429, 303));
}

// Threat: somebody has another's browser forgotten, so that its owner waits with the strangers.
#[test]
fn nobody_forgets_anothers_browser() {
    let app = stopped(throttled());
    let ada = enrol(&app, "ada@example.org");
    let mut firefox = with_browser(&app, &ada, FIREFOX);
    let own = device_of(&firefox);
    let page = firefox.get("/account/devices");
    let id = page.hidden("device").unwrap();
    let mut bob = enrol(&app, "bob@example.org");
    let his = bob.browser.get("/account/devices");
    let typed = [("do", "forget"), ("device", &*id)];
    assert_eq!(bob.browser.submit("/account/devices", &his, &typed).status, 303);
    assert_eq!(forget_others(&mut bob.browser).status, 303);
    assert_eq!(Browser::new(&app.base).submit("/account/devices", &his, &typed).status, 400, "a form from elsewhere");
    let mut nobody = Browser::new(&app.base);
    let login = nobody.get("/login");
    assert_eq!(nobody.submit("/account/devices", &login, &typed).location().as_deref(), Some("/login"));
    assert_eq!(app.count("forgotten_device"), 0);
    let strangers: Vec<String> = (1..=20).map(|number| network(&app, number)).collect();
    close(&app, &strangers, "ada@example.org");
    assert_eq!(with_device(&app, &app.base, &ada, Some(&own)).1.status, 303);
}

// Marks go when no keeper would let the device be known any more.
#[test]
fn what_is_forgotten_is_swept_when_its_time_is_over() {
    let app = stopped(throttled());
    let ada = enrol(&app, "ada@example.org");
    let mut firefox = with_browser(&app, &ada, FIREFOX);
    assert_eq!(forget(&mut firefox, "this one").status, 303);
    let sweep = |app: &TestApp| {
        let now = app.clock.now();
        app.block_on(async {
            let mut db = app.parts.pool.acquire().await.unwrap();
            senza::db::sweep::expired(&mut db, now).await.unwrap()
        });
        app.count("forgotten_device")
    };
    app.clock.advance(Duration::days(181));
    assert_eq!(sweep(&app), 1, "control: not before");
    app.clock.advance(Duration::days(1));
    assert_eq!(sweep(&app), 0);
}

// Threat: a browser that is forgotten while somebody signs in with it stands in the list again, as one that counts as known, though it
// is a stranger.
#[test]
fn a_browser_that_is_forgotten_between_the_steps_is_another_one() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut phone = with_browser(&app, &ada, PHONE).signed_out().saying("User-Agent", PHONE);
    let page = phone.get("/login");
    let typed = [("identifier", &*ada.identifier), ("passphrase", &*ada.passphrase), ("code", "")];
    let first = phone.submit("/login", &page, &typed);
    let second = phone.get(&first.location().unwrap());
    assert_eq!(forget_others(&mut ada.browser).status, 303);
    assert_eq!(listed(&mut ada.browser).len(), 1, "control: it is gone from the list");
    let done = phone.submit("/login", &second, &[("code", &ada.next_code(&app))]);
    assert_eq!(done.status, 303, "{}", done.body);
    let all = listed(&mut phone);
    assert!(all.len() == 2 && all[0].starts_with("Safari on iPhone this one"), "known, under another id: {all:?}");
}
