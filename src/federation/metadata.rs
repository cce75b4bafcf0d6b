//! What we publish about ourselves.

use super::Federation;
use crate::saml::metadata::{Binding, IdpDescription, Logo, Organization, publish};
use crate::saml::name_id::NameIdFormat;
use time::{Duration, OffsetDateTime, Time};

/// The placeholders of the errorURL profile (REFEDS, SAML V2.0 Metadata Deployment Profile for errorURL §2.2), which a
/// portal replaces by what it knows.
const ERROR_QUERY: &str = "code=ERRORURL_CODE&ts=ERRORURL_TS&rp=ERRORURL_RP&tid=ERRORURL_TID&ctx=ERRORURL_CTX";

/// Pixels of `assets/logo.png`.
const LOGO_SIDE: u16 = 128;

impl Federation {
    /// The metadata document, as `application/samlmetadata+xml`.
    pub fn metadata(&self) -> Vec<u8> {
        let (base, publisher) = (&self.base, &self.publisher);
        let home = format!("{base}/");
        let shown = self.look();
        let logo = match &shown.logo {
            Some(one) => Logo {
                url: format!("{base}/look/logo?v={}", one.digest),
                width: one.logo.width,
                height: one.logo.height,
            },
            None => Logo { url: format!("{base}/assets/logo.png"), width: LOGO_SIDE, height: LOGO_SIDE },
        };
        let information = publisher.url.clone().unwrap_or_else(|| home.clone());
        publish(&IdpDescription {
            entity_id: self.entity_id.to_string(),
            single_sign_on: [Binding::HttpRedirect, Binding::HttpPost].map(|by| (by, self.sso.to_string())).to_vec(),
            single_logout: [Binding::HttpRedirect, Binding::HttpPost].map(|by| (by, self.slo.to_string())).to_vec(),
            scope: self.scope.to_string(),
            signing_certificates: self.saml_certificates().into_iter().map(|key| key.der).collect(),
            encryption_certificate: self.encryption_certificate().map(|key| key.der),
            display_name: self.chosen_name().unwrap_or_else(|| publisher.display_name().to_owned()),
            description: Some("Single sign-on with two factors".to_owned()),
            logo: Some(logo),
            error_url: Some(format!("{base}/saml/error?{ERROR_QUERY}")),
            name_id_formats: NameIdFormat::OFFERED.to_vec(),
            organization: self.chosen_name().map(|name| Organization { name, url: information.clone() }),
            information_url: Some(information),
            technical_contact: publisher.technical_contact.clone(),
            support_contact: publisher.support_contact.clone(),
            valid_until: publisher.valid_days.and_then(|days| valid_until(self.parts.clock.now(), days)),
        })
    }
}

/// At least so many days from now, at a midnight: within a day the document keeps its octets, and with them its ETag.
fn valid_until(now: OffsetDateTime, days: u16) -> Option<OffsetDateTime> {
    let midnight = now.replace_time(Time::MIDNIGHT);
    midnight.checked_add(Duration::days(i64::from(days) + 1))
}
