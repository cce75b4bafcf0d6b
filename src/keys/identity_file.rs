//! The file in which a person takes their keys away: `identity.txt`, as the age tool reads it.

use crate::domain::SecretText;
use crate::keys::age::Identity;
use crate::vault::envelope_identity::EnvelopeIdentity;
use time::Date;
use zeroize::Zeroizing;

/// The file's text: comments, and keys in the order in which they come, of which files are sealed to the first. The keys' texts are written into a room of their own that is wiped.
pub fn identity_file(all: Vec<EnvelopeIdentity>, today: Date) -> SecretText {
    let mut text = Zeroizing::new(String::with_capacity(1024 + 512 * all.len()));
    text.push_str(&format!("# Senza: the keys that open files sealed to you. Taken away on {today}.\n"));
    text.push_str("# Whoever has this file opens all of them, without your passphrase and without us. Keep it as you keep a recovery kit.\n");
    text.push_str("# Open a file with: senza envelope open -i identity.txt -o FILE FILE.age   or: age -d -i identity.txt -o FILE FILE.age\n");
    for (at, EnvelopeIdentity { generation, pair }) in all.into_iter().enumerate() {
        let identity = Identity::from(pair);
        let which = if at == 0 { "files are sealed to it now" } else { "of before; opens what was sealed to it" };
        text.push_str(&format!("#\n# key {generation}: {which}\n# public key: {}\n", identity.recipient()));
        text.push_str(identity.text().expose());
        text.push('\n');
    }
    SecretText::new(std::mem::take(&mut *text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Secret;
    use crate::keys::age::identities_in;
    use crate::vault::envelope_identity::pair_of;
    use time::macros::date;

    #[test]
    fn the_file_is_one_that_the_age_tool_reads_and_never_grows() {
        let one = |generation: u8| EnvelopeIdentity {
            generation: generation.into(),
            pair: pair_of(&Secret::new([generation; 32])).unwrap(),
        };
        // Nobody has had new keys as often; whoever had must not be left without what opens the eldest envelopes.
        let text = identity_file((1..=250).rev().map(one).collect(), date!(2026 - 11 - 26));
        let read = identities_in(text.expose()).unwrap();
        assert_eq!((read.len(), *read[0].recipient().public()), (250, one(250).pair.public));
        assert_eq!(*read[249].recipient().public(), one(1).pair.public);
        assert!(text.expose().len() < 64 * 1024, "`senza envelope open` reads no longer file");
        assert!(text.expose().len() < 1024 + 512 * 250, "it would have left a copy of its keys behind");
    }
}
