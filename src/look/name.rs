//! What an organisation is called: on titles, above forms, in mail and in metadata.

/// Signs of it.
const MOST_SIGNS: usize = 100;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    #[error("the name has more than {MOST_SIGNS} signs")]
    Long,
    #[error("the name has a sign in it that is not seen, or that turns the line around: type it anew")]
    Unseen,
    #[error("the name looks like an address, which people would follow")]
    Address,
    #[error("the name has neither a letter nor a digit")]
    Empty,
}

/// As it is shown; `None` where none was given.
///
/// # Errors
/// What about it is not taken.
pub fn name(typed: &str) -> Result<Option<String>, NameError> {
    let name = typed.trim();
    if name.chars().count() > MOST_SIGNS {
        return Err(NameError::Long);
    }
    if name.chars().any(is_unseen) {
        return Err(NameError::Unseen);
    }
    let small = name.to_lowercase();
    if ["://", "www.", "@"].iter().any(|part| small.contains(part)) {
        return Err(NameError::Address);
    }
    if !name.is_empty() && !name.chars().any(char::is_alphanumeric) {
        return Err(NameError::Empty);
    }
    Ok((!name.is_empty()).then(|| name.to_owned()))
}

/// What a reader does not see, and what makes the rest of a line look like something else: in a title, before an address.
fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(
            sign,
            '\u{ad}' | '\u{34f}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}' | '\u{e000}'..='\u{f8ff}' | '\u{fffe}' | '\u{ffff}'
                | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{f0000}'..='\u{10ffff}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_one_sees_of_it() {
        assert_eq!(name("  St. Mary’s Hospital "), Ok(Some("St. Mary’s Hospital".to_owned())));
        assert_eq!(
            name("<script>alert(1)</script>"),
            Ok(Some("<script>alert(1)</script>".to_owned())),
            "a template escapes it"
        );
        assert_eq!((name(""), name(" \t ")), (Ok(None), Ok(None)));
        assert_eq!(name(&"ä".repeat(100)).unwrap().unwrap().chars().count(), 100);
        assert_eq!(name(&"a".repeat(101)), Err(NameError::Long));
        for bad in ["a\u{202e}b", "a\nb", "a\u{200b}b", "a\0b", "a\u{2066}b", "\u{3164}", "a\u{feff}b"] {
            assert_eq!(name(bad), Err(NameError::Unseen), "{bad:?}");
        }
        for (bad, error) in [
            ("See www.evil.example", NameError::Address),
            ("https://evil.example", NameError::Address),
            ("\u{2800}", NameError::Unseen),
            ("·–", NameError::Empty),
        ] {
            assert_eq!(name(bad), Err(error), "{bad}");
        }
        assert!(name("Ελληνικά · 病院 · مستشفى").is_ok());
    }
}
