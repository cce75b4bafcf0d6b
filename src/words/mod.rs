//! Every text that a person reads: by key, in the language of whoever asks, from files in Mozilla's Fluent format.
//!
//! English is compiled in (`languages/en`). Another language is one file in the folder that `SENZA_LANGUAGES_DIR` names; what it
//! leaves out, or says wrongly, is English. `say("…")` names a message where it is used, in a template or beside it; it becomes
//! text when the page is written. Knows nothing of what is said.

mod english;
mod heard;
mod kept;
mod language;
mod languages;
mod markup;
mod text;

pub use english::FILES;
pub use kept::Message;
pub use language::{Fault, Language};
pub use languages::{FolderError, Languages};
pub use text::{Argument, Text, Value};

use std::future::Future;
use std::sync::Arc;

tokio::task_local! {
    /// The language of the answer that is being written.
    static SPOKEN: Option<Arc<Language>>;
}

/// The message with this key. Each key stands in the English files, which a test sees to.
pub fn say(key: &'static str) -> Text {
    Text::of(key)
}

/// Answers in a language; none is English.
pub async fn speaking<F: Future>(language: Option<Arc<Language>>, answer: F) -> F::Output {
    SPOKEN.scope(language, answer).await
}

/// The language of the answer that is being written, for words that are written once it is out; none is English.
pub fn spoken() -> Option<Arc<Language>> {
    SPOKEN.try_with(Clone::clone).ok().flatten()
}

/// As [`speaking`], of words that wait for nothing.
pub fn said_in<R>(language: Option<Arc<Language>>, words: impl FnOnce() -> R) -> R {
    SPOKEN.sync_scope(language, words)
}

/// The language of the answer that is being written; English outside of one.
fn with_spoken<R>(use_it: impl FnOnce(Option<&Language>) -> R) -> R {
    use_it(spoken().as_deref())
}

/// What the `lang` attribute and `Content-Language` say.
pub fn tag() -> String {
    with_spoken(|language| language.unwrap_or_else(|| english::english()).tag().to_owned())
}

/// What the `dir` attribute says.
pub fn direction() -> &'static str {
    with_spoken(|language| if language.is_some_and(Language::runs_left) { "rtl" } else { "ltr" })
}

#[cfg(test)]
mod tests;
