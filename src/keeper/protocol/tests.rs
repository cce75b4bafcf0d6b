//! Frames, and what is none.

use super::*;
use crate::keeper::client::read_outcome;
use crate::keeper::limits::{BY_DEVICES, BY_STRANGERS, LOOK_UPS, NAMES};
use crate::keeper::{KeeperError, SamlKeyKind, TokenError, TransferFault};
use crate::vault::seal::OpenError;

const HEADER: Header = Header { operation: Operation::RowMac, outcome: 0, alarms: 0, number: 7 };

#[test]
fn a_frame_comes_back_as_it_was_written() {
    let header = Header { outcome: 2, alarms: 5, number: 0x0102_0304_0506_0708, ..HEADER };
    let mut frame = Frame::new(header);
    let mut fields = frame.writer();
    fields.put(&[9; 4]);
    fields.octets(b"text");
    assert!(fields.fits());
    let frame = Frame::from_octets(frame.octets()).unwrap();
    assert_eq!(frame.header(), Ok(header));
    let mut fields = frame.reader();
    assert_eq!((fields.u32(), fields.text()), (Some(0x0909_0909), Some("text")));
    assert!(fields.end().is_some());
    assert_eq!(frame.octets().len(), FRAME);
    assert_eq!(frame.octets()[..16], *b"SZK\x01\x07\x02\x05\x00\x01\x02\x03\x04\x05\x06\x07\x08");
}

#[test]
fn a_frame_is_wiped_to_its_last_octet_that_is_not_zero() {
    for last in [0, 1, 62, 63, 64, 65, 1000, FRAME - 65, FRAME - 64, FRAME - 2, FRAME - 1] {
        let mut octets = [0; FRAME];
        octets[last / 2] = 7;
        octets[last] = 9;
        wipe(&mut octets);
        assert!(octets.iter().all(|octet| *octet == 0), "{last}");
    }
}

#[test]
fn what_begins_otherwise_is_no_frame() {
    let changed = |place: usize, octet: u8| {
        let mut octets = *Frame::new(HEADER).octets();
        octets[place] = octet;
        Frame::from_octets(&octets).unwrap().header()
    };
    assert_eq!(changed(20, 1), Ok(HEADER), "control: fields are not the header's");
    assert_eq!(changed(0, b's'), Err(BadFrame::Magic));
    assert_eq!(changed(3, 2), Err(BadFrame::Version(2)));
    assert_eq!(changed(4, 99), Err(BadFrame::Operation(99)));
    assert_eq!(changed(4, 255), Err(BadFrame::Operation(255)));
    assert_eq!(changed(7, 1), Err(BadFrame::Fields));
    assert!(Frame::from_octets(&[0; FRAME - 1]).is_none() && Frame::from_octets(&[0; FRAME + 1]).is_none());
}

#[test]
fn every_operation_has_its_octet_and_no_other_means_one() {
    for operation in Operation::ASKED {
        assert_eq!(Operation::from_octet(*operation as u8), Some(*operation));
    }
    let known = (0..=u8::MAX).filter(|octet| Operation::from_octet(*octet).is_some()).count();
    assert_eq!(known, Operation::ASKED.len() + 1, "and the greeting's");
}

#[test]
fn what_does_not_fit_and_what_follows_is_noticed() {
    let mut frame = Frame::new(HEADER);
    let mut fields = frame.writer();
    fields.put(&[1; PAYLOAD]);
    assert!(fields.fits());
    let mut fields = frame.writer();
    fields.put(&[1; PAYLOAD]);
    fields.put(&[1]);
    assert!(!fields.fits());
    let mut fields = frame.writer();
    fields.octets(&[1; 70_000]);
    assert!(!fields.fits());
    // A length that leads beyond the frame, and octets that nobody reads.
    let mut frame = Frame::new(HEADER);
    frame.writer().put(&u16::MAX.to_be_bytes());
    assert!(frame.reader().octets().is_none());
    let mut fields = frame.reader();
    assert!(fields.u8().is_some() && fields.end().is_none());
}

#[test]
fn errors_keep_their_meaning_on_the_way() {
    let [rsa, ecdsa, decryption] = SamlKeyKind::ALL;
    let all = [
        KeeperError::Budget(LOOK_UPS),
        KeeperError::Budget(BY_STRANGERS),
        KeeperError::Budget(BY_DEVICES),
        KeeperError::UnknownEpoch(7),
        KeeperError::WrappedShort,
        KeeperError::Wrapped(OpenError::Header),
        KeeperError::Wrapped(OpenError::Tag),
        KeeperError::SessionRetired { asked: 1, oldest: 2 },
        KeeperError::SessionAhead { asked: 3, now: 4 },
        KeeperError::OtherKeys,
        KeeperError::NoSamlKey(rsa),
        KeeperError::SamlKeyPublished(ecdsa),
        KeeperError::SamlKeyPublished(decryption),
        KeeperError::Budget(NAMES),
        KeeperError::Undecipherable,
        KeeperError::TooLong,
        KeeperError::EpochOrder { asked: 1, newest: 2 },
        KeeperError::EpochInUse { asked: 3, writing: 4 },
        KeeperError::Transfer(TransferFault::Stranger),
        KeeperError::Transfer(TransferFault::Broken),
        KeeperError::UnknownSamlKey,
        KeeperError::SamlKeyInUse,
        KeeperError::FormerSamlKey,
        KeeperError::TooManySamlKeys,
    ];
    let travelled = |error: &KeeperError| {
        let mut frame = Frame::new(HEADER);
        let outcome = write_error(error, &mut frame.writer());
        assert_ne!(outcome, 0);
        read_outcome(outcome, frame.reader()).unwrap()
    };
    for error in &all {
        assert_eq!(format!("{:?}", travelled(error)), format!("{error:?}"));
    }
    // What happened inside stays there.
    assert!(matches!(travelled(&KeeperError::Interrupted), KeeperError::Failed));
    // Nor what a token said, but that it is away, so that another keeper is asked.
    assert!(matches!(travelled(&KeeperError::Token(TokenError::Busy)), KeeperError::Away(_)));
    let frame = Frame::new(HEADER);
    assert!((64..254).all(|outcome| read_outcome(outcome, frame.reader()).is_none()));
}

#[test]
fn a_greeting_is_told_from_an_answer() {
    let greeting = Greeting { first: 11, keys: [3; 32] };
    assert_eq!(crate::keeper::client::greeting(&greeting.frame()), Ok(greeting));
    assert_eq!(crate::keeper::client::greeting(&Frame::new(HEADER)), Err(BadFrame::Answer(7)));
    let mut longer = greeting.frame();
    longer.writer().put(&[1; 40]);
    assert_eq!(crate::keeper::client::greeting(&longer), Err(BadFrame::Fields));
}

#[test]
fn alarms_say_which() {
    let two = Alarms::LOOK_UPS.and(Alarms::WHOLE);
    assert!(two.has(Alarms::WHOLE) && !two.has(Alarms::ACCOUNT));
    assert_eq!(two.words().collect::<Vec<_>>(), ["look-ups", "whole"]);
    assert_eq!(Alarms::from_octet(two.octet()), two);
}
