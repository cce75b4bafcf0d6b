//! How long sessions last.

use super::*;

#[test]
fn sessions_last_as_long_as_an_operator_says() {
    use crate::domain::Limits;
    let load =
        |variables: &[(&str, &str)]| Config::load(None, &environment(variables)).expect("limits").sessions.limits;
    assert_eq!(load(&[]), Limits::STANDARD);
    assert_eq!(load(&[("SENZA_SESSION_MINUTES", "60")]), Limits::new(60, 60, 5).expect("limits"));
    assert_eq!(load(&[("SENZA_IDLE_MINUTES", "3")]), Limits::new(720, 3, 3).expect("limits"));
    let scratch = Scratch::new("sessions");
    let file = scratch.file("[sessions]\nminutes = 600\nidle_minutes = 30\nshared_idle_minutes = 2\n");
    let config = Config::load(Some(&file), &environment(&[("SENZA_IDLE_MINUTES", "45")])).expect("a file");
    assert_eq!(config.sessions.limits, Limits::new(600, 45, 2).expect("limits"));
}
