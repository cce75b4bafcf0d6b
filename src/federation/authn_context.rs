//! What a session may be said to be: the classes of authentication that its factors meet, and what is missing for others.

use super::{Options, SignOn};
use crate::domain::variant::{Check, skips};
use crate::saml::authn_context::{Class, Wish};
use crate::sign_in::factors::{Factor, Factors};
use crate::sign_in::session::SignedIn;
use crate::sign_in::step_up::Missing;
use time::OffsetDateTime;

/// What the assertion says of how, and when, the person proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    pub class: Class,
    pub instant: OffsetDateTime,
}

/// Whether a session serves for a sign-on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Met(Context),
    /// It will, once this is proved in it.
    StepUp(Missing),
    /// The person has to sign in anew: ForceAuthn.
    SignIn,
}

/// How old a factor may be: used in this second or later. `None` leaves its age open.
type Since = Option<i64>;

/// What a session is for a sign-on.
pub(super) fn standing(sign_on: &SignOn, options: &Options, person: &SignedIn, now: OffsetDateTime) -> Standing {
    // SAML core §3.4.1, ForceAuthn: "the identity provider MUST authenticate the presenter directly rather than rely on a previous
    // security context". REFEDS MFA §5.1.2.2: all factors, by "immediate and explicit authentication challenges"; one of
    // them alone, asked for again in a session of before, would not do.
    let is_of_before = person.authn_instant().unix_timestamp() < sign_on.begun_at;
    if sign_on.forces() && is_of_before && !skips(Check::ForceAuthn) {
        return Standing::SignIn;
    }
    let since = options.fresh_within.map(|minutes| now.unix_timestamp() - i64::from(minutes) * 60);
    decide(&sign_on.wish(), options.default_context, &person.factors(), since, sign_on.is_passive())
}

pub(super) fn decide(
    wish: &Wish,
    default: Option<Class>,
    factors: &Factors,
    since: Since,
    is_passive: bool,
) -> Standing {
    let met = |class: &Class| met(*class, factors, since).map(|at| Standing::Met(context(*class, at)));
    let step_up = |class: &Class| Standing::StepUp(missing(*class, factors, since));
    let best = |wanted: &[Class]| wanted.iter().find_map(met);
    let settled = match wish {
        // What the operator chose; else whatever is true of the session, the strongest of it.
        Wish::Open => {
            let class =
                default.or_else(|| Class::ALL.into_iter().find(|class| self::met(*class, factors, None).is_some()));
            class.map(|class| met(&class).unwrap_or_else(|| step_up(&class)))
        }
        // Who may not be asked gets what there is of the list; everybody else is asked for what stands first.
        Wish::Preferred(classes) if is_passive => best(classes).or_else(|| classes.first().map(step_up)),
        Wish::Preferred(classes) => classes.first().map(|first| met(first).unwrap_or_else(|| step_up(first))),
        // The strongest that the session meets; the least that suffices is asked for.
        Wish::AnyOf(classes) => best(classes).or_else(|| classes.last().map(step_up)),
    };
    // Without a class there is nothing to ask for; such a request was refused when it came.
    settled.unwrap_or(Standing::SignIn)
}

fn context(class: Class, at: i64) -> Context {
    Context { class, instant: OffsetDateTime::from_unix_timestamp(at).unwrap_or(OffsetDateTime::UNIX_EPOCH) }
}

