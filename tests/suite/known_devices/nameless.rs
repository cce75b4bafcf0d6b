//! Who signs in by a passkey alone, or comes back by a recovery kit: strangers who use up what the keeper does for strangers keep out
//! no known device.

use super::networks::scarce;
use super::{COOKIE, device_of, forged, stopped, throttled};
use crate::passkeys::Software;
use crate::passkeys::alone::{Asked, PRF, add_alone, with_prf};
use crate::support::app::{Options, TestApp};
use crate::support::browser::Browser;
use crate::support::network::network;
use crate::support::person::{Person, enrol};
use crate::support::ways::open_vault;
use senza::domain::{Handle, WayId};
use senza::keeper::{HardenRequest, KeeperError, Limits};
use senza::vault::Way;
use uuid::Uuid;

/// By a passkey alone, in a fresh browser that shows this device and nothing else.
fn alone(app: &TestApp, key: &mut Software, device: Option<&str>) -> u16 {
    let mut asked = Asked::new(app);
    if let Some(device) = device {
        asked.browser.set_cookie(COOKIE, device);
    }
    let message = with_prf(&key.get(&asked.challenge), PRF);
    asked.answer(&message).status
}

/// A kit typed on a network, in a fresh browser that shows this device and nothing else. What leads on may be asked for again.
fn kit(base: &str, kit: &str, device: Option<&str>) -> u16 {
    let mut browser = Browser::new(base);
    if let Some(device) = device {
        browser.set_cookie(COOKIE, device);
    }
    let page = browser.get("/recover");
    browser.submit("/recover", &page, &[("kit", kit)]).status
}

/// Nothing is left of the keeper's look-ups for strangers.
fn use_up_look_ups(app: &TestApp) {
    while app.block_on(app.parts.keeper.kit_locator(app.parts.org, &[7; 32], &[])).is_ok() {}
}

/// Nothing is left of the keeper's answers for strangers at an account.
fn use_up_answers(app: &TestApp, ada: &Person) {
    let guess = HardenRequest {
        org: app.parts.org,
        account: open_vault(app, ada).account,
        way_id: WayId(Uuid::nil()),
        handle: &Handle([1; 32]),
        wrapped: Some(&[]),
        way: Way::Passphrase,
        digest: [7; 32],
        device: None,
    };
    while !matches!(app.block_on(app.parts.keeper.harden(guess)), Err(KeeperError::Budget(_))) {}
}

// Threat: handles of passkeys that are nobody's, from many networks, until the keeper looks up nothing more for strangers.
#[test]
fn look_ups_are_kept_for_known_devices_that_sign_in_by_a_passkey() {
    let app = stopped(scarce(1_000_000, 1_000_000));
    let mut ada = enrol(&app, "ada@example.org");
    let mut key = add_alone(&app, &mut ada, "Phone");
    let known = device_of(&ada.browser);
    assert_eq!(alone(&app, &mut key, None), 303, "control: while there are look-ups for strangers");
    use_up_look_ups(&app);
    assert_eq!(alone(&app, &mut key, None), 429, "control: nothing is left for strangers");
    assert_eq!(alone(&app, &mut key, Some(&forged(&known))), 429, "control: nor for a forged device");
    assert_eq!(alone(&app, &mut key, Some(&known)), 303);
}

// Threat: guesses at an account's passphrase, until the keeper answers nothing more for strangers at this account.
#[test]
fn answers_are_kept_for_known_devices_that_sign_in_by_a_passkey() {
    let app = stopped(Options { limits: Limits::default(), ..Options::default() });
    let (mut ada, bob) = (enrol(&app, "ada@example.org"), enrol(&app, "bob@example.org"));
    let mut key = add_alone(&app, &mut ada, "Phone");
    use_up_answers(&app, &ada);
    assert_eq!(alone(&app, &mut key, None), 429, "control: nothing is left for strangers");
    assert_eq!(alone(&app, &mut key, Some(&device_of(&bob.browser))), 429, "control: nor for another's device");
    assert_eq!(alone(&app, &mut key, Some(&device_of(&ada.browser))), 303);
}

// Threat: the same, until nobody comes back by a kit.
#[test]
fn look_ups_and_answers_are_kept_for_known_devices_at_which_a_kit_is_typed() {
    for use_up in [|app: &TestApp, _: &Person| use_up_look_ups(app), use_up_answers] {
        let app = stopped(Options { limits: Limits::default(), ..scarce(1_000_000, 1_000_000) });
        let (mut ada, bob) = (enrol(&app, "ada@example.org"), enrol(&app, "bob@example.org"));
        let page = ada.make_kit(&app);
        let known = device_of(&ada.browser);
        assert_eq!(kit(&app.base, &page, None), 303, "control: while there is something for strangers");
        use_up(&app, &ada);
        assert_eq!(kit(&app.base, &page, None), 429, "control: nothing is left for strangers");
        assert_eq!(kit(&app.base, &page, Some(&forged(&known))), 429, "control: nor for a forged device");
        assert_eq!(kit(&app.base, &page, Some(&known)), 303);
        drop(bob);
    }
}

// The same where strangers have used up the look-ups before: a kit is made by somebody who is signed in.
#[test]
fn who_is_signed_in_makes_a_kit_and_a_passkey_whatever_strangers_use_up() {
    let app = stopped(scarce(1_000_000, 1_000_000));
    let mut ada = enrol(&app, "ada@example.org");
    use_up_look_ups(&app);
    ada.make_kit(&app);
    let _key = add_alone(&app, &mut ada, "Phone");
}

// Threat: one who fails often keeps everybody else of a hospital's network from their kits and passkeys.
#[test]
fn a_known_device_does_not_wait_for_its_network() {
    let mut options = throttled();
    options.policy.throttle.source.free = 3;
    let app = stopped(options);
    let mut ada = enrol(&app, "ada@example.org");
    let page = ada.make_kit(&app);
    let known = device_of(&ada.browser);
    let here = network(&app, 1);
    let wrong = senza::vault::kit::Kit::random(&senza::domain::SystemRandom).groups();
    let wrong = wrong.iter().map(|group| group.expose().to_owned()).collect::<Vec<_>>().join("-");
    let tries: Vec<u16> = (0..5).map(|_| kit(&here, &wrong, None)).collect();
    assert_eq!(tries[4], 429, "{tries:?}");
    assert_eq!(kit(&here, &page, None), 429, "control: an unknown device waits");
    assert_eq!(kit(&here, &page, Some(&forged(&known))), 429, "control: and a forged one");
    assert_eq!(kit(&here, &page, Some(&known)), 303);
    assert_eq!(kit(&network(&app, 2), &page, None), 303, "control: another network does not wait");
}
