//! What follows from a case by the vault's own functions, and by those marks that are made elsewhere.

use super::case::{Case, Given, hex};
use super::{Outcome, scoped};
use crate::db::account::AccountRow;
use crate::db::inbox::InboxRow;
use crate::domain::identifier::normal_passphrase;
use crate::domain::{
    AccountState, Attribute, DeviceId, FactorId, Handle, Identifier, Limits, MemberId, Secret, SecretText, WayId,
};
use crate::federation::{answer_mark, logout_place, request_mark};
use crate::http::form_token_of;
use crate::sign_in::bearer::{Bearer, Purpose};
use crate::sign_in::devices::mark as forgotten_mark;
use crate::sign_in::invitation::locator;
use crate::sign_in::passkey::Passkey;
use crate::sign_in::row_macs;
use crate::sign_in::session::session_index;
use crate::vault::both;
use crate::vault::derive::{hkdf_expand, hkdf_extract};
use crate::vault::harden::Way;
use crate::vault::inbox::{Item, Said, item_digest, open_item, seal_item};
use crate::vault::passkey::{self, UserHandle};
use crate::vault::profile::devices::NamedDevice;
use crate::vault::profile::{KeyringNote, LimitsNote, Membership, WayIn};
use crate::vault::subject_identifier::{pairwise_id, persistent_name_id, subject_id};
use crate::vault::testing::SigningKey;
use crate::vault::{Context, KeyPair, Profile, envelope, harden, keyring, seal, stretch};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value, json};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

fn object(value: Value) -> Outcome {
    match value {
        Value::Object(fields) => Ok(fields),
        _ => Ok(Map::new()),
    }
}

pub(super) fn stretched(case: &Case<'_>) -> Outcome {
    let passphrase = SecretText::new(case.text("passphrase")?.to_owned());
    let (salt, associated) = (case.array("salt")?, case.octets("associated")?);
    let out = stretch(case.text("identifier")?, &passphrase, &salt, &associated, case.cost()?)?;
    object(json!({ "stretched": hex(out.expose()) }))
}

pub(super) fn hardened(case: &Case<'_>) -> Outcome {
    let context =
        Context { org: case.org()?, account: case.account()?, kind: case.fixed("kind")?, epoch: case.small("epoch")? };
    let s = case.secret("s")?;
    let hardened = harden::harden(&s, &case.secret("answer")?);
    object(json!({
        "digest_for_keeper": hex(harden::digest_for_keeper(&s)),
        "verifier": hex(hardened.verifier(&context)),
        "factor_key": hex(hardened.factor_key(&context).expose()),
        "way_key": hex(hardened.way_key(&context).expose()),
    }))
}

pub(super) fn token(case: &Case<'_>) -> Outcome {
    let token = case.octets("token")?;
    let s = harden::token_secret(&token);
    let mut derived = object(json!({ "s": hex(s.expose()) }))?;
    // An invitation's token has 32 octets; others have no locator of this kind.
    if let Some(token) = Secret::from_slice(&token) {
        derived.insert("locator".to_owned(), hex(locator(&token)));
    }
    Ok(derived)
}

pub(super) fn sealed(case: &Case<'_>) -> Outcome {
    let (key, row, plaintext) = (case.secret("key")?, case.octets("row")?, case.octets("plaintext")?);
    let place = case.place(&row)?;
    let sealed = seal::seal(&key, &place, &plaintext, &Given::new(case.octets("salt")?))?;
    let given = case.octets("sealed").unwrap_or_else(|_| sealed.clone());
    if seal::open(&key, &place, &given)?.expose() != plaintext {
        return Err("the record holds something else".into());
    }
    object(json!({ "sealed": hex(sealed) }))
}

pub(super) fn enveloped(case: &Case<'_>) -> Outcome {
    let (row, plaintext) = (case.octets("row")?, case.octets("plaintext")?);
    let (place, pair) = (case.place(&row)?, KeyPair::from_private(case.secret("private")?)?);
    let random = Given::new([case.octets("ephemeral")?, case.octets("salt")?].concat());
    let sealed = envelope::seal_to(&pair.public, &place, &plaintext, &random)?;
    let given = case.octets("sealed").unwrap_or_else(|_| sealed.clone());
    if envelope::open_from(&pair, &place, &given)?.expose() != plaintext {
        return Err("the envelope holds something else".into());
    }
    object(json!({ "public": hex(pair.public), "sealed": hex(sealed) }))
}