/// Since when the class is true of these factors: the earliest moment of those that it rests on, the latest set of them.
///
/// REFEDS MFA §5.1.2.1: "SHOULD set AuthnInstant … to the earliest time at which the user was authenticated with any of the
/// factors used to satisfy the MFA requirements".
fn met(class: Class, factors: &Factors, since: Since) -> Option<i64> {
    let since = since.filter(|_| !skips(Check::FactorAge));
    let last = |fits: fn(Factor) -> bool| factors.last(since, fits);
    if skips(Check::AuthnContext) {
        return last(|_| true);
    }
    match class {
        // REFEDS MFA §4.1: "MUST use a combination of at least two of the four distinct types of factors". §4.2: "the factors used MUST
        // be independent; this includes processes to recover, replace, or add authentication factors": a kit is none of them.
        // A passkey that made sure of its owner is two by itself.
        Class::RefedsMfa => {
            let two = last(Factor::is_known_or_body).zip(last(Factor::is_had)).map(|(known, had)| known.min(had));
            two.max(last(|factor| matches!(factor, Factor::Passkey { verified: true, .. })))
        }
        // Authentication contexts §3.4.10: "through the presentation of a password over a protected session". REFEDS SFA §4.1.1: a memorized
        // secret of 12 characters at least out of 52 or more, which is what a passphrase has to be here. Nothing else is
        // claimed by it: not the code, whose length it allows as well, and no kit.
        Class::PasswordProtectedTransport | Class::RefedsSfa => last(|factor| factor == Factor::Passphrase),
        Class::Unspecified => last(|_| true),
    }
}

