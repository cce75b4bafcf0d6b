//! Devices that somebody has signed in with: what a browser shows for it, and the throttle's buckets.
//!
//! Nothing of it is stored: the browser keeps a MAC, which leads to nobody without the person's identifier and the keeper.
//! It opens nothing. It only lets its owner queue elsewhere than strangers do.

use super::{Arriving, Recognised};
use crate::domain::{DeviceId, Handle, OrgId, Secret, WayId};
use crate::vault::derive::hmac_sha256;
use crate::vault::encode::lp;
use crate::vault::labels;
use std::fmt;
use subtle::ConstantTimeEq;
use time::{Date, Duration};
use uuid::Uuid;

/// How many of one browser are looked at.
pub const MOST_DEVICES: usize = 8;

/// How long a device is known after the last time somebody signed in with it.
const LIFETIME: Duration = Duration::days(180);

/// What a browser shows of one person's sign-in. It names nobody: the handle is in its MAC and not in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Device {
    pub id: DeviceId,
    /// The last day on which it is known, as a Julian day number.
    pub expires_on: i32,
    pub mac: [u8; 32],
    /// Shows before anybody is named that this is somebody's device, and tells their devices from others'.
    pub pass: Pass,
}

/// What a device's look-ups are let through by, and counted under.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Pass {
    /// A pseudonym of the person's: the same on all their devices, and not the handle.
    pub owner: [u8; 16],
    pub mac: [u8; 16],
}

impl fmt::Debug for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Device([redacted])")
    }
}

/// Whose device it is. The way in is what a change of passphrase replaces: devices from before it are strangers again.
pub(super) struct Known<'a> {
    pub(super) org: OrgId,
    pub(super) handle: &'a Handle,
    pub(super) way_id: WayId,
}

impl Device {
    /// Octets of one, as a browser keeps it.
    pub const OCTETS: usize = 84;

    pub(super) fn new(key: &Secret<32>, known: &Known<'_>, id: DeviceId, today: Date) -> Self {
        let expires_on = today.saturating_add(LIFETIME).to_julian_day();
        let owner = half(hmac_sha256(key, &lp(&[labels::KEEPER_DEVICE_OWNER.as_bytes(), known.handle.as_bytes()])));
        let pass = Pass { owner, mac: pass_mac(key, known.org, &owner, id, expires_on) };
        Self { id, expires_on, mac: mac(key, known, id, expires_on), pass }
    }

    /// In constant time, but for the day.
    pub(super) fn is_known(&self, key: &Secret<32>, known: &Known<'_>, today: Date) -> bool {
        let is_right: bool = mac(key, known, self.id, self.expires_on).ct_eq(&self.mac).into();
        is_right && today.to_julian_day() <= self.expires_on
    }

    /// Whose it is, if it is somebody's here and its time is not over. It may have been made known with a passphrase since
    /// changed: it lets nobody in, and only counts its look-ups apart from strangers'.
    pub(super) fn owner(&self, key: &Secret<32>, org: OrgId, today: Date) -> Option<[u8; 16]> {
        let right: bool = pass_mac(key, org, &self.pass.owner, self.id, self.expires_on).ct_eq(&self.pass.mac).into();
        (right && today.to_julian_day() <= self.expires_on).then_some(self.pass.owner)
    }

    pub fn to_octets(&self) -> [u8; Self::OCTETS] {
        let mut octets = [0; Self::OCTETS];
        let all = self
            .id
            .as_bytes()
            .iter()
            .chain(&self.expires_on.to_be_bytes())
            .chain(&self.mac)
            .chain(&self.pass.owner)
            .chain(&self.pass.mac)
            .copied()
            .collect::<Vec<_>>();
        octets.iter_mut().zip(all).for_each(|(to, octet)| *to = octet);
        octets
    }

    /// `None` unless there are exactly as many octets as one has.
    pub fn from_octets(octets: &[u8]) -> Option<Self> {
        let (id, rest) = octets.split_at_checked(16)?;
        let (day, rest) = rest.split_at_checked(4)?;
        let (mac, rest) = rest.split_at_checked(32)?;
        let (owner, pass_mac) = rest.split_at_checked(16)?;
        let pass = Pass { owner: owner.try_into().ok()?, mac: pass_mac.try_into().ok()? };
        let id = DeviceId(Uuid::from_bytes(id.try_into().ok()?));
        Some(Self { id, expires_on: i32::from_be_bytes(day.try_into().ok()?), mac: mac.try_into().ok()?, pass })
    }
}