fn texts(value: &Value) -> Outcome<Vec<String>> {
    Ok(serde_json::from_value(value.clone())?)
}

/// The profile that a case spells out.
fn profile_of(case: &Case<'_>) -> Outcome<Profile> {
    let attribute = |value: &Value| {
        let mut texts = texts(value)?;
        Ok(Attribute { name: texts.remove(0), values: texts })
    };
    let way = |value: &Value| {
        let way = json!({ "id": value[0], "public": value[1] });
        let day = value[2].as_i64().map(|day| Ok::<_, Box<dyn std::error::Error>>(i32::try_from(day)?)).transpose()?;
        let made_on = day.map(Date::from_julian_day).transpose()?;
        let kind = value[3].as_str().map(|label| Way::from_label(label).ok_or("no such way in")).transpose()?;
        Ok(WayIn { id: WayId(Case(&way).id("id")?), public: Case(&way).array("public")?, made_on, kind })
    };
    let granted = |value: &Value| Case(&json!({ "id": value })).id("id");
    let seed = |value: &Value| Case(&json!({ "seed": value })).secret("seed");
    Ok(Profile {
        attributes: case.list("attributes")?.iter().map(attribute).collect::<Outcome<_>>()?,
        ways: case.list("ways")?.iter().map(way).collect::<Outcome<_>>()?,
        identity_seed: case.secret("identity_seed")?,
        data_seeds: case.list("data_seeds")?.iter().map(seed).collect::<Outcome<_>>()?,
        grant_sequence: case.number("grant_sequence")?,
        granted: case.list("granted")?.iter().map(granted).collect::<Outcome<_>>()?,
        inbox_private: case.secret("inbox_private")?,
        identifier: SecretText::new(case.text("identifier")?.to_owned()),
        keyring: note_of(&case.inner("keyring"))?,
        limits: limits_of(&case.inner("limits"))?,
        devices: case.list("devices")?.iter().map(device_of).collect::<Outcome<_>>()?,
        factors: case.list("factors")?.iter().map(|id| granted(id).map(FactorId)).collect::<Outcome<_>>()?,
        consents: case.list("consents")?.iter().map(|one| scoped::consent_of(&Case(one))).collect::<Outcome<_>>()?,
    })
}

fn limits_of(case: &Case<'_>) -> Outcome<LimitsNote> {
    let minutes: [u16; 3] = serde_json::from_value(case.0["minutes"].clone())?;
    let [longest, idle, shared_idle] = minutes;
    let limits = if minutes == [0; 3] { None } else { Some(Limits::new(longest, idle, shared_idle)?) };
    Ok(LimitsNote { version: case.number("version")?, limits })
}

fn device_of(value: &Value) -> Outcome<NamedDevice> {
    let day = |value: &Value| {
        let day = i32::try_from(value.as_i64().ok_or("no day")?)?;
        Ok::<_, Box<dyn std::error::Error>>(Date::from_julian_day(day)?)
    };
    let id = DeviceId(Case(&json!({ "id": value[0] })).id("id")?);
    let name = value[3].as_str().ok_or("no name")?;
    let mut device = NamedDevice::new(id, name, day(&value[1])?);
    device.last_on = day(&value[2])?;
    Ok(device)
}

fn note_of(case: &Case<'_>) -> Outcome<KeyringNote> {
    let member = match case.0["member"].is_null() {
        true => None,
        false => Some(Membership { id: MemberId(case.id("member")?), private: case.secret("private")? }),
    };
    Ok(KeyringNote { member, seen: case.number("seen")?, escrow: case.array("escrow")? })
}

/// What a re-enrolment goes by: the keyring sealed to a member, a seed escrowed to the keyring, and what is compared.
pub(super) fn escrow(case: &Case<'_>) -> Outcome {
    let (org, account, epoch) = (case.org()?, case.account()?, case.small("epoch")?);
    let member = MemberId(case.id("member")?);
    let (ring, own) =
        (KeyPair::from_private(case.secret("ring_private")?)?, KeyPair::from_private(case.secret("member_private")?)?);
    let random = |name: &str| Ok::<_, Box<dyn std::error::Error>>(Given::new(case.octets(name)?));
    let kept = keyring::Kept { seed: case.secret("identity_seed")?, handle: Handle(case.array("handle")?) };
    let escrowed = keyring::seal_seed(&ring.public, org, account, epoch, &kept, &random("seed_random")?)?;
    let admitted = keyring::seal_to_member(&own.public, org, member, epoch, &ring, &random("member_random")?)?;
    let given = |name: &str, made: &Vec<u8>| case.octets(name).unwrap_or_else(|_| made.clone());
    let opened = keyring::open_as_member(&own, org, member, epoch, &given("admitted", &admitted), &ring.public)?;
    if keyring::open_seed(&opened, org, account, epoch, &given("escrowed", &escrowed))? != kept {
        return Err("another seed".into());
    }
    object(json!({
        "escrowed": hex(escrowed),
        "admitted": hex(admitted),
        "fingerprint": keyring::fingerprint(org, member, &own.public),
    }))
}

