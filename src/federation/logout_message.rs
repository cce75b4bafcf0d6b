//! Logout messages of ours, signed, on their way to a service provider's endpoint.

use super::logout_error::LogoutError;
use super::{Federation, ServiceProvider};
use crate::domain::SigningAlgorithm;
use crate::saml::logout::{Frame, OutgoingLogout};
use crate::saml::metadata::{LogoutBinding, LogoutEndpoint};

/// A message on its way through the browser.
#[derive(Debug)]
pub enum Sent {
    Redirect(String),
    Form { name: String, field: &'static str, location: String, value: String, relay_state: Option<String> },
}

impl Federation {
    pub(super) fn logout_frame<'a>(&'a self, id: &'a str) -> Frame<'a> {
        Frame { id, issue_instant: self.parts.clock.now(), issuer: &self.entity_id }
    }

    pub(super) async fn send(
        &self,
        sp: &ServiceProvider,
        message: OutgoingLogout,
        to: &LogoutEndpoint,
        relay_state: Option<String>,
    ) -> Result<Sent, LogoutError> {
        match to.binding() {
            LogoutBinding::Redirect => {
                // In a query, some write and read an ECDSA signature as DER and some as r and s: RSA is the same for all.
                let algorithm = SigningAlgorithm::RsaSha256;
                let query = message.by_redirect(algorithm, relay_state.as_deref());
                let signature = self.sign_query(algorithm, query.octets()).await?;
                Ok(Sent::Redirect(query.finish(&signature)))
            }
            LogoutBinding::Post => {
                let keys = self.keys.current();
                let form = self.sign(message.by_post(keys.credential(sp.options().signature))).await?;
                let (field, location, value) = (form.field, form.location, form.base64);
                Ok(Sent::Form { name: sp.name().to_owned(), field, location, value, relay_state })
            }
        }
    }
}
