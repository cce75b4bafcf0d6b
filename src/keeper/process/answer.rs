//! One frame's question put to the keys, and the answer's frame. All that can be asked of a keeper is in this file.

use crate::domain::{AccountId, DeviceId, Handle, Oaep, OaepDigest, OrgId, WayId};
use crate::keeper::embedded::Embedded;
use crate::keeper::error::KeeperError;
use crate::keeper::protocol::{self, BATCH, BadFrame, Frame, Header, Operation, Reader, Writer};
use crate::keeper::wrap::Owner;
use crate::keeper::{
    Arriving, AuditWho, Device, Given, HardenRequest, KeyName, MOST_DEVICES, SamlKeyId, SamlKeyKind, SamlKeyUse, Wanted,
};
use crate::vault::Way;
use time::Date;
use uuid::Uuid;

/// The answer to a frame that bears the number that was due.
///
/// # Errors
/// The frame is none, or not the one that was due; it has no answer.
pub(super) fn answer(keys: &Embedded, frame: &Frame, due: u64) -> Result<Frame, BadFrame> {
    let Header { operation, outcome, alarms, number } = frame.header()?;
    if number != due {
        return Err(BadFrame::Number { got: number, expected: due });
    }
    if outcome != 0 || alarms != 0 {
        return Err(BadFrame::Fields);
    }
    let mut asked = frame.reader();
    let mut answer = Frame::new(Header { operation, outcome: 0, alarms: 0, number });
    let done = put(keys, operation, &mut asked, &mut answer.writer()).ok_or(BadFrame::Fields)?;
    asked.end().ok_or(BadFrame::Fields)?;
    let outcome = done.err().map_or(0, |error| {
        answer = Frame::new(Header { operation, outcome: 0, alarms: 0, number });
        let outcome = protocol::write_error(&error, &mut answer.writer());
        if outcome == protocol::FAILED {
            tracing::error!(%error, ?operation, "the keeper could not do what it was asked");
        }
        outcome
    });
    answer.begin(Header { operation, outcome, alarms: keys.alarms().octet(), number });
    Ok(answer)
}

/// `None` where the fields are not the operation's.
fn put(
    keys: &Embedded,
    operation: Operation,
    asked: &mut Reader<'_>,
    to: &mut Writer<'_>,
) -> Option<Result<(), KeeperError>> {
    Some(match operation {
        Operation::Handle => keys.handle(id(asked, OrgId)?, asked.text()?).map(|handle| to.put(handle.as_bytes())),
        Operation::HandleFor => {
            keys.handle_for(id(asked, OrgId)?, asked.text()?, &devices(asked)?).map(|handle| to.put(handle.as_bytes()))
        }
        Operation::KitLocator => {
            keys.kit_locator(id(asked, OrgId)?, &asked.take()?, &devices(asked)?).map(|locator| to.put(&locator))
        }
        Operation::NewHardeningKey => keys
            .new_hardening_key(id(asked, OrgId)?, id(asked, AccountId)?, id(asked, WayId)?)
            .map(|wrapped| to.octets(&wrapped)),
        Operation::Harden => return harden(keys, asked, to),
        Operation::DecoySalt => says(to, &keys.decoy_salt(&Handle(asked.take()?))),
        Operation::Recognise => return recognise(keys, asked, to),
        Operation::NewDevice => {
            let (org, handle, way) = (id(asked, OrgId)?, Handle(asked.take()?), id(asked, WayId)?);
            to.put(&keys.new_device(org, &handle, way, id(asked, DeviceId)?).to_octets());
            Ok(())
        }
        Operation::RowMac => says(to, &keys.row_mac(asked.take()?)),
        Operation::CheckRowMac => says(to, &[u8::from(keys.check_row_mac(asked.take()?, asked.octets()?))]),
        Operation::SignGrant => keys.sign_grant(asked.take()?).map(|signature| to.put(&signature)),
        Operation::GrantKey => says(to, &keys.grant_key().0),
        Operation::SessionEpochKey => keys.session_epoch_key(asked.u32()?).map(|key| to.put(key.expose())),
        Operation::RetireSessions => keys.retire_sessions_before(asked.u32()?),
        Operation::AuditSubjects => return audit_subjects(keys, asked, to),
        Operation::AuditLinks => return audit_links(keys, asked, to),
        Operation::AuditMacs => return audit_macs(keys, asked, to),
        Operation::SignAuditHeads => keys.sign_audit_heads(asked.take()?).map(|signature| to.put(&signature)),
        Operation::AuditHeadsKey => keys.audit_heads_key().map(|key| to.put(&key.0)),
        Operation::ParticipantLocator => {
            says(to, &keys.participant_locator(id(asked, OrgId)?, asked.text()?, asked.text()?))
        }
        Operation::ParticipantGroup => says(to, &keys.participant_group(&asked.take()?)),
        Operation::ParticipantKey => says(to, keys.participant_key(asked.octets()?).expose()),
        Operation::Participation => return participation(keys, asked, to),
        Operation::SignSaml => {
            let (id, digest) = (saml_key(asked)?, asked.take()?);
            keys.sign_saml(id, &digest).map(|signature| to.octets(&signature))
        }
        Operation::SamlCertificate => keys.saml_certificate(saml_key(asked)?).map(|der| to.octets(&der)),
        Operation::PublishSamlKey => {
            keys.publish_saml_key(SamlKeyKind::of_octet(asked.u8()?)?).map(|next| to.put(&next.0))
        }
        Operation::UnwrapContentKey => {
            let mut digest = || OaepDigest::of_octet(asked.u8()?);
            let oaep = Oaep { digest: digest()?, mask: digest()? };
            keys.unwrap_content_key(oaep, asked.octets()?).map(|key| to.octets(key.expose()))
        }
        _ => return of_keys(keys, operation, asked, to),
    })
}

