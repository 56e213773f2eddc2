//! A program of the operator's that uses the API.
use crate::kit::zoned::HOUR;
use serde::{Deserialize, Serialize};

/// How often it is noted that a key is used.
const NOTED_EVERY: i64 = HOUR;

/// The key that a request came with.
#[derive(Debug, Clone, Deserialize)]
pub struct Program {
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub abilities: Vec<Ability>,
    pub used_at: Option<i64>,
}

impl Program {
    /// Whether it is time to note that the key is used.
    pub fn is_to_be_noted(&self, now: i64) -> bool {
        self.used_at.is_none_or(|at| now - at >= NOTED_EVERY)
    }
}

/// What an API key may do; chosen when it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ability {
    #[serde(rename = "trips:read")]
    ReadTrips,
    #[serde(rename = "quotes:read")]
    ReadQuotes,
    #[serde(rename = "invoices:read")]
    ReadInvoices,
    #[serde(rename = "accounts:read")]
    ReadAccounts,
    #[serde(rename = "payments:write")]
    RecordPayments,
    #[serde(rename = "leads:write")]
    AddLeads,
}

impl Ability {
    pub const ALL: [Self; 6] = [
        Self::ReadTrips,
        Self::ReadQuotes,
        Self::ReadInvoices,
        Self::ReadAccounts,
        Self::RecordPayments,
        Self::AddLeads,
    ];

    /// The word that is stored, and that programs read.
    pub fn word(self) -> &'static str {
        match self {
            Self::ReadTrips => "trips:read",
            Self::ReadQuotes => "quotes:read",
            Self::ReadInvoices => "invoices:read",
            Self::ReadAccounts => "accounts:read",
            Self::RecordPayments => "payments:write",
            Self::AddLeads => "leads:write",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::ReadTrips => "Read requests and trips",
            Self::ReadQuotes => "Read quotes",
            Self::ReadInvoices => "Read invoices and payments",
            Self::ReadAccounts => "Read accounts",
            Self::RecordPayments => "Record payments",
            Self::AddLeads => "Add leads, with what prospects ask for",
        }
    }
}
