//! The program that is built and shipped has no check that can be taken out.

use crate::support::harmless::is_variant;

// The control is in `tests/rejects`, where the same question about that build's program is answered with yes.
#[test]
fn the_program_has_no_variants() {
    let program = std::fs::read(env!("CARGO_BIN_EXE_senza")).unwrap();
    assert!(!is_variant(&program));
}