/// Epochs, the steps of the SAML keys, and keys from keeper to keeper.
fn of_keys(
    keys: &Embedded,
    operation: Operation,
    asked: &mut Reader<'_>,
    to: &mut Writer<'_>,
) -> Option<Result<(), KeeperError>> {
    Some(match operation {
        Operation::Epochs => keys.epochs().map(|epochs| epochs.write(to)),
        Operation::NewEpoch => keys.new_epoch(asked.u32()?),
        Operation::WriteEpoch => keys.write_epoch(asked.u32()?),
        Operation::RetireEpoch => keys.retire_epoch_by(asked.u32()?, asked.take()?),
        Operation::Rewrap => return rewrap(keys, asked, to),
        Operation::WantKey => keys.want(KeyName::read(asked)?).map(|wanted| wanted.write(to)),
        Operation::GiveKey => {
            keys.give(KeyName::read(asked)?, &Wanted::read(asked)?, asked.u8()?).map(|given| given.write(to))
        }
        Operation::TakeKey => {
            let (key, public, given) = (KeyName::read(asked)?, asked.take()?, Given::read(asked)?);
            keys.take(key, &public, &given).map(|is_whole| to.put(&[u8::from(is_whole)]))
        }
        Operation::SamlKeys => keys.saml_keys(SamlKeyUse::of_octet(asked.u8()?)?).map(|all| all.put(to)),
        Operation::SwitchSamlKey => keys.switch_saml_key(saml_key(asked)?),
        Operation::RetireSamlKey => keys.retire_saml_key_by(saml_key(asked)?, asked.take()?),
        _ => return None,
    })
}

fn says(to: &mut Writer<'_>, octets: &[u8]) -> Result<(), KeeperError> {
    to.put(octets);
    Ok(())
}

fn participation(keys: &Embedded, asked: &mut Reader<'_>, to: &mut Writer<'_>) -> Option<Result<(), KeeperError>> {
    let (org, session) = (id(asked, OrgId)?, asked.take()?);
    let locator = keys.participant_locator(org, asked.text()?, asked.text()?);
    to.put(&locator);
    to.put(&keys.participant_group(&session));
    Some(says(to, keys.participant_key(&locator).expose()))
}

fn harden(keys: &Embedded, asked: &mut Reader<'_>, to: &mut Writer<'_>) -> Option<Result<(), KeeperError>> {
    let (org, account, way_id) = (id(asked, OrgId)?, id(asked, AccountId)?, id(asked, WayId)?);
    let (handle, digest) = (Handle(asked.take()?), asked.take()?);
    let way = Way::from_label(asked.text()?)?;
    let device = match asked.u8()? {
        0 => None,
        1 => Some(device(asked)?),
        _ => return None,
    };
    let wrapped = match asked.u8()? {
        0 => None,
        1 => Some(asked.octets()?),
        _ => return None,
    };
    let request = HardenRequest { org, account, way_id, handle: &handle, wrapped, way, digest, device };
    Some(keys.harden(request).map(|answer| to.put(answer.expose())))
}

