//! The keeper's own user: what it runs as when root starts it, and what it then owns.

use super::{
    PrivilegeError, SERVICE_USER, User, geteuid, leave_root, named, open_folder, own_folder, private_folder, run_as,
    service_user,
};
use nix::fcntl::{AtFlags, OFlag, openat};
use nix::sys::stat::{FileStat, Mode, SFlag, fstatat};
use nix::unistd::{Gid, Uid, fchown};
use std::fs::File;
use std::io;
use std::path::Path;

/// The system user that a keeper in a process of its own runs as when root starts it.
pub const KEEPER_USER: &str = "senza-keeper";

/// The user that `KEEPER_USER` names, `None` where there is no such user.
pub fn keeper_user() -> Result<Option<User>, PrivilegeError> {
    named(KEEPER_USER)
}

/// The number of a user that is given by name or number.
fn user_number(name: &str) -> Result<Option<u32>, PrivilegeError> {
    match name.parse() {
        Ok(number) => Ok(Some(number)),
        Err(_) => Ok(named(name)?.map(|user| user.uid)),
    }
}

/// Who may ask a keeper: the users of these names or numbers. Where nothing is said of it, its own user, the server's, if
/// there is one, and root, who can be either.
pub fn may_ask(named: &[String]) -> Result<Vec<u32>, PrivilegeError> {
    if !named.is_empty() {
        let number = |name: &String| user_number(name)?.ok_or_else(|| PrivilegeError::NoSuchUser(name.clone()));
        return named.iter().map(number).collect();
    }
    let own = geteuid().as_raw();
    let server = service_user()?.map(|user| user.uid).filter(|uid| *uid != own);
    Ok([own, 0].into_iter().chain(server).collect())
}

/// Makes the keeper's folder, readable by its owner alone, and the folder of its socket, which others may enter; when
/// started by root, gives both to the keeper's user, or where there is none to the server's, becomes it for good, and
/// stands in `/`. Keys that the server had are handed over.
///
/// Returns the user that the process became, `None` where it was not root.
pub fn become_keeper(keys: &Path, socket_folder: Option<&Path>) -> Result<Option<User>, PrivilegeError> {
    let user = if geteuid().is_root() { keeper_user()?.map_or_else(run_as, |user| Ok(Some(user)))? } else { None };
    if let Some(user) = &user {
        hand_over(keys, user)?;
    }
    private_folder(keys, user.as_ref())?;
    if let Some(folder) = socket_folder {
        own_folder(folder, user.as_ref(), 0o755)?;
    }
    let Some(user) = user else { return Ok(None) };
    if user.name != KEEPER_USER {
        tracing::warn!(
            "there is no user {KEEPER_USER}, so the keeper runs as {}, as the server does: what takes over the server can stop it",
            user.name
        );
    }
    leave_root(user, &[keys]).map(Some)
}

/// From the server's user, under whom the keeper was inside the server, to the keeper's own. Nothing else is given away:
/// neither a folder of somebody else's nor what a link leads to.
fn hand_over(folder: &Path, to: &User) -> Result<(), PrivilegeError> {
    let failed = |cause| PrivilegeError::Folder { folder: folder.to_owned(), cause };
    let Some(server) = service_user()?.filter(|server| server.uid != to.uid) else { return Ok(()) };
    let open = match open_folder(folder) {
        Err(PrivilegeError::Folder { cause, .. }) if cause.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other?,
    };
    if std::os::unix::fs::MetadataExt::uid(&open.metadata().map_err(failed)?) != server.uid {
        return Ok(());
    }
    tracing::info!(folder = %folder.display(), "the keeper's folder goes from the user {SERVICE_USER} to {}", to.name);
    for name in std::fs::read_dir(folder).map_err(failed)? {
        let name = name.map_err(failed)?.file_name();
        let found =
            fstatat(&open, name.as_os_str(), AtFlags::AT_SYMLINK_NOFOLLOW).map_err(|errno| failed(errno.into()))?;
        if is_plain(&found, server.uid) {
            let flags = OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK | OFlag::O_RDONLY;
            let file = openat(&open, name.as_os_str(), flags, Mode::empty()).map_err(|errno| failed(errno.into()))?;
            give(&file.into(), to).map_err(failed)?;
        }
    }
    give(&open, to).map_err(failed)
}

/// One file of the server's, by one name.
fn is_plain(found: &FileStat, owner: u32) -> bool {
    let kind = SFlag::from_bits_truncate(found.st_mode) & SFlag::S_IFMT;
    kind == SFlag::S_IFREG && found.st_uid == owner && found.st_nlink == 1
}

fn give(file: &File, to: &User) -> io::Result<()> {
    Ok(fchown(file, Some(Uid::from_raw(to.uid)), Some(Gid::from_raw(to.gid)))?)
}
