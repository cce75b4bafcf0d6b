//! Work that goes on when the browser goes away: a change and its audit row belong together.

use super::error::PageError;
use tracing::Instrument;

/// Runs what must not stop half-way to its end, also when the browser goes away meanwhile: a change and its audit row.
pub(super) async fn to_the_end<T, E>(work: impl Future<Output = Result<T, E>> + Send + 'static) -> Result<T, PageError>
where
    T: Send + 'static,
    E: Into<PageError> + Send + 'static,
{
    let done = tokio::spawn(work.instrument(tracing::Span::current())).await.map_err(PageError::internal)?;
    done.map_err(Into::into)
}
