//! Everything that was typed, drawn or shown: what a thief of the database would like to find in it.

use data_encoding::HEXLOWER;
use senza::domain::SecretText;
use senza::vault::kit::Kit;
use std::collections::BTreeSet;
use std::sync::Mutex;

#[derive(Default)]
pub struct Typed(Mutex<BTreeSet<(&'static str, String)>>);

impl Typed {
    pub fn note(&self, label: &'static str, secret: &str) {
        self.0.lock().unwrap().insert((label, secret.to_owned()));
    }

    pub fn seed(&self, seed: &[u8]) {
        self.note("seed", &format!("hex:{}", HEXLOWER.encode(seed)));
    }

    pub fn kit(&self, printed: &str) {
        let kit = Kit::parse(&SecretText::new(printed.to_owned())).unwrap();
        self.note("kit", printed);
        self.note("kit without dashes", &printed.replace('-', ""));
        self.note("octets of a kit", &format!("hex:{}", HEXLOWER.encode(kit.octets().expose())));
        self.note("secret of a kit", &format!("hex:{}", HEXLOWER.encode(kit.secret().expose())));
    }

    /// As `senza drill --known` reads it.
    pub fn file(&self) -> String {
        let all = self.0.lock().unwrap();
        all.iter()
            .filter(|(_, secret)| secret.len() >= 5)
            .map(|(label, secret)| format!("{label}\t{secret}\n"))
            .collect()
    }
}
