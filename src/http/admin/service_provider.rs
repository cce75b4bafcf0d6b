//! Connecting a service provider from the console.

use super::overview::{Console, Done};
use super::sent::Sent;
use crate::federation::{Federation, Options, Registration, Words};
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::given_metadata;
use crate::http::uninterrupted::to_the_end;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct ServiceProviderForm {
    #[serde(default)]
    metadata: String,
    /// Where to fetch it, instead.
    #[serde(default)]
    metadata_url: String,
    /// Names of attributes it may be told, separated by spaces, commas or line breaks.
    #[serde(default)]
    released: String,
    #[serde(default)]
    allow_http_acs: Option<String>,
    /// A word of the command's, or empty.
    #[serde(default)]
    name_id: String,
    #[serde(default)]
    subject_id: Option<String>,
    #[serde(default)]
    signature: String,
    #[serde(default)]
    encryption: String,
    #[serde(default)]
    skip_assertion_signature: Option<String>,
    #[serde(default)]
    default_context: String,
    #[serde(default)]
    fresh_within: String,
}

impl ServiceProviderForm {
    /// `None` for a word that the form does not offer.
    fn options(&self) -> Option<Options> {
        Options::of_words(Words {
            name_id: &self.name_id,
            subject_id: self.subject_id.is_some(),
            signature: &self.signature,
            encryption: &self.encryption,
            skip_assertion_signature: self.skip_assertion_signature.is_some(),
            default_context: &self.default_context,
            fresh_within: &self.fresh_within,
        })
    }
}

pub(in crate::http) async fn put_service_provider(
    sent: Sent<ServiceProviderForm>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let Sent { request, site, parts, person, mut form } = sent;
    let console = Console { request: &request, site: &site, federation: &federation, parts: &parts, person: &person };
    let separators = |c: char| c.is_whitespace() || c == ',';
    let metadata = match given_metadata::given(std::mem::take(&mut form.metadata), &form.metadata_url).await? {
        Ok(metadata) => metadata,
        Err(why) => {
            let done = Done::Refused { what: "There is no metadata to read", why };
            return console.show(StatusCode::UNPROCESSABLE_ENTITY, &done).await;
        }
    };
    let (flow, by, id) = (Federation::clone(&federation), Some(person.account), request_id());
    let Some(options) = form.options() else {
        let why = "It names a choice that this form does not offer.".to_owned();
        let done = Done::Refused { what: "This application was not connected", why };
        return console.show(StatusCode::UNPROCESSABLE_ENTITY, &done).await;
    };
    let work = async move {
        let registration = Registration {
            metadata: &metadata,
            released: form.released.split(separators).filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            allow_http_acs: form.allow_http_acs.is_some(),
            options,
        };
        Ok::<_, PageError>(flow.put(registration, by, &id).await)
    };
    let (status, done) = match to_the_end(work).await? {
        Ok(put) => (StatusCode::OK, Done::Put { name: put.name.clone(), lines: put.sentences() }),
        Err(error) if error.is_about_metadata() => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Done::Refused { what: "This application was not connected", why: error.to_string() },
        ),
        Err(error) => return Err(error.into()),
    };
    console.show(status, &done).await
}
