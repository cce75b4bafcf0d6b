//! The recovery kit: 160 random bits as a person prints and types them.
//!
//! ```text
//! 32 characters for the 160 bits, 4 for the checksum: nine groups of four, in Crockford's alphabet
//! checksum = the 160 bits as a number, big-endian, modulo 1,048,573
//! ```
//!
//! The checksum tells a slip of the pen without asking anyone: one wrong character, and two neighbours exchanged, are
//! always found, since the modulus is a prime above 32. It protects from nothing else.

use crate::domain::{Random, Secret, SecretText};
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use crate::vault::harden::token_secret;
use crate::vault::labels;
use zeroize::Zeroizing;

/// Octets of a kit's secret.
const OCTETS: usize = 20;
/// Characters of secret and checksum.
const CHARACTERS: usize = 36;
const CHECKSUM: usize = 4;
/// Characters in a group.
const GROUP: usize = 4;
/// Groups on the page.
pub const GROUPS: usize = CHARACTERS / GROUP;
/// The largest prime that four characters can hold the remainders of.
const MODULUS: u64 = 1_048_573;
/// Crockford's base 32: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What is wrong with a kit as it was typed, in words for the person who typed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KitFault {
    #[error("A recovery kit has {CHARACTERS} letters and digits; these are {0}. Compare them with your page.")]
    Length(usize),
    #[error("A recovery kit has letters and digits only. Compare them with your page.")]
    Character,
    #[error("At least one of the letters and digits is not as it is printed. Compare them with your page.")]
    Checksum,
}

/// A recovery kit's secret.
#[derive(Debug)]
pub struct Kit(Secret<OCTETS>);

impl Kit {
    pub fn random(random: &dyn Random) -> Self {
        Self(Secret::random(random))
    }

    pub fn new(octets: Secret<OCTETS>) -> Self {
        Self(octets)
    }

    /// Reads what was typed: in either case, with O for 0, I or L for 1 and U for V, with or without spaces and dashes.
    ///
    /// # Errors
    /// What is to be compared with the page.
    pub fn parse(typed: &SecretText) -> Result<Self, KitFault> {
        let values = values(typed)?;
        if values.len() != CHARACTERS {
            return Err(KitFault::Length(values.len()));
        }
        let (secret, checksum) = values.split_at(CHARACTERS - CHECKSUM);
        let octets = octets(secret);
        let given = checksum.iter().fold(0, |sum, value| sum * 32 + u64::from(*value));
        if self::checksum(&octets) != given {
            return Err(KitFault::Checksum);
        }
        Ok(Self(Secret::new(*octets)))
    }

    /// The groups as they are printed.
    pub fn groups(&self) -> Vec<SecretText> {
        let text = self.characters();
        text.chunks(GROUP).map(|group| SecretText::new(String::from_utf8_lossy(group).into_owned())).collect()
    }

    /// Whether what was typed is two neighbouring groups, counted from 0, of the page.
    pub fn is_part(&self, first: usize, typed: &SecretText) -> bool {
        let whole = self.characters();
        let wanted = whole.iter().skip(first * GROUP).take(2 * GROUP);
        let typed = values(typed).unwrap_or_default();
        typed.len() == 2 * GROUP && wanted.zip(typed.iter()).all(|(wanted, typed)| *wanted == character(*typed))
    }

    /// In the place of a stretched passphrase.
    pub fn secret(&self) -> Secret<32> {
        token_secret(self.0.expose())
    }

    /// What the keeper makes the row's locator from.
    pub fn locator_digest(&self) -> [u8; 32] {
        sha256(&Zeroizing::new(lp(&[labels::KIT_LOCATOR.as_bytes(), self.0.expose()])))
    }

    /// For a record that is sealed.
    pub fn octets(&self) -> &Secret<OCTETS> {
        &self.0
    }

    fn characters(&self) -> Zeroizing<Vec<u8>> {
        let sum = checksum(self.0.expose());
        let mut out = Zeroizing::new(Vec::with_capacity(CHARACTERS));
        // Five octets are eight characters.
        for five in self.0.expose().chunks(5) {
            let bits = five.iter().fold(0_u64, |bits, octet| bits << 8 | u64::from(*octet));
            out.extend((0..8).rev().map(|place| character((bits >> (5 * place) & 31) as u8)));
        }
        out.extend((0..CHECKSUM).rev().map(|place| character((sum >> (5 * place) & 31) as u8)));
        out
    }
}

fn checksum(octets: &[u8; OCTETS]) -> u64 {
    octets.iter().fold(0, |sum, octet| (sum << 8 | u64::from(*octet)) % MODULUS)
}

