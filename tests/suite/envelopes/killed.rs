//! The server, or PostgreSQL's process, is killed while something is being sent: nothing is half kept, and who sent it is told.

use super::three;
use crate::support::app::{Options, spawn_on};
use crate::support::browser::Browser;
use crate::support::cluster;
use crate::support::envelopes::{Form, by_hand, content_type, envelope_files_in, wait_until};
use crate::support::person::{PASSPHRASE, enrol};
use crate::support::program::Home;
use crate::support::relay::Relay;
use crate::ways::halfway::FAILPOINTS;
use senza::domain::{Clock as _, SystemClock};
use senza::sign_in::totp;

const ON_ENVELOPES: &str = "
    do $$ declare t text; begin
        foreach t in array array['envelope', 'envelope_slip'] loop
            execute format('create trigger test_fail after insert or update or delete on %I for each statement execute function test_fail()', t);
        end loop;
    end $$;
    create constraint trigger test_commit after insert on envelope deferrable initially deferred for each row execute function test_fail();
";

fn standing(app: &crate::support::app::TestApp) -> (i64, i64) {
    (app.count("envelope"), app.count("envelope_slip"))
}

#[test]
fn an_envelope_is_kept_whole_or_not_at_all_whichever_statement_fails_and_its_sender_is_told() {
    let (app, mut ada, mut ben, _) = three();
    app.sql(FAILPOINTS);
    app.sql(ON_ENVELOPES);
    let form = Form::text("ben@example.org,cora@example.org", "all or nothing");
    for cuts in [false, true] {
        let (before, files, mut failed) = (standing(&app), app.envelope_files(), 0);
        for at in 1.. {
            app.clock.advance(time::Duration::minutes(1));
            app.sql(&format!(
                "select setval('test_statement', 1, false); update test_failpoint set at = {at}, cuts = {cuts}"
            ));
            let (page, _) = ada.seal(&form);
            app.sql("update test_failpoint set at = 0");
            if page.status == 303 {
                break;
            }
            assert!(at < 30 && page.status >= 500, "{at}: {} {}", page.status, page.body);
            let told = ["Not available for a moment", "Something went wrong on our side"];
            assert!(told.iter().any(|title| page.body.contains(title)), "{at}: {}", page.body);
            assert!(ada.browser.get("/envelopes").status == 200 && standing(&app) == before, "{at}, {cuts}: half kept");
            // What became of a commit whose answer was lost is seen by the row: the file waits for the sweep.
            app.block_on(app.envelopes.sweep()).unwrap();
            assert_eq!(app.envelope_files(), files, "{at}, {cuts}: a file stays");
            failed += 1;
        }
        assert!(failed >= 5, "control: two slips, one of hers, the row, the commit: {failed}");
        assert_eq!(standing(&app), (before.0 + 1, before.1 + 3));
        println!("{failed} failpoints, cut: {cuts}; nothing half kept");
    }
    assert_eq!(ben.browser.get("/envelopes").body.matches("<th scope=\"row\">").count(), 2, "each once");
}

// Threat: the answer to a commit is lost, the sender's server takes the file away, and those it was for find a row without one.
#[test]
fn a_commit_whose_answer_was_lost_counts_and_its_file_is_there() {
    let relay = Relay::to(&cluster::create_database());
    let app = spawn_on(relay.options(), Options::default());
    let mut ada = enrol(&app, "ada");
    let body = Form { own_copy: true, ..Form::text("", "there once") };
    let body = body.body(&ada.browser.get("/envelopes/new").hidden("form_token").unwrap());
    relay.lose_answer(b"COMMIT\0");
    let (page, _) = ada.browser.post_octets("/envelopes/new", &content_type(), &body);
    assert!(relay.has_lost(), "control: it was lost");
    assert_eq!((page.status, app.count("envelope"), app.envelope_files().len()), (303, 1, 1), "{}", page.body);
    let id = page.location().unwrap()["/envelopes/".len()..].split('?').next().unwrap().to_owned();
    assert_eq!(ada.open(&id).0.text_of("text").as_deref(), Some("there once"));
}

#[test]
fn a_server_that_is_killed_during_an_upload_leaves_nothing_and_the_next_one_takes_it_whole() {
    let home = Home::new();
    let server = home.serve(&["serve"]);
    let base = server.value("Senza");
    let link = String::from_utf8(home.run(&["invite", "ada@example.org"]).stdout).unwrap();
    let path = link.trim().strip_prefix(&base).unwrap().to_owned();
    let mut browser = Browser::that_may_fail(&base);
    let page = browser.get(&path);
    let seed = totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap();
    let code = totp::code_at(&seed, SystemClock.now()).unwrap();
    let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", &*code)];
    assert_eq!(browser.submit(&path, &page, &typed).status, 303);

    let folder = home.path().join("data/envelopes");
    let content = vec![7; 3_000_000];
    let form = Form { own_copy: true, ..Form::file("", "large.bin", &content) };
    let body = form.body(&browser.get("/envelopes/new").hidden("form_token").unwrap());
    let upload = |browser: &Browser, first: usize| {
        by_hand(browser, &base, "/envelopes/new", &content_type(), body.len(), &body[..first])
    };
    let cut = upload(&browser, 2_000_000);
    wait_until("it is coming", || envelope_files_in(&folder).len() == 1);
    server.kill();
    assert_eq!(envelope_files_in(&folder).len(), 1, "control: something was left");
    drop(cut);

    let server = home.serve(&["serve"]);
    assert_eq!(server.value("Senza"), base);
    wait_until("it is swept", || envelope_files_in(&folder).is_empty());
    let list = browser.get("/envelopes");
    assert!(list.status == 200 && list.body.contains("Nothing that is kept here"), "{}", list.body);
    let mut whole = upload(&browser, body.len());
    let answer = crate::support::envelopes::head_of(&mut whole);
    assert!(answer.starts_with("HTTP/1.1 303") && answer.contains("/envelopes/"), "{answer}");
    assert!(browser.get("/envelopes").body.contains("large.bin"));
    assert!(server.terminate());
}
