//! The command line, nothing else.

use clap::Parser;
use senza::command::{self, Cli};
use std::process::ExitCode;

fn main() -> ExitCode {
    match command::run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("senza: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}
