//! What an operator's address makes this machine ask for, against real servers on loopback: nothing of the inside,
//! nothing without end, nothing from whoever cannot prove the name. Each refusal beside the same fetch allowed.

use crate::support::origin::{Identity, Origin, Reply, document, redirect, says};
use senza::fetch::{FetchError, Fetcher, Resolver, Trust};

use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

const NAME: &str = "sp.example";
const FIRST: &str = "127.0.0.1";
const SECOND: &str = "127.0.0.2";

/// Resolves every name to these addresses, and counts.
struct Names {
    addresses: Vec<IpAddr>,
    asked: Arc<AtomicUsize>,
}

impl Names {
    fn are(addresses: &[&str]) -> Self {
        Self { addresses: addresses.iter().map(|one| one.parse().unwrap()).collect(), asked: Arc::default() }
    }

    fn resolver(&self) -> Resolver {
        let (addresses, asked) = (self.addresses.clone(), Arc::clone(&self.asked));
        Arc::new(move |_, port| {
            asked.fetch_add(1, Ordering::SeqCst);
            Ok(addresses.iter().map(|ip| SocketAddr::new(*ip, port)).collect())
        })
    }
}

/// The certificate of every well-behaved server here.
fn identity() -> &'static Identity {
    static IDENTITY: OnceLock<Identity> = OnceLock::new();
    IDENTITY.get_or_init(|| Identity::of(&[NAME, "inside.example", FIRST, SECOND]))
}

fn server(reply: Reply) -> Origin {
    Origin::secure(FIRST, identity(), reply)
}

/// Knows every name as this address, believes the servers here, and may reach these addresses besides public ones.
fn fetcher(name_is: &[&str], allowed: &[&str]) -> Fetcher {
    Fetcher {
        resolver: Names::are(name_is).resolver(),
        trust: Trust::Only(vec![identity().certificate.clone()]),
        allowed: allowed.iter().map(|one| one.parse().unwrap()).collect(),
        most: 1000,
        time: Duration::from_secs(10),
    }
}

fn refusal(fetcher: &Fetcher, url: &str) -> String {
    let error = fetcher.fetch(url).map(|octets| String::from_utf8_lossy(&octets).into_owned()).expect_err(url);
    println!("{url}: {error}");
    error.to_string()
}

#[test]
fn a_document_comes_over_tls() {
    let origin = server(says(document("<md/>")));
    let names = Names::are(&[FIRST]);
    let fetcher = Fetcher { resolver: names.resolver(), ..fetcher(&[], &[FIRST]) };
    assert_eq!(fetcher.fetch(&origin.url("https", NAME, "/md?a=b#c")).unwrap(), b"<md/>");
    assert_eq!(names.asked.load(Ordering::SeqCst), 1, "what was judged is what is connected to");
    let request = origin.requests().remove(0);
    let port = origin.address.port();
    assert!(request.starts_with(&format!("GET /md?a=b HTTP/1.1\r\nHost: {NAME}:{port}\r\n")), "{request}");
    for never in ["cookie", "authorization", "referer", "gzip", "deflate"] {
        assert!(!request.to_lowercase().contains(never), "{request}");
    }
}

#[test]
fn a_name_that_leads_inside_is_refused_before_anything_is_sent() {
    let origin = server(says(document("<md/>")));
    let url = origin.url("https", NAME, "/");
    for addresses in [&[FIRST][..], &["1.1.1.1", FIRST], &["::ffff:127.0.0.1"], &["10.0.0.1"], &["fd00::1"]] {
        let said = refusal(&fetcher(addresses, &[]), &url);
        assert!(said.contains("not a public address") && said.contains("--allow-private-address"), "{said}");
    }
    assert_eq!(origin.connections(), 0);
    assert_eq!(fetcher(&[FIRST], &[FIRST]).fetch(&url).unwrap(), b"<md/>", "control: the operator named it");
}

#[test]
fn an_address_of_the_inside_is_refused_however_it_is_written() {
    let origin = server(says(document("<md/>")));
    for host in [FIRST, "2130706433", "0x7f.0.0.1", "127.1", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "0"] {
        let said = refusal(&fetcher(&[], &[]), &origin.url("https", host, "/"));
        assert!(said.contains("not a public address"), "{host}: {said}");
    }
    assert_eq!(origin.connections(), 0);
    assert!(fetcher(&[], &[FIRST]).fetch(&origin.url("https", "127.1", "/")).is_ok(), "control");
}

