//! The raw signature: what `openssl speed` says of it, and what it takes in this process with everything ready.

use openssl::ec::{EcGroup, EcKey};
use openssl::md::Md;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::pkey_ctx::PkeyCtx;
use openssl::rsa::{Padding, Rsa};
use std::process::Command;

/// The kinds of key that sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Rsa2048,
    P256,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Rsa2048 => "RSA-2048",
            Self::P256 => "P-256",
        }
    }

    /// CPU seconds of one signature, by `openssl speed` with one process for a second.
    pub fn openssl_speed(self) -> f64 {
        let algorithm = match self {
            Self::Rsa2048 => "rsa2048",
            Self::P256 => "ecdsap256",
        };
        let output = Command::new("openssl").args(["speed", "-seconds", "1", algorithm]).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        // The last line ends with signatures and verifications a second.
        let last = said.lines().rev().find(|line| line.contains("bits")).expect("a line of figures");
        let figures: Vec<&str> = last.split_whitespace().collect();
        let rate: f64 = figures[figures.len() - 2].parse().unwrap();
        1.0 / rate
    }

    fn key(self) -> PKey<Private> {
        match self {
            Self::Rsa2048 => PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap(),
            Self::P256 => {
                let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
                PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap()
            }
        }
    }
}

/// A key whose context is made once: nothing is left but the signature.
pub struct Ready {
    kind: Kind,
    context: PkeyCtx<Private>,
}

impl Ready {
    pub fn new(kind: Kind) -> Self {
        let mut context = PkeyCtx::new(&kind.key()).unwrap();
        context.sign_init().unwrap();
        if kind == Kind::Rsa2048 {
            context.set_rsa_padding(Padding::PKCS1).unwrap();
        }
        context.set_signature_md(Md::sha256()).unwrap();
        Self { kind, context }
    }

    pub fn sign(&mut self) {
        let mut signature = [0; 256];
        let length = self.context.sign(&[7; 32], Some(&mut signature)).unwrap();
        assert!(length > 60, "{:?}", self.kind);
    }
}
