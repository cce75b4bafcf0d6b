//! The attack that the key commitment answers: one ciphertext and tag that AES-256-GCM opens under two keys
//! (Dodis, Grubbs, Ristenpart, Woodage, "Fast Message Franking", 2018). GHASH is linear, so one free block of
//! ciphertext is enough to make two tags meet.

use super::*;

/// Multiplication in GCM's field (NIST SP 800-38D §6.3, algorithm 1).
fn multiply(x: u128, y: u128) -> u128 {
    let (mut z, mut v) = (0, y);
    for bit in (0..128).rev() {
        if x >> bit & 1 == 1 {
            z ^= v;
        }
        v = if v & 1 == 1 { v >> 1 ^ 0xe1 << 120 } else { v >> 1 };
    }
    z
}

/// The one of GCM's field: its first bit is the constant term.
const ONE: u128 = 1 << 127;

fn power(x: u128, exponent: usize) -> u128 {
    (0..exponent).fold(ONE, |product, _| multiply(product, x))
}

/// `x^(2^128 − 2)`: what `x` is to be multiplied with to give one.
fn inverse(x: u128) -> u128 {
    (0..127)
        .fold((ONE, x), |(product, square), _| {
            let square = multiply(square, square);
            (multiply(product, square), square)
        })
        .0
}

fn blocks(octets: &[u8]) -> Vec<u128> {
    octets
        .chunks(16)
        .map(|chunk| {
            let mut block = [0; 16];
            block[..chunk.len()].copy_from_slice(chunk);
            u128::from_be_bytes(block)
        })
        .collect()
}

fn aes(key: &Secret<32>, block: u128) -> u128 {
    let mut crypter =
        openssl::symm::Crypter::new(Cipher::aes_256_ecb(), openssl::symm::Mode::Encrypt, key.expose(), None).unwrap();
    crypter.pad(false);
    let mut out = [0; 32];
    crypter.update(&block.to_be_bytes(), &mut out).unwrap();
    u128::from_be_bytes(out[..16].try_into().unwrap())
}

/// Tag of these blocks (associated data, ciphertext, lengths) under a record key with the zero nonce.
fn tag(key: &Secret<32>, blocks: &[u128]) -> u128 {
    let h = aes(key, 0);
    blocks.iter().fold(0, |y, block| multiply(y ^ block, h)) ^ aes(key, 1)
}

/// A body (ciphertext ‖ tag) that GCM opens under both keys, to `framed` but for its second block under the first.
fn body_for_two_keys(one: &Secret<32>, two: &Secret<32>, associated: &[u8], framed: &[u8]) -> Vec<u8> {
    let mut unused = [0; TAG];
    let mut ciphertext =
        encrypt_aead(Cipher::aes_256_gcm(), one.expose(), Some(&NONCE), associated, framed, &mut unused).unwrap();
    ciphertext[16..32].fill(0);
    let lengths = u128::try_from(associated.len() * 8).unwrap() << 64 | u128::try_from(ciphertext.len() * 8).unwrap();
    let mut all = [blocks(associated), blocks(&ciphertext), vec![lengths]].concat();
    let free = blocks(associated).len() + 1;
    let exponent = all.len() - free;
    let difference = tag(one, &all) ^ tag(two, &all);
    let factor = power(aes(one, 0), exponent) ^ power(aes(two, 0), exponent);
    all[free] = multiply(difference, inverse(factor));
    assert_eq!(tag(one, &all), tag(two, &all));
    ciphertext[16..32].copy_from_slice(&all[free].to_be_bytes());
    [ciphertext.as_slice(), &tag(one, &all).to_be_bytes()].concat()
}

#[test]
fn a_record_forged_for_two_keys_opens_under_one() {
    let (salt, location) = ([9; SALT], place().place());
    let keys = |octet| RecordKeys::derive(&key(octet), &salt, &location);
    let framed = padding::frame(&[0x41; 60]).unwrap();
    let body = body_for_two_keys(&keys(1).key, &keys(2).key, &associated(&location), &framed);

    // The control: without the commitment, the very same octets decrypt under both keys.
    let one = decrypt(&keys(1).key, &location, &body).unwrap();
    let two = decrypt(&keys(2).key, &location, &body).unwrap();
    assert_ne!(one, two);
    assert_eq!(one[32..], framed[32..]);

    let record = [&[HEADER], salt.as_slice(), &keys(1).commitment, &body].concat();
    assert_eq!(open(&key(1), &place(), &record).unwrap().expose()[28..], [0x41; 32]);
    assert_eq!(open(&key(2), &place(), &record).unwrap_err(), OpenError::Commitment);
}
