//! The keeper in a process of its own: what it lets in, what holds it, and what happens when it is gone.

mod apart;
mod compromised;
mod foreign;
mod gone;
mod held;
mod page;
mod sealed;
mod tls;
mod token;
mod woken;
