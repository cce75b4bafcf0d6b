//! How much one person, and everybody together, may keep here, send at once and send to one other.

use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::between::Between;
use crate::support::envelopes::{Form, wait_until};
use crate::support::keeper::start;
use crate::support::person::{Person, enrol};
use crate::support::program::Home;
use senza::keys::envelopes::{EnvelopeFlowError, Envelopes, Folder, Quotas, Wanted};
use senza::startup::KeeperPlace;
use std::io::Write as _;
use time::Duration;
use zeroize::Zeroizing;

const FILE: usize = 100_000;
const QUOTAS: Quotas = Quotas { file: FILE as u64, person: 150_000, total: 350_000 };

fn scene() -> (TestApp, Person, Person, Person) {
    let app = spawn_with(Options { quotas: Some(QUOTAS), ..Options::default() });
    let [ada, ben, cora] = ["ada", "ben", "cora"].map(|name| enrol(&app, name));
    (app, ada, ben, cora)
}

fn fault(person: &mut Person, octets: usize) -> (u16, String) {
    let (page, _) = person.seal(&Form::file("ben", "a", &vec![7; octets]));
    (page.status, page.text_of("fault").unwrap_or_default())
}

#[test]
fn quotas_hold_and_say_so() {
    let (app, mut ada, mut ben, mut cora) = scene();
    assert!(fault(&mut ada, FILE + 1).1.contains("larger than 97.7 KiB"));
    assert!(app.envelope_files().is_empty());
    assert_eq!(fault(&mut ada, FILE).0, 303);
    assert!(fault(&mut ada, 60_000).1.contains("all the room that is yours"));
    assert_eq!((fault(&mut ben, 99_000).0, fault(&mut cora, 99_000).0), (303, 303));
    assert!(fault(&mut cora, 40_000).1.contains("no room for another envelope just now"));
    assert_eq!(app.envelope_files().len(), 3);
}

// Threat: uploads at once, of which each fits alone; of files that are not kept too, which take the same disk meanwhile.
#[test]
fn what_is_on_its_way_counts_for_its_sender_and_for_all_until_it_is_over() {
    let (app, mut ada, mut ben, mut cora) = scene();
    let content = vec![7; 99_000];
    let form = Form::file("ben", "a", &content);
    let (mut first, body) = ada.upload(&app, &form, 50_000);
    wait_until("it is coming", || app.envelope_files().len() == 1);
    assert!(fault(&mut ada, 60_000).1.contains("what you are sending just now"));
    // One that is not kept, and one that is brought to be opened.
    let (second, _) = ben.upload(&app, &Form { keep: false, ..Form::file("cora", "b", &content) }, 50_000);
    let (third, _) = cora.upload(&app, &Form::file("ben", "c", &content), 50_000);
    wait_until("three are coming", || app.envelope_files().len() == 3);
    assert!(fault(&mut cora, 40_000).1.contains("no room for another envelope just now"));
    // The control: given back, it is free.
    drop((second, third));
    wait_until("two are over", || app.envelope_files().len() == 1);
    assert_eq!(fault(&mut cora, 40_000).0, 303);
    first.write_all(&body[50_000..]).unwrap();
    wait_until("it is kept", || app.count("envelope") == 2);
    assert!(fault(&mut ada, 60_000).1.contains("all the room that is yours"));
}

// Threat: two servers, neither of which knows what is on its way to the other.
#[test]
fn of_two_servers_the_second_sees_what_the_first_has_kept() {
    let (app, ada, ..) = scene();
    let folder = Folder::open(&app.envelope_place(), app.parts.org).unwrap();
    let other = Envelopes::new(app.parts.clone(), folder, QUOTAS);
    let ada = ada.signed_in(&app);
    let send = async |envelopes: &Envelopes| {
        let kept_for = Some(Duration::hours(1));
        let wanted = Wanted { to: "", own_copy: true, kept_for, expected: Some(FILE as u64) };
        let mut sending = envelopes.send(&ada, wanted, "test").await.unwrap();
        sending.push(Zeroizing::new(vec![7; FILE])).await.unwrap();
        sending
    };
    let (first, second) = app.block_on(async { (send(&app.envelopes).await, send(&other).await) });
    assert_eq!(app.envelope_files().len(), 2, "both are coming");
    let id = app.block_on(app.envelopes.keep(&ada, first, "a", "test")).unwrap();
    let refused = app.block_on(other.keep(&ada, second, "b", "test"));
    assert!(matches!(refused, Err(EnvelopeFlowError::Quota("octets"))), "{refused:?}");
    assert_eq!((app.count("envelope"), app.envelope_files().len()), (1, 1));
    // The control: with the first withdrawn it fits.
    app.block_on(app.envelopes.withdraw(&ada, id, "test")).unwrap();
    app.block_on(async { other.keep(&ada, send(&other).await, "b", "test").await.unwrap() });
}

