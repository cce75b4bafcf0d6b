//! Passphrase and passkey, both needed: what opens the account with them, what does not any more, and everything that a person
//! changes meanwhile.

use super::Software;
use super::alone::{add_alone, alone};
use crate::sign_in::LOG_WRITES;
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::both::{
    PRF, add_with_prf, add_with_prf_by_both, at_page, by_both, by_message, change_by_both, choose, chosen, proof,
    send_by_both, with_prf,
};
use crate::support::browser::Browser;
use crate::support::person::{PASSPHRASE, Person, enrol, enrol_as};
use crate::support::sp::Sp;
use crate::support::ways::recover;
use crate::swaps::rows::{columns, rows as rows_of, tampers};
use crate::ways::factors::rows;
use crate::ways::halfway::{FAILPOINTS, look_again};
use data_encoding::BASE64URL_NOPAD;
use time::Duration;

const OTHER: &str = "copper lantern walks quietly home";

// Threat: somebody has the database, the keeper and a guessed passphrase, and opens what was to need the authenticator too.
#[test]
fn the_account_opens_by_both_with_its_names_and_by_nothing_less() {
    let app = spawn();
    let portal = Sp::new("portal").told(&["mail"]).register(&app);
    let mut ada = enrol_as(&app, "ada@example.org", true, &[("mail", "ada@example.org")]);
    let asked = |browser: &mut Browser| Answer::of(&browser.get(&portal.request(&app).unsigned()));
    let before = (asked(&mut ada.browser).pairwise_id(), ada.known(&app).root_epoch);
    ada.make_kit(&app);
    let mut key = add_with_prf(&app, &mut ada, "Blue key");
    let (mut elsewhere, came) = by_both(&app, "ada@example.org", PASSPHRASE, &mut key);
    assert_eq!(came.status, 303, "control: beside the passphrase it serves as a second factor");
    choose(&mut ada, &mut key);
    assert_eq!(elsewhere.get("/portal").status, 303, "who was signed in elsewhere is not any more");
    assert!(ada.browser.get("/account").text_of("needs-both").is_some());
    assert_eq!(app.count("way_in where way = 'passphrase'"), 0, "no row has the passphrase alone");
    let known = ada.known(&app);
    assert_eq!((known.root_epoch, known.data_generations, known.needs_both), (before.1 + 1, 2, true));

    for _ in 0..2 {
        let (mut browser, done) = by_both(&app, "ada@example.org", PASSPHRASE, &mut key);
        assert_eq!(done.location().as_deref(), Some("/portal"), "{}", done.body);
        let answer = asked(&mut browser);
        assert_eq!(answer.pairwise_id(), before.0, "who she is stays");
        assert!(answer.assertion.unwrap().contains("ada@example.org"));
        assert_eq!(browser.get("/admin").status, 200, "her roles too");
    }
    assert_eq!(ada.sign_in(&app).status, 403, "passphrase and code");
    assert_eq!(alone(&app, &mut key).1.status, 403, "the passkey alone");
    assert_eq!(by_both(&app, "ada@example.org", OTHER, &mut key).1.status, 403, "another passphrase");
    assert_eq!(by_both(&app, "ada@example.org", PASSPHRASE, &mut key).1.status, 303, "control: nothing of it changed");
}

type Attack = fn(&TestApp, &mut Software, &mut Software, &str) -> String;

