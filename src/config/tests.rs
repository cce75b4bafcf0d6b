mod sessions;

use super::*;
use std::net::{Ipv4Addr, TcpListener};

fn environment(variables: &[(&str, &str)]) -> Environment {
    let variables = variables.iter().map(|(name, value)| (name.into(), value.into())).collect();
    Environment { variables, root: true }
}

fn sentence(result: Result<Config, ConfigError>) -> String {
    result.expect_err("should be refused").to_string()
}

/// A folder that goes with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("senza-config-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder in the temporary folder");
        Self(folder)
    }

    fn file(&self, text: &str) -> PathBuf {
        let file = self.0.join("senza.toml");
        std::fs::write(&file, text).expect("written");
        file
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn with_nothing_given_there_are_defaults_for_root_and_for_a_person() {
    let config = Config::load(None, &environment(&[])).expect("defaults");
    assert_eq!(config.database.data_dir, Path::new("/var/lib/senza/data"));
    assert_eq!(config.keeper.dir, Path::new("/var/lib/senza/keeper"));
    assert!(config.server.base_url.is_none() && config.database.url.is_none());

    let person = Environment { root: false, ..environment(&[("HOME", "/home/ann"), ("XDG_DATA_HOME", "")]) };
    let config = Config::load(None, &person).expect("defaults");
    assert_eq!(config.keeper.dir, Path::new("/home/ann/.local/share/senza/keeper"));
    let nobody = Environment { root: false, ..environment(&[]) };
    assert!(sentence(Config::load(None, &nobody)).contains("SENZA_DATA_DIR"));
}

#[test]
fn variables_override_the_file() {
    let scratch = Scratch::new("override");
    let file = scratch.file("[server]\nbase_url = \"https://file.example\"\nlisten = \"127.0.0.1:7000\"\n");
    let config = Config::load(Some(&file), &environment(&[("SENZA_BASE_URL", "https://variable.example")]));
    let server = config.expect("accepted").server;
    assert_eq!(server.base_url.expect("set").as_str(), "https://variable.example");
    assert_eq!(server.listen.and_then(|listen| listen.port()), Some(7000));
}

#[test]
fn unknown_keys_are_errors_that_name_them() {
    let unknown = sentence(Config::load(None, &environment(&[("SENZA_LISTN", "127.0.0.1:1")])));
    assert!(unknown.contains("SENZA_LISTN") && unknown.contains("SENZA_LISTEN"), "{unknown}");
    let scratch = Scratch::new("section");
    let section = scratch.file("\n[sever]\nlisten = \"127.0.0.1:1\"\n");
    let unknown = sentence(Config::load(Some(&section), &environment(&[])));
    assert!(unknown.contains("line 2") && unknown.contains("sever"), "{unknown}");
}

#[test]
fn a_refused_file_or_address_does_not_repeat_a_password() {
    let scratch = Scratch::new("password");
    let misspelt = scratch.file("[database]\nulr = \"postgres://u:hunter2@h/d\"\n");
    let unknown = sentence(Config::load(Some(&misspelt), &environment(&[])));
    assert!(unknown.contains("ulr") && !unknown.contains("hunter2"), "{unknown}");
    for address in ["mysql://u:hunter2@h/d", "u:hunter2", "postgres://u:hunter2@h:99999/d"] {
        let refused = sentence(Config::load(None, &environment(&[("SENZA_DATABASE_URL", address)])));
        assert!(refused.contains("SENZA_DATABASE_URL") && !refused.contains("hunter2"), "{refused}");
    }
    let kept = Config::load(None, &environment(&[("SENZA_DATABASE_URL", "postgres://u:hunter2@localhost/d")]));
    assert!(!format!("{kept:?}").contains("hunter2"));
}

// Threat: a database on another machine is spoken to without TLS, or with whoever answers, who reads and changes rows.
#[test]
fn a_database_on_another_machine_has_to_prove_itself_and_no_password_is_repeated() {
    use sqlx::postgres::PgSslMode;
    let load = |address: &str| Config::load(None, &environment(&[("SENZA_DATABASE_URL", address)]));
    let mode = |address: &str| connect_options(&SecretText::new(address.to_owned())).expect(address).get_ssl_mode();
    for address in [
        "postgres://u:hunter2@db.example/d",
        "postgres://u:hunter2@10.0.0.7:5432/d",
        "postgres://u:hunter2@[2001:db8::1]/d",
        "postgres://u:hunter2@localhost.example/d",
        "postgres://u:hunter2@localhost/d?host=db.example",
        "postgres://u:hunter2@localhost/d?hostaddr=10.0.0.7",
        "postgres://u:hunter2@0.0.0.0/d",
    ] {
        assert!(matches!(mode(address), PgSslMode::VerifyFull), "{address}");
        let also = if address.contains('?') { "&" } else { "?" };
        assert!(matches!(mode(&format!("{address}{also}sslmode=verify-full")), PgSslMode::VerifyFull), "{address}");
        for weaker in ["disable", "allow", "require", "verify-ca"] {
            let refused = sentence(load(&format!("{address}{also}sslmode={weaker}")));
            assert!(refused.contains("verify-full") && !refused.contains("hunter2"), "{address}: {refused}");
        }
    }
    for address in [
        "postgres://u:hunter2@localhost:5433/d",
        "postgres://u:hunter2@127.0.0.1/d",
        "postgres://u:hunter2@[::1]/d",
        "postgres://u@%2Fvar%2Frun%2Fpostgresql/d",
        "postgres:///d?host=/var/run/postgresql",
    ] {
        assert!(matches!(mode(address), PgSslMode::Prefer), "control: nobody is on the way to {address}");
    }
}

#[test]
fn a_certificate_goes_with_a_key_and_with_https() {
    let load = |more: &[(&str, &str)]| Config::load(None, &environment(more));
    let (certificate, key) = (("SENZA_TLS_CERTIFICATE", "/c.pem"), ("SENZA_TLS_KEY", "/k.pem"));
    let https = ("SENZA_BASE_URL", "https://idp.example:8443");
    let config = load(&[certificate, key, https]).expect("a pair");
    let settled = settle_server(&config.server, Path::new("/nowhere")).expect("nothing to choose");
    assert_eq!(settled.listen, Listen::Loopbacks { port: 8443 }, "the port that browsers come to");
    assert!(load(&[https]).expect("a proxy in front").server.tls.is_none());
    for (given, said) in [
        (&[certificate, https][..], "go together"),
        (&[key, https], "go together"),
        (&[certificate, key], "https"),
        (&[certificate, key, ("SENZA_BASE_URL", "http://localhost:1")], "https"),
        (&[("SENZA_TLS_CERTIFICATE", "c.pem"), key, https], "absolute"),
    ] {
        assert!(sentence(load(given)).contains(said), "{given:?}");
    }
}

#[test]
fn proxies_are_networks_and_one_header_is_read() {
    use crate::domain::network::ForwardedHeader;
    let load = |more: &[(&str, &str)]| Config::load(None, &environment(more));
    let none = load(&[]).expect("none").server.proxies;
    assert!(!none.include("127.0.0.1".parse().expect("an address")), "nobody is believed by default");
    let set = load(&[("SENZA_TRUSTED_PROXIES", "10.0.0.7, 2001:db8::/32,"), ("SENZA_FORWARDED_HEADER", "Forwarded")]);
    let proxies = set.expect("two").server.proxies;
    assert_eq!((proxies.networks.len(), proxies.header), (2, ForwardedHeader::Forwarded));
    for (name, value) in [
        ("SENZA_TRUSTED_PROXIES", "proxy.example"),
        ("SENZA_TRUSTED_PROXIES", "10.0.0.1/8"),
        ("SENZA_FORWARDED_HEADER", "x-real-ip"),
        ("SENZA_DRAIN_SECONDS", "-1"),
        ("SENZA_DRAIN_SECONDS", "3600"),
        ("SENZA_DRAIN_SECONDS", "soon"),
        ("SENZA_METRICS_LISTEN", "0.0.0.0:9100"),
        ("SENZA_METRICS_LISTEN", "203.0.113.9:9100"),
        ("SENZA_METRICS_LISTEN", "[2001:db8::1]:9100"),
        ("SENZA_METRICS_LISTEN", "9100"),
    ] {
        let said = sentence(load(&[(name, value)]));
        assert!(said.starts_with(name), "{name}={value:?}: {said}");
    }
    assert!(load(&[("SENZA_METRICS_LISTEN", "127.0.0.1:9100")]).expect("loopback").server.metrics.is_some());
    let drains = |more: &[(&str, &str)]| load(more).expect("accepted").server.drain.as_secs();
    let https = ("SENZA_BASE_URL", "https://idp.example");
    assert_eq!((drains(&[]), drains(&[https]), drains(&[https, ("SENZA_DRAIN_SECONDS", "0")])), (0, 5, 0));
}

#[test]
fn plain_http_is_for_loopback_hosts() {
    for accepted in
        ["https://a.example", "http://localhost:1", "http://127.0.0.1", "http://[::1]:9", "https://a.example:8443/"]
    {
        assert!(BaseUrl::from_str(accepted).is_ok(), "{accepted}");
    }
    for refused in [
        "http://a.example",
        "http://localhost.a.example",
        "http://10.0.0.1",
        "http://0.0.0.0",
        "https://a.example/idp",
        "https://a.example?x",
        "https://u@a.example",
        "ftp://localhost",
        "localhost:8080",
        "",
    ] {
        assert!(BaseUrl::from_str(refused).is_err(), "{refused}");
    }
    assert_eq!(BaseUrl::from_str("https://A.example:443/").expect("an origin").as_str(), "https://a.example");
}

#[test]
fn open_to_other_machines_needs_a_name() {
    let opened = sentence(Config::load(None, &environment(&[("SENZA_LISTEN", "0.0.0.0:8080")])));
    assert!(opened.contains("SENZA_BASE_URL"), "{opened}");
    let named = [("SENZA_LISTEN", "0.0.0.0:8080,[::]:8080"), ("SENZA_BASE_URL", "https://a.example")];
    assert!(Config::load(None, &environment(&named)).is_ok());
    assert!(sentence(Config::load(None, &environment(&[("SENZA_LISTEN", "127.0.0.1:0")]))).contains("port 0"));
}

#[test]
fn secrets_and_data_lie_apart() {
    for (data, keeper) in [("/a", "/a"), ("/a", "/a/k"), ("/a/d", "/a")] {
        let both = environment(&[("SENZA_DATA_DIR", data), ("SENZA_KEEPER_DIR", keeper)]);
        assert!(sentence(Config::load(None, &both)).contains("must not lie in one folder"));
    }
    assert!(sentence(Config::load(None, &environment(&[("SENZA_DATA_DIR", "data")]))).contains("absolute"));
}

// Threat: a keeper is asked over a network in the open, because part of what proves both sides was left out.
#[test]
fn a_keeper_on_another_machine_is_asked_by_tls_or_not_at_all() {
    let all = [
        ("SENZA_KEEPER_TLS_CERTIFICATE", "/etc/c.pem"),
        ("SENZA_KEEPER_TLS_KEY", "/etc/k.pem"),
        ("SENZA_KEEPER_TLS_CA", "/etc/ca.pem"),
    ];
    let load = |set: &[(&str, &str)]| Config::load(None, &environment(set));
    for needs in
        [("SENZA_KEEPER_SOCKET", "/a.sock,tls://keeper.example:7440"), ("SENZA_KEEPER_LISTEN", "10.0.0.7:7440")]
    {
        assert!(sentence(load(&[needs])).contains("only by TLS"), "{needs:?}");
        let keeper = load(&[&all[..], &[needs]].concat()).expect("all is set").keeper;
        assert_eq!(keeper.tls.expect("all of it").peers, ["senza-server"]);
    }
    for left_out in 0..3 {
        let mut part = all.to_vec();
        let (name, _) = part.remove(left_out);
        assert!(sentence(load(&part)).contains(&format!("{name} is not set")));
    }
    assert!(sentence(load(&[("SENZA_KEEPER_TLS_PEERS", "a")])).contains("is not set"));
    let peers = |names| load(&[&all[..], &[("SENZA_KEEPER_TLS_PEERS", names)]].concat());
    assert_eq!(peers("one.example, two.example").expect("names").keeper.tls.expect("set").peers.len(), 2);
    assert!(sentence(peers("*.example")).contains("not a name"));
    let relative = [("SENZA_KEEPER_TLS_CERTIFICATE", "c.pem"), all[1], all[2]];
    assert!(sentence(load(&relative)).contains("absolute"));
    for wrong in ["keeper.sock", "tls://keeper", "tls://keeper:0", "http://keeper:7440"] {
        assert!(sentence(load(&[&all[..], &[("SENZA_KEEPER_SOCKET", wrong)]].concat())).contains(wrong), "{wrong}");
    }
}

// Threat: both end up in one back-up, because the paths only look apart.
#[test]
fn secrets_and_data_lie_apart_also_behind_links_and_dots() {
    let upwards = environment(&[("SENZA_DATA_DIR", "/a/data"), ("SENZA_KEEPER_DIR", "/a/keeper/../data/keeper")]);
    assert!(sentence(Config::load(None, &upwards)).contains(".."));
    let home = Environment { root: false, ..environment(&[("HOME", "/home/../etc")]) };
    assert!(sentence(Config::load(None, &home)).contains(".."));

    let scratch = Scratch::new("links");
    let (data, keeper) = (scratch.0.join("data"), scratch.0.join("keeper"));
    let folders = |keeper: &Path| {
        let folders = [("SENZA_DATA_DIR", data.to_str().unwrap()), ("SENZA_KEEPER_DIR", keeper.to_str().unwrap())];
        Config::load(None, &environment(&folders)).expect("they seem to lie apart")
    };
    assert!(matches!(folders(&keeper).check_apart(), Err(ConfigError::Folder { .. })), "not made yet");
    std::fs::create_dir_all(data.join("inner")).unwrap();
    std::fs::create_dir(&keeper).unwrap();
    assert!(folders(&keeper).check_apart().is_ok(), "control");
    let link = scratch.0.join("link");
    std::os::unix::fs::symlink(data.join("inner"), &link).unwrap();
    assert!(matches!(folders(&link).check_apart(), Err(ConfigError::OneFolder { .. })));
    std::fs::create_dir(data.join("inner/keeper")).unwrap();
    assert!(matches!(folders(&link.join("keeper")).check_apart(), Err(ConfigError::OneFolder { .. })));
}

/// One test, not several: they would take the ports from each other.
#[test]
fn a_port_is_chosen_once_and_kept() {
    let scratch = Scratch::new("kept");
    let data = &scratch.0;
    let open = ServerConfig::default();
    let chosen = settle_server(&open, data).expect("a free port");
    let port = chosen.base_url.port();
    let held = chosen.bind().expect("it was free");
    // Taken now, by ourselves: the answer stays, and binding says where the port is written down.
    let again = settle_server(&open, data).expect("kept");
    assert_eq!(again.base_url, chosen.base_url);
    let refused = again.bind().expect_err("taken").to_string();
    assert!(refused.contains(&port.to_string()) && refused.contains("kept in"), "{refused}");
    drop(held);
    // A test beside this one that starts a program has every open file of this process twice, until the program takes over.
    let is_free = |_| {
        again.bind().is_ok() || {
            std::thread::sleep(std::time::Duration::from_millis(20));
            false
        }
    };
    assert!((0..500).any(is_free));
    a_taken_port_is_passed_over_at_the_first_start();
}

fn a_taken_port_is_passed_over_at_the_first_start() {
    let occupied: Vec<_> = [8080, 8081].map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port))).into();
    let scratch = Scratch::new("passed");
    let data = &scratch.0;
    let server = settle_server(&ServerConfig::default(), data).expect("another port");
    let demo = settle_demo(&DemoConfig { listen: None }, data).expect("another port");
    assert!(server.base_url.port() > 8080 && server.base_url.port().is_multiple_of(2));
    assert!(demo.address.port() > 8081 && !demo.address.port().is_multiple_of(2));
    assert_eq!(demo.url(), format!("http://127.0.0.1:{}", demo.address.port()));
    drop(occupied);
    std::fs::write(data.join("port"), "eighty").expect("written");
    assert!(settle_server(&ServerConfig::default(), data).is_err());
}

