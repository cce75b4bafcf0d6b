//! The assertion itself: its own signature and conditions by samael, and what samael leaves open by the portal.
//!
//! samael checks: signature, issuer, age, the time window, an audience, and a bearer confirmation with the right
//! recipient, time and request. It accepts an assertion without Conditions, without an audience, from the future, and,
//! where unsolicited responses are allowed, one that answers somebody else's request. Those are refused here.

use crate::envelope::{self, ASSERTION, EnvelopeError};
use crate::idp::IdentityProvider;
use crate::response::{OLDEST, SKEW};
use crate::sign_in::{Attribute, SignIn};
use chrono::{DateTime, Utc};
use samael::crypto::ReduceMode;
use samael::schema::{Assertion, AuthnStatement, Conditions};
use samael::service_provider::ServiceProvider;

#[derive(Debug, thiserror::Error)]
pub(crate) enum AssertionError {
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// In samael's words; its error type cannot cross threads.
    #[error("the assertion was refused: {0}")]
    Refused(String),
    #[error("the assertion has no valid {0}")]
    Lacks(&'static str),
    #[error("the assertion is not for this portal alone")]
    Audience,
    #[error("the assertion's {0} lies in the future")]
    Future(&'static str),
    #[error("the sign-in that the assertion speaks of is over")]
    Over,
    #[error("the assertion answers another request than the response around it")]
    AnotherRequest,
}

/// For whom an assertion must be, from whom, and in answer to what.
pub(crate) struct Expected<'a> {
    pub(crate) entity_id: &'a str,
    pub(crate) acs: &'a str,
    pub(crate) idp: &'a IdentityProvider,
    /// `None` for a response that nobody asked for, which this portal allows because the provider's portal page
    /// starts sign-ons.
    pub(crate) request: Option<&'a str>,
}

/// Accepts a decrypted assertion, or says why not. The text is what was under the response's signature.
pub(crate) fn accept(xml: &str, expected: &Expected<'_>, now: DateTime<Utc>) -> Result<SignIn, AssertionError> {
    envelope::check_form(xml, ASSERTION, "Assertion")?;
    let assertion = by_samael(xml, expected)?;
    check(&assertion, expected, now)?;
    read(assertion, now)
}

/// samael's share of the checks.
pub(crate) fn by_samael(xml: &str, expected: &Expected<'_>) -> Result<Assertion, AssertionError> {
    let provider = ServiceProvider {
        entity_id: Some(expected.entity_id.to_owned()),
        acs_url: Some(expected.acs.to_owned()),
        idp_metadata: expected.idp.descriptor.clone(),
        allow_idp_initiated: expected.request.is_none(),
        max_issue_delay: OLDEST,
        max_clock_skew: SKEW,
        allowed_signature_algorithms: Some(envelope::ALGORITHMS.to_vec()),
        ..ServiceProvider::default()
    };
    let requests: Vec<&str> = expected.request.into_iter().collect();
    provider
        .parse_xml_response_with_mode(xml, Some(&requests), ReduceMode::PreDigest)
        .map_err(|error| AssertionError::Refused(error.to_string()))
}

/// What samael leaves open.
fn check(assertion: &Assertion, expected: &Expected<'_>, now: DateTime<Utc>) -> Result<(), AssertionError> {
    if assertion.version != "2.0" {
        return Err(AssertionError::Lacks("Version"));
    }
    if assertion.issue_instant > now + SKEW {
        return Err(AssertionError::Future("IssueInstant"));
    }
    check_conditions(assertion.conditions.as_ref().ok_or(AssertionError::Lacks("Conditions"))?, expected.entity_id)?;
    let confirmations = assertion.subject.iter().flat_map(|subject| subject.subject_confirmations.iter().flatten());
    // SAML profiles 4.1.4.3: InResponseTo MUST equal the request's ID, and MUST NOT be there if the response is unsolicited.
    for data in confirmations.filter_map(|confirmation| confirmation.subject_confirmation_data.as_ref()) {
        if data.in_response_to.as_deref() != expected.request {
            return Err(AssertionError::AnotherRequest);
        }
    }
    Ok(())
}

// SAML profiles 4.1.4.2: an AudienceRestriction including the service provider's identifier MUST be there.
fn check_conditions(conditions: &Conditions, entity_id: &str) -> Result<(), AssertionError> {
    if conditions.not_on_or_after.is_none() {
        return Err(AssertionError::Lacks("NotOnOrAfter"));
    }
    let restrictions = conditions.audience_restrictions.as_deref().unwrap_or_default();
    let ours = restrictions.iter().all(|restriction| restriction.audience == [entity_id]);
    if restrictions.is_empty() || !ours { Err(AssertionError::Audience) } else { Ok(()) }
}

fn read(assertion: Assertion, now: DateTime<Utc>) -> Result<SignIn, AssertionError> {
    let name_id = assertion.subject.and_then(|subject| subject.name_id).ok_or(AssertionError::Lacks("NameID"))?;
    let statement = only_statement(assertion.authn_statements)?;
    let at = statement.authn_instant.ok_or(AssertionError::Lacks("AuthnInstant"))?;
    if at > now + SKEW {
        return Err(AssertionError::Future("AuthnInstant"));
    }
    if statement.session_not_on_or_after.is_some_and(|end| end <= now) {
        return Err(AssertionError::Over);
    }
    let attributes = assertion.attribute_statements.into_iter().flatten().flat_map(|statement| statement.attributes);
    Ok(SignIn {
        assertion_id: assertion.id,
        name_id: name_id.value,
        name_id_format: name_id.format,
        context: statement.authn_context.and_then(|context| context.value).and_then(|class| class.value),
        at,
        until: statement.session_not_on_or_after,
        session_index: statement.session_index,
        attributes: attributes
            .map(|attribute| Attribute {
                name: attribute.name.unwrap_or_default(),
                friendly_name: attribute.friendly_name,
                values: attribute.values.into_iter().filter_map(|value| value.value).collect(),
            })
            .collect(),
    })
}

fn only_statement(statements: Option<Vec<AuthnStatement>>) -> Result<AuthnStatement, AssertionError> {
    let mut statements = statements.into_iter().flatten();
    match (statements.next(), statements.next()) {
        (Some(statement), None) => Ok(statement),
        _ => Err(AssertionError::Lacks("AuthnStatement")),
    }
}
