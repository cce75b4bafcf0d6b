//! What of metadata is not used or not kept, in the words of the check list.

use crate::saml::metadata::LeftOut;
use crate::say;
use crate::words::Text;

pub(in crate::federation) fn left_out(what: &LeftOut) -> Text {
    match what {
        LeftOut::Endpoints(profile) => say("checks-left-out-endpoints").with("profile", *profile),
        LeftOut::Role(role) => say("checks-left-out-role").with("role", role),
        LeftOut::Contacts => say("checks-left-out-contacts"),
        LeftOut::Comments => say("checks-left-out-comments"),
        LeftOut::Signature => say("checks-left-out-signature"),
        LeftOut::OtherCertificates => say("checks-left-out-other-certificates"),
        LeftOut::NamedKey => say("checks-left-out-named-key"),
        LeftOut::KindOfKey => say("checks-left-out-kind-of-key"),
        LeftOut::EllipticCurveKey => say("checks-left-out-elliptic-curve-key"),
        LeftOut::CbcCiphers => say("checks-left-out-cbc-ciphers"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_in_english_what_the_command_says_with_a_capital_and_an_end() {
        for what in [
            LeftOut::Endpoints("artifact resolution"),
            LeftOut::Role("IDPSSODescriptor".into()),
            LeftOut::Contacts,
            LeftOut::Comments,
            LeftOut::Signature,
            LeftOut::OtherCertificates,
            LeftOut::NamedKey,
            LeftOut::KindOfKey,
            LeftOut::EllipticCurveKey,
            LeftOut::CbcCiphers,
        ] {
            assert_eq!(left_out(&what).english(), super::super::sentence(&what.to_string().into()).english());
        }
    }
}
