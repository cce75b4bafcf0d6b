//! What a keeper with given keys answers.

use super::Outcome;
use super::case::{Case, Given, hex};
use crate::domain::clock::FixedClock;
use crate::domain::{DeviceId, Handle, Secret, SecretBytes, SecretText, SystemRandom, WayId};
use crate::keeper::hand_over::{Request, unwrap, wrap};
use crate::keeper::key_seal::{AtRest, Header, SealedBy};
use crate::keeper::{
    Arriving, AuditWho, Destroying, Embedded, HardenRequest, Keeper, KeyKind, KeyName, SamlKeyId, Unsealing,
    budget_key, consent_by, epoch_fingerprint, row_digest, token_epoch_message, transfer_macs,
};
use crate::vault::derive::hmac_sha256;
use crate::vault::kit::Kit;
use crate::vault::{Cost, KeyPair, Way};
use data_encoding::{BASE64, HEXLOWER};
use serde_json::{Value, json};
use std::fs;
use std::future::Future;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use time::{Date, Duration, OffsetDateTime};

/// A key file's text, made once: its signing key takes its time.
static TEMPLATE: LazyLock<Value> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let keeper = folder.path().join("keeper");
    drop(open(&keeper, OffsetDateTime::UNIX_EPOCH).unwrap());
    let file = fs::read_dir(&keeper).unwrap().map(|entry| entry.unwrap().path()).find(|path| is_keys(path)).unwrap();
    json!({ "name": file.file_name().unwrap().to_str().unwrap(), "keys": text(&file) })
});

fn is_keys(path: &Path) -> bool {
    text(path).get("handle").is_some()
}

fn text(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap_or_default()
}

fn open(folder: &Path, now: OffsetDateTime) -> Outcome<Keeper> {
    Ok(Embedded::open(folder, Arc::new(SystemRandom), Arc::new(FixedClock(now)))?.into())
}

/// A keeper whose file has these in the place of its own, on the day of this session epoch.
pub(super) fn with(keys: &[(&str, Value)], session_epoch: u32) -> Outcome<Keeper> {
    let mut file = TEMPLATE["keys"].clone();
    for (name, value) in keys {
        file[name] = value.clone();
    }
    let folder = tempfile::tempdir()?;
    let keeper = folder.path().join("keeper");
    fs::create_dir(&keeper)?;
    fs::set_permissions(&keeper, fs::Permissions::from_mode(0o700))?;
    let path = keeper.join(TEMPLATE["name"].as_str().unwrap());
    fs::write(&path, file.to_string())?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
    let first = OffsetDateTime::from_unix_timestamp(1_767_225_600)?;
    open(&keeper, first + Duration::days(session_epoch.into()))
}

pub(super) fn base64(octets: &[u8]) -> Value {
    BASE64.encode(octets).into()
}

/// None of the embedded form's answers waits.
pub(super) fn now<T>(answer: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(answer)
}

pub(super) fn session_epoch(case: &Case<'_>) -> Outcome {
    let (epoch, asked) = (case.small("epoch")?, case.small("asked")?);
    let sessions = json!({ "epoch": epoch, "key": base64(&case.octets("link")?) });
    let keeper = with(&[("sessions", sessions)], asked)?;
    let key = now(keeper.session_epoch_key(asked))?;
    Ok([("key".to_owned(), hex(key.expose()))].into_iter().collect())
}

/// A recovery kit: as it is printed, what stands in a passphrase's place, and what finds its row.
pub(super) fn kit(case: &Case<'_>) -> Outcome {
    let keeper = with(&[("handle", base64(&case.octets("key_handle")?))], 100)?;
    let kit = Kit::new(Secret::new(case.array("kit")?));
    let printed: Vec<String> = kit.groups().iter().map(|group| group.expose().to_owned()).collect();
    let printed = printed.join("-");
    if Kit::parse(&SecretText::new(printed.clone()))?.octets() != kit.octets() {
        return Err("the kit does not read back".into());
    }
    let locator = now(keeper.kit_locator(case.org()?, &kit.locator_digest(), &[]))?;
    let derived = json!({ "printed": printed, "s": hex(kit.secret().expose()), "locator": hex(locator) });
    Ok(serde_json::from_value(derived)?)
}

/// What a token makes of an epoch's key, for one owner.
pub(super) fn token_epoch(case: &Case<'_>) -> Outcome {
    let (org, account, way) = (case.org()?, case.account()?, WayId(case.id("way")?));
    let key = Secret::new(case.array("key_epoch")?);
    let record_key = hmac_sha256(&key, &token_epoch_message(org, account, way, case.small("epoch")?));
    Ok([("record_key".to_owned(), hex(record_key))].into_iter().collect())
}

/// What a server has to show before a key is destroyed.
pub(super) fn consent(case: &Case<'_>) -> Outcome {
    let (row, number) = (case.secret("key_row")?, case.small("number")?);
    let of = |to| Value::from(consent_by(&row, to).to_string());
    let key = SamlKeyId(case.array("saml_key_id")?);
    let derived = json!({ "epoch": of(Destroying::Epoch(number)), "saml_key": of(Destroying::SamlKey(key)) });
    Ok(serde_json::from_value(derived)?)
}

