//! Stretching: what a person typed becomes 32 octets at the price of memory and time (Argon2id, RFC 9106).
//!
//! Runs for a tenth of a second and more on purpose: callers put it on a thread for blocking work.

use crate::domain::variant::{Check, skips};
use crate::domain::{Secret, SecretText};
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use argon2::{Algorithm, Argon2, AssociatedData, Block, ParamsBuilder, Version};
use zeroize::{Zeroize, Zeroizing};

/// What one stretch costs: memory in KiB, passes over it, lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl Cost {
    /// 64 MiB, three passes, one lane: the second recommended choice of RFC 9106 §4, with one lane.
    pub const STANDARD: Self = Self { memory_kib: 65_536, passes: 3, lanes: 1 };
    /// 19 MiB, two passes, one lane: nothing weaker is ever computed.
    pub const FLOOR: Self = Self { memory_kib: 19_456, passes: 2, lanes: 1 };
    /// Nothing dearer is ever computed: a row that someone wrote must not buy memory or time without end.
    pub const CAP: Self = Self { memory_kib: 262_144, passes: 10, lanes: 4 };

    /// Of a secret that is random already and is not stretched.
    pub const NONE: Self = Self { memory_kib: 0, passes: 0, lanes: 0 };

    /// What is left to do after this for as much work as the whole is: memory written over, in all passes. `None` when it is
    /// no less already.
    fn rest_of(self, whole: Self) -> Option<Self> {
        let work = |cost: Self| u64::from(cost.memory_kib) * u64::from(cost.passes);
        let rest = work(whole).checked_sub(work(self)).filter(|rest| *rest > 0)?;
        let memory_kib = u32::try_from(rest.div_ceil(u64::from(whole.passes.max(1)))).ok()?;
        // Argon2 has no less than eight blocks a lane.
        Some(Self { memory_kib: memory_kib.max(8), passes: whole.passes, lanes: 1 })
    }

    fn is_allowed(self) -> bool {
        let between = |low, x, high| low <= x && x <= high;
        between(Self::FLOOR.memory_kib, self.memory_kib, Self::CAP.memory_kib)
            && between(Self::FLOOR.passes, self.passes, Self::CAP.passes)
            && between(Self::FLOOR.lanes, self.lanes, Self::CAP.lanes)
            || skips(Check::StretchCost)
    }
}

#[derive(Debug, thiserror::Error)]
pub enum StretchError {
    #[error("Argon2id parameters {0:?} lie outside the allowed range")]
    Cost(Cost),
    #[error("not enough memory for one Argon2id stretch of {0} KiB")]
    Memory(u32),
    #[error("Argon2id refused its input: {0}")]
    Argon2(argon2::Error),
}

/// `Argon2id(lp(identifier) ‖ lp(passphrase), salt, associated data = SHA-256(associated))`, 32 octets.
///
/// `associated` is the encoded [`Context`](crate::vault::Context) of the way in.
///
/// # Errors
/// [`StretchError::Cost`] before anything is allocated when the parameters lie outside [`Cost::FLOOR`] to
/// [`Cost::CAP`]; [`StretchError::Memory`] when the memory is not to be had.
pub fn stretch(
    identifier: &str,
    passphrase: &SecretText,
    salt: &[u8; 16],
    associated: &[u8],
    cost: Cost,
) -> Result<Secret<32>, StretchError> {
    if !cost.is_allowed() {
        return Err(StretchError::Cost(cost));
    }
    let password = Zeroizing::new(lp(&[identifier.as_bytes(), passphrase.expose().as_bytes()]));
    argon2id(&password, salt, &sha256(associated), cost)
}

/// Works as long as a stretch at `whole` has left to do after one at `cost`, for nothing: a row from before the cost was raised
/// must not be told by its time.
///
/// # Errors
/// As [`stretch`].
pub fn pad(cost: Cost, whole: Cost) -> Result<(), StretchError> {
    match cost.rest_of(whole) {
        Some(rest) => argon2id(&[], &[0; 16], &[], rest).map(drop),
        None => Ok(()),
    }
}

fn argon2id(password: &[u8], salt: &[u8], associated: &[u8], cost: Cost) -> Result<Secret<32>, StretchError> {
    let params = ParamsBuilder::new()
        .m_cost(cost.memory_kib)
        .t_cost(cost.passes)
        .p_cost(cost.lanes)
        .output_len(32)
        .data(AssociatedData::new(associated).map_err(StretchError::Argon2)?)
        .build()
        .map_err(StretchError::Argon2)?;
    let mut memory = Memory::new(params.block_count()).ok_or(StretchError::Memory(cost.memory_kib))?;
    let mut out = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(password, salt, out.as_mut_slice(), memory.0.as_mut_slice())
        .map_err(StretchError::Argon2)?;
    Ok(Secret::new(*out))
}

/// Argon2's working memory, from which what was typed could be tested: wiped however the stretch ends.
struct Memory(Vec<Block>);