const ATTACKS: [(&str, &str, Attack); 9] = [
    ("no PRF", "sign-in refused", |_, key, _, asked| key.get(asked)),
    ("another PRF", "sign-in refused", |_, key, _, asked| with_prf(&key.get(asked), &PRF.replace("AQID", "AQIE"))),
    ("31 octets of PRF", "sign-in refused", |_, key, _, asked| {
        with_prf(&key.get(asked), &BASE64URL_NOPAD.encode(&[1; 31]))
    }),
    ("a user who was not verified", "sign-in refused", |_, key, _, asked| {
        let flags = std::mem::replace(&mut key.flags, 0x01);
        let said = with_prf(&key.get(asked), PRF);
        key.flags = flags;
        said
    }),
    ("another's passkey", "sign-in refused", |_, _, theirs, asked| with_prf(&theirs.get(asked), PRF)),
    ("another's handle", "sign-in refused", |_, key, theirs, asked| {
        let own = std::mem::replace(&mut key.user, theirs.user.clone());
        let said = with_prf(&key.get(asked), PRF);
        key.user = own;
        said
    }),
    // The PRF's output was learnt once, and the passphrase: the authenticator's own key is wanted too.
    ("the right handle and PRF, another's key", "sign-in refused", |app, key, _, asked| {
        let mut forged = Software::new(&app.base, "localhost", &key.user);
        forged.id.clone_from(&key.id);
        with_prf(&forged.get(asked), PRF)
    }),
    ("a count that goes back", "passkey refused: counter", |_, key, _, asked| {
        let count = std::mem::replace(&mut key.count, 0);
        let said = with_prf(&key.get(asked), PRF);
        key.count = count;
        said
    }),
    ("a sibling's origin", "passkey refused: origin", |_, key, _, asked| {
        let own = std::mem::replace(&mut key.origin, "http://portal.localhost".to_owned());
        let said = with_prf(&key.get(asked), PRF);
        key.origin = own;
        said
    }),
];

// Threat: what is not exactly passphrase and passkey opens the account, or tells which of the two was right.
#[test]
fn each_attack_is_refused_alike_and_so_is_whoever_has_no_such_way_in() {
    let app = spawn();
    let (_ada, mut key, _) = chosen(&app, "ada@example.org");
    let mut bob = enrol(&app, "bob@example.org");
    let mut theirs = add_with_prf(&app, &mut bob, "Their key");
    let mut told = Vec::new();
    app.sql(LOG_WRITES);
    let mut written = Vec::new();
    let mut note = |word: &str| {
        let query = "select what from test_writes order by n";
        let writes: Vec<String> = app.block_on(sqlx::query_scalar(query).fetch_all(&app.parts.pool)).unwrap();
        app.sql("truncate test_writes");
        // What has a word of its own on record has one for whoever is asked about, or for who holds the passkey's own key.
        if word == "sign-in refused" {
            written.push(writes);
        }
    };
    for (attack, word, make) in ATTACKS {
        let audited = || app.count(&format!("audit where event = '{word}'"));
        let before = audited();
        let (mut browser, refused) =
            by_message(&app, "ada@example.org", PASSPHRASE, |asked| make(&app, &mut key, &mut theirs, asked));
        assert_eq!((refused.status, audited()), (403, before + 1), "{attack}: {}", refused.body);
        assert_eq!(browser.get("/portal").status, 303, "{attack}: no session");
        told.push(crate::sign_in::without_tokens(&refused));
        note(word);
    }
    for (name, passphrase) in [("ada@example.org", OTHER), ("bob@example.org", OTHER), ("eve@example.org", PASSPHRASE)]
    {
        let (_, refused) = by_both(&app, name, passphrase, &mut key);
        assert_eq!(refused.status, 403, "{name}");
        let (status, headers, body) = crate::sign_in::without_tokens(&refused);
        told.push((status, headers, body.replace(name, "[identifier]")));
        note("sign-in refused");
    }
    assert!(written[0].len() >= 3 && written.iter().all(|one| *one == written[0]), "and the same writes: {written:#?}");
    assert!(told.iter().all(|one| *one == told[0]), "one page for all: {told:#?}");
    assert_eq!(by_both(&app, "ada@example.org", PASSPHRASE, &mut key).1.status, 303, "control");
    assert_eq!(by_both(&app, "bob@example.org", PASSPHRASE, &mut theirs).1.status, 303, "control");
}

