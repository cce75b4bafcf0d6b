//! Several things in one sentence, in the way that a language lists them.

use crate::say;
use crate::words::Text;

/// One, another, a third.
pub(super) fn listed(all: impl IntoIterator<Item = Text>) -> Text {
    all.into_iter().reduce(|all, next| say("several-and-next").with("all", all).with("next", next)).unwrap_or_default()
}

/// One and another.
pub(super) fn both(all: impl IntoIterator<Item = Text>) -> Text {
    all.into_iter().reduce(|all, next| say("several-both").with("all", all).with("next", next)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn are_joined_in_their_order() {
        let of = |all: &[&'static str]| all.iter().map(|one| Text::from(*one)).collect::<Vec<_>>();
        assert_eq!(listed(of(&["a", "b", "c"])).english(), "a, b, c");
        assert_eq!(both(of(&["a", "b"])).english(), "a and b");
        assert!(listed(of(&[])).is_empty() && both(of(&[])).is_empty());
    }
}
