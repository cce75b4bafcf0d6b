//! The commands. What a program may read goes to stdout, everything else to stderr.

mod apart;
mod apply;
mod approvals;
mod audit;
mod code;
mod custody;
mod demo;
mod drill;
mod envelope;
mod epochs;
mod flight;
mod grant;
mod handed_in;
mod invite;
mod keeper;
mod keeper_certificates;
mod keeper_keys;
mod keeper_token;
mod keys;
mod output;
mod price;
mod revoke;
mod scope;
mod serve;
mod service_provider;
mod session;

use self::handed_in::HandedIn;
use crate::cluster::ClusterError;
use crate::config::{Config, ConfigError, Environment, PortError};
use crate::hygiene::{self, HygieneError};
use crate::keeper::OpenKeeperError;
use crate::privilege::{self, PrivilegeError};
use crate::startup::StartupError;
use crate::telemetry::{self, TelemetryError};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// A SAML 2.0 identity provider with nothing to steal.
#[derive(Debug, Parser)]
#[command(name = "senza", version, arg_required_else_help = true)]
pub struct Cli {
    /// Settings in TOML; SENZA_… variables override them.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the identity provider, in the foreground.
    Serve,
    /// Try it out: the identity provider, a demo portal, and the first invitation.
    Demo(DemoArgs),
    /// Bring the database's schema up to this program's.
    Migrate,
    /// Invite a person; prints the enrolment link alone on stdout.
    Invite(InviteArgs),
    /// Service providers: add, list, show, remove.
    Sp {
        #[command(subcommand)]
        command: SpCommand,
    },
    /// Make the federation what a file says: which applications there are, what each is told, how long sessions last.
    Apply(apply::ApplyArgs),
    /// For what service providers get keys of people who agree to it: add, list, rotate, end, remove.
    Scope {
        #[command(subcommand)]
        command: scope::ScopeCommand,
    },
    /// The keys that SAML messages are signed with.
    Keys {
        #[command(subcommand)]
        command: keys::KeysCommand,
    },
    /// Say something of a person from now on: attributes, roles, or that something is said no longer.
    Grant(grant::GrantArgs),
    /// End a person's sessions and right to sign on, at once; portals keep sessions of their own.
    Revoke {
        /// What the person signs in with.
        identifier: String,
    },
    /// The same for a while, of a person who is enrolled.
    Freeze {
        /// What the person signs in with.
        identifier: String,
    },
    /// Let a revoked or frozen person sign in again, with what they had.
    Restore {
        /// What the person signs in with.
        identifier: String,
    },
    /// Files in the age format: seal one to recipients, open one with identities. Needs no server.
    Envelope {
        #[command(subcommand)]
        command: envelope::EnvelopeCommand,
    },
    /// Whether it takes two administrators to change an application in the console: show, off. Two owners turn it on, there.
    Approvals {
        #[command(subcommand)]
        command: approvals::ApprovalsCommand,
    },
    /// The audit: verify its chains, export their heads or rows.
    Audit {
        #[command(subcommand)]
        command: audit::AuditCommand,
    },
    /// What became of a sign-on: every check in words, by the request id that an error page shows.
    Flight {
        /// The eight letters and digits.
        request_id: String,
        /// For the application's engineers: nothing of the person.
        #[arg(long)]
        redacted: bool,
    },
    /// The keeper as a process of its own, which the server asks through a socket.
    Keeper(keeper::KeeperArgs),
    /// The stolen-database drill: look for secrets in a dump; exit 1 on any finding.
    Drill(drill::DrillArgs),
}

#[derive(Debug, Args)]
struct DemoArgs {
    /// Do not start the demo portal.
    #[arg(long)]
    without_portal: bool,
    #[command(subcommand)]
    command: Option<DemoCommand>,
}

#[derive(Debug, Subcommand)]
enum DemoCommand {
    /// The code that an authenticator app would show now, for trying out without a phone.
    Code {
        /// The text beginning with otpauth:// from the enrolment page.
        uri: String,
    },
}