#[test]
fn another_passphrase_or_identifier_keeps_every_passkey_that_was_chosen() {
    let app = spawn();
    let (mut ada, mut key, _) = chosen(&app, "ada@example.org");
    // A second one: made, and chosen in the same step.
    let page = ada.browser.get("/account/passkeys");
    let mut second = at_page(&app, &page);
    let message = with_prf(&second.make(&page.hidden("challenge").unwrap()), PRF);
    let done =
        send_by_both(&mut ada, &mut key, "/account/passkeys", &page, &[("passkey", &message), ("name", "Spare")]);
    assert_eq!(done.location().as_deref(), Some("/account/passkeys?done=added"), "{}", done.body);
    assert_eq!(app.count("way_in where way = 'both'"), 2);
    let epoch = ada.known(&app).root_epoch;
    let more = [("new_passphrase", OTHER), ("new_passphrase_confirm", OTHER)];
    app.sql("create table kept_way as select * from way_in; create table kept_seal as select * from root_seal");
    let done = change_by_both(&mut ada, &mut key, "/account/passphrase", &more);
    assert_eq!(done.location().as_deref(), Some("/account?done=passphrase"), "{}", done.body);
    ada.passphrase = OTHER.to_owned();
    assert_eq!(ada.known(&app).root_epoch, epoch, "the root stays");
    for one in [&mut key, &mut second] {
        assert_eq!(by_both(&app, "ada@example.org", PASSPHRASE, one).1.status, 403, "the older one");
        assert_eq!(by_both(&app, "ada@example.org", OTHER, one).1.status, 303);
    }
    // Threat: whoever writes to the database puts the ways in of the older passphrase, which they know, in the place of these.
    app.sql(
        "create table new_way as select * from way_in where way = 'both'; create table new_seal as
             select s.* from root_seal s join new_way w on w.id = s.way_id; delete from way_in where way = 'both'",
    );
    app.sql(
        "insert into way_in select * from kept_way where way = 'both';
             insert into root_seal select s.* from kept_seal s join kept_way w on w.id = s.way_id where w.way = 'both'",
    );
    assert_eq!(by_both(&app, "ada@example.org", PASSPHRASE, &mut key).1.status, 403, "put back");
    app.sql(
        "delete from way_in where way = 'both'; insert into way_in select * from new_way;
             insert into root_seal select * from new_seal",
    );
    let done = change_by_both(&mut ada, &mut second, "/account/identifier", &[("new_identifier", "ada.l@example.org")]);
    assert_eq!(done.status, 303, "{}", done.body);
    for one in [&mut key, &mut second] {
        assert_eq!(by_both(&app, "ada.l@example.org", OTHER, one).1.status, 303);
        assert_eq!(by_both(&app, "ada@example.org", OTHER, one).1.status, 403);
    }
}

#[test]
fn a_change_needs_both_and_going_back_lets_a_code_serve_again() {
    let app = spawn();
    let (mut ada, mut key, _) = chosen(&app, "ada@example.org");
    let page = ada.browser.get("/account/both/end");
    assert_eq!(ada.send(&app, "/account/both/end", &page, &[]).status, 422, "passphrase and code");
    ada.passphrase = OTHER.to_owned();
    assert_eq!(change_by_both(&mut ada, &mut key, "/account/both/end", &[]).status, 422, "another passphrase");
    ada.passphrase = PASSPHRASE.to_owned();
    assert_eq!(app.count("audit where event = 'change refused'"), 2);
    let epoch = ada.known(&app).root_epoch;
    let done = change_by_both(&mut ada, &mut key, "/account/both/end", &[]);
    assert_eq!(done.location().as_deref(), Some("/account?done=code"), "{}", done.body);
    assert_eq!((ada.known(&app).root_epoch, app.count("way_in where way = 'both'")), (epoch + 1, 0));
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(
        by_both(&app, "ada@example.org", PASSPHRASE, &mut key).1.status,
        303,
        "the passkey stays a second factor"
    );
    assert_eq!(ada.browser.get("/account/both/end").status, 404, "there is nothing to end");
}

