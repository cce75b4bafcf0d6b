//! Scoped keys: who gets which, after what the person said, and what ends it.

mod account;
mod agreed;
mod command;
mod ended;
mod halfway;
mod operator;
mod same;
mod written;

pub(crate) use crate::support::scoped::{NOTES, agree, change, enable, is_question, numbers, open, portal, say, told};
