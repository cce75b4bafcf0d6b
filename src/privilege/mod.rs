//! Root is for setting up: the program then becomes an unprivileged user and cannot go back.
//!
//! Uses the operating system only. It must run before any thread starts, so that no thread keeps what the others gave
//! up, and it knows nothing of what the folders hold.

mod keeper;
mod program;
mod socket;

pub use keeper::{KEEPER_USER, become_keeper, keeper_user, may_ask};
pub use program::ReachableProgram;
pub use socket::{SocketError, listen_at};

use nix::dir::Dir;
use nix::errno::Errno;
use nix::libc::{O_DIRECTORY, O_NOFOLLOW};
use nix::unistd::{Gid, Uid, User as SystemUser, fchown, geteuid, getgroups, setgroups, setresgid, setresuid};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

/// The system user that everything runs as when root starts it.
pub const SERVICE_USER: &str = "senza";

/// Somebody to run as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    pub name: String,
    pub uid: u32,
    pub gid: u32,
}

#[derive(Debug, thiserror::Error)]
pub enum PrivilegeError {
    #[error(
        "started by root, Senza runs as the unprivileged user {SERVICE_USER}, and there is none; make one with:\n\
         useradd --system --user-group --home-dir /var/lib/senza --shell /usr/sbin/nologin {SERVICE_USER}"
    )]
    NoServiceUser,
    #[error("the user {0} is root under another name")]
    ServiceUserIsRoot(String),
    #[error("SENZA_KEEPER_PEERS: there is no user {0} on this machine")]
    NoSuchUser(String),
    #[error("the list of users could not be read: {0}")]
    Users(Errno),
    #[error("the folder {folder} could not be prepared: {cause}", folder = .folder.display())]
    Folder { folder: PathBuf, cause: io::Error },
    #[error(
        "the folder {folder} belongs to the user number {owner} and has something in it; name an empty or a new one", folder = .folder.display()
    )]
    NotOurs { folder: PathBuf, owner: u32 },
    #[error("{folder} is a link or no folder; name the folder itself", folder = .folder.display())]
    NotAFolder { folder: PathBuf },
    #[error(
        "the user {user} cannot enter {folder}: a folder above it is closed; name one elsewhere, such as under /var/lib",
        folder = .folder.display()
    )]
    Unreachable { folder: PathBuf, user: String },
    #[error("root could not be given up: {0}")]
    Kept(Errno),
    #[error("root was given up and can be had again")]
    Regained,
}

/// The user that `SERVICE_USER` names, `None` where there is no such user.
pub fn service_user() -> Result<Option<User>, PrivilegeError> {
    named(SERVICE_USER)
}

fn named(name: &str) -> Result<Option<User>, PrivilegeError> {
    let found = SystemUser::from_name(name).map_err(PrivilegeError::Users)?;
    match found.map(|user| User { name: user.name, uid: user.uid.as_raw(), gid: user.gid.as_raw() }) {
        Some(user) if user.uid == 0 => Err(PrivilegeError::ServiceUserIsRoot(user.name)),
        other => Ok(other),
    }
}

/// Whose the folders and child processes of this program are to be: the service user's when root started it, `None` where
/// that is whoever did.
pub fn run_as() -> Result<Option<User>, PrivilegeError> {
    if geteuid().is_root() { service_user()?.ok_or(PrivilegeError::NoServiceUser).map(Some) } else { Ok(None) }
}

/// Makes the folders, readable by their owner alone; when started by root, gives them to the service user, becomes it
/// for good, and stands in `/`. Whatever only root can read has to be open before this call.
///
/// Returns the user that the process became, `None` where it was not root.
pub fn drop_if_root(folders: &[&Path]) -> Result<Option<User>, PrivilegeError> {
    let user = run_as()?;
    folders.iter().try_for_each(|folder| private_folder(folder, user.as_ref()))?;
    let Some(user) = user else { return Ok(None) };
    leave_root(user, folders).map(Some)
}