#[derive(Debug, Args)]
struct InviteArgs {
    /// What the person will sign in with.
    #[arg(required_unless_present = "login_code", conflicts_with = "login_code")]
    identifier: Option<String>,
    /// Make a login code for them to sign in with; it is printed behind the link, on a line of its own.
    #[arg(long)]
    login_code: bool,
    /// May do everything in the console: the same as --role admin.
    #[arg(long)]
    admin: bool,
    /// What the person may do in the console; several with commas between.
    #[arg(long = "role", value_name = "ROLE", value_delimiter = ',', value_parser = crate::domain::Role::WORDS)]
    roles: Vec<String>,
    /// For somebody who is enrolled and has lost every way in: a link to begin again in the same account.
    #[arg(long, conflicts_with = "login_code")]
    again: bool,
    /// Take back the open link of this person, whether to enrol or to begin again.
    #[arg(long, conflicts_with_all = ["login_code", "admin", "roles", "again", "attributes"])]
    withdraw: bool,
    /// With --again: applications will see a new person, since a command cannot open the administrators' keyring.
    #[arg(long, requires = "again")]
    new_person: bool,
    /// What service providers may be told about the person.
    #[arg(long = "attribute", value_name = "NAME=VALUE")]
    attributes: Vec<String>,
}

#[derive(Debug, Subcommand)]
enum SpCommand {
    /// Add a service provider from its metadata, or replace it; says what will and will not be accepted from it.
    Add {
        /// A file with the service provider's metadata, `-` for stdin, or its https address.
        metadata: String,
        /// An attribute that it may be told, by short or full name.
        #[arg(long = "attribute", value_name = "NAME")]
        attributes: Vec<String>,
        /// Accept plain-http addresses for its responses.
        #[arg(long)]
        allow_http_acs: bool,
        /// Fetch from this address although it is not a public one; a loopback address also by plain http.
        #[arg(long = "allow-private-address", value_name = "ADDRESS")]
        allow_private_addresses: Vec<std::net::IpAddr>,
        #[command(flatten)]
        options: SpOptions,
    },
    /// One line for each: entityID, a tab, what it may be told, a tab, what else was chosen for it.
    List,
    /// What is known of one and what it may be told; or, with --metadata, its metadata as it is stored.
    Show {
        entity_id: String,
        #[arg(long)]
        metadata: bool,
    },
    /// Remove one.
    Remove { entity_id: String },
}

