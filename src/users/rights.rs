//! The roles, the rights of staff by role, and what may be granted to a client. Routes and pages
//! ask only here.
use crate::workspaces::Workspace;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Owner of an aircraft: sees all trips on it, whoever travels.
    Owner,
    Charter,
    /// Customer of the FBO: sees services, invoices and messages only.
    Customer,
    Admin,
    Dispatcher,
    Accounting,
    ReadOnly,
}

/// What a member of staff may do beyond reading; their role decides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    WorkRequests,
    Quote,
    MoveTrips,
    /// Keep the FBOs, choose those of trips and accounts, and answer orders of services.
    Handle,
    Invoice,
    /// Add, change, convert, merge and deactivate leads, contacts and accounts.
    ManageContacts,
    /// Invite clients, remove their access, and change their rights.
    GrantAccess,
    Message,
    /// Correct passengers, read their numbers and dates of birth, and export manifests.
    ManagePassengers,
    ReadAudit,
    /// Change staff and settings, and help users who are locked out.
    Administer,
}

/// What a client may do; granted to each contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grant {
    RequestTrips,
    ApproveQuotes,
    SeeMoney,
    Pay,
    ManagePassengers,
    ManageUsers,
    ChangeItineraries,
    CreateTrips,
    Schedule,
}

impl Role {
    pub const CLIENTS: [Self; 3] = [Self::Charter, Self::Owner, Self::Customer];
    pub const STAFF: [Self; 4] = [Self::Admin, Self::Dispatcher, Self::Accounting, Self::ReadOnly];

    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Charter => "Charter client",
            Self::Customer => "Customer",
            Self::Admin => "Administrator",
            Self::Dispatcher => "Dispatcher",
            Self::Accounting => "Accounting",
            Self::ReadOnly => "Read-only",
        }
    }

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Charter => "charter",
            Self::Customer => "customer",
            Self::Admin => "admin",
            Self::Dispatcher => "dispatcher",
            Self::Accounting => "accounting",
            Self::ReadOnly => "read_only",
        }
    }

    /// The client role with this stored word; `None` for a staff role.
    pub fn of_client(word: &str) -> Option<Self> {
        Self::CLIENTS.into_iter().find(|role| role.word() == word)
    }

    /// The staff role with this stored word; `None` for a client role.
    pub fn of_staff(word: &str) -> Option<Self> {
        Self::STAFF.into_iter().find(|role| role.word() == word)
    }

    pub fn may(self, right: Right) -> bool {
        match self {
            Self::Admin => true,
            Self::Dispatcher => matches!(
                right,
                Right::WorkRequests
                    | Right::Quote
                    | Right::MoveTrips
                    | Right::Handle
                    | Right::ManageContacts
                    | Right::GrantAccess
                    | Right::Message
                    | Right::ManagePassengers
            ),
            Self::Accounting => {
                matches!(right, Right::Invoice | Right::ManageContacts | Right::Message)
            }
            Self::ReadOnly | Self::Owner | Self::Charter | Self::Customer => false,
        }
    }

    /// Whether clients of this role have trips, requests, quotes and passengers.
    pub fn travels(self) -> bool {
        matches!(self, Self::Owner | Self::Charter)
    }

    /// Whether a client of this role can use a grant; one they cannot use has no effect.
    pub fn has_use_for(self, grant: Grant) -> bool {
        match self {
            Self::Owner | Self::Charter => true,
            Self::Customer => matches!(grant, Grant::SeeMoney | Grant::Pay | Grant::ManageUsers),
            Self::Admin | Self::Dispatcher | Self::Accounting | Self::ReadOnly => false,
        }
    }
}

impl Right {
    pub const ALL: [Self; 11] = [
        Self::WorkRequests,
        Self::Quote,
        Self::MoveTrips,
        Self::Handle,
        Self::Invoice,
        Self::ManageContacts,
        Self::GrantAccess,
        Self::Message,
        Self::ManagePassengers,
        Self::ReadAudit,
        Self::Administer,
    ];

