//! A whole account: from identifier and passphrase to profile and one-time code.

use super::Outcome;
use super::case::{Case, hex};
use super::keepers::{base64, now, with};
use crate::domain::{Attribute, FactorId, Handle, Secret, SecretBytes, SecretText, SystemRandom, WayId, random};
use crate::keeper::{HardenRequest, Keeper};
use crate::vault::account::{
    Enrolment, FactorKind, FactorRow, NewWay, ProfileRow, RootSeal, WayRow, enrol, open_factor, open_profile, unlock,
    way_context,
};
use crate::vault::encode::lp;
use crate::vault::harden::{Hardened, Way, digest_for_keeper, harden};
use crate::vault::{Cost, RecordContext, seal, stretch};
use serde_json::{Value, json};
use time::macros::date;

fn keeper_of(case: &Case<'_>) -> Outcome<Keeper> {
    let epoch = json!([{ "epoch": case.small("hardening_epoch")?, "key": base64(&case.octets("hardening_key")?) }]);
    with(&[("hardening", epoch)], 100)
}

fn hardened(case: &Case<'_>, keeper: &Keeper, wrapped: &[u8]) -> Outcome<Hardened> {
    let (org, account) = (case.org()?, case.account()?);
    let (passphrase, salt) = (SecretText::new(case.text("passphrase")?.to_owned()), case.array("salt")?);
    let associated = way_context(org, account).encode();
    let s = stretch(case.text("identifier")?, &passphrase, &salt, &associated, case.cost()?)?;
    let request = HardenRequest {
        org,
        account,
        way_id: WayId(case.id("way_id")?),
        handle: &Handle([0; 32]),
        wrapped: Some(wrapped),
        way: Way::from_label(case.text("way")?).ok_or("no such way in")?,
        digest: digest_for_keeper(&s),
        device: None,
    };
    Ok(harden(&s, &now(keeper.harden(request))?))
}

/// Opens all of it.
pub(super) fn opened(case: &Case<'_>) -> Outcome {
    let (org, account, wrapped_kw) = (case.org()?, case.account()?, case.octets("wrapped_kw")?);
    let keys = hardened(case, &keeper_of(case)?, &wrapped_kw)?;
    let context = way_context(org, account);
    let way = WayRow {
        id: WayId(case.id("way_id")?),
        way: Way::Passphrase,
        salt: case.array("salt")?,
        cost: case.cost()?,
        wrapped_kw,
        locator: None,
        share: None,
        verifier: keys.verifier(&context),
        sealed_private: case.octets("sealed_private")?,
    };
    let root_epoch = case.small("root_epoch")?;
    let root_seal = RootSeal { way: way.id, root_epoch, sealed: case.octets("root_seal")? };
    let root = unlock(org, account, &keys.way_key(&context), &way, &root_seal)?;
    let row =
        ProfileRow { root_epoch, version: case.number("profile_version")?, sealed: case.octets("profile_sealed")? };
    let profile = open_profile(org, account, &root, &row)?;
    let factor = FactorRow {
        id: FactorId(case.id("factor_id")?),
        kind: FactorKind::from_label(case.text("factor_kind")?).ok_or("no such factor")?,
        for_factor_key: case.octets("for_factor_key")?,
        for_root: case.octets("for_root")?,
        record: case.octets("factor_record")?,
    };
    let open = open_factor(org, account, &keys.factor_key(&context), &factor)?;
    by_root(case, &root.key, &factor, &open.seed)?;
    let derived = json!({
        "verifier": hex(way.verifier),
        "profile": hex(profile.encode().expose()),
        "totp_seed": hex(open.seed.expose()),
        "spent_mark": hex(open.spent_mark(case.number("step")?)),
    });
    Ok(serde_json::from_value(derived)?)
}

/// The root opens the factor's record too.
fn by_root(case: &Case<'_>, root: &Secret<32>, factor: &FactorRow, seed: &SecretBytes) -> Outcome<()> {
    let row = lp(&[case.account()?.as_bytes(), factor.id.as_bytes(), factor.kind.label().as_bytes()]);
    let place = |slot| {
        Ok::<_, Box<dyn std::error::Error>>(RecordContext {
            org: case.org()?,
            table: "factors",
            row: &row,
            slot,
            version: 1,
        })
    };
    let key = seal::open(root, &place("for_root")?, &factor.for_root)?;
    let key = Secret::from_slice(key.expose()).ok_or("no key")?;
    let opened = seal::open(&key, &place("record")?, &factor.record)?;
    if opened.expose() == seed.expose() { Ok(()) } else { Err("two seeds".into()) }
}

fn some<const N: usize>() -> Value {
    hex(random::octets::<N>(&SystemRandom))
}

/// A fresh account, enrolled as the program does it.
pub(super) fn enrolled() -> Value {
    let mut case = json!({
        "org": some::<16>(), "account": some::<16>(), "way_id": some::<16>(), "way": "passphrase",
        "identifier": "änni@example.org", "passphrase": "pässe ‖ 合言葉", "salt": some::<16>(),
        "cost": { "memory_kib": Cost::FLOOR.memory_kib, "passes": Cost::FLOOR.passes, "lanes": Cost::FLOOR.lanes },
        "hardening_epoch": 3, "hardening_key": some::<32>(), "factor_kind": "totp", "step": "59000000",
    });
    let rows = rows(&Case(&case)).unwrap();
    case.as_object_mut().unwrap().extend(rows);
    let derived = opened(&Case(&case)).unwrap();
    case.as_object_mut().unwrap().extend(derived);
    case
}

fn rows(case: &Case<'_>) -> Outcome {
    let (org, account, way_id) = (case.org()?, case.account()?, WayId(case.id("way_id")?));
    let keeper = keeper_of(case)?;
    let wrapped_kw = now(keeper.new_hardening_key(org, account, way_id))?;
    let way = NewWay {
        org,
        account,
        id: way_id,
        way: Way::Passphrase,
        salt: case.array("salt")?,
        cost: case.cost()?,
        wrapped_kw: wrapped_kw.clone(),
        locator: None,
        share: None,
        hardened: &hardened(case, &keeper, &wrapped_kw)?,
        made_on: date!(2026 - 11 - 25),
    };
    let input = Enrolment {
        way,
        identifier: SecretText::new(case.text("identifier")?.to_owned()),
        totp_seed: &SecretBytes::new(random::octets::<20>(&SystemRandom).to_vec()),
        inbox_private: Secret::random(&SystemRandom),
        attributes: vec![Attribute { name: "nickname".into(), values: vec!["Änni".into(), String::new()] }],
        identity_seed: None,
        root_epoch: 1,
        profile_version: 1,
    };
    let vault = enrol(input, &SystemRandom)?;
    Ok(serde_json::from_value(json!({
        "wrapped_kw": hex(wrapped_kw),
        "sealed_private": hex(vault.way.sealed_private),
        "root_epoch": vault.root_seal.root_epoch,
        "root_seal": hex(vault.root_seal.sealed),
        "factor_id": hex(vault.factor.id.as_bytes()),
        "for_factor_key": hex(vault.factor.for_factor_key),
        "for_root": hex(vault.factor.for_root),
        "factor_record": hex(vault.factor.record),
        "profile_version": vault.profile.version.to_string(),
        "profile_sealed": hex(vault.profile.sealed),
    }))?)
}