#[test]
fn a_kit_must_be_there_and_stay_and_brings_back_whoever_lost_the_passkey() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    assert!(ada.browser.get("/account/both").text_of("passkey-first").is_some());
    let mut key = add_with_prf(&app, &mut ada, "Blue key");
    let page = ada.browser.get("/account/both");
    assert!(page.text_of("kit-first").is_some(), "the page says so");
    let page = ada.browser.get("/account/passphrase");
    assert_eq!(send_by_both(&mut ada, &mut key, "/account/both", &page, &[]).status, 409, "no kit");
    let kit = ada.make_kit(&app);
    let page = ada.browser.get("/account/both");
    assert_eq!(ada.send(&app, "/account/both", &page, &[]).status, 422, "a code is no passkey");
    choose(&mut ada, &mut key);
    let removed = change_by_both(&mut ada, &mut key, "/account/remove", &[("way", "kit")]);
    assert_eq!((removed.status, app.count("way_in where way = 'kit'")), (409, 1), "the kit stays");
    let id = ada.known(&app).passkeys[0].id;
    let path = format!("/account/passkeys/remove?id={id}");
    let last = change_by_both(&mut ada, &mut key, &path, &[("id", &id.to_string())]);
    assert_eq!((last.status, app.count("way_in where way = 'both'")), (409, 1), "nor does the last passkey go");
    let mut back = recover(&app, "ada@example.org", &kit, PASSPHRASE);
    assert_eq!(app.count("way_in"), 1, "everything is chosen anew");
    assert_eq!(by_both(&app, "ada@example.org", PASSPHRASE, &mut key).1.status, 403, "what was lost is worth nothing");
    assert_eq!(back.sign_in(&app).status, 303);
}

#[test]
fn another_passkey_is_let_in_and_one_that_is_taken_away_starts_a_new_root() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    ada.make_kit(&app);
    let mut spare = add_with_prf(&app, &mut ada, "Spare");
    let mut phone = add_alone(&app, &mut ada, "Phone");
    let mut key = add_with_prf(&app, &mut ada, "Blue key");
    choose(&mut ada, &mut key);
    assert_eq!(by_both(&app, "ada@example.org", PASSPHRASE, &mut spare).1.status, 403, "one that was not chosen");
    assert_eq!(alone(&app, &mut phone).1.status, 303, "what opens alone goes on");
    let id = |ada: &Person, name: &str| ada.known(&app).passkeys.iter().find(|one| one.name == name).unwrap().id;
    for (name, one) in [("Spare", &mut spare), ("Phone", &mut phone)] {
        let id = id(&ada, name);
        let path = format!("/account/passkeys/join?id={id}");
        let done = change_by_both(&mut ada, &mut key, &path, &[("id", &id.to_string())]);
        assert_eq!(done.location().as_deref(), Some("/account/passkeys?done=joined"), "{}", done.body);
        assert_eq!(by_both(&app, "ada@example.org", PASSPHRASE, one).1.status, 303, "{name}");
    }
    assert_eq!(alone(&app, &mut phone).1.status, 303, "and alone");
    let epoch = ada.known(&app).root_epoch;
    let lost = id(&ada, "Blue key");
    let path = format!("/account/passkeys/remove?id={lost}");
    let done = change_by_both(&mut ada, &mut spare, &path, &[("id", &lost.to_string())]);
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(ada.known(&app).root_epoch, epoch + 1);
    assert_eq!(by_both(&app, "ada@example.org", PASSPHRASE, &mut key).1.status, 403);
    assert_eq!(by_both(&app, "ada@example.org", PASSPHRASE, &mut spare).1.status, 303, "control");
}

