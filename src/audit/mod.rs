//! The audit chain: every row is durable before the response that it speaks of leaves.
//!
//! Uses `keeper` and `db`. Rows of all requests in flight share one commit; each row's MAC, made by the keeper, covers
//! the row and the MAC before it, so that a row edited, removed or added in the database breaks the chain. Each server
//! process writes a chain of its own.

mod approvals;
mod chain;
mod envelopes;
mod event;
mod figures;
mod finding;
mod heads;
mod line;
mod links;
mod pages;
mod place;
mod recent;
mod scopes;
mod shares;
mod ship;
mod subscriptions;
mod tokens;
mod verify;
mod writer;

pub use crate::db::audit_pages::Place;
pub use approvals::{ApprovalNote, approval_digest, decided_mark, is_decided, last_approval_note};
#[cfg(test)]
pub(crate) use chain::Columns;
pub(crate) use chain::day;
pub use envelopes::{ended_mark, has_ended};
pub use event::{Entry, Event, Kind, RequestMark, Subject};
pub use figures::{Daily, FIGURE_DAYS, Figures};
pub use finding::{Audited, Finding, FlagEvent};
pub use heads::{Head, Heads, HeadsError};
pub use line::{Export, Resume, json_line};
pub use pages::{MOST_DAYS, MOST_ROWS, Page, Seen, Sieve, days, midnight, of_person, page, today};
pub use recent::{DAYS, Recent, Recorded, Whose, has_since};
pub use scopes::{ScopeNote, ScopeNotes, scope_digest, scope_words};
pub use shares::{Share, has_share_ended, share_ended_at, share_mark};
pub use ship::{DeliveryError, Origin, Receiver, ShipError, Shipped, Shipper};
pub use subscriptions::{subscription_ended_at, subscription_mark};
pub use tokens::{ended_token_mark, is_token_ended};
pub use verify::{Audit, Verified, VerifyError};
pub use writer::{AuditError, Journal, start};
