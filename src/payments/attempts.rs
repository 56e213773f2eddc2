//! An attempt to pay online, and its states.
use super::{Provider, Share};
use crate::kit::{
    ids::{AccountId, AttemptId, QuoteId, WorkspaceId},
    money::Currency,
};
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptState {
    /// The provider's page could not be opened yet.
    Starting,
    Open,
    /// A debit of a bank account, which takes days.
    Pending,
    Succeeded,
    Failed,
    Expired,
}

/// How the client pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    Card,
    Bank,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Attempt {
    pub id: AttemptId,
    pub workspace_id: WorkspaceId,
    pub account_id: AccountId,
    /// A digest of what it pays: the same for the same invoices, balances and versions.
    pub basis: String,
    pub provider: Provider,
    pub merchant: String,
    pub way: Way,
    pub currency: Currency,
    pub amount: i64,
    pub surcharge: i64,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub shares: Vec<Share>,
    pub quote_id: Option<QuoteId>,
    pub label: String,
    pub state: AttemptState,
    /// The provider's page; empty while it could not be opened.
    pub url: String,
    pub session: Option<String>,
    pub fault: String,
    pub version: i64,
    pub created_at: i64,
}

impl AttemptState {
    pub fn word(self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Open => "open",
            Self::Pending => "pending",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Expired => "expired",
        }
    }

    /// Whether it may still succeed as it is.
    pub fn is_alive(self) -> bool {
        match self {
            Self::Starting | Self::Open | Self::Pending => true,
            Self::Succeeded | Self::Failed | Self::Expired => false,
        }
    }
}

impl Way {
    pub fn of(word: &str) -> Option<Self> {
        [Self::Card, Self::Bank].into_iter().find(|it| it.word() == word)
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Bank => "bank",
        }
    }

    /// The stored method of the payment that it becomes.
    pub fn method(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Bank => "ach",
        }
    }
}

impl Attempt {
    /// What the client is charged.
    pub fn charged(&self) -> i64 {
        self.amount + self.surcharge
    }

    /// What the provider's page leads back to.
    pub fn path(&self) -> String {
        format!("/payments/{}", self.id)
    }
}
