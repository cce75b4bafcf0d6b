use super::heard::{serves, wanted};
use super::markup::{filled, spoken, written};
use super::*;

fn language(tag: &str, text: &str) -> (Arc<Language>, Vec<Fault>) {
    let (language, faults) = Language::other(tag.parse().unwrap(), text.to_owned());
    (Arc::new(language), faults)
}

async fn said(language: &Arc<Language>, text: Text) -> (String, String) {
    speaking(Some(Arc::clone(language)), async { (text.to_string(), text.plain()) }).await
}

// Threat: what an application, a file or another person is called becomes markup where a message takes it up.
#[test]
fn an_argument_is_text_whatever_stands_in_it() {
    let script = "</p><script>alert('1')</script>&\"<a>{ $name }";
    let text = say("saml-post-going-to").with("name", script);
    assert_eq!(
        text.to_string(),
        "Going to &#60;/p&#62;&#60;script&#62;alert(&#39;1&#39;)&#60;/script&#62;&#38;&#34;&#60;a&#62;{ $name }"
    );
    let link = say("login-first-passphrase-forgotten-or-phone-lost").link("\"><script>");
    assert!(link.to_string().contains("<a href=\"&#34;&#62;&#60;script&#62;\">"), "{link}");
    assert_eq!(Text::from(script.to_owned()).to_string().matches('<').count(), 0);
    // Control: it is the escaping that keeps it from being a tag.
    assert_eq!(text.plain(), format!("Going to {script}"));
}

#[test]
fn a_message_has_tags_of_a_closed_set_and_nothing_else_of_markup() {
    assert_eq!(
        written("<strong>a</strong> <script>b</script> & \"c\" 'd' <b onclick=x>"),
        "<strong>a</strong> &#60;script&#62;b&#60;/script&#62; &#38; &#34;c&#34; 'd' &#60;b onclick=x&#62;"
    );
    assert_eq!(spoken("<a>a</a> <em>b</em> <c>"), "a b <c>");
    assert_eq!(
        filled("<a>a</a><code1>b</code1>", &[("a", " href=\"/\"".to_owned()), ("code1", String::new())]).as_deref(),
        Some("<a href=\"/\">a</a><code>b</code>")
    );
    assert_eq!(filled("<a>a</a>", &[]), None, "a tag that the page does not fill is no link");
}

#[test]
fn english_has_no_faults_and_chooses_between_one_and_many() {
    let text = FILES.iter().map(|(_, text)| *text).collect::<Vec<_>>().join("\n");
    assert_eq!(language("en", &text).1, []);
    let wait = |seconds: i64| say("error-wait-seconds-then-try-again").with("seconds", seconds).plain();
    assert!(wait(1).starts_with("Wait 1 second, then") && wait(60).starts_with("Wait 60 seconds, then"));
    assert!(wait(1_000_000).starts_with("Wait 1000000 seconds"));
}

#[tokio::test]
async fn what_is_wrong_in_a_file_is_named_by_line_and_english_takes_its_place() {
    let (german, faults) = language(
        "de",
        "home-sign-in = Anmelden\nlogin-first-sign-in = { $nobody }\nlogin-first-passphrase = <strong>offen\n\nhome-sign-in = Zweimal\n\
         nothing = x\nlogin-second-continue = { \"<b>\" }\nerror-too-many-tries = <em>Zu viel</em>\nerror-try 1\n",
    );
    let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines.len(), 7, "{faults:?}");
    for line in [2, 3, 5, 6, 7, 8, 9] {
        assert!(lines.contains(&line), "{line}: {faults:?}");
    }
    assert_eq!(said(&german, say("home-sign-in")).await.0, "Anmelden");
    assert_eq!(said(&german, say("login-first-sign-in")).await.0, "Sign in");
    assert_eq!(said(&german, say("login-first-passphrase")).await.0, "Passphrase");
}

#[tokio::test]
async fn a_language_has_its_own_plurals_and_direction() {
    let (polish, faults) = language(
        "pl",
        "error-wait-seconds-then-try-again = { $seconds ->\n    [one] { $seconds } sekunda\n    [few] { $seconds } sekundy\n   *[many] { $seconds } sekund\n    }\n",
    );
    assert_eq!(faults, []);
    for (seconds, expected) in [(1, "1 sekunda"), (3, "3 sekundy"), (5, "5 sekund")] {
        assert_eq!(said(&polish, say("error-wait-seconds-then-try-again").with("seconds", seconds)).await.1, expected);
    }
    let (arabic, _) = language("ar", "saml-post-going-to = إلى { $name }\n");
    let (page, _) = said(&arabic, say("saml-post-going-to").with("name", "Senza")).await;
    assert_eq!(page, "إلى \u{2068}Senza\u{2069}", "a name that runs the other way is set apart");
    assert_eq!(speaking(Some(arabic), async { (tag(), direction()) }).await, ("ar".to_owned(), "rtl"));
    assert_eq!((tag(), direction()), ("en".to_owned(), "ltr"));
}

#[test]
fn a_header_says_what_is_wanted() {
    assert_eq!(wanted("de-AT, de;q=0.9, en;q=0.8, *;q=0.5"), ["de-at", "de", "en", "*"]);
    assert_eq!(wanted("en;q=0.1, fr"), ["fr", "en"]);
    assert_eq!(wanted("fr;q=0, de;q=x, ;q=1, nl;q=2, it; q=1"), ["it"]);
    assert_eq!(wanted(&"a,".repeat(1000)).len(), 16);
    assert!(serves("de", "de-at") && serves("pt-BR", "pt") && !serves("de", "den") && !serves("de", "en"));
}

#[test]
fn a_text_that_has_no_key_stays_as_it_is() {
    assert_eq!(Text::from("a < b").plain(), "a < b");
    assert!(Text::default().is_empty() && !say("home-sign-in").is_empty());
    let within = say("saml-post-going-to").with("name", say("home-sign-in")).plain();
    assert_eq!(within, "Going to Sign in");
}
