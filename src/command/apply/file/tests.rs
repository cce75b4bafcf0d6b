//! What is wrong with a file is said by line and column, and all of it at once.

use super::*;

fn fault(text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("lab.xml"), "<x/>").unwrap();
    std::fs::create_dir(folder.path().join("folder")).unwrap();
    match understood("f.toml", text, folder.path()) {
        Ok(_) => String::new(),
        Err(error) => error.to_string().replace(&folder.path().display().to_string(), "HERE"),
    }
}

const GOOD: &str = "[sessions]\nlongest = 720\nidle = 60\nshared_idle = 5\n\n[[application]]\nmetadata = \"lab.xml\"\nattributes = [\"mail\", \"urn:oid:2.5.4.4\"]\nname_id = \"persistent\"\nfresh_within = 30\n\n[[application]]\nentity_id = \"https://old.example/sp\"\nremove = true\n";

#[test]
fn a_file_is_read_with_what_stands_where() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("lab.xml"), "<x/>").unwrap();
    let Read { declaration, places } =
        understood("f.toml", GOOD, folder.path()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(declaration.limits, Some(Limits::new(720, 60, 5).unwrap()));
    assert_eq!((&*declaration.applications[0].metadata, declaration.applications.len()), (&b"<x/>"[..], 1));
    assert_eq!(declaration.applications[0].choices.released, ["mail", "urn:oid:2.5.4.4"]);
    assert_eq!(declaration.applications[0].choices.options.chosen(), ["name-id=persistent", "fresh-within=30"]);
    assert_eq!(declaration.removed, ["https://old.example/sp"]);
    assert_eq!((places.applications, places.removed), (vec![(7, 12)], vec![(13, 13)]));
    assert_eq!(fault(""), "", "nothing is declared: nothing is wrong");
}

#[test]
fn what_is_wrong_is_named_by_line_and_column() {
    for (text, said) in [
        ("[[application]]\nmetadata = \"lab.xml\"\natributes = []\n", "f.toml:3:1: unknown field `atributes`"),
        ("[[aplication]]\nmetadata = \"lab.xml\"\n", "f.toml:1:3: unknown field `aplication`"),
        ("[sessions]\nlongest = 720\nidle = 60\n", "f.toml:1:1: missing field `shared_idle`"),
        (
            "[sessions]\nlongest = 720\nidle = 721\nshared_idle = 5\n",
            "f.toml:1:1: a session lasts at least a minute unused",
        ),
        ("[[application]]\nmetadata = \"gone.xml\"\n", "f.toml:2:12: HERE/gone.xml: No such file"),
        ("[[application]]\nmetadata = \"folder\"\n", "f.toml:2:12: HERE/folder: it is no file"),
        (
            "[[application]]\nmetadata = \"https://lab.example/md\"\n",
            "f.toml:2:12: https://lab.example/md: metadata is a file here",
        ),
        ("[[application]]\nattributes = []\n", "f.toml:1:1: it takes metadata"),
        ("[[application]]\nmetadata = \"lab.xml\"\nremove = true\n", "f.toml:1:1: with remove = true"),
        (
            "[[application]]\nmetadata = \"lab.xml\"\nname_id = \"e-mail\"\n",
            "f.toml:3:11: \"e-mail\" is none of transient",
        ),
        ("[[application]]\nmetadata = \"lab.xml\"\nsignature = \"\"\n", "f.toml:3:13: \"\" is none of rsa"),
        ("[[application]]\nmetadata = \"lab.xml\"\nfresh_within = 721\n", "f.toml:3:16: fresh_within is a number"),
        ("[[application]]\nmetadata = \"lab.xml\"\nfresh_within = 70000\n", "f.toml:3:16: invalid value"),
        (
            "[[application]]\nmetadata = \"lab.xml\"\nattributes = [\"mail\", \"a b\"]\n",
            "f.toml:3:23: \"a b\" is no attribute's name",
        ),
        ("[[application]]\nmetadata = \"lab.xml\"\nmetadata = \"lab.xml\"\n", "f.toml:3:1: duplicate key"),
        ("# ä\n[[application]\n", "f.toml:2:"),
    ] {
        let found = fault(text);
        assert!(found.starts_with(said), "{text}\n{found}\n{said}");
        assert_eq!(found.lines().count(), 1, "{found}");
    }
    let two =
        fault("[[application]]\nmetadata = \"lab.xml\"\nname_id = \"x\"\n[[application]]\nmetadata = \"gone.xml\"\n");
    assert_eq!(two.lines().count(), 2, "{two}");
}
