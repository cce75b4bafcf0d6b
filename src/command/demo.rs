//! `senza demo`: everything at once for trying out. Three lines on stdout say where to go.

use super::serve::{Running, Stop};
use super::{CommandError, output};
use crate::cluster::PrivateCluster;
use crate::config::{self, Config, DemoAddress};
use crate::db::{self, DbError};
use crate::domain::identifier::Identifiers;
use crate::domain::login_code::LoginCode;
use crate::domain::{AccountState, Identifier, Role};
use crate::federation::{Federation, Options, Registration, ScopeError, ScopeWanted};
use crate::privilege::{self, ReachableProgram};
use crate::sign_in::Parts;
use crate::sign_in::invitation::{self, InvitationError, Invitee};
use futures_util::TryStreamExt as _;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::path::PathBuf;
use std::pin::pin;
use std::process::{Child, Command, Stdio};

/// What the first administrator signs in with.
const FIRST: &str = "admin";
/// The same where people sign in with an e-mail address; nothing is sent to it.
const FIRST_BY_EMAIL: &str = "admin@localhost";

/// The name of the portal's folder.
const STATE: &str = "demo-portal";

/// The demo portal's program, which is built beside this one; opened while its folder can be entered.
fn find_program() -> Result<ReachableProgram, CommandError> {
    let own = std::env::current_exe().map_err(CommandError::io("this program cannot find itself"))?;
    let path = own.with_file_name("senza-demo-portal");
    ReachableProgram::open(&path).map_err(|cause| {
        let path = path.display();
        CommandError::Said(format!(
            "the demo portal's program {path} cannot be opened ({cause}); build it with `cargo build -p senza-demo-portal`, \
             or go without it: `senza demo --without-portal`"
        ))
    })
}

/// The portal's program and the folder it keeps its key in.
pub(super) struct Portal {
    program: ReachableProgram,
    state: PathBuf,
}

/// Finds the program and makes the folder, before the program stops being root.
pub(super) fn prepare_portal(config: &Config) -> Result<Portal, CommandError> {
    Ok(Portal { program: find_program()?, state: state_folder(config)? })
}

/// Beside the data, which is none of the portal's business; among the data where no folder can be made beside them.
fn state_folder(config: &Config) -> Result<PathBuf, CommandError> {
    let (data, keeper) = (&config.database.data_dir, &config.keeper.dir);
    let owner = privilege::run_as()?;
    let beside = data.with_file_name(STATE);
    let is_free = ![data, keeper].iter().any(|folder| folder.starts_with(&beside) || beside.starts_with(folder));
    if is_free && privilege::private_folder(&beside, owner.as_ref()).is_ok() {
        return Ok(beside);
    }
    let inside = data.join(STATE);
    privilege::private_folder(data, owner.as_ref())?;
    privilege::private_folder(&inside, owner.as_ref())?;
    Ok(inside)
}

pub(super) async fn demo(config: &Config, portal: Option<Portal>) -> Result<(), CommandError> {
    if config.database.url.is_none() {
        PrivateCluster::nobody_serves(&config.database.data_dir)?;
    }
    let stop = Stop::listen()?;
    // Known to be free before anything starts.
    let portal_address = config::settle_demo(&config.demo, &config.database.data_dir)?;
    drop(portal_address.bind()?);
    let running = Running::start(config).await?;
    let shown = show(&running, portal, &portal_address).await;
    let told = match shown {
        Ok(mut portal) => {
            running.wait(stop).await;
            stop_portal(&mut portal);
            Ok(())
        }
        Err(error) => Err(error),
    };
    running.stop().await?;
    told
}

async fn show(running: &Running, portal: Option<Portal>, address: &DemoAddress) -> Result<Option<Child>, CommandError> {
    let child = match &portal {
        Some(portal) => Some(portal.start(running, address).await?),
        None => None,
    };
    output::line(&format!("Senza: {}", running.address.base_url.as_str()))?;
    match child {
        Some(_) => output::line(&format!("Demo portal: {}", address.url()))?,
        None => output::line("Demo portal: not started")?,
    }
    output::line(&format!("First administrator: {}", first_administrator(running).await?))?;
    Ok(child)
}

/// A fresh link until the first administrator has enrolled.
async fn first_administrator(running: &Running) -> Result<String, CommandError> {
    let parts = &running.parts;
    let enrolled = format!("already enrolled, sign in at {}", running.address.base_url.page("/login"));
    let Some(identifier) = name_of_the_first(parts)? else {
        return first_by_code(running, enrolled).await;
    };
    match state_of(parts, &identifier).await? {
        Some(AccountState::Active) => return Ok(enrolled),
        Some(AccountState::Revoked | AccountState::Frozen) => {
            return Ok("was revoked; make another with `senza invite NAME --admin`".to_owned());
        }
        Some(AccountState::Invited) | None => {}
    }
    match invite(running, identifier).await {
        Err(InvitationError::Enrolled) => Ok(enrolled),
        other => other.map_err(CommandError::said),
    }
}

