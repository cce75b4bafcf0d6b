//! Senza, a SAML 2.0 identity provider with nothing to steal.
//!
//! Dependencies run one way: `http → federation, sign_in, keys → words, vault, keeper, saml, db → tls, privilege → domain`. `vault`, `saml` and
//! `domain` know no web framework, database or template, and take the clock and the random source as parameters; a
//! test that reads the sources holds them to it. Only `startup` wires the parts together.

pub mod audit;
pub mod cluster;
pub mod command;
pub mod config;
pub mod db;
pub mod domain;
pub mod drill;
pub mod federation;
pub mod fetch;
pub mod http;
pub mod hygiene;
pub mod keeper;
pub mod keys;
pub mod look;
pub mod mail;
pub mod privilege;
pub mod saml;
pub mod sign_in;
pub mod startup;
pub mod telemetry;
pub mod tls;
pub mod vault;
#[cfg(test)]
mod vectors;
pub mod words;

pub(crate) use words::say;
