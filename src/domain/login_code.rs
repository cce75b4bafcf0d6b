//! Login codes: identifiers that are derived from nothing. 100 random bits, and a check that tells a mistyped code from an
//! unknown one without asking anybody.
//!
//! Twenty-four letters and digits of Crockford's base 32, in six groups: twenty carry the number, most significant first,
//! four its remainder modulo [`PRIME`]. Any one wrong sign and any two neighbours exchanged are noticed; of other mistakes
//! one in a million is not.

use crate::domain::{Random, SecretText, random};
use zeroize::Zeroizing;

const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P',
    'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];
const NUMBER: usize = 20;
const CHECK: usize = 4;
const GROUP: usize = 4;
/// The largest prime below 2^20, so that the remainder fits four signs.
const PRIME: u128 = 1_048_573;

/// A code in its one spelling: capitals, in groups, with hyphens between.
pub struct LoginCode(SecretText);

/// What a text is, as a login code.
pub enum Reading {
    /// An address, a name, or anything else.
    Other,
    /// It has the form of one, and a mistake.
    Mistyped,
    Code(LoginCode),
}

impl LoginCode {
    pub fn random(random: &dyn Random) -> Self {
        let octets = Zeroizing::new(random::octets::<16>(random));
        Self::of(u128::from_be_bytes(*octets) >> 28)
    }

    pub fn as_str(&self) -> &str {
        self.0.expose()
    }

    /// Reads any spelling: capitals or not, spaces and hyphens or none, O for 0, I and L for 1, U for V.
    pub fn read(typed: &str) -> Reading {
        let signs = || typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '_'));
        if signs().count() != NUMBER + CHECK || !signs().all(|c| value(c).is_some()) {
            return Reading::Other;
        }
        let number = |from: usize, count: usize| {
            signs().skip(from).take(count).filter_map(value).fold(0_u128, |number, value| number << 5 | value)
        };
        let (code, check) = (number(0, NUMBER), number(NUMBER, CHECK));
        if check == code % PRIME {
            return Reading::Code(Self::of(code));
        }
        // A name of twenty-four letters is a name; of ten thousand codes one has no digit.
        if signs().any(|c| c.is_ascii_digit()) { Reading::Mistyped } else { Reading::Other }
    }

    fn of(number: u128) -> Self {
        let sign = |number: u128, place: usize| {
            let value = usize::try_from(number >> (5 * place) & 31).unwrap_or_default();
            ALPHABET.get(value).copied().unwrap_or('0')
        };
        let number_signs = (0..NUMBER).rev().map(move |place| sign(number, place));
        let check_signs = (0..CHECK).rev().map(move |place| sign(number % PRIME, place));
        let signs = number_signs.chain(check_signs).enumerate();
        Self(SecretText::gather(signs.flat_map(|(at, sign)| {
            let hyphen = (at > 0 && at % GROUP == 0).then_some('-');
            hyphen.into_iter().chain([sign])
        })))
    }
}

fn value(sign: char) -> Option<u128> {
    let sign = match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        'U' => 'V',
        sign => sign,
    };
    ALPHABET.iter().position(|known| *known == sign).and_then(|value| u128::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;

    fn read(text: &str) -> Option<String> {
        match LoginCode::read(text) {
            Reading::Code(code) => Some(code.as_str().to_owned()),
            Reading::Mistyped | Reading::Other => None,
        }
    }

    fn is_mistyped(text: &str) -> bool {
        matches!(LoginCode::read(text), Reading::Mistyped)
    }

    #[test]
    fn the_first_and_the_last_and_one_between() {
        assert_eq!(LoginCode::of(0).as_str(), "0000-0000-0000-0000-0000-0000");
        assert_eq!(LoginCode::of(PRIME).as_str(), "0000-0000-0000-0000-ZZZX-0000");
        // 2^100 - 1 modulo 2^20 - 3 is 3^5 - 1.
        assert_eq!(LoginCode::of((1 << 100) - 1).as_str(), "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-007J");
    }

    #[test]
    fn every_spelling_is_one_code() {
        for _ in 0..200 {
            let code = LoginCode::random(&SystemRandom);
            let code = code.as_str();
            assert_eq!(code.len(), 29);
            let looks_alike: String = code
                .chars()
                .map(|c| match c {
                    '0' => 'o',
                    '1' => 'l',
                    'V' => 'u',
                    other => other,
                })
                .collect();
            for spelt in [code, &code.to_lowercase(), &code.replace('-', ""), &code.replace('-', " "), &looks_alike] {
                assert_eq!(read(&format!(" {spelt} ")).as_deref(), Some(code), "{spelt}");
            }
        }
    }

    #[test]
    fn one_wrong_sign_and_two_neighbours_exchanged_are_noticed() {
        let code = "7KQ2-M9XD-04TZ-8WRB-3C5H";
        let number = code.chars().filter_map(value).fold(0_u128, |number, value| number << 5 | value);
        let code: Vec<char> = LoginCode::of(number).as_str().replace('-', "").chars().collect();
        let mut tried = 0;
        for at in 0..code.len() {
            for sign in ALPHABET.into_iter().filter(|sign| *sign != code[at]) {
                let mut wrong = code.clone();
                wrong[at] = sign;
                assert!(is_mistyped(&wrong.iter().collect::<String>()));
                tried += 1;
            }
            let mut exchanged = code.clone();
            if at > 0 && code[at] != code[at - 1] {
                exchanged.swap(at, at - 1);
                assert!(is_mistyped(&exchanged.iter().collect::<String>()));
                tried += 1;
            }
        }
        assert!(tried > 24 * 31);
        assert!(!is_mistyped(&code.iter().collect::<String>()), "control");
    }

    #[test]
    fn addresses_and_names_are_no_codes() {
        for text in ["", "ada", "ada@example.org", "christopher-alexandersen", "abcdefghjkmnpqrstvwxyzab", "12345"] {
            assert!(matches!(LoginCode::read(text), Reading::Other), "{text}");
        }
    }

    #[test]
    fn two_codes_differ_and_none_is_printed() {
        let (one, other) = (LoginCode::random(&SystemRandom), LoginCode::random(&SystemRandom));
        assert_ne!(one.as_str(), other.as_str());
    }
}