/// What its metadata does not say, or not as it is meant. Left out, each is as it was for a new one.
#[derive(Debug, Args)]
struct SpOptions {
    /// The NameID where its requests leave it open; an e-mail address is given to those alone for which it is chosen.
    #[arg(long, value_name = "FORMAT", value_parser = ["transient", "persistent", "email"])]
    name_id: Option<String>,
    /// It may have the subject-id, the same for all that get it, if its metadata asks for it.
    #[arg(long)]
    subject_id: bool,
    /// What to sign with for it.
    #[arg(long, value_parser = ["rsa", "ecdsa"], default_value = "rsa")]
    signature: String,
    /// What to encrypt with for it, instead of what its metadata leads to.
    #[arg(long, value_name = "CIPHER", value_parser = ["aes128-gcm", "aes256-gcm"])]
    encryption: Option<String>,
    /// Sign the response only; refused unless its metadata says WantAssertionsSigned="false".
    #[arg(long)]
    skip_assertion_signature: bool,
    /// What it is told of how people signed in where its requests ask for nothing; who has not, is asked. Left out: the
    /// strongest that is true.
    #[arg(long, value_name = "CONTEXT", value_parser = ["mfa", "password", "sfa", "unspecified"])]
    default_context: Option<String>,
    /// Passphrase or code are asked for again for it when they are older than this.
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u16).range(1..=720))]
    fresh_within: Option<u16>,
}

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Port(#[from] PortError),
    #[error(transparent)]
    Telemetry(#[from] TelemetryError),
    #[error(transparent)]
    Hygiene(#[from] HygieneError),
    #[error(transparent)]
    Privilege(#[from] PrivilegeError),
    #[error(transparent)]
    Cluster(#[from] ClusterError),
    #[error(transparent)]
    Startup(#[from] StartupError),
    #[error(transparent)]
    OpenKeeper(#[from] OpenKeeperError),
    #[error(transparent)]
    Tls(#[from] crate::tls::TlsError),
    #[error("{0}")]
    Said(String),
    /// No failure: what was asked about would change something.
    #[error("what the file says differs from what there is")]
    Differs,
    #[error("{what}: {cause}")]
    Io { what: &'static str, cause: std::io::Error },
}

impl From<crate::audit::VerifyError> for CommandError {
    fn from(error: crate::audit::VerifyError) -> Self {
        Self::said(error)
    }
}

impl CommandError {
    /// Words of a flow's own error.
    fn said(error: impl std::fmt::Display) -> Self {
        Self::Said(error.to_string())
    }

    /// What the program ends with.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Differs => 3,
            _ => 1,
        }
    }

    fn io(what: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        move |cause| Self::Io { what, cause }
    }
}

/// What needs neither settings nor database; `None` for all else.
fn without_settings(command: &Command) -> Option<Result<(), CommandError>> {
    match command {
        Command::Demo(DemoArgs { command: Some(DemoCommand::Code { uri }), .. }) => Some(code::code(uri)),
        Command::Envelope { command } => Some(envelope::run(command)),
        Command::Drill(args) if args.price => Some(price::price()),
        _ => None,
    }
}

/// Runs one command to its end.
///
/// # Errors
/// A sentence for whoever typed the command; the program exits with 1.
pub fn run(cli: Cli) -> Result<(), CommandError> {
    // Before anything secret is read.
    hygiene::leave_no_image()?;
    if let Some(done) = without_settings(&cli.command) {
        return done;
    }
    let HandedIn { input, dump, place, declared } = HandedIn::of(&cli.command)?;
    let mut config = Config::load(cli.config.as_deref(), &Environment::of_process())?;
    telemetry::start(&config.log)?;
    if let Command::Keeper(args) = &cli.command
        && args.epochs().is_none()
    {
        return keeper::run(&config, args);
    }
    let portal = match &cli.command {
        Command::Demo(args) if !args.without_portal => Some(demo::prepare_portal(&config)?),
        _ => None,
    };
    let wanted = if matches!(cli.command, Command::Demo(_)) { apart::Wanted::Apart } else { apart::Wanted::Either };
    // Ends after everything else: it is dropped last.
    let _apart = apart::prepare(&mut config, wanted)?;
    let folders = [config.database.data_dir.as_path(), config.keeper.dir.as_path()];
    // A keeper in a process of its own has its folder to itself.
    let ours = if config.keeper.sockets.is_empty() { folders.len() } else { 1 };
    privilege::drop_if_root(folders.get(..ours).unwrap_or_default())?;
    // Once more: the kernel decides anew when the user changes.
    hygiene::leave_no_image()?;
    config.check_apart()?;
    hygiene::open_many_files()?;
    let runtime = runtime().map_err(CommandError::io("the runtime could not start"))?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve => serve::serve(&config).await,
            Command::Demo(_) => demo::demo(&config, portal).await,
            Command::Migrate => session::Session::open(&config).await?.close().await,
            Command::Invite(args) => invite::invite(&config, args).await,
            Command::Sp { command } => service_provider::run(&config, command, input).await,
            Command::Apply(args) => apply::run(&config, &args, declared).await,
            Command::Scope { command } => scope::run(&config, command).await,
            Command::Drill(args) => drill::drill(&config, &args, &input, dump).await,
            Command::Keys { command } => keys::run(&config, command).await,
            Command::Audit { command } => audit::run(&config, command, &input, &place).await,
            Command::Approvals { command } => approvals::run(&config, command).await,
            Command::Flight { request_id, redacted } => flight::flight(&config, &request_id, redacted).await,
            Command::Grant(args) => grant::grant(&config, args).await,
            Command::Revoke { identifier } => revoke::revoke(&config, &identifier).await,
            Command::Freeze { identifier } => revoke::freeze(&config, &identifier).await,
            Command::Restore { identifier } => revoke::restore(&config, &identifier).await,
            // It has its own way above.
            Command::Envelope { .. } => Ok(()),
            // All else of it has its own way above.
            Command::Keeper(args) => match args.epochs() {
                Some(command) => epochs::run(&config, command, dump).await,
                None => Ok(()),
            },
        }
    })
}

/// One thread beside the web server's own, for the tasks that serve all requests: they wait for the database, and would
/// only wake each other's threads. What computes for long has threads of its own.
fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()
}
