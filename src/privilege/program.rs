//! A program that was opened while it could be reached.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::fd::AsRawFd as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

/// An executable file, opened before root is given up and run after: a build below `/root` is closed to the user that
/// the program becomes.
///
/// It runs through `/proc/self/fd`: the kernel opens the file in the child before it closes what is close-on-exec, so
/// the descriptor itself never reaches the program. This holds for binaries, not for scripts.
#[derive(Debug)]
pub struct ReachableProgram {
    file: File,
    name: Box<OsStr>,
}

impl ReachableProgram {
    /// Opens the file; `Err` where there is none or it may not be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        let name = path.file_name().unwrap_or(path.as_os_str());
        Ok(Self { file: File::open(path)?, name: name.into() })
    }

    /// A command that starts it. The program must outlive the spawning.
    pub fn command(&self) -> Command {
        let mut command = Command::new(format!("/proc/self/fd/{}", self.file.as_raw_fd()));
        command.arg0(&self.name);
        command
    }
}
