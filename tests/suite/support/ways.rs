//! What a person does to their own ways in, through the pages.

use super::app::TestApp;
use super::browser::{Browser, Page};
use super::person::Person;
use senza::db;
use senza::domain::identifier::normal_passphrase;
use senza::domain::{AccountId, Identifier, SecretBytes, SecretText};
use senza::keeper::HardenRequest;
use senza::sign_in::change::{Known, known};
use senza::sign_in::session::{self, SignedIn};
use senza::sign_in::totp;
use senza::vault::account::{ProfileRow, Root, open_profile, seal_profile, unlock, way_context};
use senza::vault::harden::{digest_for_keeper, harden};
use senza::vault::{Profile, Way, stretch};
use time::Duration;

impl Person {
    /// A code that was not used yet.
    pub fn next_code(&self, app: &TestApp) -> String {
        app.clock.advance(Duration::seconds(30));
        app.code(&self.seed)
    }

    /// Opens a page of `/account` and sends its form, with passphrase and code.
    pub fn change(&mut self, app: &TestApp, path: &str, typed: &[(&str, &str)]) -> Page {
        let page = self.browser.get(path);
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        self.send(app, path, &page, typed)
    }

    /// Sends the form of a page, with passphrase and code.
    pub fn send(&mut self, app: &TestApp, path: &str, page: &Page, typed: &[(&str, &str)]) -> Page {
        let code = self.next_code(app);
        let mut fields = vec![("passphrase", &*self.passphrase), ("code", &*code)];
        fields.extend_from_slice(typed);
        self.browser.submit(path, page, &fields)
    }

    pub fn change_passphrase(&mut self, app: &TestApp, new: &str) -> Page {
        let typed = [("new_passphrase", new), ("new_passphrase_confirm", new)];
        self.change(app, "/account/passphrase", &typed)
    }

    /// Draws a kit; the page that shows it.
    pub fn draw_kit(&mut self, app: &TestApp) -> Page {
        let drawn = self.change(app, "/account/kit", &[]);
        assert_eq!(drawn.status, 303, "{}", drawn.body);
        self.browser.get(&drawn.location().unwrap())
    }

    /// Draws a kit and types its part back.
    pub fn make_kit(&mut self, app: &TestApp) -> String {
        let page = self.draw_kit(app);
        let done = self.confirm_kit(&page);
        assert_eq!(done.location().as_deref(), Some("/account?done=kit"), "{}", done.body);
        kit_of(&page)
    }

    pub fn confirm_kit(&mut self, page: &Page) -> Page {
        self.browser.submit("/account/kit/confirm", page, &[("part", &part_of(page))])
    }

    /// The person as the program sees them now.
    pub fn signed_in(&self, app: &TestApp) -> SignedIn {
        let cookie = self.browser.cookie("senza_session").unwrap();
        app.block_on(session::load(&app.parts, cookie)).unwrap()
    }

    /// What their own page would show.
    pub fn known(&self, app: &TestApp) -> Known {
        app.block_on(known(&app.parts, &self.signed_in(app))).unwrap()
    }

    /// A second browser of the same person.
    pub fn elsewhere(&self, app: &TestApp) -> Self {
        let mut other = Self {
            identifier: self.identifier.clone(),
            passphrase: self.passphrase.clone(),
            seed: SecretBytes::new(self.seed.expose().to_vec()),
            browser: Browser::new(&app.base),
        };
        assert_eq!(other.sign_in(app).status, 303);
        other
    }

    pub fn is_signed_in(&mut self) -> bool {
        self.browser.get("/portal").status == 200
    }
}

pub fn kit_of(page: &Page) -> String {
    page.text_of("kit").unwrap_or_else(|| panic!("{} {}", page.status, page.body))
}

/// The groups that the page asks for.
pub fn part_of(page: &Page) -> String {
    let kit = kit_of(page);
    let first: usize = page.text_of("asked").unwrap().parse().unwrap();
    kit.split('-').skip(first - 1).take(2).collect::<Vec<_>>().join(" ")
}

/// Types a kit into a browser that knows nobody.
pub fn type_kit(app: &TestApp, kit: &str) -> (Browser, Page) {
    let mut browser = Browser::new(&app.base);
    let page = browser.get("/recover");
    let answer = browser.submit("/recover", &page, &[("kit", kit)]);
    (browser, answer)
}

/// Recovers with a kit; ends signed in, with another passphrase and another authenticator.
pub fn recover(app: &TestApp, identifier: &str, kit: &str, passphrase: &str) -> Person {
    let (mut browser, accepted) = type_kit(app, kit);
    assert_eq!(accepted.status, 303, "{}", accepted.body);
    let page = browser.get(&accepted.location().unwrap());
    let (seed, done) = renew(app, &mut browser, &page, passphrase);
    assert_eq!(done.location().as_deref(), Some("/account/kit?recovered=1"), "{}", done.body);
    Person { identifier: identifier.to_owned(), passphrase: passphrase.to_owned(), seed, browser }
}

/// Fills in the page that an accepted kit leads to.
pub fn renew(app: &TestApp, browser: &mut Browser, page: &Page, passphrase: &str) -> (SecretBytes, Page) {
    let seed = totp::seed_of_uri(&page.text_of("totp-uri").expect("the URI as text")).unwrap();
    let code = app.code(&seed);
    let typed = [("passphrase", passphrase), ("passphrase_confirm", passphrase), ("code", &*code)];
    let done = browser.submit("/recover/renew", page, &typed);
    (seed, done)
}

/// A vault, opened as its person's passphrase and the keeper open it.
pub struct Opened {
    pub account: AccountId,
    pub root: Root,
    pub row: ProfileRow,
    pub profile: Profile,
}

pub fn open_vault(app: &TestApp, person: &Person) -> Opened {
    let (parts, identifier) = (&app.parts, Identifier::parse(&person.identifier).unwrap());
    app.block_on(async {
        let handle = parts.keeper.handle(parts.org, identifier.as_str()).await.unwrap();
        let mut db = parts.pool.acquire().await.unwrap();
        let account = db::account::by_handle(&mut db, parts.org, &handle).await.unwrap().unwrap().id;
        let (way, seal) = db::way_in::passphrase(&mut db, account).await.unwrap().unwrap();
        let context = way_context(parts.org, account);
        let typed = normal_passphrase(&SecretText::new(person.passphrase.clone()));
        let s = stretch(identifier.as_str(), &typed, &way.salt, &context.encode(), way.cost).unwrap();
        let request = HardenRequest {
            org: parts.org,
            account,
            way_id: way.id,
            handle: &handle,
            wrapped: Some(&way.wrapped_kw),
            way: Way::Passphrase,
            digest: digest_for_keeper(&s),
            device: None,
        };
        let hardened = harden(&s, &parts.keeper.harden(request).await.unwrap());
        let root = unlock(parts.org, account, &hardened.way_key(&context), &way, &seal).unwrap();
        let row = db::profile::read(&mut db, account).await.unwrap().unwrap();
        let profile = open_profile(parts.org, account, &root, &row).unwrap();
        Opened { account, root, row, profile }
    })
}

impl Opened {
    /// Writes the profile as it is now, as the next version.
    pub fn write(&self, app: &TestApp) {
        let (parts, version) = (&app.parts, self.row.version + 1);
        let row = seal_profile(parts.org, self.account, &self.root, version, &self.profile, &*parts.random).unwrap();
        app.block_on(async {
            let mut db = parts.pool.acquire().await.unwrap();
            db::profile::update(&mut db, self.account, &row).await.unwrap();
        });
    }
}
