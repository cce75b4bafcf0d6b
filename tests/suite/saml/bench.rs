//! Keys of an identity provider, what it writes with them, and xmlsec1 with its certificates.

use super::keys::{Identity, NOW, SP};
use openssl::ecdsa::EcdsaSig;
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::x509::X509;
use senza::domain::{SigningAlgorithm, SystemRandom};
use senza::saml::attribute::SamlAttribute;
use senza::saml::random_id::message_id;
use senza::saml::signature::Signed;
use senza::saml::{
    AssertionContent, Credential, NameId, Response, SignedAssertion, SpMetadata, ToSign, Validity, assertion,
};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;
use time::Duration;

pub(super) const IDP: &str = "https://idp.example.org/saml/metadata";
pub(super) const AWKWARD: &str = " <&>\"'\t\n\r\u{85}\u{2028}ü𝔘 ]]> ";

pub(super) struct Bench {
    pub(super) folder: TempDir,
    /// The RSA key.
    pub(super) idp: Identity,
    ec: Identity,
}

impl Bench {
    pub(super) fn new() -> Self {
        let (idp, ec) = (Identity::rsa(), Identity::ec(Nid::X9_62_PRIME256V1));
        let bench = Self { folder: TempDir::new().unwrap(), idp, ec };
        for algorithm in SigningAlgorithm::ALL {
            let pem = X509::from_der(&bench.identity(algorithm).certificate).unwrap().to_pem().unwrap();
            fs::write(bench.certificate(algorithm), pem).unwrap();
        }
        bench
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn identity(&self, algorithm: SigningAlgorithm) -> &Identity {
        match algorithm {
            SigningAlgorithm::RsaSha256 => &self.idp,
            SigningAlgorithm::EcdsaSha256 => &self.ec,
        }
    }

    /// Where the certificate for an algorithm lies.
    pub(super) fn certificate(&self, algorithm: SigningAlgorithm) -> PathBuf {
        self.path(&format!("{}.pem", algorithm.word()))
    }

    pub(super) fn credential(&self) -> Credential {
        self.credential_for(SigningAlgorithm::RsaSha256)
    }

    pub(super) fn credential_for(&self, algorithm: SigningAlgorithm) -> Credential {
        Credential::new(algorithm, &self.identity(algorithm).certificate)
    }

    pub(super) fn sign<T: Signed>(&self, to_sign: ToSign<T>) -> T {
        let signature = self.signature(to_sign.credential().algorithm(), to_sign.signed_info());
        to_sign.finish(&signature)
    }

    /// As XML Signature has it: for ECDSA r and s, 32 octets each.
    pub(super) fn signature(&self, algorithm: SigningAlgorithm, octets: &[u8]) -> Vec<u8> {
        let signature = self.identity(algorithm).sign(MessageDigest::sha256(), octets);
        match algorithm {
            SigningAlgorithm::RsaSha256 => signature,
            SigningAlgorithm::EcdsaSha256 => {
                let pair = EcdsaSig::from_der(&signature).unwrap();
                [pair.r().to_vec_padded(32).unwrap(), pair.s().to_vec_padded(32).unwrap()].concat()
            }
        }
    }

    /// Every field named: one that is added to the emitter's type does not compile here before it has a value.
    pub(super) fn content(&self, sp: &SpMetadata, attributes: Vec<SamlAttribute>) -> AssertionContent {
        AssertionContent {
            id: message_id(&SystemRandom),
            issue_instant: NOW,
            issuer: IDP.to_owned(),
            subject: NameId::transient(&SystemRandom, IDP, SP),
            recipient: sp.default_endpoint(),
            in_response_to: Some("_a1".to_owned()),
            audience: SP.to_owned(),
            validity: Validity::starting(NOW, Duration::minutes(5)),
            authn_instant: NOW,
            session_index: message_id(&SystemRandom),
            session_not_on_or_after: Some(NOW + Duration::hours(8)),
            authn_context_class: "https://refeds.org/profile/mfa".to_owned(),
            attributes,
            keys: Vec::new(),
        }
    }

    pub(super) fn assertion(&self, sp: &SpMetadata, attributes: Vec<SamlAttribute>) -> SignedAssertion {
        self.sign(assertion::unsigned(&self.content(sp, attributes), &self.credential()))
    }

    pub(super) fn response(&self, sp: &SpMetadata) -> Response {
        Response {
            id: message_id(&SystemRandom),
            issue_instant: NOW,
            issuer: IDP.to_owned(),
            destination: sp.default_endpoint(),
            in_response_to: Some("_a1".to_owned()),
        }
    }

    /// Verifies the RSA signature that is the child of the element of that name.
    pub(super) fn verifies(&self, xml: &[u8], element: &str) -> bool {
        let file = self.path("signed.xml");
        fs::write(&file, xml).unwrap();
        self.xmlsec1_verifies(&[file], element, SigningAlgorithm::RsaSha256)
    }

    /// Whether the signature that is the child of the element of that name holds in all of these files.
    pub(super) fn xmlsec1_verifies(&self, files: &[PathBuf], element: &str, algorithm: SigningAlgorithm) -> bool {
        const PROTOCOL: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
        let certificate = self.certificate(algorithm);
        let place = format!("//*[local-name()='{element}']/*[local-name()='Signature']");
        let ids = ["Response", "LogoutRequest", "LogoutResponse"].map(|name| format!("{PROTOCOL}:{name}"));
        let mut arguments = vec!["--verify", "--pubkey-cert-pem", certificate.to_str().unwrap()];
        for id in ids.iter().map(String::as_str).chain(["urn:oasis:names:tc:SAML:2.0:assertion:Assertion"]) {
            arguments.extend(["--id-attr:ID", id]);
        }
        arguments.extend(["--node-xpath", &place]);
        arguments.extend(files.iter().map(|file| file.to_str().unwrap()));
        xmlsec1(&arguments).status.success()
    }
}

pub(super) fn xmlsec1(arguments: &[&str]) -> Output {
    Command::new("xmlsec1").args(arguments).output().expect("xmlsec1 is installed")
}
