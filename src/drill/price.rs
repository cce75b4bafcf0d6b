//! What guessing costs: the measured price of one guess times the guesses that a kind of passphrase takes.

use std::fmt;
use std::time::Duration;

/// A year of 365.25 days, in seconds.
const YEAR: f64 = 31_557_600.0;
/// Of a random login code, which then stands in every guess beside the passphrase.
pub const LOGIN_CODE_BITS: f64 = 100.0;

/// A kind of passphrase, and how many guesses it takes: 2 to the power of `bits` would find every one of its kind.
pub struct PassphraseClass {
    pub name: &'static str,
    pub bits: f64,
    pub source: &'static str,
}

const EFF: &str = "EFF long word list (2016): 7,776 words, 12.92 bits each";

/// Kinds of passphrases, the weakest first.
pub const CLASSES: &[PassphraseClass] = &[
    PassphraseClass {
        name: "chosen by a person",
        bits: 20.0,
        source: "Bonneau, The Science of Guessing, IEEE S&P 2012: «only about 20 bits» against an optimal offline dictionary attack",
    },
    PassphraseClass { name: "8 random letters and digits", bits: 41.36, source: "log2 of 36^8" },
    PassphraseClass { name: "4 words by dice", bits: 51.70, source: EFF },
    PassphraseClass { name: "5 words by dice", bits: 64.62, source: EFF },
    PassphraseClass { name: "6 words by dice", bits: 77.55, source: EFF },
];

/// One guess, as it was measured here.
#[derive(Debug, Clone, Copy)]
pub struct Guess {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
    /// The fastest of `runs`: whoever guesses has the machine for himself.
    pub fastest: Duration,
    pub runs: u32,
}

/// Core-years until a passphrase of so many bits is found, on the average: half of the guesses.
pub fn core_years(bits: f64, guess: Duration) -> f64 {
    (bits - 1.0).exp2() * guess.as_secs_f64() / YEAR
}

/// The table, with its units.
pub struct Price(pub Guess);

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Guess { memory_kib, passes, lanes, fastest, runs } = self.0;
        writeln!(
            f,
            "One guess: Argon2id, {memory_kib} KiB, {passes} passes, {lanes} lane, took {:.1} ms of one core here (the fastest of {runs}).",
            fastest.as_secs_f64() * 1e3
        )?;
        writeln!(f, "Core-years until one person's passphrase is found, on the average, by whoever has")?;
        let head = ["passphrase", "bits", "the database alone", "database and keeper", "and a login code"];
        writeln!(f, "\n{:28}  {:>6}  {:>18}  {:>20}  {:>18}", head[0], head[1], head[2], head[3], head[4])?;
        for class in CLASSES {
            let (guessed, with_code) =
                (core_years(class.bits, fastest), core_years(class.bits + LOGIN_CODE_BITS, fastest));
            writeln!(
                f,
                "{:28}  {:>6.2}  {:>18}  {guessed:>20.1e}  {with_code:>18.1e}",
                class.name, class.bits, "no guess counts"
            )?;
        }
        writeln!(
            f,
            "\nThe database alone: whether a guess is right, only the keeper's 256-bit keys tell; there is nothing to compare with."
        )?;
        writeln!(
            f,
            "Database and keeper: the identifier is known, or tried from a list (each entry costs the same again, once for each person)."
        )?;
        writeln!(
            f,
            "Login code: the identifier is {LOGIN_CODE_BITS} random bits that nobody can list, and it stands in every guess."
        )?;
        writeln!(f, "Other hardware may guess at another price; this is this machine's. Sources of the bits:")?;
        for class in CLASSES {
            writeln!(f, "- {}: {}", class.name, class.source)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(found: f64, expected: f64) -> bool {
        (found / expected - 1.0).abs() < 1e-3
    }

    #[test]
    fn the_arithmetic_is_guesses_times_price() {
        // 2^25 guesses of a second, half of 2^26, are 33,554,432 seconds: 1.0633 years.
        assert!(about(core_years(26.0, Duration::from_secs(1)), 33_554_432.0 / 31_557_600.0));
        // A tenth of the price, a tenth of the years; a bit more, twice the years.
        assert!(about(core_years(26.0, Duration::from_millis(100)), 0.106_328));
        assert!(about(core_years(27.0, Duration::from_millis(100)), 0.212_655));
        // A login code multiplies by 2^100.
        let with = core_years(26.0 + LOGIN_CODE_BITS, Duration::from_secs(1));
        assert!(about(with / core_years(26.0, Duration::from_secs(1)), 1_267_650_600_228_229_401_496_703_205_376.0));
    }

    #[test]
    fn the_bits_are_what_their_sources_say() {
        let bits = |name: &str| CLASSES.iter().find(|class| class.name == name).unwrap().bits;
        assert!((bits("8 random letters and digits") - 8.0 * 36_f64.log2()).abs() < 0.01);
        for (name, words) in [("4 words by dice", 4.0), ("5 words by dice", 5.0), ("6 words by dice", 6.0)] {
            assert!((bits(name) - words * 7776_f64.log2()).abs() < 0.01, "{name}");
        }
        assert!(CLASSES.is_sorted_by(|a, b| a.bits < b.bits));
    }

    #[test]
    fn the_table_has_a_row_for_each_class_and_its_units() {
        let guess = Guess { memory_kib: 65_536, passes: 3, lanes: 1, fastest: Duration::from_millis(100), runs: 5 };
        let text = Price(guess).to_string();
        assert!(text.contains("took 100.0 ms of one core") && text.contains("Core-years"), "{text}");
        let row = text.lines().find(|line| line.starts_with("chosen by a person")).unwrap();
        // 2^19 guesses of a tenth of a second: 52,429 seconds, 0.0017 years.
        assert!(row.contains("no guess counts") && row.contains("1.7e-3"), "{row}");
        assert!(CLASSES.iter().all(|class| text.contains(class.source)));
    }
}
