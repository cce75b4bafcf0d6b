use super::*;

const NAME: &str = "anna.schmidt@example.org";

/// A request whose every place that can hold text holds a name.
fn with(places: &str) -> String {
    let (saml, samlp, ds) = (SAML, SAMLP, Ns::Dsig.uri());
    places
        .replace(
            "SAML2",
            &format!("xmlns:saml=\"{saml}\" xmlns:samlp=\"{samlp}\" xmlns:ds=\"{ds}\" xmlns:x=\"urn:{NAME}\""),
        )
        .replace("NAME", NAME)
}

fn everywhere() -> String {
    with(
        "<samlp:AuthnRequest SAML2 ID=\"NAME\" Version=\"NAME\" IssueInstant=\"NAME\" Destination=\"https://idp.example/sso?u=NAME\"
            AssertionConsumerServiceURL=\"https://sp.example/NAME/acs\" ForceAuthn=\"NAME\" IsPassive=\"NAME\" ProviderName=\"NAME\"
            ProtocolBinding=\"urn:oasis:names:tc:SAML:2.0:NAME\" Consent=\"NAME\" AssertionConsumerServiceIndex=\"NAME\" x:y=\"NAME\" other=\"NAME\">
           <saml:Issuer Format=\"NAME\">https://sp.example/?for=NAME</saml:Issuer>
           <ds:Signature><ds:KeyInfo>NAME</ds:KeyInfo></ds:Signature>
           <samlp:Extensions><x:NAME2>NAME</x:NAME2><x:deep x:NAME3=\"1\"><x:er>NAME</x:er></x:deep></samlp:Extensions>
           <saml:Subject><saml:NameID Format=\"urn:NAME\" NameQualifier=\"NAME\" SPNameQualifier=\"NAME\">NAME</saml:NameID>
             <saml:SubjectConfirmation Method=\"NAME\"><saml:SubjectConfirmationData Address=\"NAME\" Recipient=\"NAME\">NAME</saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject>
           <samlp:NameIDPolicy Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\" SPNameQualifier=\"NAME\"/>
           <saml:Conditions><saml:AudienceRestriction><saml:Audience>NAME</saml:Audience></saml:AudienceRestriction></saml:Conditions>
           <samlp:RequestedAuthnContext Comparison=\"NAME\"><saml:AuthnContextClassRef>urn:NAME</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>
           <samlp:Scoping><samlp:RequesterID>NAME</samlp:RequesterID><samlp:IDPList><samlp:IDPEntry ProviderID=\"NAME\" Name=\"NAME\" Loc=\"https://NAME/\"/></samlp:IDPList></samlp:Scoping>
         </samlp:AuthnRequest>",
    )
    // No element's or attribute's name has an @.
    .replace(&format!("x:{NAME}2"), "x:anna.schmidt2")
    .replace(&format!("x:{NAME}3"), "x:anna.schmidt3")
}

// Threat: a portal puts a person's name where the protocol has room for one, and the record of the sign-on keeps it.
#[test]
fn a_name_is_shown_from_no_place_that_can_hold_one() {
    let xml = everywhere();
    assert!(xml.matches("anna.schmidt").count() > 25, "control: it is in the request, in many places");
    let masked = request(xml.as_bytes()).unwrap();
    assert!(!masked.contains("anna") && !masked.contains("schmidt"), "{masked}");
    for kept in [
        "<samlp:AuthnRequest",
        "https://idp.example/sso?[17 to 32 characters]",
        "<ds:Signature>[signature]",
        "persistent",
    ] {
        assert!(masked.contains(kept), "{kept} in {masked}");
    }
}

#[test]
fn what_the_protocol_defines_is_shown_as_it_came() {
    let xml = with(
        "<samlp:AuthnRequest SAML2 ID=\"_1a\" Version=\"2.0\" IssueInstant=\"2026-04-11T12:00:00Z\" ForceAuthn=\"true\"
           AssertionConsumerServiceURL=\"https://sp.example:8443/mellon/postResponse\"><saml:Issuer>https://sp.example/saml</saml:Issuer>
           <samlp:RequestedAuthnContext Comparison=\"exact\"><saml:AuthnContextClassRef>https://refeds.org/profile/mfa</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>
         </samlp:AuthnRequest>",
    );
    let masked = request(xml.as_bytes()).unwrap();
    let expected = "<samlp:AuthnRequest ID=\"_1a\" Version=\"2.0\" IssueInstant=\"2026-04-11T12:00:00Z\" ForceAuthn=\"true\" \
                    AssertionConsumerServiceURL=\"https://sp.example:8443/mellon/postResponse\">\n  <saml:Issuer>https://sp.example/saml</saml:Issuer>\n  \
                    <samlp:RequestedAuthnContext Comparison=\"exact\">\n    <saml:AuthnContextClassRef>https://refeds.org/profile/mfa\
                    </saml:AuthnContextClassRef>\n  </samlp:RequestedAuthnContext>\n</samlp:AuthnRequest>\n";
    assert_eq!(masked, expected);
}

#[test]
fn what_cannot_be_parsed_is_not_shown() {
    for broken in ["", "<a", "alice@example.org", "<!DOCTYPE a><a/>", "<a>alice@example.org</b>"] {
        assert_eq!(request(broken.as_bytes()), None, "{broken}");
    }
}

#[test]
fn what_is_long_or_deep_is_bounded() {
    let children = "<saml:Issuer>https://sp.example/</saml:Issuer>".repeat(500);
    let masked =
        request(with(&format!("<samlp:AuthnRequest SAML2>{children}</samlp:AuthnRequest>")).as_bytes()).unwrap();
    assert_eq!(masked.matches("<saml:Issuer>").count(), ELEMENTS - 1);
    assert!(masked.len() < 40_000, "{}", masked.len());
    assert_eq!(hide(""), "[empty]");
    assert_eq!(address("urn:example:sp"), "urn:example:sp");
    assert_eq!(address("https://anna@sp.example/"), "[17 to 32 characters]");
    assert_eq!(address("https://sp.example/%61nna"), "[17 to 32 characters]");
}
