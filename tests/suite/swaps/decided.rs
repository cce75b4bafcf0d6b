//! What is to become of each column that somebody edits; a column that nobody decided about fails the test.

use senza::db::columns::TABLES;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// The flow that reads it refuses.
    Refused,
    /// `senza audit verify` names it.
    Named,
    /// It confers nothing: whatever it says, everybody is who they were. Why.
    ConfersNothing(&'static str),
    /// It says nothing where it is; of another form than its column's, the row is refused.
    Nothing,
    /// Tried where its flow is. By which tests.
    Elsewhere(&'static str),
    /// No row of the table is believed for anything about a person. Why.
    NotTrusted(&'static str),
}

use Decided::{ConfersNothing, Elsewhere, Named, NotTrusted, Refused};

const SHOWN: Decided =
    ConfersNothing("a day that a page shows, or that the sweep goes by; the exact end lies inside a seal");

pub fn decided(table: &str, column: &str) -> Option<Decided> {
    Some(match (table, column) {
        ("organisation", "created_on") | ("account", "created_on") => SHOWN,
        ("organisation", _) => Refused,
        // A flag cannot be sealed: it must hold without the person. What it says is compared with the audit.
        ("account", "state") => Named,
        ("account", _) => Refused,
        ("way_in", "id" | "account_id" | "way" | "wrapped_kw" | "verifier" | "sealed_private") => Refused,
        // Of a passphrase; a kit is not stretched and has its own test of these below.
        ("way_in", "salt" | "memory_kib" | "passes" | "lanes") => Refused,
        // Of a kit; a passphrase has none.
        ("way_in", "locator") => Refused,
        // Of a passphrase that needs a passkey besides, which `passkeys::both` tries; of no other way in.
        ("way_in", "share") => Refused,
        ("root_seal" | "factor" | "profile" | "inbox_item", _) => Refused,
        ("invitation", _) => Refused,
        ("service_provider", "added_on" | "changed_on") => SHOWN,
        ("service_provider", "listed_as") => {
            ConfersNothing("where it stands in the console's list, which says of it what its row says under the MAC")
        }
        ("service_provider", "metadata_digest") => ConfersNothing("computed by the database from the metadata"),
        ("service_provider", _) => Refused,
        ("session", "ends_on") | ("participant", "ends_on") => SHOWN,
        ("session" | "participant", _) => Refused,
        ("pending", "expires_at") => ConfersNothing(
            "when the sweep takes it, and the step is over; longer, it waits until its day's key is destroyed",
        ),
        ("pending", _) => Refused,
        ("audit", _) => Named,
        ("audit_shipped", _) => Elsewhere("watch::shipped"),
        ("audit_shipping", _) => {
            NotTrusted("which server sends the audit away: another one does, or two do, and nothing is lost")
        }
        ("directory", "mark") => ConfersNothing("another one has the entry written anew at its person's next sign-in"),
        ("directory", _) | ("keyring", "directory") => Elsewhere("directory::attacked"),
        ("keyring" | "keyring_member" | "escrow", _) => Elsewhere("again::attacked"),
        ("scope", _) => Elsewhere("keys::written"),
        ("envelope_slip", "expires_on") => SHOWN,
        ("envelope" | "envelope_key" | "envelope_slip", _) => Elsewhere("envelopes::attacked"),
        ("api_token", _) => Elsewhere("api::attacked"),
        ("flight" | "flight_key" | "flight_share", _) => Elsewhere("sign_ons"),
        ("proposal", "expires_on") => SHOWN,
        ("approval_policy" | "proposal", _) => Elsewhere("console::approvals"),
        ("subscription", _) => Elsewhere("applications::subscribed"),
        ("partner_link", _) => Elsewhere("applications::engineers"),
        ("session_policy", _) => Elsewhere("sessions::chosen"),
        ("organisation_look", _) => Elsewhere("console::look_attacked"),
        ("forgotten_device", _) => NotTrusted(
            "a mark that is taken away lets a forgotten browser stand among known devices again: it opens nothing by that",
        ),
        ("spent_code", _) => NotTrusted(
            "a mark that is taken away lets a code be used again within its minute, by whoever has passphrase and code",
        ),
        ("seen_request", _) => NotTrusted(
            "a mark that is taken away lets a request be answered again, to the same person at the same place",
        ),
        ("throttle", _) => NotTrusted("a count; who resets it still meets the keeper's budget"),
        ("logout_answer", _) => NotTrusted("what a page says of a logout under way"),
        _ => return None,
    })
}

pub fn undecided() -> Vec<String> {
    let all = TABLES.iter().flat_map(|table| table.columns.iter().map(move |column| (table.name, column.name)));
    all.filter(|(table, column)| decided(table, column).is_none())
        .map(|(table, column)| format!("{table}.{column}"))
        .collect()
}