pub(super) fn profile(case: &Case<'_>) -> Outcome {
    let encoded = profile_of(&case.inner("profile"))?.encode();
    let again = Profile::decode(&encoded)?.encode();
    if again.expose() != encoded.expose() {
        return Err("the profile does not read back".into());
    }
    object(json!({ "encoded": hex(encoded.expose()) }))
}

pub(super) fn subject_identifiers(case: &Case<'_>) -> Outcome {
    let (seed, sector, scope) = (case.secret("identity_seed")?, case.text("sector")?, case.text("scope")?);
    object(json!({
        "pairwise_id": pairwise_id(&seed, sector, scope),
        "persistent_name_id": persistent_name_id(&seed, sector),
        "subject_id": subject_id(&seed, scope),
    }))
}

fn item_of(case: &Case<'_>) -> Outcome<Item> {
    let nanoseconds = case.0["expires"].as_str().map(str::parse::<i128>).transpose()?;
    Ok(Item {
        id: case.id("id")?,
        sequence: case.number("sequence")?,
        name: case.text("name")?.to_owned(),
        said: if case.0["values"].is_null() { Said::Withdrawn } else { Said::Values(texts(&case.0["values"])?) },
        expires: nanoseconds.map(OffsetDateTime::from_unix_timestamp_nanos).transpose()?,
    })
}

pub(super) fn inbox(case: &Case<'_>) -> Outcome {
    let (org, account, item) = (case.org()?, case.account()?, item_of(&case.inner("item"))?);
    let (pair, keeper) =
        (KeyPair::from_private(case.secret("inbox_private")?)?, SigningKey::of(case.array("grant_key")?));
    let digest = item_digest(org, account, &item);
    let signature = keeper.sign(&digest);
    let random = Given::new([case.octets("ephemeral")?, case.octets("salt")?].concat());
    let sealed = seal_item(&pair.public, org, account, &item, &signature, &random)?;
    let given = case.octets("sealed").unwrap_or_else(|_| sealed.clone());
    let id: Uuid = item.id;
    if open_item(&pair, org, account, id, &given, &keeper.public())? != item {
        return Err("the item is another".into());
    }
    object(json!({ "digest": hex(digest), "signature": hex(signature), "sealed": hex(sealed) }))
}

pub(super) fn inbox_head(case: &Case<'_>) -> Outcome {
    let row = |item: &Value| {
        let item = json!({ "id": item[0], "sealed": item[1] });
        Ok(InboxRow { id: Case(&item).id("id")?, sealed: Case(&item).octets("sealed")? })
    };
    let items = case.list("items")?.iter().map(row).collect::<Outcome<Vec<_>>>()?;
    let account = AccountRow {
        id: case.account()?,
        org: case.org()?,
        handle: Handle(case.array("handle")?),
        state: AccountState::Active,
        inbox_public: case.array("inbox_public")?,
        inbox_mac: Vec::new(),
        inbox_version: case.number("version")?,
    };
    object(json!({ "digest": hex(row_macs::inbox(&account, &items)) }))
}

fn purpose(name: &str) -> Outcome<Purpose> {
    use Purpose::{
        Alone, Attempt, Authenticator, Enrolment, Kit, Leaving, Lock, Logout, Metadata, PageKeys, Passkey, Proof,
        Recovery, Session, SignOn,
    };
    let all = [
        Session,
        SignOn,
        Attempt,
        Enrolment,
        Logout,
        Leaving,
        Kit,
        Recovery,
        Authenticator,
        Passkey,
        Alone,
        Lock,
        Metadata,
        Proof,
        PageKeys,
    ];
    let found = all.into_iter().find(|purpose| purpose.label() == format!("senza/1/bearer/{name}"));
    found.ok_or_else(|| format!("no purpose {name}").into())
}

