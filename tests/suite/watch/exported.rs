//! The audit as lines of JSON: all of it, on from where the last export ended, and each row with whether it stands.

use crate::support::app::spawn;
use crate::support::program::Home;
use senza::audit::{Event, Export, Resume, Subject, VerifyError};
use serde_json::Value;
use std::fs;
use std::process::Output;

fn parsed(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).expect("a line")).collect()
}

fn printed(output: &Output) -> Vec<Value> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    parsed(&String::from_utf8_lossy(&output.stdout))
}

// Threat: what is exported is not all that happened, and nobody can tell.
#[test]
fn the_command_exports_every_row_and_goes_on_where_the_last_export_ended() {
    let home = Home::new();
    let invite = |name: &str| assert!(home.run(&["invite", name]).status.success());
    let export = |more: &[&str]| home.run(&[&["audit", "export", "--events"], more].concat());
    invite("ada@example.org");
    invite("bob@example.org");
    let first = export(&[]);
    let rows = printed(&first);
    assert_eq!(rows.len(), 2, "each command has a chain of its own: {rows:?}");
    assert!(rows.iter().all(|row| row["event"] == "invited" && row["holds"] == true && row["seq"] == 0), "{rows:?}");
    assert!(!String::from_utf8_lossy(&first.stdout).contains("example.org"), "nobody is named");
    let path = home.path().join("rows").to_str().unwrap().to_owned();
    // The last line is cut off: its row comes again, and so does what came later.
    fs::write(&path, &first.stdout[..first.stdout.len() - 20]).unwrap();
    invite("carl@example.org");
    let then = printed(&export(&["--after", &path]));
    assert_eq!((then.len(), then.contains(&rows[1]), then.contains(&rows[0])), (2, true, false), "{then:?}");
    let chain = rows[0]["chain"].as_str().unwrap();
    assert_eq!(printed(&export(&["--chain", chain, "--from", "0"])), rows[..1]);
    fs::write(&path, b"no row\nat all\n").unwrap();
    assert_eq!(export(&["--after", &path]).status.code(), Some(1));
}

// Threat: whoever writes to the database has their own rows believed by whoever reads the export.
#[test]
fn each_line_says_whether_its_row_stands() {
    let app = spawn();
    for n in 0..1203 {
        app.block_on(app.parts.record(Event::Started, Subject::Nobody, &n.to_string())).unwrap();
    }
    let export = Export { pool: &app.parts.pool, keeper: &app.parts.keeper };
    let all = |resume: &Resume| {
        let mut text = String::new();
        let line = |line: &str| {
            text.push_str(line);
            text.push('\n');
            Ok::<_, VerifyError>(())
        };
        let counted = app.block_on(export.all(resume, None, line)).unwrap();
        (counted, text)
    };
    let (counted, text) = all(&Resume::default());
    assert_eq!(counted, (1203, 0), "control");
    let seqs: Vec<i64> = parsed(&text).iter().map(|row| row["seq"].as_i64().unwrap()).collect();
    assert_eq!(seqs, (0..1203).collect::<Vec<_>>());
    app.sql("update audit set event = 'signed on' where seq = 3; delete from audit where seq = 700");
    let columns = "at, event, subject, service_provider, request_id, mac";
    app.sql(&format!(
        "insert into audit (chain, seq, {columns}) select chain, 5000, {columns} from audit where seq = 9"
    ));
    let (counted, text) = all(&Resume::default());
    let broken: Vec<i64> =
        parsed(&text).iter().filter(|row| row["holds"] == false).map(|row| row["seq"].as_i64().unwrap()).collect();
    assert_eq!((counted, broken), ((1203, 3), vec![3, 701, 5000]), "edited, behind one that is gone, added");
    let resume = Resume::read(text.as_bytes()).unwrap();
    assert_eq!(all(&resume).0, (1, 1), "what was made up does not hide what is to come");
}
