//! `/metrics`: what happened is counted, on a listener of its own, and nobody is named.

use crate::support::browser::Browser;
use crate::support::person::PASSPHRASE;
use crate::support::ports::free_address;
use crate::support::program::Home;
use senza::domain::{Clock, SystemClock};
use senza::sign_in::totp;

/// How often somebody guesses.
const TRIES: u32 = 12;

/// One sample of a page in Prometheus' text format.
fn sample(page: &str, name: &str) -> Option<f64> {
    page.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.parse().ok())
}

/// Each line is a comment of the two kinds, or a name, labels in braces, and a number; each name was introduced.
fn check_format(page: &str) {
    let mut known = Vec::new();
    for line in page.lines() {
        if let Some(about) = line.strip_prefix("# TYPE ") {
            let (name, kind) = about.split_once(' ').unwrap();
            assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
            assert!(!known.contains(&name.to_owned()), "introduced twice: {name}");
            known.push(name.to_owned());
        } else if !line.starts_with("# HELP ") {
            let (series, value) = line.rsplit_once(' ').unwrap();
            assert!(value.parse::<f64>().is_ok(), "{line}");
            let name = series.split('{').next().unwrap();
            let base = ["_bucket", "_sum", "_count"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
            assert!(known.iter().any(|known| known == name || known == base), "{line}");
            assert!(series.matches('{').count() == series.matches('}').count(), "{line}");
        }
    }
    assert!(known.len() > 12, "{known:?}");
}

/// Metrics that a file of docs/grafana names and `/metrics` does not give.
fn unknown(text: &str, page: &str) -> Vec<String> {
    let given = |name: &str| page.contains(&format!("# TYPE {name} "));
    let words = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'));
    let named = words.filter(|word| word.starts_with("senza_") || word.starts_with("process_"));
    let base = |word: &str| {
        let base =
            ["_bucket", "_sum", "_count"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word).to_owned();
        if given(word) { word.to_owned() } else { base }
    };
    named.map(base).filter(|name| !given(name)).collect()
}

/// Threat: an alert that never comes, because nothing is called so.
fn check_grafana(page: &str) {
    let read =
        |name: &str| std::fs::read_to_string(crate::conformance::root().join("docs/grafana").join(name)).unwrap();
    let (board, rules) = (read("senza.json"), read("alerts.yml"));
    assert_eq!(unknown(&board, page), Vec::<String>::new(), "docs/grafana/senza.json");
    assert_eq!(unknown(&rules, page), Vec::<String>::new(), "docs/grafana/alerts.yml");
    assert_eq!(unknown(&rules.replace("senza_ready", "senza_redy"), page), ["senza_redy"], "control");
    let board: serde_json::Value = serde_json::from_str(&board).unwrap();
    let panels = board["panels"].as_array().unwrap();
    assert!(panels.len() > 15 && panels.iter().all(|panel| panel["targets"][0]["expr"].is_string()));
    assert!(rules.matches("- alert: ").count() > 10 && !rules.contains('\t'));
}

/// What an enrolment and some guesses left.
fn check_guesses(page: &str) {
    let refused = sample(page, "senza_events_total{event=\"sign-in refused\"}").unwrap();
    let closed = sample(page, "senza_throttle_closed_total{bucket=\"strangers at one account\"}").unwrap_or(0.0)
        + sample(page, "senza_throttle_closed_total{bucket=\"strangers from one network at one account\"}")
            .unwrap_or(0.0);
    assert!(refused >= 5.0 && closed >= 1.0, "{refused} {closed}");
    assert!((refused + closed - f64::from(TRIES)).abs() < 0.1, "each try is one or the other: {refused} {closed}");
    assert_eq!(sample(page, "senza_events_total{event=\"enrolled\"}"), Some(1.0));
    assert_eq!(sample(page, "senza_refusals_total{cause=\"No such page\"}"), Some(1.0));
    // The enrolment, and each guess that was not turned away before.
    assert_eq!(sample(page, "senza_argon2id_seconds_count"), Some(1.0 + refused));
    assert_eq!(sample(page, "senza_argon2id_waiting"), Some(0.0));
    let hardened = sample(page, "senza_keeper_answers_total{asked=\"harden\",outcome=\"answered\"}").unwrap();
    assert!(hardened >= refused, "{hardened}");
    assert!(sample(page, "senza_audit_commit_rows_sum").unwrap() >= refused + 2.0);
    assert!(sample(page, "senza_request_seconds_count{area=\"sign_in\"}").unwrap() >= f64::from(2 * TRIES));
}

#[test]
fn what_happens_is_counted_and_nobody_is_named() {
    let free = free_address();
    let home = Home::new().with("SENZA_METRICS_LISTEN", free.clone());
    let invited = home.run(&["invite", "ada@example.org", "--attribute", "mail=ada@example.org"]);
    let link = String::from_utf8_lossy(&invited.stdout).trim().to_owned();
    let program = home.serve(&["serve"]);
    let base = program.value("Senza");
    let read = || {
        let page = Browser::new(&format!("http://{free}")).get("/metrics");
        assert_eq!(page.status, 200);
        assert_eq!(page.header("content-type"), Some("text/plain; version=0.0.4; charset=utf-8"));
        check_format(&page.body);
        page.body
    };
    let before = read();
    assert_eq!(sample(&before, "senza_events_total{event=\"started\"}"), Some(1.0));
    assert_eq!(sample(&before, "senza_events_total{event=\"signed in\"}"), None);

    let path = link.strip_prefix(&base).unwrap().to_owned();
    let mut ada = Browser::new(&base);
    let page = ada.get(&path);
    let seed = totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap();
    let code = totp::code_at(&seed, SystemClock.now()).unwrap();
    let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", &*code)];
    assert_eq!(ada.submit(&path, &page, &typed).status, 303);
    let mut stranger = Browser::new(&base);
    // Each wait is twice as long as the one before: on a machine however slow, some of these come too soon.
    for _ in 0..TRIES {
        let login = stranger.get("/login");
        let typed = [("identifier", "ada@example.org"), ("passphrase", "a guess"), ("code", "123456")];
        stranger.submit("/login", &login, &typed);
    }
    assert_eq!(stranger.get("/nowhere").status, 404);

    let after = read();
    check_guesses(&after);
    assert!(sample(&after, "process_resident_memory_bytes").unwrap() > 1e6);
    assert_eq!(sample(&after, "senza_ready"), Some(1.0));
    let over = sample(&after, "senza_certificate_not_after_seconds{use=\"saml_rsa\"}").unwrap();
    assert!(over > SystemClock.now().unix_timestamp() as f64 + 86_400.0 * 300.0, "{over}");
    check_grafana(&after);
    assert_eq!(sample(&after, "senza_keeper_up{keeper=\"inside this server\"}"), Some(1.0));
    assert_eq!(sample(&after, "senza_keeper_alarm{alarm=\"look-ups\"}"), Some(0.0));
    // Counted in the background, before she came or after.
    let is_counted = || read().contains("senza_stock{of=\"account\",kind=\"");
    assert!((0..600).any(|_| is_counted() || {
        std::thread::sleep(std::time::Duration::from_millis(100));
        false
    }));
    for named in ["ada", "example.org", "127.0.0.1", PASSPHRASE] {
        assert!(!after.contains(named), "{named}");
    }
    assert_eq!(Browser::new(&base).get("/metrics").status, 404, "not where people come in");
    assert_eq!(Browser::new(&format!("http://{free}")).get("/login").status, 404, "and nothing else here");
    assert!(program.interrupt());
}
