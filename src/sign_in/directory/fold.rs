//! In which form names are compared: without case and accents, so that *muller* finds *Müller*.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::Zeroizing;

/// Letters that have no accent to lose, and are written in two ways.
fn spelled_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' => "d",
        'ı' => "i",
        _ => return None,
    })
}

/// What no letter is, and is not seen: joins, breaks, turns of direction, fillers, tags.
pub(super) fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text as it is compared.
pub(super) fn folded(text: &str) -> Zeroizing<String> {
    let mut folded = Zeroizing::new(String::with_capacity(text.len() * 2));
    for letter in
        text.nfkd().filter(|letter| !is_combining_mark(*letter) && !is_unseen(*letter)).flat_map(char::to_lowercase)
    {
        match spelled_out(letter) {
            Some(letters) => folded.push_str(letters),
            // What lower case adds, such as the dot over an i.
            None if is_combining_mark(letter) => {}
            None => folded.push(letter),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_matter() {
        for (one, other) in [
            ("Müller", "MULLER"),
            ("Weiß", "weiss"),
            ("İpek", "ipek"),
            ("Łukasz Øre", "lukasz ore"),
            ("ﬁne", "FINE"),
            ("Ада", "ада"),
            ("e\u{301}", "É"),
            ("Ad\u{200b}a\u{202e}", "ada"),
            ("مريم", "مريم"),
        ] {
            assert_eq!(*folded(one), *folded(other), "{one}");
        }
        assert_ne!(*folded("Müller"), *folded("Miller"));
    }
}