    /// The name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::WorkRequests => "Work on requests",
            Self::Quote => "Build and send quotes",
            Self::Handle => "Keep FBOs and handle services",
            Self::MoveTrips => "Create, change and move trips",
            Self::Invoice => "Issue invoices and record payments",
            Self::ManageContacts => "Change leads, contacts and accounts",
            Self::GrantAccess => "Give clients access and rights",
            Self::Message => "Write to clients",
            Self::ManagePassengers => "Correct passengers and read their documents",
            Self::ReadAudit => "Read the audit trail",
            Self::Administer => "Change staff and settings",
        }
    }

    /// The stored words of the roles that have it.
    pub fn roles(self) -> Vec<&'static str> {
        Role::STAFF.into_iter().filter(|role| role.may(self)).map(Role::word).collect()
    }
}

impl Grant {
    pub const ALL: [Self; 9] = [
        Self::RequestTrips,
        Self::ApproveQuotes,
        Self::SeeMoney,
        Self::Pay,
        Self::ManagePassengers,
        Self::ManageUsers,
        Self::ChangeItineraries,
        Self::CreateTrips,
        Self::Schedule,
    ];
    /// The grants that are preselected for a new client, unless the workspace has chosen others.
    #[cfg(test)]
    pub const USUAL: [Self; 5] = [
        Self::RequestTrips,
        Self::ApproveQuotes,
        Self::SeeMoney,
        Self::Pay,
        Self::ManagePassengers,
    ];

    /// The grants that a workspace preselects for a new client.
    pub fn usual(workspace: &Workspace) -> Vec<Self> {
        let is_given = |i: usize| workspace.gives & (1 << i) != 0;
        Self::ALL.into_iter().enumerate().filter(|(i, _)| is_given(*i)).map(|it| it.1).collect()
    }

    /// The name on the operations side.
    pub fn name(self) -> &'static str {
        match self {
            Self::RequestTrips => "Request trips",
            Self::ApproveQuotes => "Approve quotes",
            Self::SeeMoney => "See money",
            Self::Pay => "Pay",
            Self::ManagePassengers => "Manage passengers",
            Self::ManageUsers => "Manage their account\u{2019}s users",
            Self::ChangeItineraries => "Itinerary changes",
            Self::CreateTrips => "Create trip from request",
            Self::Schedule => "Advanced scheduling",
        }
    }

    /// The name on the client's side, and in the head of a narrow column.
    pub fn short_name(self) -> &'static str {
        if self == Self::ManageUsers { "Manage users" } else { self.name() }
    }

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::RequestTrips => "request_trips",
            Self::ApproveQuotes => "approve_quotes",
            Self::SeeMoney => "see_money",
            Self::Pay => "pay",
            Self::ManagePassengers => "manage_passengers",
            Self::ManageUsers => "manage_users",
            Self::ChangeItineraries => "change_itineraries",
            Self::CreateTrips => "create_trips",
            Self::Schedule => "schedule",
        }
    }

    /// The grant that this one needs: nobody approves or pays what they may not see.
    pub fn needs(self) -> Option<Self> {
        match self {
            Self::ApproveQuotes | Self::Pay => Some(Self::SeeMoney),
            Self::RequestTrips
            | Self::SeeMoney
            | Self::ManagePassengers
            | Self::ManageUsers
            | Self::ChangeItineraries
            | Self::CreateTrips
            | Self::Schedule => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_is_serialized_as_its_stored_word() {
        for grant in Grant::ALL {
            assert_eq!(serde_json::to_string(&grant).ok(), Some(format!("\"{}\"", grant.word())));
        }
    }

    #[test]
    fn each_right_lists_the_roles_that_have_it() {
        assert_eq!(Right::Administer.roles(), ["admin"]);
        assert_eq!(Right::Invoice.roles(), ["admin", "accounting"]);
        for right in Right::ALL {
            assert!(!right.roles().contains(&"read_only"), "{right:?}");
        }
    }

    #[test]
    fn no_client_has_a_right_of_staff_and_no_member_of_staff_can_use_a_grant() {
        for role in Role::CLIENTS {
            assert!(!role.may(Right::Message) && !role.may(Right::Administer), "{role:?}");
            assert_eq!(Role::of_staff(role.word()), None);
        }
        for role in Role::STAFF {
            assert!(!Grant::ALL.into_iter().any(|grant| role.has_use_for(grant)), "{role:?}");
            assert_eq!(Role::of_client(role.word()), None);
        }
    }
}