// Threat: somebody fills another's list, with many envelopes or by taking back and forgetting each, and nobody else reaches them.
#[test]
fn one_sender_fills_few_of_another_s_places_and_lists_have_pages() {
    let app = spawn_with(Options::default());
    let [mut ada, mut ben, mut cora] = ["ada", "ben", "cora"].map(|name| enrol(&app, name));
    let send = |person: &mut Person| {
        app.clock.advance(Duration::seconds(20));
        person.seal(&Form::text("ben", "hello")).0
    };
    for sent in 0..32 {
        let page = send(&mut ada);
        assert_eq!(page.status, 303, "{sent}: {}", page.body);
        let id = page.location().unwrap()["/envelopes/".len()..].split('?').next().unwrap().to_owned();
        if sent >= 16 {
            assert_eq!((ada.act(&id, "withdraw").status, ada.act(&id, "forget").status), (303, 303));
        }
    }
    assert_eq!(app.count("envelope_slip"), 32 + 16, "control: hers are fewer than anybody may send");
    let page = send(&mut ada);
    assert!(
        page.text_of("fault").unwrap().contains("As many envelopes from you as may be wait with ben"),
        "{}",
        page.body
    );
    assert_eq!((send(&mut cora).status, app.count("envelope")), (303, 33));
    // Ben's list has them on two pages, the newest first.
    let (first, second) = (ben.browser.get("/envelopes"), ben.browser.get("/envelopes?received=2"));
    let rows = |page: &crate::support::browser::Page| page.body.matches("<th scope=\"row\">").count();
    assert_eq!((rows(&first), rows(&second)), (25, 8));
    assert!(first.body.contains("Page 1 of 2") && second.body.contains("Page 2 of 2"), "{}", second.body);
    assert!(first.body.contains("<bdi>cora</bdi>") && !second.body.contains("<bdi>cora</bdi>"));
    assert_eq!(rows(&ben.browser.get("/envelopes?received=99&sent=0")), 8, "the last there is");
    // What he takes off his list makes room.
    let id = second.body.split("href=\"/envelopes/").nth(1).unwrap();
    let id = second.body.split("<th scope=\"row\"><a href=\"/envelopes/").nth(1).unwrap_or(id)[..36].to_owned();
    let token = ben.browser.get("/envelopes/new").hidden("form_token").unwrap();
    assert_eq!(ben.browser.post(&format!("/envelopes/{id}/forget"), &[("form_token", &token)]).status, 303);
    assert_eq!(send(&mut ada).status, 303);
}

// Threat: a keeper that answers slowly, and a few people who look at long lists, and nobody signs in: every connection to the database waits.
#[test]
fn who_looks_at_a_list_holds_no_connection_while_the_keeper_is_asked() {
    /// By its number in `docs/keeper.md`.
    const CHECK_ROW_MAC: u8 = 8;
    let home = Home::new();
    let keeper = start(&home, "run");
    let between = Between::to(&keeper.socket);
    let place = KeeperPlace::Sockets(vec![between.socket().into()]);
    let app = spawn_with(Options { keeper: Some(place), ..Options::default() });
    let mut ada = enrol(&app, "ada");
    for _ in 0..2 {
        ada.mail(&Form { own_copy: true, ..Form::text("", "hello") });
    }
    let mut asked = |path: &str| {
        between.heard();
        assert_eq!(ada.browser.get(path).status, 200);
        between.heard().concat().into_iter().filter(|operation| *operation == CHECK_ROW_MAC).count()
    };
    assert_eq!((asked("/envelopes/new"), asked("/envelopes")), (0, 2), "control: once for each that is shown");
    let in_use = || app.parts.pool.size() as usize - app.parts.pool.num_idle();
    between.hold(CHECK_ROW_MAC);
    std::thread::scope(|scope| {
        let looking = scope.spawn(|| ada.browser.get("/envelopes").status);
        app.block_on(between.is_held());
        wait_until("nobody else uses one", || in_use() == 0);
        app.block_on(async {
            let _held = app.parts.pool.acquire().await.unwrap();
            assert_eq!(in_use(), 1, "control: one that is held shows");
        });
        between.release();
        assert_eq!(looking.join().unwrap(), 200);
    });
}