fn mac(key: &Secret<32>, known: &Known<'_>, id: DeviceId, expires_on: i32) -> [u8; 32] {
    let Known { org, handle, way_id } = known;
    let label = labels::KEEPER_DEVICE.as_bytes();
    let day = expires_on.to_be_bytes();
    hmac_sha256(key, &lp(&[label, org.as_bytes(), handle.as_bytes(), way_id.as_bytes(), id.as_bytes(), &day]))
}

fn pass_mac(key: &Secret<32>, org: OrgId, owner: &[u8; 16], id: DeviceId, expires_on: i32) -> [u8; 16] {
    let (label, day) = (labels::KEEPER_DEVICE_PASS.as_bytes(), expires_on.to_be_bytes());
    half(hmac_sha256(key, &lp(&[label, org.as_bytes(), owner, id.as_bytes(), &day])))
}

fn half(mac: [u8; 32]) -> [u8; 16] {
    let mut half = [0; 16];
    half.iter_mut().zip(mac).for_each(|(to, octet)| *to = octet);
    half
}

/// As many steps for a handle that is nobody's as for one that is somebody's.
pub(super) fn recognise(key: &Secret<32>, arriving: &Arriving<'_>, today: Date) -> Recognised {
    let Arriving { org, handle, way_id, presented, buckets } = *arriving;
    let known = Known { org, handle, way_id };
    let device = presented
        .iter()
        .take(MOST_DEVICES)
        .fold(None, |found, device| if device.is_known(key, &known, today) { Some(*device) } else { found });
    let of_strangers = lp(&[labels::KEEPER_THROTTLE.as_bytes(), handle.as_bytes()]);
    let id = device.map_or(DeviceId(Uuid::nil()), |device| device.id);
    let of_device = lp(&[labels::KEEPER_THROTTLE_DEVICE.as_bytes(), handle.as_bytes(), id.as_bytes()]);
    let (of_strangers, of_device) = (bucket(key, &of_strangers, buckets), bucket(key, &of_device, buckets));
    Recognised { bucket: if device.is_some() { of_device } else { of_strangers }, device }
}

