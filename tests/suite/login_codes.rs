//! Login codes: made here, shown once, read however they are typed; and a mistake told without asking who exists.

use crate::support::app::{Options, TestApp, spawn, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::person::{PASSPHRASE, Person, enrol, enrol_as, enrol_by};
use crate::support::program::Home;
use senza::domain::identifier::Identifiers;
use senza::sign_in::totp;
use time::Duration;

fn spawn_for(identifiers: Identifiers) -> TestApp {
    let mut options = Options::default();
    options.policy.identifiers = identifiers;
    spawn_with(options)
}

/// Sends the console's form for inviting.
fn invite(app: &TestApp, admin: &mut Person, typed: &[(&str, &str)]) -> Page {
    admin.proven(app, "/admin/invite", typed)
}

/// The link on the console's page, without the site's address, and the code.
fn shown(app: &TestApp, page: &Page) -> (String, String) {
    assert_eq!(page.status, 200, "{}", page.body);
    let link = page.body.split(&format!("{}/enrol/", app.base)).nth(1).unwrap().split('<').next().unwrap();
    (format!("/enrol/{link}"), page.text_of("login-code").unwrap())
}

fn sign_in(app: &TestApp, identifier: &str, passphrase: &str, code: &str) -> Page {
    let mut browser = Browser::new(&app.base);
    let page = browser.get("/login");
    browser.submit("/login", &page, &[("identifier", identifier), ("passphrase", passphrase), ("code", code)])
}

/// With one sign that is another: never its own look-alike.
fn mistyped(code: &str) -> String {
    let (first, rest) = code.split_at(1);
    format!("{}{rest}", if first == "7" { "9" } else { "7" })
}

#[test]
fn a_person_enrols_and_signs_in_with_a_code_that_the_console_made() {
    let app = spawn_for(Identifiers::Code);
    let mut admin = enrol_as(&app, "admin", true, &[]);
    let console = admin.browser.get("/admin/people");
    assert!(console.body.contains("a login code is made") && !console.body.contains("name=\"login_code\""));
    let (link, code) = shown(&app, &invite(&app, &mut admin, &[]));
    let page = Browser::new(&app.base).get(&link);
    assert_eq!(page.text_of("login-code").as_deref(), Some(&*code), "the enrolment page shows it");
    let uri = page.text_of("totp-uri").unwrap();
    assert!(totp::seed_of_uri(&uri).is_some() && !uri.contains(&code[..4]), "the authenticator does not get it: {uri}");
    let mut person = enrol_by(&app, &code, &link);
    assert!(person.browser.get("/account").body.contains(&code), "afterwards its owner alone sees it, signed in");
    for spelt in
        [code.clone(), code.to_lowercase(), code.replace('-', " "), code.replace('-', ""), format!("  {code} ")]
    {
        person.identifier = spelt.replace('0', "o").replace('1', "l");
        assert_eq!(person.sign_in(&app).status, 303, "{spelt}");
    }
    assert!(sign_in(&app, &code, PASSPHRASE, "000000").body.contains("<label for=\"identifier\">Login code</label>"));
}

#[test]
fn a_mistake_in_a_code_is_told_without_asking_the_database() {
    let app = spawn_for(Identifiers::Code);
    let mut admin = enrol_as(&app, "admin", true, &[]);
    let (link, code) = shown(&app, &invite(&app, &mut admin, &[]));
    let person = enrol_by(&app, &code, &link);
    app.clock.advance(Duration::seconds(30));
    let unknown = shown(&app, &invite(&app, &mut admin, &[])).1;
    let second_factor = app.code(&person.seed);
    let told = |page: &Page| page.body.contains("There is a mistake in your login code");
    let rows = |app: &TestApp| (app.count("audit"), app.count("pending"), app.count("throttle where failures > 0"));
    let before = rows(&app);
    for wrong in [mistyped(&code), mistyped(&unknown)] {
        for code in ["", &second_factor] {
            let page = sign_in(&app, &wrong, PASSPHRASE, code);
            assert!(page.status == 422 && told(&page), "{} {}", page.status, page.body);
            assert!(page.body.contains(&wrong), "it is shown again, to be mended");
        }
    }
    assert_eq!(rows(&app), before, "nothing was counted, put aside or recorded");
    for page in [
        sign_in(&app, &unknown, PASSPHRASE, &second_factor),
        sign_in(&app, &code, "not the passphrase", &second_factor),
        sign_in(&app, &code[..code.len() - 1], PASSPHRASE, &second_factor),
    ] {
        assert!(
            page.status == 403 && !told(&page),
            "an unknown code goes the way of a wrong passphrase: {}",
            page.status
        );
    }
    assert_eq!(sign_in(&app, &code, PASSPHRASE, &second_factor).status, 303, "control");
}

#[test]
fn an_unknown_code_and_a_wrong_passphrase_look_the_same() {
    let app = spawn();
    let mut admin = enrol_as(&app, "admin", true, &[]);
    let (link, known) = shown(&app, &invite(&app, &mut admin, &[("login_code", "yes")]));
    enrol_by(&app, &known, &link);
    let unknown = shown(&app, &invite(&app, &mut admin, &[("login_code", "yes")])).1;
    let plain = |page: Page, code: &str| {
        let mut body = page.body.replace(code, "[code]");
        for (_, value) in page.hidden_fields().iter().filter(|(_, value)| !value.is_empty()) {
            body = body.replace(value, "[token]");
        }
        (page.status, body.replace(page.header("x-request-id").unwrap(), "[request]"))
    };
    let of_unknown = plain(sign_in(&app, &unknown, PASSPHRASE, "123456"), &unknown);
    assert_eq!(of_unknown, plain(sign_in(&app, &known, "not the passphrase", "123456"), &known));
    assert_ne!(of_unknown, plain(sign_in(&app, &mistyped(&known), PASSPHRASE, "123456"), &known), "control");
}

#[test]
fn the_label_follows_the_choice_and_so_does_who_can_be_invited() {
    for (identifiers, label, fits, does_not) in [
        (Identifiers::Any, "E-mail address, user name or login code", "eve@example.org", ""),
        (Identifiers::Email, "E-mail address", "eve@example.org", "eve"),
        (Identifiers::Name, "User name", "eve", "eve@example.org"),
        (Identifiers::Code, "Login code", "", "eve"),
    ] {
        let app = spawn_for(identifiers);
        let page = Browser::new(&app.base).get("/login");
        assert!(page.body.contains(&format!("<label for=\"identifier\">{label}</label>")), "{}", page.body);
        let mut admin = enrol_as(&app, "admin", true, &[]);
        assert_eq!(invite(&app, &mut admin, &[("identifier", does_not)]).status, 422, "{identifiers:?}");
        assert_eq!(invite(&app, &mut admin, &[("identifier", fits)]).status, 200, "{identifiers:?}");
    }
}

#[test]
fn a_lost_link_is_replaced_for_the_same_code() {
    let app = spawn();
    let mut admin = enrol_as(&app, "admin", true, &[]);
    let (first, code) = shown(&app, &invite(&app, &mut admin, &[("login_code", "yes")]));
    let refused = invite(&app, &mut admin, &[("login_code", "yes"), ("identifier", "eve")]);
    assert!(refused.status == 422 && refused.body.contains("not both"), "{}", refused.body);
    let refused = invite(&app, &mut admin, &[("identifier", &mistyped(&code))]);
    assert!(refused.status == 422 && refused.body.contains("has a mistake"), "{}", refused.body);
    let (second, same) = shown(&app, &invite(&app, &mut admin, &[("identifier", &code.to_lowercase())]));
    assert_eq!(same, code);
    assert_eq!(Browser::new(&app.base).get(&first).status, 410);
    enrol_by(&app, &code, &second);
    enrol(&app, "somebody else");
}

#[test]
fn the_command_prints_link_and_code_and_the_setting_is_checked() {
    let home = Home::new();
    let run = |setting: &str, arguments: &[&str]| {
        let output = home.command(arguments).env("SENZA_IDENTIFIERS", setting).output().unwrap();
        let text = |octets: &[u8]| String::from_utf8_lossy(octets).trim().to_owned();
        (output.status.success(), text(&output.stdout), text(&output.stderr))
    };
    let (done, out, said) = run("code", &["invite", "--login-code", "--attribute", "ward=one"]);
    let [link, code] = out.lines().collect::<Vec<_>>()[..] else { panic!("{out} {said}") };
    assert!(done && link.contains("/enrol/") && code.len() == 29, "{out}");
    assert!(run("code", &["grant", &code.to_lowercase().replace('-', " "), "ward=two"]).0, "any spelling names them");
    let (done, _, said) = run("code", &["revoke", &mistyped(code)]);
    assert!(!done && said.contains("has a mistake"), "{said}");
    assert!(run("code", &["revoke", code]).0);
    for (setting, arguments, expected) in [
        ("code", &["invite", "ada@example.org"][..], "with a login code"),
        ("email", &["invite", "ada"], "with their e-mail address"),
        ("email", &["invite", "--login-code"], "with their e-mail address"),
        ("name", &["invite", "ada@example.org"], "with a user name"),
        ("name", &["invite", "--login-code"], "with a user name"),
        ("", &["invite"], "IDENTIFIER"),
        ("", &["invite", "ada", "--login-code"], "cannot be used with"),
        ("codes", &["migrate"], "one of: email, name, code"),
    ] {
        let (done, _, said) = run(setting, arguments);
        assert!(!done && said.contains(expected), "{setting} {arguments:?}: {said}");
    }
}

#[test]
fn a_person_changes_to_what_the_organisation_chose_and_to_nothing_else() {
    let app = spawn_for(Identifiers::Email);
    let mut ada = enrol(&app, "ada@example.org");
    for (wanted, status) in [("ada", 422), ("countess@example.org", 303)] {
        app.clock.advance(Duration::seconds(30));
        let code = app.code(&ada.seed);
        let page = ada.browser.get("/account/identifier");
        let typed = [("new_identifier", wanted), ("passphrase", PASSPHRASE), ("code", &*code)];
        assert_eq!(ada.browser.submit("/account/identifier", &page, &typed).status, status, "{wanted}");
    }
}
