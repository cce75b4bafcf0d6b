//! A file that is applied while somebody else changes what it is about.

use super::{all, apply, rows, told};
use crate::support::app::{TestApp, spawn};
use crate::support::held::Held;
use crate::support::sp::{Sp, register};
use senza::federation::{DeclaredError, Federation, RegistryError};

fn stored(app: &TestApp, entity_id: &str) -> Option<Vec<String>> {
    let query = "select released from service_provider where entity_id = $1";
    app.block_on(sqlx::query_scalar(query).bind(entity_id).fetch_optional(&app.parts.pool)).unwrap()
}

// Threat: what an administrator changes at the very moment in which a file is applied is lost, and nobody is told; or the file is applied in
// part.
#[test]
fn what_another_changes_meanwhile_is_not_lost_and_nothing_of_the_file_is_done() {
    #[derive(Debug, PartialEq)]
    enum Meanwhile {
        /// The control.
        Nothing,
        Changed,
        Added,
        Removed,
    }
    for meanwhile in [Meanwhile::Nothing, Meanwhile::Changed, Meanwhile::Added, Meanwhile::Removed] {
        let app = spawn();
        let (ward, lab, new) = (Sp::new("ward").register(&app), Sp::new("lab").register(&app), Sp::new("new"));
        let wanted = || all(vec![told(&lab, &["mail"]), told(&ward, &["mail"]), told(&new, &["mail"])]);
        // It has compared, and waits to write.
        let held = Held::by(&app, "select id from organisation for no key update");
        let flow = Federation::clone(&app.federation);
        let declared = wanted();
        let runtime = app.block_on(async { tokio::runtime::Handle::current() });
        let applying = std::thread::spawn(move || runtime.block_on(flow.declare(declared, "test")));
        held.are_waited_for(&app, 1);
        match meanwhile {
            Meanwhile::Nothing => {}
            Meanwhile::Changed => register(&app, ward.metadata().as_bytes(), &["sn"]),
            Meanwhile::Added => register(&app, new.metadata().as_bytes(), &["sn"]),
            // As somebody whose transaction holds the organisation before it.
            Meanwhile::Removed => {
                app.sql("delete from service_provider where entity_id like '%ward%'");
            }
        }
        let (before, others) = (rows(&app), [&ward, &new].map(|sp| stored(&app, &sp.entity_id)));
        held.release(&app);
        let applied = applying.join().unwrap();
        let now = [&lab, &ward, &new].map(|sp| stored(&app, &sp.entity_id));
        let mail = || Some(vec!["mail".to_owned()]);
        if meanwhile == Meanwhile::Nothing {
            assert_eq!((applied.unwrap().steps.len(), now), (3, [mail(), mail(), mail()]), "control");
            continue;
        }
        assert!(matches!(applied, Err(DeclaredError::Registry(RegistryError::Changed))), "{meanwhile:?}: {applied:?}");
        let [of_ward, of_new] = others;
        assert_eq!((now, rows(&app)), ([Some(Vec::new()), of_ward, of_new], before), "{meanwhile:?}");
        // Control: looked at once more, it is done.
        apply(&app, wanted()).unwrap();
        assert_eq!([&lab, &ward, &new].map(|sp| stored(&app, &sp.entity_id)), [mail(), mail(), mail()]);
    }
}
