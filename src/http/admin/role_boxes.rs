//! The boxes by which a form says who may do what in the console.

use super::access::{Right, needs};
use crate::domain::Role;
use crate::http::error::PageError;
use crate::http::several::listed;
use crate::say;
use crate::sign_in::session::SignedIn;
use crate::words::Text;
use serde::Deserialize;

/// As they were sent: a box that is not ticked sends nothing.
#[derive(Default, Clone, Deserialize)]
pub(in crate::http) struct RoleBoxes {
    #[serde(default)]
    admin: Option<String>,
    #[serde(default)]
    federation: Option<String>,
    #[serde(default)]
    help_desk: Option<String>,
    #[serde(default)]
    auditor: Option<String>,
}

/// One box, as `admin/role_boxes.html` shows it.
pub(super) struct RoleBox {
    pub(super) field: &'static str,
    pub(super) name: Text,
    pub(super) means: Text,
    pub(super) is_ticked: bool,
}

impl RoleBoxes {
    fn ticked(&self, role: Role) -> bool {
        match role {
            Role::Owner => self.admin.is_some(),
            Role::Federation => self.federation.is_some(),
            Role::HelpDesk => self.help_desk.is_some(),
            Role::Auditor => self.auditor.is_some(),
        }
    }

    pub(super) fn roles(&self) -> Vec<Role> {
        Role::ALL.into_iter().filter(|role| self.ticked(*role)).collect()
    }

    /// Those that were ticked, sent by somebody who may give roles; or none, sent by anybody.
    ///
    /// # Errors
    /// A role was ticked, and it is not for this person to give.
    pub(super) fn given_by(&self, person: &SignedIn) -> Result<Vec<Role>, PageError> {
        let roles = self.roles();
        if !roles.is_empty() {
            needs(person, Right::Roles)?;
        }
        Ok(roles)
    }

    /// What they amount to, in a sentence that follows; nothing where there is none.
    pub(super) fn words(&self) -> Text {
        let roles = self.roles();
        match roles.is_empty() {
            true => Text::default(),
            false => say("admin-role-and-part").with("roles", listed(roles.into_iter().map(name))),
        }
    }

    /// The boxes that were ticked, to be sent again.
    pub(super) fn fields<'a>(&self) -> Vec<(&'static str, &'a str)> {
        self.shown().into_iter().filter(|one| one.is_ticked).map(|one| (one.field, "yes")).collect()
    }

    /// The boxes of the next page, ticked as these were.
    pub(super) fn shown(&self) -> Vec<RoleBox> {
        let field = |role| match role {
            Role::Owner => "admin",
            Role::Federation => "federation",
            Role::HelpDesk => "help_desk",
            Role::Auditor => "auditor",
        };
        Role::ALL
            .into_iter()
            .map(|role| RoleBox {
                field: field(role),
                name: name(role),
                means: means(role),
                is_ticked: self.ticked(role),
            })
            .collect()
    }
}

/// What people call whoever holds it.
fn name(role: Role) -> Text {
    match role {
        Role::Owner => say("admin-role-owner"),
        Role::Federation => say("admin-role-federation"),
        Role::HelpDesk => say("admin-role-help-desk"),
        Role::Auditor => say("admin-role-auditor"),
    }
}

/// What it is for, in one sentence.
fn means(role: Role) -> Text {
    match role {
        Role::Owner => say("admin-role-owner-means"),
        Role::Federation => say("admin-role-federation-means"),
        Role::HelpDesk => say("admin-role-help-desk-means"),
        Role::Auditor => say("admin-role-auditor-means"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_listed_at_the_end_of_a_sentence() {
        let ticked = |admin: &str, auditor: &str| RoleBoxes {
            admin: Some(admin.to_owned()).filter(|sent| !sent.is_empty()),
            auditor: Some(auditor.to_owned()).filter(|sent| !sent.is_empty()),
            ..RoleBoxes::default()
        };
        assert!(ticked("", "").words().is_empty());
        assert_eq!(ticked("yes", "").words().english(), ", and a part in this console: Owner");
        assert_eq!(ticked("yes", "yes").words().english(), ", and a part in this console: Owner, Auditor");
    }
}
