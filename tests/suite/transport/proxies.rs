//! Proxies in front: whom they speak for is believed of those that were named, and nothing else that they say is.

use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::browser::Browser;
use senza::domain::network::{ForwardedHeader, TrustedProxies};

const FORWARDED_FOR: &str = "x-forwarded-for";

/// A few tries for each source, and then none.
fn app(proxies: &[&str], header: ForwardedHeader) -> TestApp {
    let mut options = Options::default();
    options.policy.throttle.source.look_ups_per_second = 0;
    options.policy.throttle.source.look_up_burst = 3;
    let networks = proxies.iter().map(|network| network.parse().unwrap()).collect();
    options.proxies = TrustedProxies { networks, header };
    spawn_with(options)
}

/// Signs in as nobody, again and again, each time with the next of these; how many were not too many.
fn tries(app: &TestApp, name: &'static str, values: impl IntoIterator<Item = String>) -> usize {
    let statuses = values.into_iter().enumerate().map(|(n, value)| {
        let mut browser = Browser::new(&app.base).saying(name, &value);
        let page = browser.get("/login");
        let identifier = format!("nobody{n}@example.org");
        let typed = [("identifier", &*identifier), ("passphrase", "a guess"), ("code", "123456")];
        browser.submit("/login", &page, &typed).status
    });
    statuses.filter(|status| *status != 429).count()
}

// Threat: who guesses says of each try that it comes from elsewhere, and is never slowed down.
#[test]
fn a_stranger_is_one_source_whatever_they_say() {
    let everywhere = || (1..=8).map(|n| format!("198.51.100.{n}"));
    let app_alone = app(&[], ForwardedHeader::XForwardedFor);
    assert_eq!(tries(&app_alone, FORWARDED_FOR, everywhere()), 3, "no proxy is named: nobody is believed");
    let elsewhere = app(&["203.0.113.0/24"], ForwardedHeader::XForwardedFor);
    assert_eq!(tries(&elsewhere, FORWARDED_FOR, everywhere()), 3, "the peer is no proxy");
    let behind = app(&["127.0.0.0/8"], ForwardedHeader::XForwardedFor);
    assert_eq!(tries(&behind, FORWARDED_FOR, everywhere()), 8, "control: people behind a proxy are told apart");
    // What the client wrote stands left of what the proxy added.
    let lies = || (1..=8).map(|n| format!("198.51.100.{n}, 192.0.2.7"));
    assert_eq!(tries(&behind, FORWARDED_FOR, lies()), 3, "one client, behind the proxy");
    let other = (1..=8).map(|n| format!("for=198.51.100.{n}"));
    assert_eq!(tries(&behind, "forwarded", other), 3, "the header that this proxy does not write");
    let nonsense = (1..=8).map(|n| format!("nonsense{n}"));
    assert_eq!(tries(&behind, FORWARDED_FOR, nonsense), 0, "the proxy itself, which has used its own up");
}

#[test]
fn the_standard_header_is_read_where_it_is_chosen() {
    let app = app(&["127.0.0.1"], ForwardedHeader::Forwarded);
    let everybody = (1..=6).map(|n| format!("for=\"[2001:db8:{n}::1]:4711\";proto=https;host=evil.example"));
    assert_eq!(tries(&app, "forwarded", everybody), 6);
    let one = (1..=6).map(|n| format!("for=\"[2001:db8:9:{n}::1]\""));
    assert_eq!(tries(&app, "forwarded", one), 3, "one network of /56");
}

// Threat: a header chooses the name by which the server calls itself: links, cookies and the entityID would follow it.
#[test]
fn no_header_chooses_host_or_scheme() {
    let app = app(&["127.0.0.1"], ForwardedHeader::Forwarded);
    let said = |browser: Browser| {
        let mut browser = browser;
        let (login, metadata) = (browser.get("/login"), browser.get("/saml/metadata"));
        assert_eq!((login.status, metadata.status), (200, 200));
        let cookies: Vec<String> = login
            .headers
            .iter()
            .filter(|(name, _)| name == "set-cookie")
            .map(|(_, value)| value.split('=').next().unwrap().to_owned())
            .collect();
        (
            cookies,
            metadata.body.contains(&format!("entityID=\"{}/saml/metadata\"", app.base)),
            metadata.body.contains("evil"),
        )
    };
    let plain = said(Browser::new(&app.base));
    assert!(plain.1 && !plain.2);
    let lies = [
        ("forwarded", "for=192.0.2.7;host=evil.example;proto=https"),
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-port", "444"),
        ("x-original-host", "evil.example"),
    ];
    for (name, value) in lies {
        assert_eq!(said(Browser::new(&app.base).saying(name, value)), plain, "{name}");
    }
}
