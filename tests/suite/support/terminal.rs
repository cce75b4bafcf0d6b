//! A command on a terminal of its own, and somebody who types.

use std::io::{Read as _, Write as _};
use std::process::{Command, ExitStatus, Stdio};

/// Has `command`, which starts script(1), run `line` on a terminal; types each answer when its question is there. What the
/// terminal showed, what was typed included where it is shown.
pub fn answering(mut command: Command, line: &str, answers: &[(&str, &str)]) -> (ExitStatus, String) {
    command.args(["--quiet", "--return", "--command", line, "/dev/null"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let (mut keyboard, mut screen) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let (mut shown, mut seen) = (Vec::new(), 0);
    let mut answers = answers.iter().peekable();
    let mut octet = [0];
    while screen.read(&mut octet).unwrap() == 1 {
        shown.extend(octet);
        let since = String::from_utf8_lossy(&shown[seen..]).into_owned();
        if let Some((_, answer)) = answers.next_if(|(question, _)| since.ends_with(question)) {
            seen = shown.len();
            keyboard.write_all(format!("{answer}\n").as_bytes()).unwrap();
        }
    }
    let shown = String::from_utf8_lossy(&shown).into_owned();
    assert!(answers.next().is_none(), "not asked: {shown}");
    drop(keyboard);
    (child.wait().unwrap(), shown)
}
