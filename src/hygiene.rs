//! What the kernel would otherwise write down or show of this process: its memory.
//!
//! Uses the operating system only, and knows nothing of what is secret.

use nix::errno::Errno;
use nix::sys::prctl::set_dumpable;
use nix::sys::resource::{Resource, getrlimit, setrlimit};

#[derive(Debug, thiserror::Error)]
pub enum HygieneError {
    #[error("an image of the program's memory after a crash could not be forbidden: {0}")]
    Core(Errno),
    #[error("the program's memory could not be closed to other processes of its user: {0}")]
    Dumpable(Errno),
    #[error("as many open files as the system allows could not be had: {0}")]
    Files(Errno),
}

/// No core file after a crash, neither of this process nor of those it starts; and no other process of the same user,
/// such as the database's, reads its memory or attaches to it. The second holds until the user changes or another program
/// is executed (`PR_SET_DUMPABLE`, prctl(2)): call it again after giving up root.
///
/// # Errors
/// The kernel refuses, which it has no reason to.
pub fn leave_no_image() -> Result<(), HygieneError> {
    setrlimit(Resource::RLIMIT_CORE, 0, 0).map_err(HygieneError::Core)?;
    set_dumpable(false).map_err(HygieneError::Dumpable)
}

/// As many open files as the system allows: each connection is one, and 1024 are few for a door that strangers knock at.
///
/// # Errors
/// The kernel refuses.
pub fn open_many_files() -> Result<(), HygieneError> {
    let (_, most) = getrlimit(Resource::RLIMIT_NOFILE).map_err(HygieneError::Files)?;
    setrlimit(Resource::RLIMIT_NOFILE, most, most).map_err(HygieneError::Files)
}

#[cfg(test)]
mod tests;
