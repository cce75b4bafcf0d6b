//! What of an opened file may go to a terminal. Anybody may have sealed it, and a terminal takes some characters for orders: to write somewhere else
//! on the screen, to type an answer, to put something on the clipboard.

use zeroize::Zeroizing;

/// Between two parts of a text: what ends the one and cannot be judged without the next waits here.
#[derive(Default)]
pub(super) struct PlainText {
    kept: Zeroizing<Vec<u8>>,
}

impl PlainText {
    /// What may be shown of the text with this part, or nothing if it is no plain text.
    pub(super) fn next(&mut self, part: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let mut octets = Zeroizing::new(Vec::with_capacity(self.kept.len() + part.len()));
        octets.extend_from_slice(&self.kept);
        octets.extend_from_slice(part);
        let whole = match std::str::from_utf8(&octets) {
            Ok(text) => text,
            // Cut within a character.
            Err(error) if error.error_len().is_none() => {
                std::str::from_utf8(octets.get(..error.valid_up_to())?).ok()?
            }
            Err(_) => return None,
        };
        let whole = whole.strip_suffix('\r').unwrap_or(whole);
        if !is_plain(whole) {
            return None;
        }
        let length = whole.len();
        self.kept = Zeroizing::new(octets.get(length..)?.to_vec());
        octets.truncate(length);
        Some(octets)
    }

    /// Whether the text ended with a whole character and no lone `\r`.
    pub(super) fn is_at_end(&self) -> bool {
        self.kept.is_empty()
    }
}

/// Control characters, of one octet (C0) and of two (C1, which some terminals take like `ESC` and a letter), are none but tabs and ends of lines. A
/// lone `\r` goes back to the beginning of the line, so that what follows hides what was there.
fn is_plain(text: &str) -> bool {
    let is_plain = |one: char| matches!(one, '\t' | '\n') || !(one.is_control() || is_override(one));
    text.split("\r\n").all(|line| line.chars().all(is_plain))
}

/// They show letters and digits in another order than they are in, such as those of an account's number, and no language needs them. The other marks
/// of direction pass: texts in Arabic and Hebrew have them, and they end with the line.
fn is_override(one: char) -> bool {
    matches!(one, '\u{202d}' | '\u{202e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a terminal was given, and whether the text was plain to its end.
    fn shown(parts: &[&[u8]]) -> (Vec<u8>, bool) {
        let (mut text, mut all) = (PlainText::default(), Vec::new());
        for part in parts {
            match text.next(part) {
                Some(octets) => all.extend_from_slice(&octets),
                None => return (all, false),
            }
        }
        (all, text.is_at_end())
    }

    // Threat: who seals a file to somebody gives orders to the terminal at which it is opened.
    #[test]
    fn what_steers_a_terminal_is_no_plain_text() {
        let csi = "\u{9b}2J".as_bytes();
        assert_eq!(csi, b"\xc2\x9b2J");
        for octets in
            [b"\x1b[2J".as_slice(), b"\0", b"bell\x07", b"\x7f", csi, b"\xc2\x80", b"\xc2\x9f", b"pay\rnot", b"pay\r"]
        {
            assert!(!shown(&[octets]).1, "{octets:?}");
        }
        for octets in ["17\u{202e}42".as_bytes(), b"\x9b2J", b"\xe0\x82\x9b2J", b"\xff", b"cut \xc3"] {
            assert!(!shown(&[octets]).1, "{octets:?}");
        }
        let plain = "Größe: 3 µm,\u{a0}fünf\r\n\tשלום \u{2067}ab\u{2069} 😀\n\r\n".as_bytes();
        assert_eq!(shown(&[plain]), (plain.to_vec(), true));
    }

    #[test]
    fn it_does_not_matter_where_a_text_is_cut() {
        let plain = "ö\r\n\u{a0}😀\r\n".as_bytes();
        let octets: Vec<&[u8]> = plain.chunks(1).collect();
        assert_eq!(shown(&octets), (plain.to_vec(), true), "octet by octet, and all of it");
        for orders in ["a\u{9b}2J", "a\rb", "a\r\u{9b}", "a\u{202e}b"] {
            for at in 1..orders.len() {
                let (before, after) = orders.as_bytes().split_at(at);
                let (given, is_plain) = shown(&[before, after]);
                assert!(!is_plain && b"a".starts_with(&given), "{orders:?} cut at {at}: {given:?}");
            }
        }
    }
}
