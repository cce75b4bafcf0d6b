//! Links for somebody without an account serve while whoever made them is who they were, and are looked through so many times a minute on
//! record.

use super::about;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Browser;
use crate::support::person::{Person, enrol, enrol_with};
use crate::support::sp::Sp;
use senza::domain::{Clock as _, Identifier, Role};
use senza::keeper::row_digest;
use senza::sign_in::grant::{self, Grant};
use senza::sign_in::revocation;
use std::ops::Add;
use time::Duration;

const PATH: &str = "/admin/applications/engineers";

fn identifier(name: &str) -> Identifier {
    Identifier::parse(name).unwrap()
}

fn grant(app: &TestApp, name: &str, grant: Grant) {
    app.block_on(grant::grant(&app.parts, &identifier(name), grant, "test")).unwrap();
}

/// Links to an application and to a sign-on of it; their paths.
fn links(app: &TestApp, by: &mut Person, sp: &Sp, sign_on: &str) -> [String; 2] {
    let page = by.browser.get(&about("engineers", &sp.entity_id));
    let application = by.send(app, PATH, &page, &[("days", "9")]);
    let shown = by.browser.get("/admin/sign-ons");
    let one = [("request_id", sign_on), ("days", "9")];
    let record = by.browser.submit("/admin/sign-ons/link", &shown, &one);
    [application, record].map(|made| {
        let link = made.text_of("link").unwrap_or_else(|| panic!("{}", made.body));
        link.strip_prefix(&app.base).unwrap().to_owned()
    })
}

struct Scene {
    app: TestApp,
    sp: Sp,
    sign_on: String,
}

fn scene() -> Scene {
    let app = spawn();
    let mut ada = enrol(&app, "ada");
    let sp = Sp::new("ward").register(&app);
    let answered = ada.browser.get(&sp.request(&app).unsigned());
    let sign_on = answered.header("x-request-id").unwrap().to_owned();
    app.block_on(app.federation.flights().settled());
    Scene { app, sp, sign_on }
}

impl Scene {
    fn links(&self, by: &mut Person) -> [String; 2] {
        links(&self.app, by, &self.sp, &self.sign_on)
    }

    /// Which of the two still show something.
    fn show(&self, links: &[String; 2]) -> [bool; 2] {
        let mut engineer = Browser::new(&self.app.base);
        links.each_ref().map(|link| {
            let status = engineer.get(link).status;
            assert!([200, 404, 410].contains(&status), "{status}");
            status == 200
        })
    }
}

// Threat: whoever was revoked, or lost the role, goes on seeing what they showed themselves by a link; or shows it to others.
#[test]
fn a_link_ends_with_the_role_of_whoever_made_it() {
    let scene = scene();
    let app = &scene.app;
    let mut stays = enrol_with(app, "stays", &[Role::Owner]);
    let control = scene.links(&mut stays);
    let ends = |name: &str, end: &dyn Fn(&str)| {
        let mut one = enrol_with(app, name, &[Role::Federation]);
        let links = scene.links(&mut one);
        assert_eq!(scene.show(&links), [true; 2], "control: {name} may");
        end(name);
        assert_eq!((scene.show(&links), scene.show(&control)), ([false; 2], [true; 2]), "{name}");
        links
    };
    ends("revoked", &|name| assert!(app.block_on(revocation::revoke(&app.parts, &identifier(name), "test")).is_ok()));
    ends("frozen", &|name| assert!(app.block_on(revocation::freeze(&app.parts, &identifier(name), "test")).is_ok()));
    ends("demoted", &|name| grant(app, name, Grant { roles: Some(Vec::new()), ..Grant::default() }));
    // To another role, which does not make such links.
    let auditor = || Grant { roles: Some(vec![Role::Auditor]), ..Grant::default() };
    ends("moved", &|name| grant(app, name, auditor()));
    assert_eq!(app.findings(), []);
}