impl Memory {
    /// `None` when there is no such memory; a failed allocation must not end the process.
    fn new(blocks: usize) -> Option<Self> {
        let mut memory = Vec::new();
        memory.try_reserve_exact(blocks).ok()?;
        memory.resize(blocks, Block::new());
        Some(Self(memory))
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(identifier: &str, passphrase: &str, associated: &[u8]) -> Secret<32> {
        stretch(identifier, &SecretText::new(passphrase.into()), &[1; 16], associated, Cost::FLOOR).unwrap()
    }

    #[test]
    fn every_input_counts() {
        let one = with("anna", "correct horse", b"context");
        assert_eq!(one, with("anna", "correct horse", b"context"));
        assert_ne!(one, with("anna", "correct horsf", b"context"));
        assert_ne!(one, with("annac", "orrect horse", b"context"));
        assert_ne!(one, with("anna", "correct horse", b"contexu"));
    }

    #[test]
    fn cost_from_a_row_is_held_between_floor_and_cap() {
        let refused = |memory_kib, passes, lanes| {
            let cost = Cost { memory_kib, passes, lanes };
            matches!(
                stretch("a", &SecretText::default(), &[0; 16], b"", cost),
                Err(StretchError::Cost(named)) if named == cost
            )
        };
        assert!(refused(19_455, 2, 1) && refused(19_456, 1, 1) && refused(19_456, 2, 0));
        assert!(refused(262_145, 2, 1) && refused(19_456, 11, 1) && refused(19_456, 2, 5));
        assert!(refused(u32::MAX, u32::MAX, u32::MAX));
        assert!(!refused(19_456, 2, 1));
        assert!(Cost::STANDARD.is_allowed() && Cost::CAP.is_allowed());
    }

    #[test]
    fn what_is_left_of_a_dearer_cost_is_its_memory_times_its_passes() {
        let rest = |cost: Cost, whole| cost.rest_of(whole);
        assert_eq!(rest(Cost::STANDARD, Cost::STANDARD), None);
        assert_eq!(rest(Cost::CAP, Cost::STANDARD), None);
        let left = rest(Cost::FLOOR, Cost::STANDARD).unwrap();
        assert_eq!((left.memory_kib * 3 + 19_456 * 2).abs_diff(65_536 * 3) / 3, 0, "{left:?}");
        let little = Cost { memory_kib: 65_535, ..Cost::STANDARD };
        assert_eq!(rest(little, Cost::STANDARD).unwrap().memory_kib, 8);
    }

    // Threat: the cost was raised, and who enrolled before is told by a shorter time.
    #[test]
    fn a_cheaper_row_costs_as_much_once_it_is_padded() {
        use nix::sys::resource::{UsageWho, getrusage};
        use nix::sys::time::TimeValLike as _;
        let cpu = || getrusage(UsageWho::RUSAGE_THREAD).unwrap().user_time().num_microseconds();
        let of = |work: &dyn Fn()| {
            let before = cpu();
            work();
            (cpu() - before) as f64
        };
        let stretched = |cost| drop(stretch("a", &SecretText::new("b".into()), &[1; 16], b"c", cost).unwrap());
        let padded = || {
            stretched(Cost::FLOOR);
            pad(Cost::FLOOR, Cost::STANDARD).unwrap();
        };
        // In turn, and the least of each: what else the machine does adds to all of them, and more rounds take it away again.
        let mut least = [f64::MAX; 3];
        // The same work over less memory is done a little faster.
        let is_even = |[whole, padded, _]: [f64; 3]| (padded / whole - 1.0).abs() < 0.15;
        for round in 0..64 {
            let times = [of(&|| stretched(Cost::STANDARD)), of(&padded), of(&|| stretched(Cost::FLOOR))];
            least.iter_mut().zip(times).for_each(|(least, time)| *least = least.min(time));
            if round >= 8 && is_even(least) {
                break;
            }
        }
        let [whole, padded, cheap] = least;
        assert!(is_even(least), "{padded} beside {whole}");
        assert!(cheap / whole < 0.4, "control: {cheap} beside {whole}");
    }

    /// RFC 9106 §5.3, which has a secret and associated data of its own lengths: shows that the crate we rely on puts
    /// associated data where the standard says. `tests/vectors/vault/stretch.json` shows the same of `stretch`.
    #[test]
    fn argon2id_as_in_rfc_9106() {
        let params = ParamsBuilder::new()
            .m_cost(32)
            .t_cost(3)
            .p_cost(4)
            .output_len(32)
            .data(AssociatedData::new(&[4; 12]).unwrap())
            .build()
            .unwrap();
        let mut memory = Memory::new(params.block_count()).unwrap();
        let mut out = [0; 32];
        Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params)
            .unwrap()
            .hash_password_into_with_memory(&[1; 32], &[2; 16], &mut out, memory.0.as_mut_slice())
            .unwrap();
        let expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659";
        assert_eq!(data_encoding::HEXLOWER.encode(&out), expected);
    }
}
