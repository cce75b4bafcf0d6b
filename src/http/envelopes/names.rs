//! What others chose to be called, or to call a file, as a page, a header and a file system can bear it.

use crate::keys::envelopes::LONGEST_NAME;

/// Without what changes how the characters around it are read, or shows nothing: control characters, and those of Unicode that turn the
/// direction of writing or are invisible. What joins letters (U+200C, U+200D) is part of honest names and stays; spaces of any kind are one
/// space, so that no end of a name is far away.
pub(super) fn visible(text: &str) -> String {
    let turns = |c: char| {
        matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
    };
    let kept: String = text.chars().filter(|c| !c.is_control() && !turns(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A file's name, without what a file system or a header could take for something else.
pub(super) fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = visible(last).chars().filter(|c| !"\"<>|:*?".contains(*c)).collect();
    let mut end = kept.len().min(LONGEST_NAME);
    while !kept.is_char_boundary(end) {
        end -= 1;
    }
    let kept = kept.get(..end).unwrap_or_default().trim_matches(['.', ' ']).to_owned();
    if kept.is_empty() { "file".to_owned() } else { kept }
}

/// `Content-Disposition` of a file to be saved (RFC 6266 §5, RFC 8187 §3.2).
pub(super) fn disposition(name: &str) -> String {
    let ascii = |c: char| if c.is_ascii_graphic() && !"\"\\%".contains(c) { c } else { '_' };
    let plain: String = name.chars().map(ascii).collect();
    let encoded: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let encoded = encoded.replace('+', "%20").replace('*', "%2A");
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    // Threat: a sender chooses a name that leaves the folder of downloads, adds a header, or hides what kind of file it is.
    #[test]
    fn a_name_is_a_name() {
        for (given, kept) in [
            ("befund.pdf", "befund.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\x\\y.exe", "y.exe"),
            ("a\r\nSet-Cookie: b=c", "aSet-Cookie b=c"),
            ("\"quoted\"", "quoted"),
            ("..", "file"),
            ("", "file"),
            // Shown, this would end with «exe.pdf».
            ("befund\u{202e}fdp.exe", "befundfdp.exe"),
            ("befund.pdf\u{2003}\u{2003} \u{a0}   .exe", "befund.pdf .exe"),
            ("\u{2066}a\u{2069}\u{200f}b\u{feff}\u{e0041}.txt", "ab.txt"),
            ("\u{1b}[2Jred.txt", "[2Jred.txt"),
        ] {
            assert_eq!(plain_name(given), kept);
        }
        assert!(plain_name(&"ü".repeat(300)).len() <= 200);
        // Honest ones stay as they are: umlauts, Hebrew, Persian with its joiner, Hindi, Chinese, a family.
        for honest in ["Röntgen Müller.pdf", "מכתב.pdf", "نامه‌ها.pdf", "क्‍ष.txt", "報告.docx", "👩‍👩‍👧.png"]
        {
            assert_eq!(plain_name(honest), honest);
        }
    }

    #[test]
    fn a_header_says_the_whole_name_in_ascii() {
        assert_eq!(
            disposition("100% Röntgen.pdf"),
            "attachment; filename=\"100__R_ntgen.pdf\"; filename*=UTF-8''100%25%20R%C3%B6ntgen.pdf"
        );
        for name in ["a\"; filename=\"b", "a\r\nb", "\u{202e}a", "a*b'c"] {
            let header = disposition(&plain_name(name));
            assert!(header.is_ascii() && !header.contains(['\r', '\n', '*']) || header.matches('*').count() == 1);
            assert_eq!(header.matches('"').count(), 2, "{header}");
        }
    }
}
