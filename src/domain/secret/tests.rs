use super::*;
use crate::domain::testing::{Needle, in_a_process_of_its_own};
use data_encoding::BASE64;
use serde::{Deserialize, Serialize, Serializer};

#[test]
fn prints_nothing() {
    assert_eq!(format!("{:?}", Secret::new([7; 32])), "[redacted]");
    assert_eq!(format!("{:?}", SecretText::new("hunter2".into())), "[redacted]");
    assert_eq!(format!("{:?}", SecretBytes::new(vec![1])), "[redacted]");
}

#[test]
fn compares_whole() {
    assert_eq!(Secret::new([7; 32]), Secret::new([7; 32]));
    assert_ne!(Secret::new([7; 32]), Secret::new([8; 32]));
    assert!(Secret::<32>::from_slice(&[0; 31]).is_none());
}

#[derive(Serialize, Deserialize)]
struct Record {
    before: String,
    #[serde(with = "inside_a_seal")]
    key: Secret<32>,
    after: String,
}

impl Record {
    fn new(octet: u8) -> Self {
        Self { before: "b".repeat(300), key: Secret::new([octet; 32]), after: "a".repeat(3000) }
    }
}

/// The same with a text that is dropped as it is.
#[derive(Serialize)]
struct Careless {
    #[serde(serialize_with = "unwiped")]
    key: Secret<32>,
}

fn unwiped<S: Serializer>(secret: &Secret<32>, serializer: S) -> Result<S::Ok, S::Error> {
    BASE64.encode(secret.expose()).serialize(serializer)
}

#[test]
fn a_record_is_written_into_its_room_and_read_again() {
    let record = Record::new(9);
    let sealed = sealed_json(&record).unwrap();
    assert_eq!(sealed.0.capacity(), sealed.0.len());
    assert_eq!(sealed.expose(), serde_json::to_vec(&record).unwrap());
    let again: Record = serde_json::from_slice(sealed.expose()).unwrap();
    assert!(again.key == record.key && again.after == record.after);
    let grown = serde_json::to_vec(&record).unwrap();
    assert!(grown.capacity() > grown.len(), "control: a buffer that was not sized grew");
}

#[test]
fn a_record_on_its_way_into_a_seal_leaves_nothing_behind() {
    in_a_process_of_its_own("domain::secret::tests::leaves_no_record_behind");
}

#[test]
#[ignore = "looks through all memory: run in a process of its own"]
fn leaves_no_record_behind() {
    assert!(!remains(0xa7, |octet| drop(sealed_json(&Record::new(octet)).unwrap())));
    assert!(remains(0xb6, |octet| drop(serde_json::to_vec(&Record::new(octet)).unwrap())), "control: plain octets");
    let careless = |octet| drop(sealed_json(&Careless { key: Secret::new([octet; 32]) }).unwrap());
    assert!(remains(0xc5, careless), "control: plain base64");
}

/// Whether the secret of 32 times this octet is in memory, in base64, when the work is done. The first octets of what is
/// freed are the allocator's, so the end is looked for.
fn remains(octet: u8, work: impl FnOnce(u8)) -> bool {
    let needle = {
        let base64 = Zeroizing::new(BASE64.encode(&[octet; 32]));
        Needle::new(&base64.as_bytes()[18..42])
    };
    assert!(!needle.is_in_memory(), "before");
    work(octet);
    needle.is_in_memory()
}
