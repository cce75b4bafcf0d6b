//! What a command opens a sealed key file with, and how a passphrase comes to it: from the terminal, unseen, or from a file
//! descriptor. Never from an argument or a variable, which others on the machine may see.

use super::{CommandError, output};
use crate::config::KeeperConfig;
use crate::domain::SecretText;
use crate::keeper::{Lying, OpenKeeperError, SealedBy, Unsealing, keys_at};
use crate::sign_in::passphrase_strength;
use clap::{Args, ValueEnum};
use nix::sys::termios::{LocalFlags, SetArg, Termios, tcgetattr, tcsetattr};
use std::fs::{File, OpenOptions};
use std::io::{Read, Write as _};

/// The longest line that is read.
const LONGEST: usize = 4096;

#[derive(Debug, Default, Args)]
pub(super) struct PassphraseArgs {
    /// Read the key file's passphrase from this file descriptor, a line, instead of asking on the terminal; 0 is stdin.
    #[arg(long, value_name = "N")]
    passphrase_fd: Option<u32>,
}

impl PassphraseArgs {
    pub(super) fn of(passphrase_fd: Option<u32>) -> Self {
        Self { passphrase_fd }
    }
}

/// What a key file is to be sealed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum By {
    Passphrase,
    Credential,
}

/// What is there to open a key file with.
#[derive(Default)]
pub(super) struct Custody {
    credential: Unsealing,
    passphrase: Option<SecretText>,
    may_ask: bool,
}

impl Custody {
    /// Reads what may be root's to read, before the program stops being root.
    pub(super) fn read(config: &KeeperConfig, args: &PassphraseArgs, may_ask: bool) -> Result<Self, CommandError> {
        Ok(Self { credential: credential(config)?, passphrase: args.passphrase_fd.map(line_of).transpose()?, may_ask })
    }

    /// What opens the key file of the configured folder. Asks for a passphrase where that is what it is sealed by.
    pub(super) fn for_keys(&mut self, config: &KeeperConfig) -> Result<Unsealing, CommandError> {
        let is_passphrase = keys_at(&config.dir)? == Lying::Sealed(SealedBy::Passphrase);
        match self.passphrase.take() {
            Some(passphrase) if is_passphrase => Ok(Unsealing::Passphrase(passphrase)),
            Some(_) => {
                Err(CommandError::Said("the key file is not sealed by a passphrase, and one was given".to_owned()))
            }
            None if is_passphrase && self.may_ask => {
                Ok(Unsealing::Passphrase(typed("Passphrase of the keeper's key file: ")?))
            }
            None => Ok(std::mem::take(&mut self.credential)),
        }
    }

    /// What new keys are sealed by; where nothing is said, the credential, if there is one.
    pub(super) fn for_new_keys(&mut self, by: Option<By>) -> Result<Unsealing, CommandError> {
        match by {
            Some(By::Passphrase) => chosen(self.passphrase.take()),
            Some(By::Credential) | None => {
                let credential = std::mem::take(&mut self.credential);
                if by.is_some() && matches!(credential, Unsealing::Nothing) {
                    return Err(OpenKeeperError::from(crate::keeper::SealedError::NeedsCredential).into());
                }
                Ok(credential)
            }
        }
    }
}

/// What the service manager, or whoever plays its part, has put there.
pub(super) fn credential(config: &KeeperConfig) -> Result<Unsealing, CommandError> {
    Ok(Unsealing::from_credential(config.credential.as_deref()).map_err(OpenKeeperError::from)?)
}

/// A new passphrase: as good as a person's own has to be, and typed twice where it is typed.
fn chosen(given: Option<SecretText>) -> Result<Unsealing, CommandError> {
    let (passphrase, again) = match given {
        Some(passphrase) => (passphrase, None),
        None => {
            output::say("Choose several words that do not belong together. Without the passphrase the keys are lost.");
            (typed("New passphrase of the keeper's key file: ")?, Some(typed("The same again: ")?))
        }
    };
    passphrase_strength::check(&passphrase, again.as_ref().unwrap_or(&passphrase), "keeper")
        .map_err(CommandError::said)?;
    Ok(Unsealing::Passphrase(passphrase))
}

/// A line from a file descriptor, which stays where it is behind the line.
fn line_of(descriptor: u32) -> Result<SecretText, CommandError> {
    let what = "the passphrase's file descriptor cannot be read";
    let mut file = File::open(format!("/proc/self/fd/{descriptor}")).map_err(CommandError::io(what))?;
    line(&mut file).map_err(CommandError::io(what))
}

/// Octet by octet: what follows the line is somebody else's.
fn line(from: &mut impl Read) -> std::io::Result<SecretText> {
    // Its whole room from the start: it never grows and leaves no copy behind.
    let mut text = zeroize::Zeroizing::new(Vec::with_capacity(LONGEST));
    let mut octet = [0];
    while text.len() < LONGEST && from.read(&mut octet)? == 1 && octet != *b"\n" {
        text.extend_from_slice(&octet);
    }
    let text = String::from_utf8(std::mem::take(&mut *text));
    text.map(SecretText::new).map_err(|_| std::io::Error::new(std::io::ErrorKind::InvalidData, "it is not UTF-8"))
}

/// Asks on the terminal, and shows nothing of what is typed.
fn typed(question: &str) -> Result<SecretText, CommandError> {
    let terminal = terminal()?;
    let unseen = Unseen::begin(&terminal)?;
    let answer = ask(&terminal, question);
    drop(unseen);
    let _ = (&terminal).write_all(b"\n");
    answer
}

/// Asks on the terminal for something that may be seen.
pub(super) fn asked(question: &str) -> Result<SecretText, CommandError> {
    ask(&terminal()?, question)
}

fn terminal() -> Result<File, CommandError> {
    let no_terminal = "there is no terminal to ask on; a passphrase can be read with --passphrase-fd N";
    OpenOptions::new().read(true).write(true).open("/dev/tty").map_err(CommandError::io(no_terminal))
}

fn ask(mut terminal: &File, question: &str) -> Result<SecretText, CommandError> {
    let asked = terminal.write_all(question.as_bytes()).and_then(|()| line(&mut terminal));
    asked.map_err(CommandError::io("the terminal gave no answer"))
}

/// Until dropped, the terminal does not show what is typed.
struct Unseen<'a> {
    terminal: &'a File,
    before: Termios,
}

impl<'a> Unseen<'a> {
    fn begin(terminal: &'a File) -> Result<Self, CommandError> {
        let failed =
            |errno: nix::errno::Errno| CommandError::io("the terminal cannot be told to show nothing")(errno.into());
        let before = tcgetattr(terminal).map_err(failed)?;
        let mut unseen = before.clone();
        unseen.local_flags.remove(LocalFlags::ECHO);
        tcsetattr(terminal, SetArg::TCSAFLUSH, &unseen).map_err(failed)?;
        Ok(Self { terminal, before })
    }
}

impl Drop for Unseen<'_> {
    fn drop(&mut self) {
        let _ = tcsetattr(self.terminal, SetArg::TCSAFLUSH, &self.before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_and_what_follows_stays() {
        let mut from: &[u8] = b"one two\nthree";
        assert_eq!(line(&mut from).unwrap().expose(), "one two");
        assert_eq!(line(&mut from).unwrap().expose(), "three");
        assert_eq!(line(&mut from).unwrap().expose(), "");
        assert!(line(&mut [0xff, b'\n'].as_slice()).is_err());
        assert_eq!(line(&mut vec![b'x'; 3 * LONGEST].as_slice()).unwrap().expose().len(), LONGEST);
    }
}
