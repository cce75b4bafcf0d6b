//! Why a document was not fetched, each in a sentence for whoever named its address.

use std::net::IpAddr;
use std::time::Duration;
use thiserror::Error;

#[derive(Debug, Error)]
pub enum FetchError {
    #[error("that is not an address that can be fetched; it must start with https:// and name a host")]
    NotAnAddress,
    #[error("the address holds a user name or password; give it without, nothing is fetched with credentials")]
    Credentials,
    #[error(
        "the address is plain http: anyone on the way could put other keys into what is fetched. Use https, or save the \
         metadata to a file and name the file"
    )]
    PlainHttp,
    #[error("the address is plain http: anyone on the way could read the token. Use https")]
    PlainToken,
    #[error("the name {0} is not known here; check its spelling")]
    UnknownName(String),
    #[error(
        "{host}{at} is not a public address: nothing is fetched from machines of the inside unless \
         they are named. If you mean this one, add `--allow-private-address {address}` to `senza sp add`",
        at = at(.host, .address)
    )]
    NotPublic { host: String, address: IpAddr },
    #[error("{host} cannot be reached: {cause}")]
    Unreachable { host: String, cause: std::io::Error },
    #[error("the certificate of {host} is not to be believed: {reason}. Its operators have to mend that")]
    Certificate { host: String, reason: String },
    #[error("no secure connection to {host} could be made: {cause}")]
    Tls { host: String, cause: String },
    #[error("fetching took longer than {} seconds and was given up", .0.as_secs())]
    TooSlow(Duration),
    #[error("the address leads on to another more than {0} times")]
    Redirects(usize),
    #[error("the address leads on to another that is none")]
    Location,
    #[error("the server answered {status} {reason} instead of the metadata; check the address")]
    Status { status: u16, reason: String },
    #[error("what is there is larger than {0} octets, which no metadata of one service provider is")]
    TooLarge(usize),
    #[error(
        "the server sent its answer compressed although it was asked not to; save the metadata to a file and name the file"
    )]
    Compressed,
    #[error("the server's answer is not HTTP as it should be: {0}")]
    NotHttp(&'static str),
    #[error("the connection broke before everything had come: {0}")]
    Broken(std::io::Error),
    #[error(
        "there is a web page at this address, not metadata; ask the application's engineers for the address of the metadata itself"
    )]
    WebPage,
}

/// Where a name leads to; an address is where it is.
fn at(host: &str, address: &IpAddr) -> String {
    if host.trim_matches(['[', ']']) == address.to_string() {
        String::new()
    } else {
        format!(" is at {address}, which")
    }
}
