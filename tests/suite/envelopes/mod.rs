//! Envelopes: what people seal and open, at a terminal.

mod command;
mod identity;
