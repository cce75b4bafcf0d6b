//! Files that were cut, changed, put into another order or made longer: refused, each with its own reason, and nothing comes out that is not
//! authentic.

use super::*;

const CHUNK: usize = 65_536;
const SEALED: usize = CHUNK + 16;

/// Every octet of the file, the header's and the chunk's, is under a MAC.
#[test]
fn a_changed_octet_is_refused_wherever_it_is() {
    let identity = identity();
    let plain = text(100);
    let file = sealed(&identity, &plain);
    for bit in [1_u8, 0x20, 0x80] {
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= bit;
            let (out, opened) = released(vec![again(&identity)], &changed, usize::MAX);
            assert!(opened.is_err() && out.is_empty(), "octet {at}");
        }
    }
    assert_eq!(opened(&identity, &file).unwrap(), plain, "control");
}

/// Of the text form too: one file has one text, but for white space around it and ends of lines.
#[test]
fn a_changed_character_is_refused_wherever_it_is() {
    let identity = identity();
    let file = armored(&sealed(&identity, &text(70)), usize::MAX);
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1;
        assert!(opened(&identity, &changed).is_err() || at == file.len() - 1, "character {at}");
    }
    assert!(opened(&identity, &file).is_ok(), "control");
    assert!(opened(&identity, &file[..file.len() - 1]).is_ok(), "its last line needs no end");
}

/// Wherever a file is cut it says so, and what came out is the beginning of what was sealed.
#[test]
fn a_file_cut_anywhere_is_refused() {
    let identity = identity();
    let plain = text(2 * CHUNK + 30);
    let file = sealed(&identity, &plain);
    let header = file.len() - plain.len() - 3 * 16;
    let near = |at: usize| at.saturating_sub(40)..at + 40;
    let places = (0..header + 60)
        .chain(near(header + SEALED))
        .chain(near(header + 2 * SEALED))
        .chain(file.len() - 40..file.len());
    for at in places {
        let (out, opened) = released(vec![again(&identity)], &file[..at], usize::MAX);
        assert!(plain.starts_with(&out) && out.len() < plain.len() && out.len().is_multiple_of(CHUNK), "cut at {at}");
        // Within a chunk nobody can tell a cut from a change; everywhere else it is told.
        let into = at.saturating_sub(header) % SEALED;
        match (at, opened.unwrap_err()) {
            (0, OpenError::NotAge) => {}
            (_, OpenError::End) => assert!(at > header && into >= 16, "cut at {at}"),
            (_, OpenError::Truncated) => assert!(at <= header || into < 16, "cut at {at}"),
            (_, other) => panic!("cut at {at}: {other}"),
        }
    }
    let text = armored(&file, usize::MAX);
    for at in (1..200).chain(text.len() - 200..text.len() - 1) {
        assert!(
            matches!(opened(&identity, &text[..at]), Err(OpenError::Truncated | OpenError::End)),
            "text cut at {at}"
        );
    }
}

#[test]
fn chunks_in_another_order_are_told_from_changed_ones() {
    let identity = identity();
    let plain = text(4 * CHUNK);
    let file = sealed(&identity, &plain);
    let header = file.len() - 4 * SEALED;
    let ordered = |order: &[usize]| {
        let chunks = order.iter().flat_map(|at| &file[header + at * SEALED..][..SEALED]);
        let file: Vec<u8> = file[..header].iter().chain(chunks).copied().collect();
        let (out, opened) = released(vec![again(&identity)], &file, usize::MAX);
        assert!(plain.starts_with(&out));
        (out.len() / CHUNK, opened)
    };
    assert!(matches!(ordered(&[0, 1, 2, 3]), (4, Ok(()))), "control");
    assert!(matches!(ordered(&[1, 0, 2, 3]), (0, Err(OpenError::Reordered(1)))));
    assert!(matches!(ordered(&[0, 2, 1, 3]), (1, Err(OpenError::Reordered(2)))));
    assert!(matches!(ordered(&[0, 0, 1, 2, 3]), (1, Err(OpenError::Reordered(2)))), "one twice");
    assert!(matches!(ordered(&[0, 2, 3]), (1, Err(OpenError::Reordered(2)))), "one left out");
    assert!(matches!(ordered(&[0, 1, 3]), (2, Err(OpenError::Reordered(3)))), "the one before the last left out");
    assert!(matches!(ordered(&[0, 3, 1, 2]), (1, Err(OpenError::Reordered(2)))), "the last one early");
    assert!(matches!(ordered(&[0, 1, 2, 3, 3]), (4, Err(OpenError::TooLong))), "the last one twice");
    assert!(matches!(ordered(&[0, 1, 2]), (3, Err(OpenError::Truncated))), "the last one left out");
    // A chunk of another file to the same person is not one of this file's.
    let other = sealed(&identity, &plain);
    let mixed = [&file[..header + SEALED], &other[header + SEALED..]].concat();
    assert!(matches!(opened(&identity, &mixed), Err(OpenError::Altered(2))));
}

