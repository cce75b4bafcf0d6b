//! Authentication contexts: what a service provider asks for, what a session is, and what comes of it; through the program, in a
//! table. The sessions are made as they are with a constructor that only this build has, so that also kinds are tried that no
//! sign-in leads to today. And the controls: what would be asserted, with the one check taken out.

mod touched;

use crate::SWITCH;
use crate::software::Software;
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Page;
use crate::support::person::{Person, enrol};
use crate::support::sp::Sp;
use data_encoding::BASE64URL_NOPAD;
use senza::domain::Clock;
use senza::domain::variant::{Check, skip};
use senza::saml::Class;
use senza::sign_in::factors::Factor::{self, Kit, Passphrase, Totp};
use senza::sign_in::session;
use serde_json::Value;
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

const PASSKEY: Factor = Factor::Passkey { verified: false, prf: false };
const VERIFIED: Factor = Factor::Passkey { verified: true, prf: true };

const MFA: &str = Class::RefedsMfa.uri();
const SFA: &str = Class::RefedsSfa.uri();
const PPT: &str = Class::PasswordProtectedTransport.uri();
const UNSPECIFIED: &str = Class::Unspecified.uri();
const X509: &str = "urn:oasis:names:tc:SAML:2.0:ac:classes:X509";
const PASSWORD: &str = "urn:oasis:names:tc:SAML:2.0:ac:classes:Password";

/// Which portal asks, by what an operator chose for it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum At {
    Plain,
    /// Factors of ten minutes at most.
    Fresh,
    /// MFA where nothing is asked for.
    Demanding,
    /// A password where nothing is asked for.
    Modest,
}

