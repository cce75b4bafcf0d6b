//! Stretching: what a person typed becomes 32 octets at the price of memory and time (Argon2id, RFC 9106).
//!
//! Runs for a tenth of a second and more on purpose: callers put it on a thread for blocking work.

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

    fn is_allowed(self) -> bool {
        let between = |low, x, high| low <= x && x <= high;
        between(Self::FLOOR.memory_kib, self.memory_kib, Self::CAP.memory_kib)
            && between(Self::FLOOR.passes, self.passes, Self::CAP.passes)
            && between(Self::FLOOR.lanes, self.lanes, Self::CAP.lanes)
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
