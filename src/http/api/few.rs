//! A list of which no more is kept than may be in it, and one: whoever sends very many small ones takes no memory for them.

use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// The first of them, as many as are kept: one more than may be there tells that there are too many.
pub(super) struct Few<T, const KEPT: usize>(pub(super) Vec<T>);

impl<T, const KEPT: usize> Default for Few<T, KEPT> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>, const KEPT: usize> Deserialize<'de> for Few<T, KEPT> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(Keeping::<T, KEPT>(PhantomData))
    }
}

struct Keeping<T, const KEPT: usize>(PhantomData<T>);

impl<'de, T: Deserialize<'de>, const KEPT: usize> Visitor<'de> for Keeping<T, KEPT> {
    type Value = Few<T, KEPT>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut kept = Vec::new();
        while kept.len() < KEPT {
            match list.next_element()? {
                Some(one) => kept.push(one),
                None => return Ok(Few(kept)),
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Few(kept))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Threat: a body of eight megabytes becomes hundreds of megabytes of things that are refused then.
    #[test]
    fn no_more_is_kept_than_tells_that_there_are_too_many() {
        let kept = |text: &str| serde_json::from_str::<Few<u8, 3>>(text).map(|few| few.0).ok();
        assert_eq!(kept("[]"), Some(vec![]));
        assert_eq!(kept("[1,2,3]"), Some(vec![1, 2, 3]), "control");
        let many = kept(&format!("[{}1]", "1,".repeat(1_000_000))).unwrap();
        assert!(many == [1, 1, 1] && many.capacity() <= 8, "{}", many.capacity());
        assert_eq!((kept("[1,2,3,4"), kept("{}"), kept("[1,\"2\"]")), (None, None, None));
    }
}