/// What comes of a request.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Comes {
    /// Asserted at once, with an AuthnInstant so many seconds ago.
    Asserted(&'static str, i64),
    /// A code, or passphrase and code are asked for; once they are proved this is asserted, so many seconds old.
    Asks(bool, bool, &'static str, i64),
    /// The whole sign-in.
    SignIn,
    Refused(&'static str),
}

use At::{Demanding, Fresh, Modest, Plain};
use Comes::{Asks, Asserted, Refused, SignIn};

const NEITHER: [bool; 2] = [false, false];
const FORCE: [bool; 2] = [true, false];
const PASSIVE: [bool; 2] = [false, true];

/// Which portal; comparison and classes; the session's factors and their age in seconds; ForceAuthn and IsPassive.
struct Row(At, &'static str, &'static [&'static str], &'static [(Factor, i64)], [bool; 2], Comes);

const BOTH: &[(Factor, i64)] = &[(Passphrase, 100), (Totp, 100)];
const WEAK: &[(Factor, i64)] = &[(Passphrase, 100)];
const KIT: &[(Factor, i64)] = &[(Kit, 100)];
const STALE: &[(Factor, i64)] = &[(Passphrase, 5000), (Totp, 5000)];

const ROWS: &[Row] = &[
    // Nothing is asked for: the strongest that is true.
    Row(Plain, "", &[], BOTH, NEITHER, Asserted(MFA, 100)),
    Row(Plain, "", &[], WEAK, NEITHER, Asserted(PPT, 100)),
    Row(Plain, "", &[], KIT, NEITHER, Asserted(UNSPECIFIED, 100)),
    Row(Plain, "", &[], &[(VERIFIED, 50)], NEITHER, Asserted(MFA, 50)),
    Row(Plain, "", &[], &[(PASSKEY, 50)], NEITHER, Asserted(UNSPECIFIED, 50)),
    // MFA, exactly.
    Row(Plain, "exact", &[MFA], BOTH, NEITHER, Asserted(MFA, 100)),
    Row(Plain, "exact", &[MFA], WEAK, NEITHER, Asks(false, true, MFA, 130)),
    Row(Plain, "exact", &[MFA], KIT, NEITHER, Asks(true, true, MFA, 0)),
    Row(Plain, "exact", &[MFA], &[(Totp, 40)], NEITHER, Asks(true, true, MFA, 0)),
    Row(Plain, "exact", &[MFA], &[(PASSKEY, 40)], NEITHER, Asks(true, true, MFA, 0)),
    Row(Plain, "exact", &[MFA], &[(Passphrase, 70), (PASSKEY, 40)], NEITHER, Asserted(MFA, 70)),
    Row(Plain, "exact", &[MFA], &[(Kit, 70), (Totp, 40)], NEITHER, Asks(true, true, MFA, 0)),
    Row(Plain, "exact", &[MFA], STALE, NEITHER, Asserted(MFA, 5000)),
    Row(Plain, "exact", &[MFA], WEAK, PASSIVE, Refused("NoPassive")),
    Row(Plain, "exact", &[MFA], BOTH, PASSIVE, Asserted(MFA, 100)),
    Row(Plain, "exact", &[MFA], BOTH, FORCE, SignIn),
    Row(Plain, "exact", &[MFA], &[(VERIFIED, 5)], FORCE, SignIn),
    Row(Plain, "exact", &[MFA], BOTH, [true, true], Refused("NoPassive")),
    // A password, or one good factor: true of two as well, and never of what is none.
    Row(Plain, "exact", &[PPT], BOTH, NEITHER, Asserted(PPT, 100)),
    Row(Plain, "exact", &[SFA], BOTH, NEITHER, Asserted(SFA, 100)),
    Row(Plain, "exact", &[SFA], WEAK, NEITHER, Asserted(SFA, 100)),
    Row(Plain, "exact", &[SFA], KIT, NEITHER, Asks(true, true, SFA, 0)),
    Row(Plain, "exact", &[SFA], &[(VERIFIED, 50)], NEITHER, Asks(true, true, SFA, 0)),
    Row(Plain, "exact", &[PPT], &[(Totp, 50)], PASSIVE, Refused("NoPassive")),
    Row(Plain, "exact", &[UNSPECIFIED], KIT, NEITHER, Asserted(UNSPECIFIED, 100)),
    Row(Plain, "exact", &[PPT], WEAK, FORCE, SignIn),
    // Several, the first most of all.
    Row(Plain, "exact", &[X509, PPT], BOTH, NEITHER, Asserted(PPT, 100)),
    Row(Plain, "exact", &[PPT, MFA], BOTH, NEITHER, Asserted(PPT, 100)),
    Row(Plain, "exact", &[MFA, PPT], WEAK, NEITHER, Asks(false, true, MFA, 130)),
    Row(Plain, "exact", &[MFA, PPT], WEAK, PASSIVE, Asserted(PPT, 100)),
    // What is never met.
    Row(Plain, "exact", &[X509], BOTH, NEITHER, Refused("NoAuthnContext")),
    Row(Plain, "exact", &[PASSWORD], BOTH, NEITHER, Refused("NoAuthnContext")),
    Row(Plain, "exact", &[X509], WEAK, PASSIVE, Refused("NoAuthnContext")),
    Row(Plain, "better", &[MFA], BOTH, NEITHER, Refused("NoAuthnContext")),
    Row(Plain, "minimum", &[X509], BOTH, FORCE, Refused("NoAuthnContext")),
    // At least, better, at most.
    Row(Plain, "minimum", &[PPT], BOTH, NEITHER, Asserted(MFA, 100)),
    Row(Plain, "minimum", &[PPT], WEAK, NEITHER, Asserted(PPT, 100)),
    Row(Plain, "minimum", &[SFA], WEAK, NEITHER, Asserted(SFA, 100)),
    Row(Plain, "minimum", &[PASSWORD], KIT, NEITHER, Asks(true, true, MFA, 0)),
    Row(Plain, "minimum", &[MFA], WEAK, NEITHER, Asks(false, true, MFA, 130)),
    Row(Plain, "better", &[PPT], WEAK, NEITHER, Asks(false, true, MFA, 130)),
    Row(Plain, "better", &[SFA], WEAK, PASSIVE, Refused("NoPassive")),
    Row(Plain, "better", &[PASSWORD], WEAK, NEITHER, Asserted(PPT, 100)),
    Row(Plain, "maximum", &[PPT], BOTH, NEITHER, Asserted(PPT, 100)),
    Row(Plain, "maximum", &[MFA], WEAK, NEITHER, Asserted(PPT, 100)),
    Row(Plain, "maximum", &[PPT], KIT, NEITHER, Asserted(UNSPECIFIED, 100)),
    // Ten minutes at most.
    Row(Fresh, "exact", &[MFA], BOTH, NEITHER, Asserted(MFA, 100)),
    Row(Fresh, "exact", &[MFA], STALE, NEITHER, Asks(true, true, MFA, 0)),
    Row(Fresh, "exact", &[MFA], &[(Passphrase, 500), (Totp, 5000)], NEITHER, Asks(false, true, MFA, 530)),
    Row(Fresh, "exact", &[MFA], &[(Passphrase, 5000), (Totp, 500)], NEITHER, Asks(true, true, MFA, 0)),
    Row(Fresh, "exact", &[MFA], STALE, PASSIVE, Refused("NoPassive")),
    Row(Fresh, "exact", &[PPT], &[(Passphrase, 500), (Totp, 5000)], NEITHER, Asserted(PPT, 500)),
    Row(Fresh, "", &[], STALE, NEITHER, Asks(true, true, MFA, 0)),
    Row(Fresh, "", &[], &[(Passphrase, 5000)], NEITHER, Asks(true, true, MFA, 0)),
    Row(Fresh, "minimum", &[PPT], &[(Passphrase, 500), (Totp, 5000)], NEITHER, Asserted(PPT, 500)),
    Row(Fresh, "maximum", &[MFA], STALE, PASSIVE, Refused("NoPassive")),
    // What the operator chose, where nothing is asked for.
    Row(Demanding, "", &[], WEAK, NEITHER, Asks(false, true, MFA, 130)),
    Row(Demanding, "", &[], WEAK, PASSIVE, Refused("NoPassive")),
    Row(Demanding, "exact", &[PPT], WEAK, NEITHER, Asserted(PPT, 100)),
    Row(Modest, "", &[], BOTH, NEITHER, Asserted(PPT, 100)),
    Row(Modest, "", &[], KIT, NEITHER, Asks(true, true, PPT, 0)),
];

impl Row {
    /// Whether that is the class that is asked for: by the portal, by its operator, or since it was true of the session before.
    fn wants_mfa(&self) -> bool {
        match (self.0, self.2.first()) {
            (_, Some(class)) => *class == MFA,
            (Demanding, None) => true,
            (Modest, None) => false,
            (Plain | Fresh, None) => self.3.len() > 1,
        }
    }
}

struct Scene {
    app: TestApp,
    ada: Person,
    /// Her passkey, which may open the account alone.
    key: Software,
}

impl Scene {
    fn new() -> Self {
        let app = spawn();
        let mut ada = enrol(&app, "ada@example.org");
        let key = opener(&app, &mut ada);
        for at in [Plain, Fresh, Demanding, Modest] {
            at.sp().register(&app);
        }
        Self { app, ada, key }
    }

    /// Sends the row's request in a session as the row has it.
    fn send(&mut self, row: &Row) -> Page {
        let Row(at, comparison, classes, used, [force, passive], _) = row;
        self.app.clock.advance(Duration::seconds(5));
        let cookie = self.ada.browser.cookie("senza_session").unwrap();
        self.app.block_on(session::pretend(&self.app.parts, cookie, used)).unwrap();
        let mut request = at.sp().request(&self.app);
        if !classes.is_empty() {
            let classes: String = classes
                .iter()
                .map(|class| format!("<saml:AuthnContextClassRef>{class}</saml:AuthnContextClassRef>"))
                .collect();
            request = request.containing(&format!(
                "<samlp:RequestedAuthnContext Comparison=\"{comparison}\">{classes}</samlp:RequestedAuthnContext>"
            ));
        }
        for (name, wished) in [("ForceAuthn", force), ("IsPassive", passive)] {
            if *wished {
                request = request.with(name, "true");
            }
        }
        self.ada.browser.get(&request.unsigned())
    }

    /// Types what a page asks for, and follows where that leads.
    fn prove(&mut self, page: &Page) -> Page {
        let (passphrase, asks) = (self.ada.passphrase.clone(), fields(page));
        let code = if asks.1 { self.ada.next_code(&self.app) } else { String::new() };
        let typed = [(asks.0, ("passphrase", &*passphrase)), (asks.1, ("code", &*code))];
        let typed: Vec<_> = typed.into_iter().filter_map(|(is_asked, field)| is_asked.then_some(field)).collect();
        let proved = self.ada.browser.submit("/step-up", page, &typed);
        self.ada.browser.follow(proved)
    }

    /// A question in her session, as the page's script asks it.
    fn question(&mut self, page: &Page) -> (String, String) {
        let token = page.hidden("form_token").unwrap();
        let said = self.ada.browser.post("/account/passkey/question", &[("form_token", &token)]);
        let said: Value = serde_json::from_str(&said.body).unwrap();
        let text = |name: &str| said[name].as_str().unwrap().to_owned();
        (text("question"), text("challenge"))
    }

    /// Touches the passkey, beside the passphrase where that is asked for, or beside nothing.
    fn touch(&mut self, page: &Page, alone: bool) -> Page {
        let (question, challenge) = self.question(page);
        let answer = self.key.get(&challenge);
        let passphrase = if fields(page).0 && !alone { self.ada.passphrase.clone() } else { String::new() };
        self.ada.browser.submit("/step-up", page, &answered(&passphrase, &question, &answer))
    }

    fn asserted(&self, page: &Page) -> (String, i64) {
        let answer = Answer::of(page);
        assert!(answer.is_success(), "{:?}", answer.status());
        let at = answer.attribute("AuthnStatement", "AuthnInstant").unwrap();
        let age = self.app.clock.now() - OffsetDateTime::parse(&at, &Rfc3339).unwrap();
        (answer.text("AuthnContextClassRef"), age.whole_seconds())
    }

    /// The row's outcome, with what is typed where something is asked for.
    fn outcome(&mut self, row: &Row) -> String {
        let page = self.send(row);
        match row.5 {
            Asserted(class, age) => {
                let asserted = self.asserted(&page);
                is_about(&asserted, class, age);
                format!("{class}, {age} s ago")
            }
            Asks(passphrase, code, class, age) => {
                for is_alone in [false, true] {
                    let page = self.send(row);
                    let page = self.ada.browser.follow(page);
                    let proved = self.touch(&page, is_alone);
                    // A passkey that made sure of its owner is two factors, and no passphrase: it serves where MFA is what is missing.
                    if is_alone && passphrase && !row.wants_mfa() {
                        assert_eq!(proved.status, 403, "{}", proved.body);
                        continue;
                    }
                    let page = self.ada.browser.follow(proved);
                    // No code has to be waited for.
                    is_about(&self.asserted(&page), class, (age - 30).max(0));
                }
                let page = self.send(row);
                let page = self.ada.browser.follow(page);
                assert_eq!(fields(&page), (passphrase, code));
                let page = self.prove(&page);
                is_about(&self.asserted(&page), class, age);
                let asks = [(passphrase, "passphrase"), (code, "code")];
                let asks: Vec<_> = asks.into_iter().filter_map(|(asks, what)| asks.then_some(what)).collect();
                format!("asks for {}; then {class}, {age} s ago", asks.join(" and "))
            }
            SignIn => {
                assert!(page.location().is_some_and(|to| to.starts_with("/login?sign_on=")), "{:?}", page.location());
                let form = self.ada.browser.follow(page);
                let done = self.ada.fill_in(&self.app, &form);
                let page = self.ada.browser.follow(done);
                let asserted = self.asserted(&page);
                is_about(&asserted, row.2.first().unwrap(), 0);
                format!("asks for the whole sign-in; then {}", asserted.0)
            }
            Refused(status) => {
                let answer = Answer::of(&page);
                assert_eq!(
                    (answer.status(), answer.assertion.as_deref()),
                    (("Responder".to_owned(), status.to_owned()), None)
                );
                assert_eq!(answer.action, row.0.sp().default_acs());
                status.to_owned()
            }
        }
    }
}

impl At {
    fn sp(self) -> Sp {
        Sp::new(&format!("{self:?}").to_lowercase()).having(|sp| match self {
            Plain => {}
            Fresh => sp.options.fresh_within = Some(10),
            Demanding => sp.options.default_context = Some(Class::RefedsMfa),
            Modest => sp.options.default_context = Some(Class::PasswordProtectedTransport),
        })
    }
}

/// Makes a passkey that opens the account alone.
fn opener(app: &TestApp, ada: &mut Person) -> Software {
    let page = ada.browser.get("/account/passkeys");
    let user = BASE64URL_NOPAD.decode(page.hidden("user").unwrap().as_bytes()).unwrap();
    let made = Software::new(&app.base, &page.hidden("rp").unwrap(), &user);
    let mut message: Value = serde_json::from_str(&made.make(&page.hidden("challenge").unwrap())).unwrap();
    message["prf"] = BASE64URL_NOPAD.encode(&[7; 32]).into();
    let typed = [("passkey", &*message.to_string()), ("name", "Phone"), ("alone", "yes")];
    assert_eq!(ada.send(app, "/account/passkeys", &page, &typed).status, 303);
    made
}

fn answered<'a>(passphrase: &'a str, question: &'a str, answer: &'a str) -> [(&'a str, &'a str); 4] {
    [("passphrase", passphrase), ("code", ""), ("question", question), ("answer", answer)]
}

/// As it is said, give or take what a busy machine takes for it.
fn is_about((class, age): &(String, i64), expected: &str, seconds: i64) {
    assert!(
        class == expected && (seconds..seconds + 20).contains(age),
        "{class}, {age} s ago, for {expected}, {seconds}"
    );
}

/// Which of passphrase and code a page asks for.
fn fields(page: &Page) -> (bool, bool) {
    assert_eq!(page.status, 200, "{}", page.body);
    (page.body.contains("name=\"passphrase\""), page.body.contains("name=\"code\""))
}

#[test]
fn what_comes_of_every_kind_of_request_in_every_kind_of_session() {
    let _alone = SWITCH.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    skip(&[]);
    let mut scene = Scene::new();
    for (n, row) in ROWS.iter().enumerate() {
        let Row(at, comparison, classes, used, [force, passive], _) = row;
        let short = |uri: &str| uri.rsplit([':', '/']).next().unwrap().to_owned();
        let classes: Vec<_> = classes.iter().map(|class| short(class)).collect();
        let title = format!("{at:?} {comparison} {classes:?} {used:?} force={force} passive={passive}");
        println!("{:>2} {title}: ", n + 1);
        println!("     {}", scene.outcome(row));
    }
    println!("{} combinations", ROWS.len());
    assert!(ROWS.len() >= 30);
}

// Threat: a portal lets somebody in as proved by two factors, or lately, who was not: most portals do not compare what they get
// with what they asked for.
#[test]
fn without_the_check_it_would_be_asserted() {
    let _alone = SWITCH.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut scene = Scene::new();
    let passive_and_weak = Row(Plain, "exact", &[MFA], WEAK, PASSIVE, Refused("NoPassive"));
    for (check, row) in [
        (Check::AuthnContext, Row(Plain, "exact", &[MFA], WEAK, NEITHER, Asks(false, true, MFA, 130))),
        (Check::AuthnContext, Row(Plain, "exact", &[MFA], KIT, NEITHER, Asks(true, true, MFA, 0))),
        (Check::AuthnContext, Row(Plain, "exact", &[SFA], KIT, NEITHER, Asks(true, true, SFA, 0))),
        (Check::AuthnContext, Row(Demanding, "", &[], KIT, NEITHER, Asks(true, true, MFA, 0))),
        (Check::AuthnContext, Row(Plain, "exact", &[MFA], WEAK, PASSIVE, Refused("NoPassive"))),
        (Check::FactorAge, Row(Fresh, "exact", &[MFA], STALE, NEITHER, Asks(true, true, MFA, 0))),
        (Check::FactorAge, Row(Fresh, "", &[], STALE, PASSIVE, Refused("NoPassive"))),
        (Check::ForceAuthn, Row(Plain, "exact", &[MFA], BOTH, FORCE, SignIn)),
    ] {
        skip(&[check]);
        let page = scene.send(&row);
        let asserted = Answer::read(&page).filter(Answer::is_success).map(|answer| answer.text("AuthnContextClassRef"));
        skip(&[]);
        let claimed = row.2.first().copied().unwrap_or(MFA);
        assert_eq!(asserted.as_deref(), Some(claimed), "{check:?}");
        println!("control  without {check:?}: {claimed} is asserted of {:?}", row.3);
        scene.outcome(&row);
    }
    skip(&[Check::IsPassive]);
    let asked = scene.send(&passive_and_weak).location();
    skip(&[]);
    assert!(asked.is_some_and(|to| to.starts_with("/step-up?")), "control: without IsPassive somebody is asked");
    scene.outcome(&passive_and_weak);
}

// Threat: a code is guessed, or used twice, where it is asked for alone; whoever sits down at a session that was left open is asserted to have proved a factor that they never had.
#[test]
fn without_the_check_a_wrong_code_would_do() {
    let _alone = SWITCH.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    skip(&[]);
    let mut scene = Scene::new();
    let weak = Row(Plain, "exact", &[MFA], WEAK, NEITHER, Asks(false, true, MFA, 130));
    let page = scene.send(&weak);
    let page = scene.ada.browser.follow(page);
    let wrong = |scene: &mut Scene| scene.ada.browser.submit("/step-up", &page, &[("code", "000000")]);
    assert_eq!(wrong(&mut scene).status, 403);
    // One with which she has signed in elsewhere is used.
    let elsewhere = scene.ada.elsewhere(&scene.app);
    let used = scene.app.code(&elsewhere.seed);
    assert_eq!(scene.ada.browser.submit("/step-up", &page, &[("code", &used)]).status, 403);
    skip(&[Check::StepUp]);
    let proved = wrong(&mut scene);
    skip(&[]);
    let page = scene.ada.browser.follow(proved);
    assert_eq!(scene.asserted(&page).0, MFA, "control: without the check it is asserted");
}