fn leave_root(user: User, folders: &[&Path]) -> Result<User, PrivilegeError> {
    become_for_good(&user)?;
    let root = Path::new("/");
    std::env::set_current_dir(root).map_err(|cause| PrivilegeError::Folder { folder: root.to_owned(), cause })?;
    match folders.iter().find(|folder| fs::read_dir(folder).is_err()) {
        Some(folder) => Err(PrivilegeError::Unreachable { folder: folder.to_path_buf(), user: user.name }),
        None => Ok(user),
    }
}

/// Makes a folder with mode 0700 and, if told, gives it to `owner`. A folder that is another's and has something in it
/// is refused: `SENZA_DATA_DIR=/etc` must not change who owns `/etc`. A link in its place is refused too.
pub fn private_folder(folder: &Path, owner: Option<&User>) -> Result<(), PrivilegeError> {
    own_folder(folder, owner, 0o700)
}

/// The same with another mode.
fn own_folder(folder: &Path, owner: Option<&User>, mode: u32) -> Result<(), PrivilegeError> {
    // Without a slash at the end, which would lead through a link.
    let folder = &folder.components().collect::<PathBuf>();
    let failed = |cause| PrivilegeError::Folder { folder: folder.clone(), cause };
    if let Some(parent) = folder.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    let made = DirBuilder::new().mode(mode).create(folder);
    if made.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::AlreadyExists) {
        made.map_err(failed)?;
    }
    // What was opened is what is examined, given away and closed to others: nobody can put a link in its place.
    let open = open_folder(folder)?;
    let metadata = open.metadata().map_err(failed)?;
    let ours = owner.map_or_else(|| geteuid().as_raw(), |user| user.uid);
    if metadata.uid() != ours {
        let (true, Some(user)) = (is_empty(&open).map_err(failed)?, owner) else {
            return Err(PrivilegeError::NotOurs { folder: folder.clone(), owner: metadata.uid() });
        };
        fchown(&open, Some(Uid::from_raw(user.uid)), Some(Gid::from_raw(user.gid)))
            .map_err(|errno| failed(errno.into()))?;
    }
    if metadata.permissions().mode() & 0o777 & !mode != 0 {
        open.set_permissions(fs::Permissions::from_mode(mode)).map_err(failed)?;
    }
    Ok(())
}

fn open_folder(folder: &Path) -> Result<File, PrivilegeError> {
    let opened = OpenOptions::new().read(true).custom_flags(O_DIRECTORY | O_NOFOLLOW).open(folder);
    opened.map_err(|cause| match cause.kind() {
        // What a link gives when it is to be a folder and not to be followed.
        io::ErrorKind::NotADirectory => PrivilegeError::NotAFolder { folder: folder.to_owned() },
        _ => PrivilegeError::Folder { folder: folder.to_owned(), cause },
    })
}

fn is_empty(folder: &File) -> io::Result<bool> {
    let mut names = Dir::from_fd(folder.try_clone()?.into())?;
    for entry in names.iter() {
        if !matches!(entry?.file_name().to_bytes(), b"." | b"..") {
            return Ok(false);
        }
    }
    Ok(true)
}

fn become_for_good(user: &User) -> Result<(), PrivilegeError> {
    let (uid, gid) = (Uid::from_raw(user.uid), Gid::from_raw(user.gid));
    // Groups first: after the user has changed there is no right left to change them. Real, effective and saved ids
    // all at once, or the saved one would lead back.
    setgroups(&[gid]).map_err(PrivilegeError::Kept)?;
    setresgid(gid, gid, gid).map_err(PrivilegeError::Kept)?;
    setresuid(uid, uid, uid).map_err(PrivilegeError::Kept)?;
    let root = Uid::from_raw(0);
    let regained = setresuid(root, root, root).is_ok()
        || setresgid(Gid::from_raw(0), Gid::from_raw(0), Gid::from_raw(0)).is_ok()
        || geteuid() != uid
        || getgroups().map_err(PrivilegeError::Kept)? != [gid];
    if regained { Err(PrivilegeError::Regained) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
