//! What each role may do, and what a client may be granted: the one place that routes and pages ask.
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Of an aircraft: sees the trips flown on it, whoever flies.
    Owner,
    Charter,
    /// Of the FBO: services, invoices and messages only.
    Customer,
    Admin,
    Dispatcher,
    Accounting,
    ReadOnly,
}

/// What a member of staff may be allowed to do beyond reading; goes with the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    WorkRequests,
    Quote,
    MoveTrips,
    Invoice,
    /// Leads, contacts and accounts: to write, convert, merge and deactivate them.
    ManageContacts,
    /// Who of the clients gets in, and what they may do.
    GrantAccess,
    Message,
    ReadAudit,
    /// Staff, settings, and what is to be undone for those who are locked out.
    Administer,
}

/// What a client may be allowed to do; goes with the contact.
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

    /// As it is stored.
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

    /// A client's role by its stored word; never one of the staff's.
    pub fn of_client(word: &str) -> Option<Self> {
        Self::CLIENTS.into_iter().find(|role| role.word() == word)
    }

    /// A role of the staff by its stored word; never a client's.
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
                    | Right::ManageContacts
                    | Right::GrantAccess
                    | Right::Message
            ),
            Self::Accounting => {
                matches!(right, Right::Invoice | Right::ManageContacts | Right::Message)
            }
            Self::ReadOnly | Self::Owner | Self::Charter | Self::Customer => false,
        }
    }

    /// Whether a client of this role travels: trips, requests, quotes and passengers.
    pub fn travels(self) -> bool {
        matches!(self, Self::Owner | Self::Charter)
    }

    /// Whether a client of this role can make use of a grant; another that they were given rests.
    pub fn has_use_for(self, grant: Grant) -> bool {
        match self {
            Self::Owner | Self::Charter => true,
            Self::Customer => matches!(grant, Grant::SeeMoney | Grant::Pay | Grant::ManageUsers),
            Self::Admin | Self::Dispatcher | Self::Accounting | Self::ReadOnly => false,
        }
    }
}

impl Right {
    pub const ALL: [Self; 9] = [
        Self::WorkRequests,
        Self::Quote,
        Self::MoveTrips,
        Self::Invoice,
        Self::ManageContacts,
        Self::GrantAccess,
        Self::Message,
        Self::ReadAudit,
        Self::Administer,
    ];

    /// What it is the right to.
    pub fn name(self) -> &'static str {
        match self {
            Self::WorkRequests => "Work on requests",
            Self::Quote => "Build and send quotes",
            Self::MoveTrips => "Move trips",
            Self::Invoice => "Issue invoices and record payments",
            Self::ManageContacts => "Change leads, contacts and accounts",
            Self::GrantAccess => "Give clients access and rights",
            Self::Message => "Write to clients",
            Self::ReadAudit => "Read the audit trail",
            Self::Administer => "Change staff and settings",
        }
    }

    /// The roles that have it, as they are stored.
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
    /// What a new client is given unless somebody says otherwise.
    pub const USUAL: [Self; 5] = [
        Self::RequestTrips,
        Self::ApproveQuotes,
        Self::SeeMoney,
        Self::Pay,
        Self::ManagePassengers,
    ];

    /// As operators know it.
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

    /// As the client's own people know it, and for the head of a narrow column.
    pub fn short_name(self) -> &'static str {
        if self == Self::ManageUsers { "Manage users" } else { self.name() }
    }

    /// As it is stored.
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

    /// What else it takes: nobody approves or pays what they may not see.
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
    fn a_grant_is_read_by_the_word_it_is_stored_as() {
        for grant in Grant::ALL {
            assert_eq!(serde_json::to_string(&grant).ok(), Some(format!("\"{}\"", grant.word())));
        }
    }

    #[test]
    fn the_roles_with_a_right_are_those_that_may() {
        assert_eq!(Right::Administer.roles(), ["admin"]);
        assert_eq!(Right::Invoice.roles(), ["admin", "accounting"]);
        for right in Right::ALL {
            assert!(!right.roles().contains(&"read_only"), "{right:?}");
        }
    }

    #[test]
    fn no_client_has_a_right_of_the_staff_and_no_staff_a_grant() {
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
