//! People for a measurement: enrolled through the pages, as anyone is.

use super::browser::Browser;
use super::program::Home;
use senza::domain::{Clock, SecretBytes, SystemClock};
use senza::sign_in::totp;

pub const PASSPHRASE: &str = "horse piano velvet tuesday";

pub struct Person {
    pub identifier: String,
    pub seed: SecretBytes,
    /// Signed in, as enrolment leaves everyone.
    pub browser: Browser,
}

/// `options` are those of `senza invite`.
pub fn enrol(home: &Home, base: &str, identifier: &str, options: &[&str]) -> Person {
    let invited = home.run(&[&["invite", identifier], options].concat());
    let link = String::from_utf8(invited.stdout).unwrap();
    let path = link.trim().strip_prefix(base).expect("a link").to_owned();
    let mut browser = Browser::new(base);
    let page = browser.get(&path);
    let seed = totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap();
    let code = totp::code_at(&seed, SystemClock.now()).unwrap();
    let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", &*code)];
    assert_eq!(browser.submit(&path, &page, &typed).status, 303);
    Person { identifier: identifier.to_owned(), seed, browser }
}