#[test]
fn what_is_configured_is_not_chosen() {
    let scratch = Scratch::new("configured");
    let data = &scratch.0;
    let settle = |listen: Option<&str>, base_url: Option<&str>| {
        let listen = listen.map(|text| text.parse().expect("addresses"));
        let base_url = base_url.map(|text| text.parse().expect("a base URL"));
        settle_server(&ServerConfig { listen, base_url, ..ServerConfig::default() }, data).expect("settled")
    };
    assert_eq!(settle(Some("127.0.0.1:7001"), None).base_url.as_str(), "http://localhost:7001");
    assert_eq!(settle(None, Some("http://localhost:7002")).listen, Listen::Loopbacks { port: 7002 });
    assert_eq!(settle(None, Some("https://a.example")).listen, Listen::Loopbacks { port: 8080 });
    assert!(!data.join("port").exists());
}

#[test]
fn who_runs_it_is_read_from_the_file_and_from_variables() {
    let scratch = Scratch::new("organisation");
    let file = scratch.file(
        "[organisation]\nname = \"Klinikum Süd\"\nurl = \"https://klinikum.example\"\ntechnical_contact = \"it@klinikum.example\"\n\
         [metadata]\nvalid_days = 14\n",
    );
    let variables = [("SENZA_SUPPORT_CONTACT", "help@klinikum.example"), ("SENZA_METADATA_VALID_DAYS", "30")];
    let config = Config::load(Some(&file), &environment(&variables)).expect("accepted");
    assert_eq!(config.organisation.name.as_deref(), Some("Klinikum Süd"));
    assert_eq!(config.organisation.technical_contact.as_deref(), Some("it@klinikum.example"));
    assert_eq!(config.organisation.support_contact.as_deref(), Some("help@klinikum.example"));
    assert_eq!(config.metadata.valid_days, Some(30));
    let config = Config::load(Some(&file), &environment(&[])).expect("accepted");
    assert_eq!(config.metadata.valid_days, Some(14));
    let config = Config::load(None, &environment(&[])).expect("defaults");
    assert!(config.organisation.technical_contact.is_none() && config.metadata.valid_days.is_none());

    for (name, value) in [
        ("SENZA_ORGANISATION_NAME", "a\nb"),
        ("SENZA_ORGANISATION_URL", "http://plain.example"),
        ("SENZA_ORGANISATION_URL", "https://u:p@x.example"),
        ("SENZA_TECHNICAL_CONTACT", "it"),
        ("SENZA_TECHNICAL_CONTACT", "a@b@c.example"),
        ("SENZA_SUPPORT_CONTACT", "help@x.example?subject=x"),
        ("SENZA_SUPPORT_CONTACT", "help@localhost"),
        ("SENZA_METADATA_VALID_DAYS", "0"),
        ("SENZA_METADATA_VALID_DAYS", "366"),
        ("SENZA_METADATA_VALID_DAYS", "soon"),
        ("SENZA_SESSION_MINUTES", "0"),
        ("SENZA_SESSION_MINUTES", "-720"),
        ("SENZA_SESSION_MINUTES", "1081"),
        ("SENZA_SESSION_MINUTES", "all day"),
        ("SENZA_IDLE_MINUTES", "0"),
        ("SENZA_IDLE_MINUTES", "721"),
        ("SENZA_SHARED_IDLE_MINUTES", "0"),
        ("SENZA_SHARED_IDLE_MINUTES", "61"),
    ] {
        let said = sentence(Config::load(None, &environment(&[(name, value)])));
        assert!(said.starts_with(name), "{name}={value:?}: {said}");
    }
    let unknown = scratch.file("[organisation]\nnmae = \"x\"\n");
    assert!(sentence(Config::load(Some(&unknown), &environment(&[]))).contains("nmae"));
}

#[test]
fn what_people_sign_in_with_is_one_of_three_words() {
    use crate::domain::identifier::Identifiers;
    let load = |word| Config::load(None, &environment(&[("SENZA_IDENTIFIERS", word)]));
    for (word, meant) in [
        ("email", Identifiers::Email),
        ("name", Identifiers::Name),
        (" code ", Identifiers::Code),
        ("", Identifiers::Any),
    ] {
        assert_eq!(load(word).expect(word).organisation.identifiers, meant);
    }
    for word in ["Email", "codes", "email,name"] {
        assert!(sentence(load(word)).contains("SENZA_IDENTIFIERS: people sign in with one of: email, name, code"));
    }
    let scratch = Scratch::new("identifiers");
    let file = scratch.file("[organisation]\nidentifiers = \"name\"\n");
    let config = Config::load(Some(&file), &environment(&[])).expect("a file");
    assert_eq!(config.organisation.identifiers, Identifiers::Name);
    let overridden = Config::load(Some(&file), &environment(&[("SENZA_IDENTIFIERS", "code")])).expect("a variable");
    assert_eq!(overridden.organisation.identifiers, Identifiers::Code);
}
