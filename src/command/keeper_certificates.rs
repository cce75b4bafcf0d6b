//! `senza keeper certificates`: what keepers and servers on several machines prove themselves with, for whoever has no authority
//! for that. Needs no settings and no keeper.

use super::{CommandError, output};
use crate::config::SERVER_NAME;
use crate::domain::keeper_address::is_name;
use crate::domain::{Clock as _, SystemClock, SystemRandom};
use crate::tls::{AUTHORITY_DAYS, Authority, Issued, Side, Validity};
use clap::Args;
use openssl::error::ErrorStack;
use std::collections::BTreeSet;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::net::IpAddr;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Of the authority's two files.
const AUTHORITY: &str = "ca";

#[derive(Debug, Args)]
pub(super) struct CertificatesArgs {
    /// The folder to put them into: an empty or new one, or that of an earlier time, whose authority issues these too.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// A host that a keeper is reached by, as it stands in SENZA_KEEPER_SOCKET after tls://.
    #[arg(long = "keeper", value_name = "NAME", value_parser = host)]
    keepers: Vec<String>,
    /// A name for a server; the keepers let in what SENZA_KEEPER_TLS_PEERS names, or senza-server.
    #[arg(long = "server", value_name = "NAME", value_parser = name)]
    servers: Vec<String>,
    /// How long the certificates are good for.
    #[arg(long, value_name = "DAYS", default_value_t = 365, value_parser = clap::value_parser!(u16).range(1..=3650))]
    days: u16,
}

fn name(text: &str) -> Result<String, String> {
    // Nothing is to be written over the authority's files, or a key over a certificate.
    let is_ours = text == AUTHORITY || text.ends_with("-key");
    match is_name(text) && text.parse::<IpAddr>().is_err() && !is_ours {
        true => Ok(text.to_owned()),
        false => Err(format!(
            "letters, digits, hyphens and dots, such as {SERVER_NAME}; not {AUTHORITY}, and nothing that ends with -key"
        )),
    }
}

fn host(text: &str) -> Result<String, String> {
    if text.parse::<IpAddr>().is_ok() { Ok(text.to_owned()) } else { name(text) }
}

pub(super) fn run(args: &CertificatesArgs) -> Result<(), CommandError> {
    let all = args.keepers.iter().chain(&args.servers);
    if all.clone().next().is_none() || all.clone().collect::<BTreeSet<_>>().len() != all.count() {
        let words = "name at least one --keeper or --server, and nothing twice: each has a certificate of its own";
        return Err(CommandError::Said(words.to_owned()));
    }
    let folder = &args.folder;
    let made = DirBuilder::new().mode(0o700).create(folder);
    if let Err(error) = made.or_else(|error| if error.kind() == ErrorKind::AlreadyExists { Ok(()) } else { Err(error) })
    {
        return Err(CommandError::Said(format!("the folder {} could not be made: {error}", folder.display())));
    }
    let authority = authority(folder)?;
    let validity = Validity { now: SystemClock.now(), days: args.days.into() };
    let keepers = args.keepers.iter().map(|name| (Side::Keeper, name));
    for (side, name) in keepers.chain(args.servers.iter().map(|name| (Side::Server, name))) {
        let issued = authority.issue(side, name, &SystemRandom, validity).map_err(failed)?;
        write(folder, name, &issued)?;
        let kind = if side == Side::Keeper { "keeper" } else { "server" };
        output::line(&format!("{kind} {name}: {0}.pem, {0}-key.pem", folder.join(name).display()))?;
    }
    output::say(&format!(
        "These are good for {} days, the authority for {AUTHORITY_DAYS}. Every machine needs {AUTHORITY}.pem and its own two files. \
         Put {AUTHORITY}-key.pem away, where no server and no keeper is: whoever has it can be either.",
        args.days
    ));
    Ok(())
}

/// That of the folder, or a new one where there is none.
fn authority(folder: &Path) -> Result<Authority, CommandError> {
    let path = |end: &str| folder.join(format!("{AUTHORITY}{end}.pem"));
    let read = |end: &str| match fs::read(path(end)) {
        Ok(octets) => Ok(Some(Zeroizing::new(octets))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(CommandError::Said(format!("{} cannot be read: {error}", path(end).display()))),
    };
    match (read("")?, read("-key")?) {
        (Some(certificate), Some(key)) => {
            let read = Authority::read(&certificate, &key).map_err(failed)?;
            read.ok_or_else(|| {
                CommandError::Said(format!("{} is not the key of {}", path("-key").display(), path("").display()))
            })
        }
        (None, None) => {
            let authority = Authority::make(&SystemRandom, SystemClock.now()).map_err(failed)?;
            write(folder, AUTHORITY, &authority.pem().map_err(failed)?)?;
            Ok(authority)
        }
        (found, _) => {
            let missing = path(if found.is_some() { "-key" } else { "" });
            Err(CommandError::Said(format!(
                "{} is not there, and without it nothing can be issued: bring it back, or name another folder",
                missing.display()
            )))
        }
    }
}

/// Both files, whole or not at all, in the place of those of an earlier time.
fn write(folder: &Path, name: &str, issued: &Issued) -> Result<(), CommandError> {
    let put = |end: &str, octets: &[u8], mode: u32| {
        let (path, beside) = (folder.join(format!("{name}{end}.pem")), folder.join(format!("{name}{end}.pem.new")));
        let written = || {
            let _ = fs::remove_file(&beside);
            let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(&beside)?;
            file.write_all(octets)?;
            file.sync_all()?;
            fs::rename(&beside, &path)
        };
        written().map_err(|error| CommandError::Said(format!("{} could not be written: {error}", path.display())))
    };
    put("-key", &issued.key, 0o600)?;
    put("", &issued.certificate, 0o644)
}

fn failed(error: ErrorStack) -> CommandError {
    CommandError::Said(format!("OpenSSL does not do it: {error}"))
}
