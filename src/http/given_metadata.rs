//! A service provider's metadata as the console gets it: pasted, or fetched from an address.

use super::error::PageError;
use crate::fetch::{FetchError, Fetcher};
use actix_web::web;

/// The one of the two that was filled in, or a sentence why there is no metadata. What an administrator names is fetched
/// from public addresses alone: to reach inside takes a command on the machine itself.
pub(super) async fn given(pasted: String, url: &str) -> Result<Result<Vec<u8>, String>, PageError> {
    match (pasted.trim().is_empty(), url.trim()) {
        (false, "") => Ok(Ok(pasted.into_bytes())),
        (false, _) => Ok(Err("Give either the metadata or its address, not both.".to_owned())),
        (true, "") => Ok(Err("Paste the metadata, or give its address.".to_owned())),
        (true, url) => {
            let url = url.to_owned();
            let fetched = web::block(move || Fetcher::for_metadata(Vec::new()).fetch(&url)).await;
            Ok(fetched.map_err(PageError::internal)?.map_err(|error| format!("It was not fetched: {}.", words(&error))))
        }
    }
}

/// What is at an address that was named before. It may wait, for fifteen seconds at most.
///
/// # Errors
/// A sentence why nothing was fetched.
pub fn fetched(address: &str) -> Result<Vec<u8>, String> {
    Fetcher::for_metadata(Vec::new()).fetch(address).map_err(|error| words(&error))
}

/// Without the address that a name of the inside stands for, which is not for whoever may use the console.
fn words(error: &FetchError) -> String {
    match error {
        FetchError::NotPublic { host, .. } => {
            format!(
                "{host} is not a public address; `senza sp add`, on the machine itself, can be told to fetch from it"
            )
        }
        other => other.to_string(),
    }
}
