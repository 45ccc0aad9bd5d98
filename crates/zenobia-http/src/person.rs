//! Who asks, and what they may do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What somebody may do; each may do all that those before may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Somebody who has not logged in.
    Guest,
    /// May see everything.
    Viewer,
    /// May decide about findings, and keep views.
    Reviewer,
    /// May add reports.
    Editor,
    /// May add people.
    Admin,
}

impl Role {
    /// The role of a name as the store keeps it; nothing may be done by a name that is none.
    pub fn named(name: &str) -> Role {
        serde_json::from_value(name.into()).unwrap_or(Role::Guest)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Role::Guest => "guest",
            Role::Viewer => "viewer",
            Role::Reviewer => "reviewer",
            Role::Editor => "editor",
            Role::Admin => "admin",
        }
    }
}

/// Somebody who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Person {
    /// Who; `null` for somebody who has not logged in.
    pub name: Option<String>,
    /// What they may do.
    pub role: Role,
}

impl Person {
    /// Somebody who has not logged in.
    pub fn guest() -> Person {
        Person { name: None, role: Role::Guest }
    }
}

#[cfg(test)]
mod tests {
    use super::Role;

    #[test]
    fn roles_are_read_by_their_names() {
        for role in [Role::Guest, Role::Viewer, Role::Reviewer, Role::Editor, Role::Admin] {
            assert_eq!(Role::named(role.name()), role);
        }
        assert_eq!(Role::named("king"), Role::Guest);
    }
}