#[test]
fn a_redirect_is_judged_like_what_was_typed() {
    let inside = Origin::secure(SECOND, identity(), says(document("<inside/>")));
    for host in [SECOND, "inside.example"] {
        let origin = server(says(redirect(&inside.url("https", host, "/"))));
        // The name is the second server's; the first is asked by its address.
        let url = origin.url("https", FIRST, "/");
        let said = refusal(&fetcher(&[SECOND], &[FIRST]), &url);
        assert!(said.contains(SECOND) && said.contains("not a public address"), "{said}");
        assert_eq!(inside.connections(), usize::from(host != SECOND), "only by the control before");
        assert_eq!(fetcher(&[SECOND], &[FIRST, SECOND]).fetch(&url).unwrap(), b"<inside/>", "control");
    }
}

#[test]
fn a_redirect_cannot_change_what_kind_of_address_it_is() {
    for (location, reason) in [
        ("file:///etc/passwd", "must start with https://"),
        ("ftp://sp.example/", "must start with https://"),
        ("https://user:word@sp.example/", "credentials"),
        ("http://sp.example/", "plain http"),
        ("http://[", "leads on to another that is none"),
    ] {
        let origin = server(says(redirect(location)));
        let said = refusal(&fetcher(&["1.1.1.1"], &[FIRST]), &origin.url("https", FIRST, "/"));
        assert!(said.contains(reason), "{location}: {said}");
    }
    let origin = server(Arc::new(|head, client| {
        let answer = if head.starts_with("GET /b/c ") { document("<md/>") } else { redirect("../b/./c") };
        client.write_all(&answer)
    }));
    let followed = fetcher(&[], &[FIRST]).fetch(&origin.url("https", FIRST, "/a/x"));
    assert_eq!(followed.unwrap(), b"<md/>", "control: a relative one is followed");
}

#[test]
fn three_redirects_are_followed_and_no_more() {
    let origin = server(Arc::new(|head, client| {
        let left: usize = head.split([' ', '/']).nth(2).unwrap().parse().unwrap();
        let answer = if left == 0 { document("<md/>") } else { redirect(&format!("/{}", left - 1)) };
        client.write_all(&answer)
    }));
    let fetcher = fetcher(&[], &[FIRST]);
    assert_eq!(fetcher.fetch(&origin.url("https", FIRST, "/3")).unwrap(), b"<md/>");
    let said = refusal(&fetcher, &origin.url("https", FIRST, "/4"));
    assert!(said.contains("more than 3 times"), "{said}");
    assert_eq!(origin.connections(), 8, "four each, and the fifth was not asked for");
}

#[test]
fn plain_http_is_for_a_loopback_address_that_was_named() {
    let origin = Origin::plain(FIRST, says(document("<md/>")));
    let url = origin.url("http", NAME, "/");
    assert!(refusal(&fetcher(&["1.1.1.1"], &[]), &url).contains("plain http"));
    assert!(
        refusal(&fetcher(&["10.0.0.1"], &["10.0.0.1"]), &url).contains("plain http"),
        "private, named, not loopback"
    );
    assert!(refusal(&fetcher(&[FIRST], &[]), &url).contains("--allow-private-address 127.0.0.1"));
    assert_eq!(origin.connections(), 0);
    assert_eq!(fetcher(&[FIRST], &[FIRST]).fetch(&url).unwrap(), b"<md/>", "control");
}

#[test]
fn more_than_metadata_can_be_is_not_read() {
    let whole = "x".repeat(1000);
    let endless: Reply = Arc::new(|_, client| {
        client.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
        while client.write_all(&[b'x'; 4096]).is_ok() {}
        Ok(())
    });
    let chunks: Reply = Arc::new(|_, client| {
        client.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")?;
        while client.write_all(b"4\r\nxxxx\r\n").is_ok() {}
        Ok(())
    });
    for reply in [says(document(&format!("{whole}x"))), endless, chunks] {
        let origin = server(reply);
        let said = refusal(&fetcher(&[], &[FIRST]), &origin.url("https", FIRST, "/"));
        assert!(said.contains("larger than 1000 octets"), "{said}");
    }
    let origin = server(says(document(&whole)));
    assert_eq!(fetcher(&[], &[FIRST]).fetch(&origin.url("https", FIRST, "/")).unwrap().len(), 1000, "control");
}

#[test]
fn what_is_compressed_is_not_opened() {
    let origin = server(says("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\u{1f}\u{8b}"));
    assert!(refusal(&fetcher(&[], &[FIRST]), &origin.url("https", FIRST, "/")).contains("compressed"));
}

