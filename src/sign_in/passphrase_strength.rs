//! Which passphrases may be chosen: long enough, and none that guessers try first.

use crate::domain::SecretText;
use crate::domain::identifier::normal_passphrase;

/// The fewest characters of a passphrase; length counts, composition does not.
pub const SHORTEST: usize = 12;
/// The longest: more than anyone types, less than makes Argon2id slow.
pub const LONGEST: usize = 512;

/// What is wrong with a passphrase, in words for the person who chose it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseFault {
    #[error("The two passphrases are not the same. Type the same one twice.")]
    Differ,
    #[error("The passphrase is too short: {SHORTEST} characters at least. Several words make a good one.")]
    Short,
    #[error("The passphrase is too long: {LONGEST} characters at most.")]
    Long,
    #[error("The passphrase is too easy to guess. Several words that do not belong together make a good one.")]
    Guessable,
}

/// Length first, then what guessers try; the person's own identifier counts as a word that guessers know.
///
/// # Errors
/// What is wrong with it.
pub fn check(passphrase: &SecretText, confirm: &SecretText, identifier: &str) -> Result<(), PassphraseFault> {
    let (passphrase, confirm) = (normal_passphrase(passphrase), normal_passphrase(confirm));
    if passphrase.expose() != confirm.expose() {
        return Err(PassphraseFault::Differ);
    }
    match passphrase.expose().chars().count() {
        length if length < SHORTEST => return Err(PassphraseFault::Short),
        length if length > LONGEST => return Err(PassphraseFault::Long),
        _ => {}
    }
    // The estimate takes time that grows faster than the text: its first hundred characters are enough to judge.
    let start: SecretText = SecretText::new(passphrase.expose().chars().take(100).collect());
    if u8::from(zxcvbn::zxcvbn(start.expose(), &[identifier, "senza"]).score()) < 3 {
        return Err(PassphraseFault::Guessable);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(passphrase: &str) -> Result<(), PassphraseFault> {
        let text = SecretText::new(passphrase.into());
        super::check(&text, &SecretText::new(passphrase.into()), "ada@example.org")
    }

    #[test]
    fn length_counts_and_composition_does_not() {
        assert_eq!(judge("horse piano velvet tuesday"), Ok(()));
        assert_eq!(judge("Tr0ub4dor&3"), Err(PassphraseFault::Short));
        assert_eq!(judge(&"plum ".repeat(200)), Err(PassphraseFault::Long));
    }

    #[test]
    fn the_worst_are_refused_however_long() {
        for bad in ["passwordpassword", "aaaaaaaaaaaaaaaaaaaa", "ada@example.org", "123456789012345", "qwertyuiopasdf"]
        {
            assert_eq!(judge(bad), Err(PassphraseFault::Guessable), "{bad}");
        }
    }

    #[test]
    fn both_must_be_the_same() {
        let (one, two) = (SecretText::new("horse piano velvet".into()), SecretText::new("horse piano velvets".into()));
        assert_eq!(super::check(&one, &two, "ada"), Err(PassphraseFault::Differ));
    }
}
