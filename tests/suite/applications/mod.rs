//! Service providers in the console: added after a look at what they are, changed, removed and tried, by who proves who they are.

mod added;
mod engineers;
mod listed;
mod makers;
mod subscribed;
mod subscribed_since;
mod tried;

use crate::support::app::TestApp;
use crate::support::person::{Person, enrol_as};

const LOOK: &str = "/admin/applications/look";
const CHANGE: &str = "/admin/applications/change";

fn root(app: &TestApp) -> Person {
    enrol_as(app, "root@example.org", true, &[("mail", "root@example.org")])
}

fn about(page: &str, entity_id: &str) -> String {
    let entity: String = url::form_urlencoded::byte_serialize(entity_id.as_bytes()).collect();
    format!("/admin/applications/{page}?entity={entity}")
}

/// What an application may be told, and its version.
fn stored(app: &TestApp, entity_id: &str) -> Option<(Vec<String>, i64)> {
    let query = "select released, version from service_provider where entity_id = $1";
    app.block_on(sqlx::query_as(query).bind(entity_id).fetch_optional(&app.parts.pool)).unwrap()
}