/// An octet now and then, for as long as the client bears it.
fn drip(octets: Vec<u8>) -> Reply {
    Arc::new(move |_, client| {
        for octet in &octets {
            client.write_all(&[*octet])?;
            client.flush()?;
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    })
}

#[test]
fn a_slow_drip_ends_with_the_time_for_the_whole() {
    let origin = server(drip(document("<md/>")));
    let url = origin.url("https", FIRST, "/");
    let short = Fetcher { time: Duration::from_millis(300), ..fetcher(&[], &[FIRST]) };
    let started = Instant::now();
    let error = short.fetch(&url).unwrap_err();
    assert!(matches!(error, FetchError::TooSlow(_)), "{error}");
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    assert_eq!(fetcher(&[], &[FIRST]).fetch(&url).unwrap(), b"<md/>", "control: with time enough it comes");
}

#[test]
fn silence_and_slow_names_and_many_slow_redirects_end_as_well() {
    let short = |resolver: Resolver| Fetcher { time: Duration::from_millis(300), resolver, ..fetcher(&[], &[FIRST]) };
    let here: Resolver = Arc::new(|_, port| Ok(vec![SocketAddr::new(FIRST.parse().unwrap(), port)]));
    let slow: Resolver = {
        let here = Arc::clone(&here);
        Arc::new(move |host, port| {
            std::thread::sleep(Duration::from_secs(30));
            here(host, port)
        })
    };
    // Accepts and says nothing, not even a handshake.
    let silent = std::net::TcpListener::bind((FIRST, 0)).unwrap();
    let silent = format!("https://{NAME}:{}/", silent.local_addr().unwrap().port());
    let hesitant = server(Arc::new(|_, client| {
        std::thread::sleep(Duration::from_millis(130));
        client.write_all(&redirect("/again"))
    }));
    let origin = server(says(document("<md/>")));
    for (resolver, url) in
        [(&slow, origin.url("https", NAME, "/")), (&here, silent), (&here, hesitant.url("https", NAME, "/"))]
    {
        let started = Instant::now();
        let error = short(Arc::clone(resolver)).fetch(&url).unwrap_err();
        assert!(matches!(error, FetchError::TooSlow(_)), "{url}: {error}");
        assert!(started.elapsed() < Duration::from_secs(20), "{url}: {:?}", started.elapsed());
    }
    // On a machine that does something else at that moment it is not.
    let is_enough = |_| short(Arc::clone(&here)).fetch(&origin.url("https", NAME, "/")).is_ok();
    assert!((0..50).any(is_enough), "control: the same time is enough");
}

#[test]
fn a_server_that_cannot_prove_its_name_is_not_believed() {
    let another = Identity::of(&["another.example"]);
    let stranger = Identity::of(&[NAME]);
    let expired = Identity::until(&[NAME], 0);
    let trusting = |roots: &[&Identity]| Fetcher {
        trust: Trust::Only(roots.iter().map(|root| root.certificate.clone()).collect()),
        ..fetcher(&[FIRST], &[FIRST])
    };
    let good = identity();
    for (served, trusted, reason) in
        [(&another, &another, "mismatch"), (&stranger, good, "self"), (&expired, &expired, "expired")]
    {
        let origin = Origin::secure(FIRST, served, says(document("<md/>")));
        let said = refusal(&trusting(&[trusted]), &origin.url("https", NAME, "/"));
        assert!(said.contains("is not to be believed") && said.contains(reason), "{said}");
        assert!(origin.requests().is_empty(), "nothing was asked of it");
    }
    let plain = Origin::plain(FIRST, says(document("<md/>")));
    assert!(refusal(&trusting(&[good]), &plain.url("https", NAME, "/")).contains("no secure connection"));
    let origin = server(says(document("<md/>")));
    assert!(trusting(&[good]).fetch(&origin.url("https", NAME, "/")).is_ok(), "control");
    let system = Fetcher { trust: Trust::System, ..fetcher(&[FIRST], &[FIRST]) };
    assert!(refusal(&system, &origin.url("https", NAME, "/")).contains("is not to be believed"));
}

#[test]
fn what_is_not_metadata_is_said_in_words() {
    for (answer, reason) in [
        ("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404 Not Found"),
        ("HTTP/1.1 500 Oops <script>\r\n\r\n", "500 Oops"),
        ("HTTP/1.1 200 OK\r\n\r\n \n<!DOCTYPE HTML><title>Sign in</title>", "web page"),
        ("HTTP/1.1 200 OK\r\n\r\n<html lang='en'>", "web page"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "broke"),
    ] {
        let origin = server(says(answer));
        let said = refusal(&fetcher(&[], &[FIRST]), &origin.url("https", FIRST, "/"));
        assert!(said.contains(reason), "{said}");
    }
    let nobody: Resolver = Arc::new(|_, _| Ok(Vec::new()));
    let unknown = Fetcher { resolver: nobody, ..fetcher(&[], &[]) };
    assert!(refusal(&unknown, "https://nowhere.example/").contains("nowhere.example is not known"));
    let closed = std::net::TcpListener::bind((FIRST, 0)).unwrap().local_addr().unwrap();
    assert!(refusal(&fetcher(&[], &[FIRST]), &format!("https://{closed}/")).contains("cannot be reached"));
}