/// How many, and account, way in and wrapped key of each.
fn rewrap(keys: &Embedded, asked: &mut Reader<'_>, to: &mut Writer<'_>) -> Option<Result<(), KeeperError>> {
    let (org, count) = (id(asked, OrgId)?, asked.u8()?);
    let row = |_| Some((Owner { org, account: id(asked, AccountId)?, way: id(asked, WayId)? }, asked.octets()?));
    let rows: Vec<(Owner, &[u8])> = (0..count).map(row).collect::<Option<_>>()?;
    Some(rows.into_iter().try_for_each(|(owner, wrapped)| keys.rewrap(owner, wrapped).map(|new| to.octets(&new))))
}

/// How many, and each.
fn devices(asked: &mut Reader<'_>) -> Option<Vec<Device>> {
    let count = usize::from(asked.u8()?);
    if count > MOST_DEVICES { None } else { (0..count).map(|_| device(asked)).collect() }
}

fn recognise(keys: &Embedded, asked: &mut Reader<'_>, to: &mut Writer<'_>) -> Option<Result<(), KeeperError>> {
    let (org, handle, way_id) = (id(asked, OrgId)?, Handle(asked.take()?), id(asked, WayId)?);
    let buckets = asked.u32()?;
    let presented = devices(asked)?;
    let arriving = Arriving { org, handle: &handle, way_id, presented: &presented, buckets };
    keys.recognise(&arriving).write(to);
    Some(Ok(()))
}

/// How many, and each; an answer of 32 octets to each.
fn each(
    asked: &mut Reader<'_>,
    to: &mut Writer<'_>,
    most: usize,
    mut one: impl FnMut(&mut Reader<'_>) -> Option<[u8; 32]>,
) -> Option<Result<(), KeeperError>> {
    let count = Some(usize::from(asked.u8()?)).filter(|count| *count <= most)?;
    (0..count).try_for_each(|_| one(asked).map(|answer| to.put(&answer))).map(Ok)
}

/// Kind, id and day of each; a pseudonym for each.
fn audit_subjects(keys: &Embedded, asked: &mut Reader<'_>, to: &mut Writer<'_>) -> Option<Result<(), KeeperError>> {
    let org = id(asked, OrgId)?;
    each(asked, to, BATCH, |asked| {
        let (kind, id, day) = (asked.u8()?, asked.take::<32>()?, asked.u32()?);
        let day = Date::from_julian_day(i32::try_from(day).ok()?).ok()?;
        let who = match kind {
            0 => AuditWho::Account(AccountId(Uuid::from_bytes(*id.first_chunk()?))),
            1 => AuditWho::Refused(Handle(id)),
            _ => return None,
        };
        Some(keys.audit_subject(org, who, day))
    })
}

/// The chain's next links, each from the one before.
fn audit_links(keys: &Embedded, asked: &mut Reader<'_>, to: &mut Writer<'_>) -> Option<Result<(), KeeperError>> {
    let mut head = asked.take()?;
    each(asked, to, BATCH, |asked| {
        head = keys.audit_mac(&head, &asked.take()?);
        Some(head)
    })
}

/// The MACs of rows, each from the one that stands before it.
fn audit_macs(keys: &Embedded, asked: &mut Reader<'_>, to: &mut Writer<'_>) -> Option<Result<(), KeeperError>> {
    each(asked, to, BATCH / 2, |asked| Some(keys.audit_mac(&asked.take()?, &asked.take()?)))
}

fn id<T>(asked: &mut Reader<'_>, of: fn(Uuid) -> T) -> Option<T> {
    asked.take().map(|octets| of(Uuid::from_bytes(octets)))
}

fn device(asked: &mut Reader<'_>) -> Option<Device> {
    Device::from_octets(&asked.take::<{ Device::OCTETS }>()?)
}

fn saml_key(asked: &mut Reader<'_>) -> Option<SamlKeyId> {
    asked.take().map(SamlKeyId)
}
