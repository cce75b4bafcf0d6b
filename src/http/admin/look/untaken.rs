//! Why a name or a logo is not taken, in words for the page.

use crate::look::{LogoError, NameError, PngError, SvgError, SvgHint};
use crate::say;
use crate::words::Text;

pub(super) fn name(error: NameError) -> Text {
    match error {
        NameError::Long => say("look-name-long"),
        NameError::Unseen => say("look-name-unseen"),
        NameError::Address => say("look-name-address"),
        NameError::Empty => say("look-name-empty"),
    }
}

pub(super) fn logo(error: &LogoError) -> Text {
    match error {
        LogoError::Long => say("look-logo-long"),
        LogoError::Kind => say("look-logo-kind"),
        LogoError::Svg(error) => svg(error),
        LogoError::Png(error) => png(error),
    }
}

fn svg(error: &SvgError) -> Text {
    match error {
        SvgError::Xml(why) => say("look-svg-xml").with("why", why),
        SvgError::Doctype => say("look-svg-doctype"),
        SvgError::Root => say("look-svg-root"),
        SvgError::Element { element, hint } => {
            say("look-svg-element").with("element", element).with("hint", self::hint(*hint))
        }
        SvgError::Attribute { element, attribute } => {
            say("look-svg-attribute").with("element", element).with("attribute", attribute)
        }
        SvgError::Value { element, attribute } => {
            say("look-svg-value").with("element", element).with("attribute", attribute)
        }
        SvgError::Clipped => say("look-svg-clipped"),
        SvgError::Size => say("look-svg-size"),
        SvgError::Ratio => say("look-svg-ratio"),
    }
}

fn hint(hint: SvgHint) -> Text {
    match hint {
        SvgHint::Letters => say("look-svg-hint-letters"),
        SvgHint::Style => say("look-svg-hint-style"),
        SvgHint::Picture => say("look-svg-hint-picture"),
        SvgHint::Use => say("look-svg-hint-use"),
        SvgHint::Differently => say("look-svg-hint-differently"),
        SvgHint::Does => say("look-svg-hint-does"),
        SvgHint::Only => say("look-svg-hint-only"),
    }
}

fn png(error: &PngError) -> Text {
    match error {
        PngError::Parts => say("look-png-parts"),
        PngError::Checksum => say("look-png-checksum"),
        PngError::Header => say("look-png-header"),
        PngError::Size { width, height } => say("look-png-size").with("width", *width).with("height", *height),
        PngError::Large => say("look-png-large"),
        PngError::Pixels => say("look-png-pixels"),
        PngError::Order => say("look-png-order"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the log says it, made a sentence.
    fn sentence(error: &impl std::fmt::Display) -> String {
        let said = error.to_string();
        let (first, rest) = said.split_at(1);
        format!("{}{rest}.", first.to_uppercase())
    }

    // The log and the page say the same, and with the same limits.
    #[test]
    fn what_is_not_taken_is_called_the_same_in_the_log() {
        for error in [NameError::Long, NameError::Unseen, NameError::Address, NameError::Empty] {
            assert_eq!(name(error).english(), sentence(&error));
        }
        let named = || ("rect".to_owned(), "width".to_owned());
        let ((element, attribute), (other, value)) = (named(), named());
        let drawings = [
            SvgError::Xml("it ends early".to_owned()),
            SvgError::Doctype,
            SvgError::Root,
            SvgError::Attribute { element, attribute },
            SvgError::Clipped,
            SvgError::Size,
            SvgError::Ratio,
        ];
        let pictures = [
            PngError::Parts,
            PngError::Checksum,
            PngError::Header,
            PngError::Size { width: 4000, height: 15 },
            PngError::Large,
            PngError::Pixels,
            PngError::Order,
        ];
        use SvgHint::{Differently, Does, Letters, Only, Picture, Style, Use};
        let hints = [Letters, Style, Picture, Use, Differently, Does, Only];
        let elements = hints.map(|hint| SvgError::Element { element: "text".to_owned(), hint });
        let all = [LogoError::Long, LogoError::Kind].into_iter();
        let all = all.chain(drawings.map(LogoError::Svg)).chain(elements.map(LogoError::Svg));
        for error in all.chain(pictures.map(LogoError::Png)) {
            assert_eq!(logo(&error).english(), sentence(&error));
        }
        // It begins with the attribute's own name, which has no capital.
        let error = SvgError::Value { element: other, attribute: value };
        assert_eq!(svg(&error).english(), format!("{error}."));
    }
}
