//! A token that goes while it is asked, and comes back.

use super::*;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

// Threat: a token that is pulled out takes the service with it until somebody notices.
#[test]
fn a_token_that_is_pulled_out_is_away_and_comes_back_by_itself() {
    on_softhsm(|hsm| {
        hsm.token("alpha");
        let folder = TestFolder::new();
        let keys = Keeper::from(keeper(&folder.path, open(hsm.settings("alpha"))).unwrap());
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let id = runtime.block_on(keys.saml_keys()).unwrap().keys[0].id;
        let asked = || runtime.block_on(keys.sign_saml(id, &[1; 32]));
        assert!(asked().is_ok());
        hsm.pull_out();
        let away = asked().unwrap_err();
        assert!(matches!(away, KeeperError::Token(_)), "{away}");
        // Answered at once while it is not looked for: nobody waits for a token that is not there. A machine that does something
        // else meanwhile does not each time.
        let at_once = |_| {
            let began = Instant::now();
            assert!((0..100).all(|_| asked().is_err()));
            began.elapsed() < Duration::from_millis(400)
        };
        assert!((0..20).any(at_once));
        assert!(runtime.block_on(keys.row_mac([1; 32])).is_ok(), "what is in the file goes on");
        hsm.put_in();
        std::thread::sleep(Duration::from_millis(600));
        assert!(asked().is_ok());
    });
}

#[test]
fn many_threads_share_few_sessions_and_lose_nothing_when_the_token_goes() {
    on_softhsm(|hsm| {
        hsm.token("alpha");
        let token = Token::open(hsm.settings("alpha")).unwrap();
        token.make_mac_key("key").unwrap();
        let right = token.mac("key", KeyOf::Hardening, b"message").unwrap();
        let (done, away, is_over) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicBool::new(false));
        let ask = || match token.mac("key", KeyOf::Hardening, b"message") {
            Ok(answer) => {
                assert_eq!(answer, right);
                done.fetch_add(1, Ordering::Relaxed)
            }
            Err(_) => away.fetch_add(1, Ordering::Relaxed),
        };
        let within_a_minute = |is_so: &dyn Fn() -> bool| {
            let until = Instant::now() + Duration::from_secs(60);
            while !is_so() && Instant::now() < until {
                std::thread::sleep(Duration::from_millis(5));
            }
            is_so()
        };
        let counted = |count: &AtomicUsize| count.load(Ordering::Relaxed);
        let found = std::thread::scope(|scope| {
            for _ in 0..40 {
                scope.spawn(|| {
                    while !is_over.load(Ordering::Relaxed) {
                        ask();
                    }
                    let is_back = || token.mac("key", KeyOf::Hardening, b"message").is_ok();
                    assert!(within_a_minute(&is_back), "back by itself");
                });
            }
            let is_asked = within_a_minute(&|| counted(&done) > 1000);
            hsm.pull_out();
            let is_missed = within_a_minute(&|| counted(&away) > 0);
            hsm.put_in();
            let before = counted(&done);
            let goes_on = within_a_minute(&|| counted(&done) > before + 1000);
            is_over.store(true, Ordering::Relaxed);
            (is_asked, is_missed, goes_on)
        });
        eprintln!("{} answers, all the same; {} times it was away", counted(&done), counted(&away));
        assert_eq!(found, (true, true, true));
    });
}
