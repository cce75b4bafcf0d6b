//! What measurements of the whole program begin with: the program, a browser, people. Those with a path are the tests' own.

#![allow(unreachable_pub, dead_code, reason = "each measurement uses a part")]

#[path = "../../tests/suite/support/browser.rs"]
pub mod browser;
#[path = "../../tests/suite/support/kept.rs"]
pub mod kept;
#[path = "../../tests/suite/support/listed.rs"]
pub mod listed;
pub mod person;
#[path = "../../tests/suite/support/ports.rs"]
mod ports;
#[path = "../../tests/suite/support/program.rs"]
pub mod program;
pub mod stock;