/// What the first administrator signs in with, by what the organisation chose; `None` for a login code, which is random.
fn name_of_the_first(parts: &Parts) -> Result<Option<Identifier>, CommandError> {
    let name = match parts.policy.identifiers {
        Identifiers::Any | Identifiers::Name => FIRST,
        Identifiers::Email => FIRST_BY_EMAIL,
        Identifiers::Code => return Ok(None),
    };
    Identifier::parse(name).map(Some).map_err(CommandError::said)
}

/// With a code of their own at each start until somebody has enrolled: whose it was before is written down nowhere.
async fn first_by_code(running: &Running, enrolled: String) -> Result<String, CommandError> {
    if somebody_is_enrolled(&running.parts).await? {
        return Ok(enrolled);
    }
    let code = LoginCode::random(&*running.parts.random);
    let shown = format!(
        "The first administrator's login code: {}\nIt is shown only now, and on the enrolment page; nobody can look it up.",
        code.as_str()
    );
    let link = invite(running, code.into()).await.map_err(CommandError::said)?;
    output::say(&shown);
    Ok(link)
}

async fn invite(running: &Running, identifier: Identifier) -> Result<String, InvitationError> {
    let invitee = Invitee { identifier, roles: vec![Role::Owner], attributes: Vec::new() };
    let token = invitation::invite(&running.parts, invitee, None, "command").await?;
    Ok(running.address.base_url.page(&format!("/enrol/{}", token.expose())))
}

async fn state_of(parts: &Parts, identifier: &Identifier) -> Result<Option<AccountState>, CommandError> {
    let handle = parts.keeper.handle(parts.org, identifier.as_str()).await.map_err(CommandError::said)?;
    let mut connection = parts.pool.acquire().await.map_err(|error| CommandError::said(DbError::from(error)))?;
    let row = db::account::by_handle(&mut connection, parts.org, &handle).await.map_err(CommandError::said)?;
    Ok(row.map(|row| row.state))
}

async fn somebody_is_enrolled(parts: &Parts) -> Result<bool, CommandError> {
    let mut connection = parts.pool.acquire().await.map_err(|error| CommandError::said(DbError::from(error)))?;
    let mut rows = pin!(db::account::flags(&mut connection));
    while let Some(row) = rows.try_next().await.map_err(CommandError::said)? {
        if row.state != AccountState::Invited {
            return Ok(true);
        }
    }
    Ok(false)
}

impl Portal {
    /// Registers it from its own metadata, then starts it.
    async fn start(&self, running: &Running, address: &DemoAddress) -> Result<Child, CommandError> {
        let cannot = "the demo portal could not be started";
        let printed =
            self.command(running, address).arg("--print-metadata").output().map_err(CommandError::io(cannot))?;
        if !printed.status.success() {
            let said = String::from_utf8_lossy(&printed.stderr);
            return Err(CommandError::Said(format!("{cannot}: {}", said.trim())));
        }
        let federation = &running.app.federation;
        // Its metadata are refreshed; what somebody released to it meanwhile stays released.
        let entity_id = format!("{}/saml/metadata", address.url());
        let known = federation.find(&entity_id).await.map_err(CommandError::said)?;
        let released = known.map(|sp| sp.released().to_vec()).unwrap_or_default();
        let registration =
            Registration { metadata: &printed.stdout, released, allow_http_acs: false, options: Options::default() };
        federation.put(registration, None, "command").await.map_err(CommandError::said)?;
        enable_note(federation, &entity_id, address).await?;
        self.command(running, address)
            .arg("--while-stdin")
            // Held as long as this program runs: the portal ends with it, however it ends.
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .map_err(CommandError::io(cannot))
    }

    fn command(&self, running: &Running, address: &DemoAddress) -> Command {
        let mut command = told_nothing(&self.program);
        command.arg("--listen").arg(address.address.to_string());
        command.arg("--base-url").arg(address.url());
        command.arg("--idp-metadata").arg(running.address.base_url.page("/saml/metadata"));
        command.arg("--state-dir").arg(&self.state);
        command
    }
}

/// The key for the portal's note, which its page gets and its server does not. One that was removed comes back, at a new epoch.
async fn enable_note(federation: &Federation, entity_id: &str, address: &DemoAddress) -> Result<(), CommandError> {
    let wanted = ScopeWanted::AddForPages { back: format!("{}/note", address.url()) };
    match federation.change_scope(entity_id, "notes", wanted, "command").await {
        Ok(_) | Err(ScopeError::Known(..)) => Ok(()),
        Err(error) => Err(CommandError::said(error)),
    }
}

/// With nothing of our environment that could be a secret: a database's password may stand in `SENZA_DATABASE_URL`.
fn told_nothing(program: &ReachableProgram) -> Command {
    let mut command = program.command();
    command.env_clear();
    for name in ["PATH", "LANG"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    command
}

fn stop_portal(portal: &mut Option<Child>) {
    let Some(child) = portal else { return };
    if let Ok(pid) = i32::try_from(child.id()) {
        // It may have ended already: Ctrl-C reaches it as well.
        let _ = kill(Pid::from_raw(pid), Signal::SIGTERM);
    }
    if let Err(error) = child.wait() {
        tracing::warn!(%error, "the demo portal did not stop");
    }
}

#[cfg(test)]
mod tests;