fn character(value: u8) -> u8 {
    ALPHABET.get(usize::from(value)).copied().unwrap_or(b'?')
}

/// The value of each character, spaces and dashes of any kind left out.
fn values(typed: &SecretText) -> Result<Zeroizing<Vec<u8>>, KitFault> {
    let mut values = Zeroizing::new(Vec::with_capacity(typed.expose().len()));
    for typed in typed.expose().chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}')) {
        let meant = match typed.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            'U' => 'V',
            other => other,
        };
        let value = ALPHABET.iter().position(|known| char::from(*known) == meant).ok_or(KitFault::Character)?;
        values.push(u8::try_from(value).map_err(|_| KitFault::Character)?);
    }
    Ok(values)
}

/// The octets of 32 characters.
fn octets(values: &[u8]) -> Zeroizing<[u8; OCTETS]> {
    let mut out = Zeroizing::new([0; OCTETS]);
    for (five, eight) in out.chunks_mut(5).zip(values.chunks(8)) {
        let bits = eight.iter().fold(0_u64, |bits, value| bits << 5 | u64::from(*value));
        let [_, _, _, octets @ ..] = bits.to_be_bytes();
        five.copy_from_slice(&octets);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;

    fn printed(kit: &Kit) -> String {
        kit.groups().iter().map(|group| group.expose().to_owned()).collect::<Vec<_>>().join("-")
    }

    fn read(text: &str) -> Result<Kit, KitFault> {
        Kit::parse(&SecretText::new(text.to_owned()))
    }

    #[test]
    fn comes_back_however_it_is_typed() {
        for _ in 0..200 {
            let kit = Kit::random(&SystemRandom);
            let text = printed(&kit);
            assert_eq!(text.len(), 44);
            let slips = [
                text.clone(),
                text.to_lowercase(),
                text.replace('-', " "),
                text.replace('-', ""),
                text.replace('0', "o").replace('1', "l"),
                text.replace('0', "O").replace('1', "I").replace('V', "U"),
                text.replace('-', " \u{2013} "),
            ];
            for typed in slips {
                assert!(read(&typed).unwrap().octets() == kit.octets(), "{typed}");
            }
        }
    }

    #[test]
    fn every_wrong_character_and_every_exchange_of_neighbours_is_told() {
        for _ in 0..20 {
            let text: Vec<u8> = printed(&Kit::random(&SystemRandom)).replace('-', "").into_bytes();
            for place in 0..text.len() {
                for wrong in ALPHABET.iter().filter(|wrong| **wrong != text[place]) {
                    let mut typed = text.clone();
                    typed[place] = *wrong;
                    assert_eq!(read(std::str::from_utf8(&typed).unwrap()).err(), Some(KitFault::Checksum));
                }
                let mut typed = text.clone();
                typed.swap(place, (place + 1).min(text.len() - 1));
                let told = read(std::str::from_utf8(&typed).unwrap()).err();
                assert_eq!(told, (typed != text).then_some(KitFault::Checksum));
            }
        }
    }

    #[test]
    fn what_is_no_kit_is_told_apart() {
        assert_eq!(read("").err(), Some(KitFault::Length(0)));
        assert_eq!(read(&"A".repeat(35)).err(), Some(KitFault::Length(35)));
        assert_eq!(read("????").err(), Some(KitFault::Character));
        assert_eq!(read("ÄÄÄÄ").err(), Some(KitFault::Character));
        assert!(read(&"0".repeat(36)).is_ok(), "control: nothing but zeros is a kit, if an unlikely one");
    }

    #[test]
    fn a_part_is_two_groups_at_their_place() {
        let kit = Kit::new(Secret::new(*b"twenty octets of kit"));
        let groups = kit.groups();
        let part = |first: usize| SecretText::new(format!("{} {}", groups[first].expose(), groups[first + 1].expose()));
        for first in 0..GROUPS - 1 {
            assert!(kit.is_part(first, &SecretText::new(part(first).expose().to_lowercase())));
            assert!(!kit.is_part(first, &part((first + 1) % (GROUPS - 1))));
        }
        assert!(!kit.is_part(0, &groups[0]) && !kit.is_part(0, &SecretText::default()));
    }

    #[test]
    fn locator_and_secret_do_not_meet() {
        let kit = Kit::new(Secret::new([7; 20]));
        assert_ne!(&kit.locator_digest(), kit.secret().expose());
        assert_ne!(kit.locator_digest(), crate::vault::harden::digest_for_keeper(&kit.secret()));
    }
}
