//! What goes on beside a test for as long as it looks.

use std::sync::atomic::{AtomicBool, Ordering};

/// Sets `is_over` when `looks` is through, also where it fails: threads that are never told keep a scope, and the whole suite, for ever.
pub fn until_seen<R>(is_over: &AtomicBool, looks: impl FnOnce() -> R) -> R {
    struct Over<'a>(&'a AtomicBool);
    impl Drop for Over<'_> {
        fn drop(&mut self) {
            self.0.store(true, Ordering::Relaxed);
        }
    }
    let _over = Over(is_over);
    looks()
}

#[test]
#[should_panic(expected = "what it sees is wrong")]
fn what_goes_on_ends_also_where_a_test_fails() {
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                std::thread::yield_now();
            }
        });
        until_seen(&is_over, || panic!("what it sees is wrong"));
    });
}