// Threat: whoever writes to the database puts what lies in one way in into another, of the same person or of somebody else.
#[test]
fn what_lies_in_its_row_serves_in_its_own_place_alone() {
    let app = spawn();
    let (mut ada, mut key, _) = chosen(&app, "ada@example.org");
    let mut spare = add_with_prf_by_both(&app, &mut ada, &mut key, "Spare");
    let (_eve, mut hers, _) = chosen(&app, "eve@example.org");
    let all = rows_of(&app, "way_in", "way = 'both'");
    let account = ada.signed_in(&app).account.0.to_string();
    let (own, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|row| row.value("account_id") == Some(&account));
    assert_eq!((own.len(), others.len()), (2, 1));
    let columns = columns(&app, "way_in");
    // A hardening key of another row does not open at the keeper: that ends at the first step.
    let opens = |at: &mut Software| {
        let mut browser = Browser::new(&app.base);
        let page = browser.get("/login");
        let typed = [("identifier", "ada@example.org"), ("passphrase", PASSPHRASE), ("code", "")];
        let Some(second) = browser.submit("/login", &page, &typed).location() else { return false };
        let page = browser.get(&second);
        let message = with_prf(&at.get(&page.hidden("challenge").unwrap()), PRF);
        browser.submit("/login", &page, &[("passkey", &message)]).status == 303
    };
    let mut tried = 0;
    for column in columns.iter().filter(|column| column.kind == "bytea" && column.name != "locator") {
        for (n, row) in own.iter().enumerate() {
            let more = [&others[..], &own[1 - n..2 - n]].concat();
            // Its share in every way; of the rest, what stands in another row.
            let all = tampers(column, row, &more, &[], &columns).into_iter();
            for tamper in
                all.filter(|one| one.value.is_some() && (column.name == "share" || one.how.starts_with("of row")))
            {
                row.becomes(&app, &row.with(&column.name, tamper.value.as_deref()));
                app.clock.advance(Duration::minutes(5));
                // Which row is which passkey's nobody knows: one opens still, and not both.
                let opened = (opens(&mut key), opens(&mut spare));
                assert_ne!(opened, (true, true), "{} {}", column.name, tamper.how);
                row.becomes(&app, row);
                tried += 1;
            }
        }
    }
    assert!(tried > 25, "{tried}");
    assert!(opens(&mut key) && opens(&mut spare), "control: put back, both serve");
    assert_eq!(by_both(&app, "eve@example.org", PASSPHRASE, &mut hers).1.status, 303);
}

// Threat: the connection is cut, or a server killed, while somebody chooses it, lets another passkey in or goes back, and neither what
// there was opens their account nor what there would be.
#[test]
fn it_is_chosen_and_ended_whole_or_not_at_all_whenever_the_connection_is_lost() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    ada.make_kit(&app);
    add_with_prf(&app, &mut ada, "Spare");
    let spare = ada.known(&app).passkeys[0].id.to_string();
    let mut key = add_with_prf(&app, &mut ada, "Blue key");
    app.sql(FAILPOINTS);
    let join = format!("/account/passkeys/join?id={spare}");
    for (path, ways) in [("/account/both", 1), (&*join, 2), ("/account/both/end", 0)] {
        let mut at = 1;
        loop {
            if at % 4 == 1 {
                look_again(&app, [&mut ada]);
            }
            let page = ada.browser.get(path);
            let proof = proof(&mut ada, &mut key, &page);
            let typed: Vec<(&str, &str)> = proof.iter().map(|(name, text)| (*name, &**text)).collect();
            let before = rows(&app);
            app.sql(&format!(
                "select setval('test_statement', 1, false); update test_failpoint set at = {at}, cuts = true"
            ));
            let done = ada.browser.submit(path.split('?').next().unwrap(), &page, &typed);
            app.sql("update test_failpoint set at = 0");
            if done.status == 303 {
                break;
            }
            assert!(done.status >= 500 && at < 60, "{path} at {at}: {} {}", done.status, done.body);
            assert_eq!(rows(&app), before, "{path} at {at}: half changed");
            at += 1;
        }
        assert!(at > 3, "control: {path} has statements to fail at");
        assert_eq!(app.count("way_in where way = 'both'"), ways, "{path}");
    }
    assert_eq!(ada.sign_in(&app).status, 303);
}