// Threat: a role that ends by itself leaves no trace until its holder signs in, and they stay away.
#[test]
fn a_link_ends_when_the_role_of_whoever_made_it_does_by_itself() {
    let scene = scene();
    let app = &scene.app;
    let mut stays = enrol_with(app, "stays", &[Role::Owner]);
    let mut dated = enrol(app, "dated");
    let expires = Some(app.clock.now().add(Duration::days(2)));
    grant(app, "dated", Grant { roles: Some(vec![Role::Federation]), expires, ..Grant::default() });
    assert_eq!(dated.sign_in(app).status, 303);
    let (control, links) = (scene.links(&mut stays), scene.links(&mut dated));
    app.clock.advance(Duration::days(1));
    assert_eq!([scene.show(&links), scene.show(&control)], [[true; 2]; 2], "control: while they hold it");
    app.clock.advance(Duration::days(1));
    assert_eq!((scene.show(&links), scene.show(&control)), ([false; 2], [true; 2]));
}

// Threat: whoever writes to the database takes away, or exchanges, who made a link, so that it outlives them. One of before says nothing of it.
#[test]
fn who_made_a_link_is_what_this_service_wrote() {
    let scene = scene();
    let app = &scene.app;
    let (mut one, mut other) = (enrol_with(app, "one", &[Role::Federation]), enrol_with(app, "other", &[Role::Owner]));
    let (links, control) = (scene.links(&mut one), scene.links(&mut other));
    app.block_on(revocation::revoke(&app.parts, &identifier("one"), "test")).unwrap();
    assert_eq!((scene.show(&links), scene.show(&control)), ([false; 2], [true; 2]), "control");
    for table in ["partner_link", "flight_share"] {
        app.sql(&format!("create table kept as select * from {table}"));
        for meddled in [
            "maker = null".to_owned(),
            format!("maker = (select one.maker from {table} one where one.mac <> {table}.mac limit 1)"),
        ] {
            assert_eq!(app.sql(&format!("update {table} set {meddled}")), 2);
            assert_eq!(scene.show(&links), [false; 2], "{table}: {meddled}");
            app.sql(&format!("delete from {table}; insert into {table} select * from kept"));
        }
        app.sql("drop table kept");
    }
    // As it was written before there was such a column.
    let query = "select place, entity_id, (extract(epoch from made_at) * 1000000)::bigint,
                        (extract(epoch from expires_at) * 1000000)::bigint from partner_link order by made_at limit 1";
    type Elder = (Vec<u8>, String, i64, i64);
    let (place, entity, made, until): Elder = app.block_on(sqlx::query_as(query).fetch_one(&app.parts.pool)).unwrap();
    let columns = [app.parts.org.as_bytes().as_slice(), entity.as_bytes(), &made.to_be_bytes(), &until.to_be_bytes()]
        .map(<[u8]>::to_vec);
    let columns: Vec<&[u8]> = columns.iter().map(Vec::as_slice).collect();
    let mac = app.block_on(app.parts.keeper.row_mac(row_digest("partner_link", &place, 1, &columns))).unwrap();
    let update = sqlx::query("update partner_link set maker = null, mac = $2 where place = $1").bind(place);
    app.block_on(update.bind(mac.to_vec()).execute(&app.parts.pool)).unwrap();
    assert_eq!(scene.show(&links), [true, false], "one of before serves its days, whoever made it");
}

// Threat: whoever has a link fills the audit, and the disk.
#[test]
fn so_many_looks_by_a_link_are_on_record_in_a_minute() {
    let scene = scene();
    let app = &scene.app;
    let mut root = enrol_with(app, "root", &[Role::Owner]);
    let [application, record] = scene.links(&mut root);
    let mut engineer = Browser::new(&app.base);
    app.clock.stop();
    for (link, each, often) in [
        (&application, "application looked at by link", "application looked at by link, often"),
        (&record, "sign-on record read by link", "sign-on record read by link, often"),
    ] {
        let rows = || [each, often].map(|event| app.count(&format!("audit where event = '{event}'")));
        for _ in 0..25 {
            assert_eq!(engineer.get(link).status, 200, "it is shown all the same");
        }
        assert_eq!(rows(), [20, 1]);
        app.clock.advance(Duration::seconds(60));
        assert_eq!((engineer.get(link).status, rows()), (200, [21, 1]), "control: a minute later");
    }
}
