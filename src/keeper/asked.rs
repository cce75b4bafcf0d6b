//! What is asked and answered, where that is more than octets.

use super::device::Device;
use super::protocol::{Reader, Writer};
use crate::domain::{AccountId, Handle, OrgId, Secret, WayId};
use crate::vault::Way;

/// A question to harden a stretched secret.
#[derive(Debug, Clone, Copy)]
pub struct HardenRequest<'a> {
    pub org: OrgId,
    /// Where there is no row, any account and way will do: they do not enter the answer.
    pub account: AccountId,
    pub way_id: WayId,
    pub handle: &'a Handle,
    /// The row's wrapped `k_w`; `None` where there is no row.
    pub wrapped: Option<&'a [u8]>,
    pub way: Way,
    /// [`digest_for_keeper`](crate::vault::harden::digest_for_keeper) of the stretched secret.
    pub digest: [u8; 32],
    /// A device of this handle and way in uses the half of the account's budget that is kept for such; any other, none.
    pub device: Option<Device>,
}

/// A question about who tries: for whom, and what the browser has to show.
#[derive(Debug, Clone, Copy)]
pub struct Arriving<'a> {
    pub org: OrgId,
    pub handle: &'a Handle,
    /// Where there is no row, any will do: no device fits it.
    pub way_id: WayId,
    /// At most [`MOST_DEVICES`] are looked at.
    pub presented: &'a [Device],
    /// How many throttle buckets there are of either kind.
    pub buckets: u32,
}

/// Who tries, as far as the keeper can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recognised {
    /// Below the number of buckets, 0 when there are none: of strangers, one for each handle; of known devices, one for each
    /// handle and device.
    pub bucket: u32,
    /// The one of those presented that is known; `None` for a stranger.
    pub device: Option<Device>,
}

impl Recognised {
    /// In a frame: bucket, whether there is a device, device.
    pub(super) fn write(&self, to: &mut Writer<'_>) {
        to.put(&self.bucket.to_be_bytes());
        to.put(&[u8::from(self.device.is_some())]);
        if let Some(device) = self.device {
            to.put(&device.to_octets());
        }
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        let (bucket, is_known) = (from.u32()?, from.u8()?);
        let device = match is_known {
            0 => None,
            _ => Some(Device::from_octets(&from.take::<{ Device::OCTETS }>()?)?),
        };
        Some(Self { bucket, device })
    }
}

/// Whom an audit row is about.
#[derive(Debug, Clone, Copy)]
pub enum AuditWho {
    /// An account.
    Account(AccountId),
    /// Who was refused: of another kind, so that a stranger's tries under a name, whose rows the stranger can recognise,
    /// lead to nothing that the person of that name did.
    Refused(Handle),
}

/// What goes with a sign-on that a logout must undo.
#[derive(Debug)]
pub struct Participation {
    /// What finds it by the name at the service provider.
    pub locator: [u8; 32],
    /// What groups those of one session.
    pub group: [u8; 32],
    /// What its record is sealed under.
    pub key: Secret<32>,
}

/// An account's two pseudonyms of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditSubjects {
    /// In rows of what the account did, and what was done to it.
    pub own: [u8; 32],
    /// In rows of who was refused under its handle, where one was given.
    pub refused: Option<[u8; 32]>,
}

/// What an audit row's MAC is made from.
#[derive(Debug, Clone, Copy)]
pub struct AuditLink {
    /// The MAC of the row before; zeros before a chain's first row.
    pub previous: [u8; 32],
    pub digest: [u8; 32],
}
