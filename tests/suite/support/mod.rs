//! What every test starts from.

pub mod again;
pub mod answer;
pub mod app;
pub mod browser;
pub mod cluster;
pub mod harmless;
pub mod keeper;
pub mod kills;
pub mod logout;
pub mod mixed;
pub mod mutual;
pub mod network;
pub mod origin;
pub mod peer;
pub mod person;
pub mod post;
pub mod program;
pub mod relay;
pub mod schema;
pub mod sp;
pub mod terminal;
pub mod tls;
pub mod token;
pub mod visitor;
pub mod ways;
pub mod wrapping;
