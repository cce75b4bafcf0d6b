//! A module that is always in some call.

use super::super::module::Module;
use super::*;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

// A call that lasts, such as the making of an RSA key, keeps no keeper from starting.
#[test]
fn a_keeper_starts_while_another_is_in_a_long_call() {
    on_softhsm(|hsm| {
        hsm.token("alpha");
        let module = Module::load(Path::new(MODULE), false).unwrap();
        let in_call = module.enter().unwrap();
        assert!(matches!(module.alone(), Err(TokenError::Busy)), "control: it lasts longer than anybody waits");
        let folder = TestFolder::new();
        keeper(&folder.path, open(hsm.settings("alpha"))).unwrap();
        drop(in_call);
    });
}

// Threat: a token that came back stays away, since those who ask for what is still there never leave the module to whoever is
// to start it anew.
#[test]
fn calls_that_follow_one_another_let_whoever_starts_it_anew_before_them() {
    on_softhsm(|_| {
        let module = Module::load(Path::new(MODULE), false).unwrap();
        let is_over = AtomicBool::new(false);
        let calls = || {
            while !is_over.load(Ordering::Relaxed) {
                let in_call = module.enter().unwrap();
                std::thread::sleep(Duration::from_millis(20));
                drop(in_call);
            }
        };
        let alone = std::thread::scope(|scope| {
            (0..12).for_each(|_| drop(scope.spawn(calls)));
            std::thread::sleep(Duration::from_millis(100));
            let alone: Vec<bool> = (0..5).map(|_| module.alone().is_ok()).collect();
            is_over.store(true, Ordering::Relaxed);
            alone
        });
        assert_eq!(alone, [true; 5]);
    });
}

// Threat: a key that is being made, and somebody who waits for its end, stop every signature meanwhile.
#[test]
fn nobody_is_kept_back_by_a_wait_that_lasts() {
    on_softhsm(|_| {
        let module = Module::load(Path::new(MODULE), false).unwrap();
        let long = module.enter().unwrap();
        std::thread::scope(|scope| {
            let waits = scope.spawn(|| module.alone().is_ok());
            std::thread::sleep(Duration::from_millis(50));
            let came = Instant::now();
            assert!(module.enter().is_ok());
            let waited = came.elapsed();
            assert!(!waits.is_finished(), "control: it still waits");
            assert!(waited >= Duration::from_millis(100), "control: it was let before: {waited:?}");
            drop(long);
            assert!(waits.join().unwrap());
        });
    });
}
