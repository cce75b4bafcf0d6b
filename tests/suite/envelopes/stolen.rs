//! The drill with envelopes and keys for applications in it: what a thief has of the database, and of the folder of ciphertext.

use super::three;
use crate::drill::dump;
use crate::keys;
use crate::support::envelopes::Form;
use crate::support::ways::open_vault;
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use senza::domain::SecretBytes;
use senza::drill::files::{FileKind, files};
use senza::drill::{Known, plant, plantable_columns, run};
use senza::keys::age::Identity;
use senza::vault::envelope_identity::of_profile;
use std::io::Cursor;

const TEXT: &str = "The biopsy of Perpetua Quackenbush is benign";
const NAME: &str = "quackenbush-biopsy.pdf";

// Threat: whoever takes database and folder reads an envelope, learns who sent it to whom, what a file is called, or finds a key by which any of it,
// or what an application encrypted, opens.
#[test]
fn a_dump_and_the_folder_say_nothing_of_envelopes_nor_of_keys_for_applications() {
    let (app, mut ada, mut ben, mut cora) = three();
    let sp = keys::portal(&app, "notes", "notes");
    let content: Vec<u8> = TEXT.bytes().cycle().take(200_000).collect();
    let text = ada.mail(&Form { own_copy: true, ..Form::text("ben@example.org", TEXT) });
    ada.mail(&Form::file("ben@example.org,cora@example.org", NAME, &content));
    let withdrawn = ben.mail(&Form::text("cora@example.org", TEXT));
    assert_eq!((ben.act(&withdrawn, "withdraw").status, ben.open(&text).0.status), (303, 200));
    let mut lines = format!("text\t{TEXT}\nname\t{NAME}\nidentifier\tAda L.\n");
    for person in [&mut ada, &mut ben, &mut cora] {
        let told = keys::told(&keys::agree(&mut person.browser, &sp.entity_id), "notes");
        assert!(!told.is_empty(), "control: there is a key");
        for key in told {
            let octets = BASE64URL_NOPAD.decode(key.key.as_bytes()).unwrap();
            lines += &format!("key\t{}\nkey octets\thex:{}\nid\t{}\n", key.key, HEXLOWER.encode(&octets), key.id);
        }
        let profile = open_vault(&app, person).profile;
        lines += &format!("identifier\t{}\n", person.identifier);
        lines += &format!("data seed\thex:{}\n", HEXLOWER.encode(profile.data_seeds[0].expose()));
        let pair = of_profile(&profile).unwrap().remove(0).pair;
        lines += &format!("private key\thex:{}\n", HEXLOWER.encode(pair.private.expose()));
        lines += &format!("identity\t{}\n", Identity::from(pair).text().expose());
    }
    let known = || Known::parse_file(lines.as_bytes()).unwrap();
    let dump = dump(&app);
    let report = run(Cursor::new(&dump), known()).unwrap();
    assert!(report.is_clean(), "{report}");
    let folder = files(&[app.envelope_place()], &known()).unwrap();
    println!("{report}\n{folder}");
    assert_eq!((folder.is_clean(), folder.searched[&FileKind::Envelope].0), (true, 2), "{folder}");

    // The control: put into any of these columns, or into a file, it is found.
    let secret = || Known::new("planted", SecretBytes::new(TEXT.as_bytes().to_vec())).unwrap();
    let tables = ["envelope", "envelope_key", "envelope_slip", "scope"];
    let places = plantable_columns(&dump).unwrap();
    let places: Vec<_> = places.into_iter().filter(|place| tables.contains(&&*place.table)).collect();
    assert!(tables.iter().all(|table| places.iter().any(|place| place.table == *table)), "{places:?}");
    for place in places {
        let planted = plant(&dump, &secret(), &place.table, &place.column).unwrap();
        assert!(!run(Cursor::new(planted), vec![secret()]).unwrap().is_clean(), "{}.{}", place.table, place.column);
    }
    let path = app.envelope_file(&text);
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, [&whole[..1000], TEXT.as_bytes(), &whole[1000..]].concat()).unwrap();
    let found = files(&[app.envelope_place()], &known()).unwrap();
    assert_eq!(
        (found.is_clean(), found.findings[0].label.as_str(), found.findings[0].at),
        (false, "text (line 1)", 1000)
    );
}
