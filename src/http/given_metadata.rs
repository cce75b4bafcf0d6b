//! A service provider's metadata as the console gets it: pasted, or fetched from an address.

use super::error::PageError;
use crate::fetch::{FetchError, Fetcher};
use crate::say;
use crate::words::Text;
use actix_web::web;

/// The one of the two that was filled in, or a sentence why there is no metadata. What an administrator names is fetched
/// from public addresses alone: to reach inside takes a command on the machine itself.
pub(super) async fn given(pasted: String, url: &str) -> Result<Result<Vec<u8>, Text>, PageError> {
    match (pasted.trim().is_empty(), url.trim()) {
        (false, "") => Ok(Ok(pasted.into_bytes())),
        (false, _) => Ok(Err(say("fetch-either-or"))),
        (true, "") => Ok(Err(say("fetch-paste"))),
        (true, url) => {
            let url = url.to_owned();
            let fetched = web::block(move || Fetcher::for_metadata(Vec::new()).fetch(&url)).await;
            Ok(fetched
                .map_err(PageError::internal)?
                .map_err(|error| say("fetch-not-fetched").with("error", in_words(&error))))
        }
    }
}

/// What is at an address that was named before. It may wait, for fifteen seconds at most.
///
/// # Errors
/// Why nothing was fetched, within a sentence.
pub fn fetched(address: &str) -> Result<Vec<u8>, Text> {
    Fetcher::for_metadata(Vec::new()).fetch(address).map_err(|error| in_words(&error))
}

/// Without the address that a name of the inside stands for, which is not for whoever may use the console.
fn in_words(error: &FetchError) -> Text {
    match error {
        FetchError::NotPublic { host, .. } => say("fetch-not-public").with("host", host),
        FetchError::NotAnAddress => say("fetch-not-an-address"),
        FetchError::Credentials => say("fetch-credentials"),
        FetchError::PlainHttp => say("fetch-plain-http"),
        FetchError::PlainToken => say("fetch-plain-token"),
        FetchError::UnknownName(name) => say("fetch-unknown-name").with("name", name),
        FetchError::Unreachable { host, cause } => {
            say("fetch-unreachable").with("host", host).with("cause", cause.to_string())
        }
        FetchError::Certificate { host, reason } => say("fetch-certificate").with("host", host).with("reason", reason),
        FetchError::Tls { host, cause } => say("fetch-tls").with("host", host).with("cause", cause),
        FetchError::TooSlow(after) => say("fetch-too-slow").with("seconds", after.as_secs()),
        FetchError::Redirects(most) => say("fetch-redirects").with("most", *most),
        FetchError::Location => say("fetch-location"),
        FetchError::Status { status, reason } => {
            say("fetch-status").with("status", status.to_string()).with("reason", reason)
        }
        FetchError::TooLarge(most) => say("fetch-too-large").with("most", most.to_string()),
        FetchError::Compressed => say("fetch-compressed"),
        FetchError::NotHttp(why) => say("fetch-not-http").with("why", *why),
        FetchError::Broken(cause) => say("fetch-broken").with("cause", cause.to_string()),
        FetchError::WebPage => say("fetch-web-page"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Error, ErrorKind};
    use std::net::{IpAddr, Ipv4Addr};
    use std::time::Duration;

    #[test]
    fn a_page_says_in_english_what_the_command_says() {
        let host = || "ward.example".to_owned();
        for error in [
            FetchError::NotAnAddress,
            FetchError::Credentials,
            FetchError::PlainHttp,
            FetchError::PlainToken,
            FetchError::UnknownName(host()),
            FetchError::Unreachable { host: host(), cause: Error::from(ErrorKind::TimedOut) },
            FetchError::Certificate { host: host(), reason: "it is over".into() },
            FetchError::Tls { host: host(), cause: "it ended".into() },
            FetchError::TooSlow(Duration::from_secs(15)),
            FetchError::Redirects(5),
            FetchError::Location,
            FetchError::Status { status: 404, reason: "Not Found".into() },
            FetchError::TooLarge(1_048_576),
            FetchError::Compressed,
            FetchError::NotHttp("it is empty"),
            FetchError::Broken(Error::from(ErrorKind::BrokenPipe)),
            FetchError::WebPage,
        ] {
            assert_eq!(in_words(&error).english(), error.to_string());
        }
    }

    // Threat: whoever may use the console reads the network of the inside out of what it says.
    #[test]
    fn an_address_of_the_inside_is_not_told() {
        let inside =
            FetchError::NotPublic { host: "db.example".into(), address: IpAddr::V4(Ipv4Addr::new(10, 1, 2, 3)) };
        assert!(inside.to_string().contains("10.1.2.3"), "control: the command tells it");
        let said = in_words(&inside).english();
        assert!(said.starts_with("db.example is not a public address") && !said.contains("10.1.2.3"), "{said}");
    }
}