pub(super) fn bearer(case: &Case<'_>) -> Outcome {
    let octets = [case.array::<16>("id")?.as_slice(), &case.array::<32>("secret")?].concat();
    let text = BASE64URL_NOPAD.encode(&octets);
    let bearer = Bearer::parse(&text).ok_or("no bearer")?;
    let purpose = purpose(case.text("purpose")?)?;
    object(json!({
        "text": bearer.encode().expose(),
        "id_hash": hex(bearer.id_hash(purpose)),
        "key": hex(bearer.sealing_key(purpose, &case.secret("epoch_key")?).expose()),
        "challenge": hex(bearer.challenge(purpose)),
    }))
}

/// What the browser sends of a PRF's output, and what it opens and finds.
pub(super) fn passkey_way(case: &Case<'_>) -> Outcome {
    let prk = hkdf_extract(&[], &case.octets("output")?);
    let (prf, user) = (hkdf_expand(&prk, passkey::PRF.as_bytes()), UserHandle::new(Secret::new(case.array("user")?)));
    object(json!({
        "prf": hex(prf.expose()),
        "s": hex(passkey::secret(&prf, &user).expose()),
        "locator_digest": hex(user.locator_digest()),
    }))
}

/// The share of a way in that needs passphrase and passkey, and what both give.
pub(super) fn both(case: &Case<'_>) -> Outcome {
    let (org, account, factor) = (case.org()?, case.account()?, FactorId(case.id("factor")?));
    let mut user = [0; passkey::USER_HANDLE];
    user.iter_mut().zip(case.array::<32>("key_half")?).for_each(|(to, from)| *to = from);
    let pair = both::share_key(&case.secret("prf")?, &UserHandle::new(Secret::new(user)))?;
    let (way, share) = (both::way_id(factor, &case.array("salt")?), case.secret("share")?);
    let random = Given::new([share.expose().to_vec(), case.octets("ephemeral")?, case.octets("seal_salt")?].concat());
    let made = both::Share::new(org, account, way, &pair.public, &random)?;
    let given = case.octets("sealed").unwrap_or_else(|_| made.sealed.clone());
    if both::open_share(org, account, way, &pair, &given).as_ref() != Some(&share) {
        return Err("the share holds something else".into());
    }
    object(json!({
        "public": hex(pair.public),
        "way": hex(way.as_bytes()),
        "sealed": hex(made.sealed),
        "s": hex(both::secret(&case.secret("x")?, &share).expose()),
    }))
}

/// What is kept of a passkey; it reads back.
pub(super) fn passkey(case: &Case<'_>) -> Outcome {
    let flags = case.small("flags")?;
    let passkey = Passkey {
        id: case.octets("id")?,
        key: case.octets("key")?,
        count: case.small("count")?,
        may_be_backed_up: flags & 1 != 0,
        is_backed_up: flags & 2 != 0,
        verifies_user: flags & 4 != 0,
        is_attested: flags & 8 != 0,
        aaguid: case.array("aaguid")?,
        user: Secret::new(case.array("user")?),
        name: case.text("name")?.to_owned(),
        made_on: Date::from_julian_day(i32::try_from(case.small("made_on")?)?)?,
        share_key: case.array("share_key").ok(),
    };
    let record = passkey.encode();
    Passkey::decode(&record).ok_or("it does not read back")?;
    object(json!({ "record": hex(record.expose()) }))
}

pub(super) fn marks(case: &Case<'_>) -> Outcome {
    let (sp, request) = (case.text("sp")?, case.text("request")?);
    object(json!({
        "request_mark": hex(request_mark(sp, request).0),
        "answer_mark": hex(answer_mark(sp, request)),
        "logout_place": hex(logout_place(&case.array("logout")?, case.number("number")?)),
        "session_index": session_index(case.text("index")?, sp),
        "forgotten_device": hex(forgotten_mark(DeviceId(Uuid::from_bytes(case.array("logout")?)))),
        "form_token": form_token_of(case.text("form_cookie")?),
    }))
}

pub(super) fn spelling(case: &Case<'_>) -> Outcome {
    let passphrase = SecretText::new(case.text("typed_passphrase")?.to_owned());
    object(json!({
        "identifier": Identifier::parse(case.text("typed_identifier")?)?.as_str(),
        "passphrase": normal_passphrase(&passphrase).expose(),
    }))
}
