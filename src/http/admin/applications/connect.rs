//! Connecting a service provider from the console.

use super::{Done, show};
use crate::federation::{Federation, Options, Registration, Words};
use crate::http::admin::sent::Sent;
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
    mut sent: Sent<ServiceProviderForm>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let separators = |c: char| c.is_whitespace() || c == ',';
    let mend = StatusCode::UNPROCESSABLE_ENTITY;
    let given = given_metadata::given(std::mem::take(&mut sent.form.metadata), &sent.form.metadata_url).await?;
    let (metadata, options) = match (given, sent.form.options()) {
        (Ok(metadata), Some(options)) => (metadata, options),
        (Err(why), _) => {
            let done = Done::Refused { what: "There is no metadata to read", why };
            return show(sent.console(), &federation, mend, &done).await;
        }
        (Ok(_), None) => {
            let why = "It names a choice that this form does not offer.".to_owned();
            let done = Done::Refused { what: "This application was not connected", why };
            return show(sent.console(), &federation, mend, &done).await;
        }
    };
    let (flow, by, id) = (Federation::clone(&federation), Some(sent.person.account), request_id());
    let released = sent.form.released.split(separators).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let allow_http_acs = sent.form.allow_http_acs.is_some();
    let work = async move {
        let registration = Registration { metadata: &metadata, released, allow_http_acs, options };
        Ok::<_, PageError>(flow.put(registration, by, &id).await)
    };
    let (status, done) = match to_the_end(work).await? {
        Ok(put) => (StatusCode::OK, Done::Put { name: put.name.clone(), lines: put.sentences() }),
        Err(error) if error.is_about_metadata() => {
            (mend, Done::Refused { what: "This application was not connected", why: error.to_string() })
        }
        Err(error) => return Err(error.into()),
    };
    show(sent.console(), &federation, status, &done).await
}
