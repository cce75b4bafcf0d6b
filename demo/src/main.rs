//! The demonstration portal: a SAML 2.0 service provider that shows its visitor what it was told, and what it was not.
//!
//! A package of its own, because it needs libxml2 and libxmlsec1 (through samael) and Senza itself must not. It knows
//! Senza only by its metadata, like any other portal; the stylesheet and the frame of the pages are shared files.

mod arguments;
mod assertion;
mod decrypt;
mod envelope;
mod http;
mod identity;
mod idp;
mod logout;
mod memory;
mod metadata;
mod notes;
mod pages;
mod portal;
mod request;
mod response;
mod sign_in;
#[cfg(test)]
mod tests;
mod token;

use arguments::Arguments;
use clap::Parser;
use identity::Identity;
use notes::Notes;
use portal::Portal;
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("senza-demo-portal: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let base = arguments.base()?;
    let identity = Identity::load_or_create(&arguments.state_dir)?;
    if arguments.print_metadata {
        std::io::stdout().write_all(metadata::write(&base, &identity)?.as_bytes())?;
        return Ok(());
    }
    let source =
        arguments.idp_metadata.as_deref().ok_or("--idp-metadata is needed: a file, or an http URL on this machine")?;
    if arguments.while_stdin {
        std::thread::spawn(|| {
            // Whatever comes is of no interest; the end is.
            let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
            std::process::exit(0);
        });
    }
    let notes = Notes::load(&arguments.state_dir)?;
    http::serve(arguments.listen, Portal::new(base, identity, notes), source.parse()?)?;
    Ok(())
}