fn bucket(key: &Secret<32>, message: &[u8], buckets: u32) -> u32 {
    let [a, b, c, d, e, f, g, h, ..] = hmac_sha256(key, message);
    let bucket = u64::from_be_bytes([a, b, c, d, e, f, g, h]).checked_rem(buckets.into()).unwrap_or_default();
    u32::try_from(bucket).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;
    use crate::domain::random::octets;
    use crate::keeper::testing::NOW;

    const HANDLE: Handle = Handle([1; 32]);
    const OTHER_HANDLE: Handle = Handle([2; 32]);

    fn key() -> Secret<32> {
        Secret::new([7; 32])
    }

    fn known(handle: &Handle, way: u8) -> Known<'_> {
        Known { org: OrgId(Uuid::nil()), handle, way_id: WayId(Uuid::from_bytes([way; 16])) }
    }

    fn device() -> Device {
        Device::new(&key(), &known(&HANDLE, 1), DeviceId::random(&SystemRandom), NOW.date())
    }

    fn arriving<'a>(handle: &'a Handle, way: u8, presented: &'a [Device]) -> Arriving<'a> {
        let Known { org, way_id, .. } = known(handle, way);
        Arriving { org, handle, way_id, presented, buckets: 16_384 }
    }

    fn recognised(handle: &Handle, way: u8, presented: &[Device]) -> Recognised {
        recognise(&key(), &arriving(handle, way, presented), NOW.date())
    }

    // Threat: a stranger makes up a device, or shows somebody else's, one from before a change of passphrase, or an old one.
    #[test]
    fn a_device_is_known_to_one_person_s_way_in_and_for_its_time() {
        let device = device();
        assert_eq!(recognised(&HANDLE, 1, &[device]).device, Some(device), "control");
        assert_eq!(recognised(&OTHER_HANDLE, 1, &[device]).device, None, "another person");
        assert_eq!(recognised(&HANDLE, 2, &[device]).device, None, "another way in");
        let later =
            |days| recognise(&key(), &arriving(&HANDLE, 1, &[device]), NOW.date() + Duration::days(days)).device;
        assert_eq!((later(180), later(181)), (Some(device), None));
        let other_keeper = Secret::new([8; 32]);
        assert_eq!(recognise(&other_keeper, &arriving(&HANDLE, 1, &[device]), NOW.date()).device, None);
        for n in 0..52 {
            let mut forged = device.to_octets();
            forged[n] ^= 1;
            assert_eq!(recognised(&HANDLE, 1, &[Device::from_octets(&forged).unwrap()]).device, None, "octet {n}");
        }
    }

    // Threat: a stranger makes up a pass, or stretches an old one, and takes the look-ups that are kept for those with devices.
    #[test]
    fn a_pass_is_its_owner_s_without_a_name_and_for_its_time() {
        let (device, org, today) = (device(), OrgId(Uuid::nil()), NOW.date());
        let owner = |device: &Device| device.owner(&key(), org, today);
        assert!(owner(&device).is_some(), "control");
        let again = Device::new(&key(), &known(&HANDLE, 2), DeviceId::random(&SystemRandom), today);
        assert_eq!(owner(&device), owner(&again), "all of one person's are counted together");
        assert_ne!(owner(&device), owner(&device_of_another()));
        assert_ne!(device.pass.owner[..], HANDLE.0[..16]);
        let later = |days| device.owner(&key(), org, today + Duration::days(days)).is_some();
        assert_eq!((later(180), later(181)), (true, false));
        assert_eq!(device.owner(&Secret::new([8; 32]), org, today), None, "another keeper");
        assert_eq!(device.owner(&key(), OrgId(Uuid::from_u128(1)), today), None, "another organisation");
        for n in (0..20).chain(52..Device::OCTETS) {
            let mut forged = device.to_octets();
            forged[n] ^= 1;
            assert_eq!(owner(&Device::from_octets(&forged).unwrap()), None, "octet {n}");
        }
    }

    #[test]
    fn comes_back_from_its_octets() {
        let device = device();
        assert_eq!(Device::from_octets(&device.to_octets()), Some(device));
        assert_eq!(Device::from_octets(&device.to_octets()[1..]), None);
        assert_eq!(Device::from_octets(&octets::<85>(&SystemRandom)), None);
        assert_eq!(format!("{device:?}"), "Device([redacted])");
    }

    #[test]
    fn is_found_among_those_of_others_up_to_a_bound() {
        let (mine, others) = (device(), [0; MOST_DEVICES].map(|_| device_of_another()));
        assert_eq!(recognised(&HANDLE, 1, &[&others[1..], &[mine]].concat()).device, Some(mine));
        assert_eq!(recognised(&HANDLE, 1, &[&others[..], &[mine]].concat()).device, None);
    }

    fn device_of_another() -> Device {
        Device::new(&key(), &known(&OTHER_HANDLE, 1), DeviceId::random(&SystemRandom), NOW.date())
    }

    // Threat: whoever closes the bucket of a name closes the one of its owner's devices.
    #[test]
    fn strangers_and_each_device_have_buckets_of_their_own() {
        let (one, two) = (device(), device());
        let buckets = [recognised(&HANDLE, 1, &[]), recognised(&HANDLE, 1, &[one]), recognised(&HANDLE, 1, &[two])];
        let buckets = buckets.map(|recognised| recognised.bucket);
        assert!(buckets[0] != buckets[1] && buckets[1] != buckets[2] && buckets[0] != buckets[2], "{buckets:?}");
        assert_eq!(buckets[0], recognised(&HANDLE, 2, &[one]).bucket, "one that is not known is a stranger's");
        assert_eq!(buckets[1], recognised(&HANDLE, 1, &[two, one, one]).bucket);
    }

    #[test]
    fn buckets_are_spread_and_within_bounds() {
        let all =
            |handle: &Handle| recognise(&key(), &Arriving { buckets: 16, ..arriving(handle, 1, &[]) }, NOW.date());
        let used: std::collections::HashSet<u32> = (0..=255).map(|octet| all(&Handle([octet; 32])).bucket).collect();
        assert_eq!(used, (0..16).collect());
        let none = Arriving { buckets: 0, ..arriving(&HANDLE, 1, &[]) };
        assert_eq!(recognise(&key(), &none, NOW.date()).bucket, 0);
    }
}