/// What is asked for, of what a session lacks for a class.
fn missing(class: Class, factors: &Factors, since: Since) -> Missing {
    match class {
        Class::RefedsMfa if factors.last(since, Factor::is_known_or_body).is_some() => Missing::Second,
        Class::RefedsMfa => Missing::Both,
        _ => Missing::Passphrase,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saml::authn_context::{Comparison, RequestedAuthnContext};
    use crate::sign_in::step_up::By;

    const NOW: i64 = 10_000;
    const PASSKEY: Factor = Factor::Passkey { verified: false, prf: false };
    const VERIFIED: Factor = Factor::Passkey { verified: true, prf: true };

    fn session(used: &[(Factor, i64)]) -> Factors {
        let mut factors = Factors::default();
        for (factor, at) in used {
            factors.add(OffsetDateTime::from_unix_timestamp(*at).unwrap(), &[*factor]);
        }
        factors
    }

    fn since_when(class: Class, used: &[(Factor, i64)]) -> Option<i64> {
        met(class, &session(used), None)
    }

    #[test]
    fn two_factors_are_two_of_different_kinds() {
        use Factor::{Kit, Passphrase, Totp};
        for (used, since) in [
            (&[(Passphrase, 10), (Totp, 20)][..], Some(10)),
            (&[(Passphrase, 30), (Totp, 20)], Some(20)),
            (&[(Passphrase, 10), (PASSKEY, 40)], Some(10)),
            (&[(VERIFIED, 50)], Some(50)),
            // The latest set counts, not the latest factor.
            (&[(VERIFIED, 50), (Passphrase, 10), (Totp, 60)], Some(50)),
            (&[(Passphrase, 10)], None),
            (&[(Totp, 10), (PASSKEY, 20)], None),
            (&[(Kit, 10)], None),
            (&[(Kit, 10), (Passphrase, 20)], None),
            (&[(Kit, 10), (Totp, 20)], None),
            (&[], None),
        ] {
            assert_eq!(since_when(Class::RefedsMfa, used), since, "{used:?}");
        }
        for class in [Class::PasswordProtectedTransport, Class::RefedsSfa] {
            assert_eq!(since_when(class, &[(Passphrase, 10), (Totp, 20)]), Some(10));
            for other in [Totp, PASSKEY, VERIFIED, Kit] {
                assert_eq!(since_when(class, &[(other, 10)]), None, "{class:?} {other:?}");
            }
        }
        assert_eq!(since_when(Class::Unspecified, &[(Kit, 10)]), Some(10));
    }

    #[test]
    fn a_second_factor_is_asked_for_where_it_is_missing_and_a_passphrase_never_without_one() {
        use Factor::{Kit, Passphrase, Totp};
        let lacks = |used: &[(Factor, i64)], since| missing(Class::RefedsMfa, &session(used), since);
        assert_eq!(lacks(&[(Passphrase, NOW)], None), Missing::Second);
        assert_eq!(lacks(&[(PASSKEY, NOW)], None), Missing::Both);
        assert_eq!(lacks(&[(Kit, NOW)], None), Missing::Both);
        assert_eq!(lacks(&[(Passphrase, NOW), (Totp, NOW - 100)], Some(NOW - 60)), Missing::Second);
        assert_eq!(lacks(&[(Passphrase, NOW - 100), (Totp, NOW)], Some(NOW - 60)), Missing::Both);
        assert_eq!(lacks(&[(Passphrase, NOW - 61), (Totp, NOW - 60)], Some(NOW - 60)), Missing::Both);
        assert_eq!(lacks(&[(VERIFIED, NOW - 100)], Some(NOW - 60)), Missing::Both);
        for class in [Class::PasswordProtectedTransport, Class::RefedsSfa] {
            assert_eq!(missing(class, &session(&[(VERIFIED, NOW)]), None), Missing::Passphrase);
        }
        for asked in [Missing::Passphrase, Missing::Both] {
            assert_eq!(asked.proved(By::Code), Some(&[Passphrase, Totp][..]));
            assert_eq!(asked.proved(By::Passkey), Some(&[Passphrase, PASSKEY][..]));
        }
        // A passkey alone is two factors, and no password.
        let alone = [Missing::Second, Missing::Passphrase, Missing::Both].map(|asked| asked.proved(By::PasskeyAlone));
        assert_eq!(alone, [None, None, Some(&[Factor::Passkey { verified: true, prf: false }][..])]);
    }

    /// Whatever is asked for is met by what is asked of the person: nobody goes in circles.
    #[test]
    fn who_proves_what_is_missing_is_signed_on() {
        let uris: Vec<&str> = Class::ALL
            .map(Class::uri)
            .into_iter()
            .chain(["urn:oasis:names:tc:SAML:2.0:ac:classes:Password", "urn:x"])
            .collect();
        let all = [Factor::Passphrase, Factor::Totp, PASSKEY, VERIFIED, Factor::Kit];
        let (mut asked, mut met_at_once) = (0, 0);
        for comparison in [Comparison::Exact, Comparison::Minimum, Comparison::Maximum, Comparison::Better] {
            for (first, second) in uris.iter().flat_map(|one| uris.iter().map(move |other| (*one, *other))) {
                let classes = vec![first.to_owned(), second.to_owned()];
                let wish = Wish::of(Some(&RequestedAuthnContext { comparison, classes }));
                for bits in 0_u32..32 {
                    for (since, is_passive) in [(None, false), (Some(NOW - 60), false), (None, true)] {
                        let used: Vec<_> = all
                            .iter()
                            .enumerate()
                            .filter(|(n, _)| bits & (1 << n) != 0)
                            .map(|(n, factor)| (*factor, NOW - 40 * n as i64))
                            .collect();
                        let factors = session(&used);
                        let before = decide(&wish, None, &factors, since, is_passive);
                        let Standing::StepUp(missing) = before else {
                            met_at_once += 1;
                            assert!(matches!(before, Standing::Met(_)) || wish.is_impossible());
                            continue;
                        };
                        asked += 1;
                        for by in [By::Code, By::Passkey, By::PasskeyAlone] {
                            let Some(proved) = missing.proved(by) else { continue };
                            let mut factors = factors.clone();
                            factors.add(OffsetDateTime::from_unix_timestamp(NOW).unwrap(), proved);
                            let after = decide(&wish, None, &factors, since, is_passive);
                            assert!(
                                matches!(after, Standing::Met(_)),
                                "{comparison:?} {first} {second} {used:?} {by:?}: {after:?}"
                            );
                        }
                    }
                }
            }
        }
        assert!(asked > 1000 && met_at_once > 1000, "{asked} {met_at_once}");
    }
}