#[test]
fn what_is_added_to_a_file_is_refused() {
    let identity = identity();
    for length in [0, 100, CHUNK, CHUNK + 1] {
        let plain = text(length);
        let file = sealed(&identity, &plain);
        for added in [1, 16, 200, SEALED] {
            let longer = [file.clone(), vec![b'+'; added]].concat();
            let (out, opened) = released(vec![again(&identity)], &longer, usize::MAX);
            assert!(plain.starts_with(&out));
            match opened.unwrap_err() {
                OpenError::TooLong => {}
                // So much that the end is not found by trying.
                OpenError::Altered(_) if added == SEALED && !length.is_multiple_of(CHUNK) || length == 0 => {}
                other => panic!("{length} and {added}: {other}"),
            }
        }
        // Two files one after another.
        assert!(opened(&identity, &[file.clone(), file].concat()).is_err());
    }
}

#[test]
fn other_files_are_told_at_their_first_octets() {
    for other in [b"hello".as_slice(), b"PK\x03\x04", b"age-encryptiom.org/v1\n", &[0; 70_000]] {
        let mut opener = Opener::new(vec![identity()]);
        assert!(matches!(opener.push(other, &mut Vec::new()), Err(OpenError::NotAge)));
        assert!(matches!(opener.push(b"more", &mut Vec::new()), Err(OpenError::Failed)));
        assert!(matches!(opener.finish(&mut Vec::new()), Err(OpenError::Failed)));
    }
    assert!(matches!(opened(&identity(), b""), Err(OpenError::NotAge)));
    assert!(matches!(opened(&identity(), b"age-encryption.org/v2\n"), Err(OpenError::Version)));
    assert!(matches!(opened(&identity(), b"-----BEGIN PGP MESSAGE-----\n"), Err(OpenError::Armor(_))));
}

/// Whoever sends a header has no more held, nor more computed, than the bounds say.
#[test]
fn a_header_has_its_bounds() {
    let identity = identity();
    let refused = |middle: &[u8]| {
        let file = [b"age-encryption.org/v1\n", middle].concat();
        matches!(released(vec![again(&identity)], &file, 1000).1, Err(OpenError::Header(_)))
    };
    assert!(refused(&b"-> x\n\n".repeat(MAX_STANZAS + 1)), "many recipients");
    assert!(refused(&[b"-> ".as_slice(), &[b'x'; 5000]].concat()), "a long line");
    assert!(
        refused(&[b"-> x\n".as_slice(), &[[b'A'; 64].as_slice(), b"\n"].concat().repeat(2000)].concat()),
        "a long one"
    );
    assert!(refused(b"--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"), "none");
    let blank = [vec![b' '; 2000], armored(&sealed(&identity, b"x"), usize::MAX)].concat();
    assert!(matches!(opened(&identity, &blank), Err(OpenError::Armor(_))));
}

/// The sentence for each is one, ends as one, and says nothing of what was inside.
#[test]
fn every_error_is_a_sentence() {
    let all = [
        OpenError::NotAge,
        OpenError::Version,
        OpenError::Armor("a line is longer than 64 characters"),
        OpenError::Header("it has no recipient"),
        OpenError::Passphrase,
        OpenError::NoMatch,
        OpenError::HeaderMac,
        OpenError::Truncated,
        OpenError::Altered(1),
        OpenError::Reordered(1),
        OpenError::End,
        OpenError::TooLong,
        OpenError::EmptyEnd,
        OpenError::Failed,
    ];
    let sentences: std::collections::BTreeSet<String> = all.iter().map(ToString::to_string).collect();
    assert_eq!(sentences.len(), all.len());
    assert!(sentences.iter().all(|sentence| sentence.ends_with('.') && sentence.starts_with(char::is_uppercase)));
}
