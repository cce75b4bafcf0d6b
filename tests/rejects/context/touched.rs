//! A passkey's answer where a session lacks something: what is wrong with it is refused, and would do without the check.

use super::*;

/// What is wrong with a passkey's answer: which checks refuse it, the word for it in the audit, and what is sent.
type Wrong = (&'static [Check], &'static str, fn(&mut Scene, &Page) -> Page);

const WRONG: [Wrong; 5] = [
    (&[Check::PasskeyChallenge], "passkey refused: challenge", |scene, page| {
        let (question, _) = scene.question(page);
        let answer = scene.key.get(&BASE64URL_NOPAD.encode(&[7; 32]));
        scene.ada.browser.submit("/step-up", page, &answered("", &question, &answer))
    }),
    (&[Check::QuestionOwner], "passkey refused: challenge", |scene, page| {
        // Of another session of hers, as somebody has it who looks over her shoulder there.
        let mut there = scene.ada.elsewhere(&scene.app);
        std::mem::swap(&mut there.browser, &mut scene.ada.browser);
        let theirs = scene.ada.browser.get("/account/passphrase");
        let (question, challenge) = scene.question(&theirs);
        std::mem::swap(&mut there.browser, &mut scene.ada.browser);
        let answer = scene.key.get(&challenge);
        scene.ada.browser.submit("/step-up", page, &answered("", &question, &answer))
    }),
    // The count of its uses would refuse it as well, of an authenticator that counts.
    (&[Check::QuestionOnce, Check::PasskeyCounter], "passkey refused: challenge", |scene, page| {
        let (question, challenge) = scene.question(page);
        let answer = scene.key.get(&challenge);
        let first = scene.ada.browser.submit("/step-up", page, &answered("no passphrase", &question, &answer));
        assert_eq!(first.status, 403);
        scene.ada.browser.submit("/step-up", page, &answered("", &question, &answer))
    }),
    (&[Check::PasskeyVerified], "passkey refused: user verification", |scene, page| {
        scene.key.flags = 0x01;
        let done = scene.touch(page, true);
        scene.key.flags = 0x05;
        done
    }),
    (&[Check::PasskeyCounter], "passkey refused: counter", |scene, page| {
        let ahead = std::mem::replace(&mut scene.key.count, 0);
        let done = scene.touch(page, true);
        scene.key.count = ahead + 1;
        done
    }),
];

// Threat: what an authenticator said once, for somebody else's page, without knowing who touched it, or from a copy of it, tops up a
// session at which somebody sits who is not its owner.
#[test]
fn without_the_check_a_wrong_passkeys_answer_would_do() {
    let _alone = SWITCH.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    skip(&[]);
    let mut scene = Scene::new();
    let row = Row(Plain, "exact", &[MFA], KIT, NEITHER, Asks(true, true, MFA, 0));
    let page = scene.send(&row);
    let page = scene.ada.browser.follow(page);
    assert_eq!(scene.touch(&page, true).status, 303, "control: nothing is wrong with it");
    for (checks, word, send) in WRONG {
        let count = |scene: &Scene| scene.app.count(&format!("audit where event = '{word}'"));
        for skipped in [&[][..], checks] {
            skip(&[]);
            let (sent, before) = (scene.send(&row), count(&scene));
            let page = scene.ada.browser.follow(sent);
            skip(skipped);
            let done = send(&mut scene, &page);
            skip(&[]);
            match skipped {
                [] => assert_eq!((done.status, count(&scene)), (403, before + 1), "{checks:?}: {}", done.body),
                _ => assert_eq!(done.status, 303, "control without {checks:?}: {}", done.body),
            }
        }
        println!("control  without {checks:?}: the session is topped up, instead of «{word}»");
    }
}
