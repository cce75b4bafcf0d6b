//! The flows, and how often each.

pub mod coming;
pub mod operator;
pub mod pages;
pub mod sessions;
pub mod ways;

use super::facts::{Person, Standing};
use super::worker::{Away, Worker};

pub struct Flow {
    pub name: &'static str,
    pub weight: usize,
    /// Makes somebody new, or concerns nobody.
    pub needs_nobody: bool,
    pub suits: fn(&Person) -> bool,
    pub act: fn(&mut Worker<'_>, usize) -> Result<(), Away>,
}

fn invited(person: &Person) -> bool {
    person.is(Standing::Invited)
}

fn active(person: &Person) -> bool {
    person.is(Standing::Active)
}

fn with_kit(person: &Person) -> bool {
    active(person) && person.now.kit.is_some()
}

fn barred(person: &Person) -> bool {
    person.is(Standing::Revoked) || person.is(Standing::Frozen)
}

fn signed_in(person: &Person) -> bool {
    active(person) && !person.sessions.is_empty()
}

fn saying(person: &Person) -> bool {
    active(person) && !person.now.said.is_empty()
}

fn known(person: &Person) -> bool {
    active(person) || invited(person)
}

type Suits = fn(&Person) -> bool;
type Act = fn(&mut Worker<'_>, usize) -> Result<(), Away>;

const fn flow(name: &'static str, weight: usize, suits: Suits, act: Act) -> Flow {
    Flow { name, weight, needs_nobody: false, suits, act }
}

pub const FLOWS: &[Flow] = &[
    Flow { needs_nobody: true, ..flow("invite", 6, invited, coming::invite) },
    flow("invite again", 1, invited, coming::invite_again),
    flow("enrol", 10, invited, coming::enrol),
    flow("enrolment with a fault", 1, invited, coming::faulty),
    flow("sign in", 8, active, sessions::sign_in),
    flow("sign in by two steps", 4, active, sessions::two_steps),
    flow("wrong passphrase", 3, active, sessions::wrong_passphrase),
    flow("wrong code", 2, active, sessions::wrong_code),
    Flow { needs_nobody: true, ..flow("unknown", 2, active, sessions::unknown) },
    flow("sign on", 14, active, sessions::sign_on),
    flow("sign out", 4, signed_in, sessions::sign_out),
    flow("end one session", 2, signed_in, sessions::end_one),
    flow("end all sessions", 2, signed_in, sessions::end_all),
    flow("export", 2, active, sessions::export),
    flow("passphrase", 8, active, ways::passphrase),
    flow("identifier", 4, active, ways::identifier),
    flow("login code", 2, active, ways::login_code),
    flow("authenticator", 6, active, ways::authenticator),
    flow("kit drawn", 1, active, ways::draw_kit),
    flow("kit", 8, active, ways::kit),
    flow("kit removed", 3, with_kit, ways::remove_kit),
    flow("recovery", 5, with_kit, ways::recover),
    flow("deletion", 1, active, ways::delete),
    flow("grant", 5, known, operator::say),
    flow("grant that ends", 3, known, operator::say_for_a_while),
    flow("withdrawal", 3, saying, operator::withdraw),
    flow("role", 2, active, operator::role),
    flow("revocation", 3, known, operator::revoke),
    flow("freezing", 2, active, operator::freeze),
    flow("knock", 3, barred, operator::knock),
    flow("restoration", 7, barred, operator::restore),
];