/// An epoch's key between two keepers: which it is, who wants it, and who gave this part of it.
pub(super) fn transfer(case: &Case<'_>) -> Outcome {
    let (row, key) = (case.secret("key_row")?, KeyName { kind: KeyKind::Hardening, number: case.small("number")? });
    let (part, parts) = (u8::try_from(case.small("part")?)?, u8::try_from(case.small("parts")?)?);
    let of = transfer_macs(&row, key, &case.array("public")?, (part, parts), &case.octets("envelope")?);
    let derived = json!({
        "epoch_fingerprint": hex(epoch_fingerprint(case.small("number")?, &case.secret("key_epoch")?)),
        "wanted_mac": hex(of.wanted),
        "place": hex(of.place),
        "given_mac": hex(of.given),
    });
    Ok(serde_json::from_value(derived)?)
}

fn keeper_of(case: &Case<'_>) -> Outcome<Keeper> {
    let names = ["handle", "missing", "throttle", "row", "audit", "logout"];
    let key = |name: &'static str| Ok((name, base64(&case.octets(&format!("key_{name}"))?)));
    with(&names.into_iter().map(key).collect::<Outcome<Vec<_>>>()?, 100)
}

pub(super) fn answers(case: &Case<'_>) -> Outcome {
    let keeper = keeper_of(case)?;
    let (org, account) = (case.org()?, case.account()?);
    let handle: Handle = now(keeper.handle(org, case.text("identifier")?))?;
    let request = HardenRequest {
        org,
        account,
        way_id: WayId(account.0),
        handle: &handle,
        wrapped: None,
        way: Way::Passphrase,
        digest: case.array("digest")?,
        device: None,
    };
    let columns =
        case.list("columns")?.iter().map(|column| Ok(HEXLOWER.decode(column.as_str().ok_or("text")?.as_bytes())?));
    let columns = columns.collect::<Outcome<Vec<_>>>()?;
    let columns: Vec<&[u8]> = columns.iter().map(Vec::as_slice).collect();
    let digest = row_digest(case.text("table")?, &case.octets("row")?, case.number("version")?, &columns);
    let locator = now(keeper.participant_locator(org, case.text("sp")?, case.text("name_id")?))?;
    let day = Date::from_julian_day(i32::try_from(case.number("day")?)?)?;
    let (way_id, device_id) = (WayId(case.id("way")?), DeviceId(case.id("device_id")?));
    let device = now(keeper.new_device(org, &handle, way_id, device_id))?;
    let arriving = Arriving { org, handle: &handle, way_id, presented: &[], buckets: case.small("buckets")? };
    let answers = json!({
        "handle": hex(handle.as_bytes()),
        "missing_answer": hex(now(keeper.harden(request))?.expose()),
        "decoy_salt": hex(now(keeper.decoy_salt(&handle))?),
        "bucket": now(keeper.recognise(arriving))?.bucket,
        "device": hex(device.to_octets()),
        "device_bucket": now(keeper.recognise(Arriving { presented: &[device], ..arriving }))?.bucket,
        "budget_of_account": hex(budget_key(&HardenRequest { wrapped: Some(&[]), ..request })),
        "budget_of_handle": hex(budget_key(&request)),
        "row_digest": hex(digest),
        "row_mac": hex(now(keeper.row_mac(digest))?),
        "fingerprint": hex(keeper.fingerprint().ok_or("a fingerprint")?),
        "participant_locator": hex(locator),
        "participant_group": hex(now(keeper.participant_group(&case.array("session")?))?),
        "participant_key": hex(now(keeper.participant_key(&locator))?.expose()),
        "audit_subject": hex(now(keeper.audit_subject(org, AuditWho::Account(account), day))?),
        "audit_refused": hex(now(keeper.audit_subject(org, AuditWho::Refused(handle), day))?),
        "audit_heads_signature": hex(now(keeper.sign_audit_heads(digest))?),
        "audit_link": hex(now(keeper.audit_mac(&case.array("previous")?, &digest))?),
    });
    Ok(serde_json::from_value(answers)?)
}

/// A sealed key file, which a program opens that has the passphrase or the credential.
pub(super) fn key_file(case: &Case<'_>) -> Outcome {
    let (by, with, cost) = match case.text("by")? {
        "passphrase" => {
            let passphrase = SecretText::new(case.text("passphrase")?.to_owned());
            (SealedBy::Passphrase, Unsealing::Passphrase(passphrase), case.cost()?)
        }
        "credential" => {
            let credential = SecretBytes::new(case.octets("credential")?);
            (SealedBy::Credential, Unsealing::Credential(credential), Cost::NONE)
        }
        other => return Err(format!("sealed by {other}").into()),
    };
    let (seal, keys) = (Header::new(by, cost, case.array("salt")?).seal(&with)?, case.octets("keys")?);
    let sealed = seal.close(&keys, &Given::new(case.octets("record_salt")?))?;
    let given = case.octets("sealed").unwrap_or_else(|_| sealed.clone());
    if AtRest::open(&given, &with)?.1.expose() != keys {
        return Err("the sealed key file holds something else".into());
    }
    Ok([("sealed".to_owned(), hex(sealed))].into_iter().collect())
}

/// What a new keeper asks with, what is compared aloud, and what it is given.
pub(super) fn hand_over(case: &Case<'_>) -> Outcome {
    let (pair, keys) = (KeyPair::from_private(case.secret("private")?)?, case.octets("keys")?);
    let request = Request::of(pair.public);
    let random = Given::new([case.octets("ephemeral")?, case.octets("salt")?].concat());
    let sealed = wrap(&keys, &request, &random)?;
    let given = case.octets("sealed").unwrap_or_else(|_| sealed.clone());
    if unwrap(&given, &pair)?.expose() != keys {
        return Err("other keys were given".into());
    }
    let derived = json!({ "request": request.line(), "fingerprint": request.fingerprint(), "sealed": hex(sealed) });
    Ok(serde_json::from_value(derived)?)
}
