//! An invoice as it was decided: to be issued at once, or kept as a draft.
use crate::{
    http::{form::Form, pairs::Fields},
    invoices::{
        free::{self, FreeIssue},
        issuing::Issue,
    },
    kit::{
        ids::{AccountId, InvoiceId},
        money::Currency,
        price::Line,
    },
    rates::Rate,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The fields of a form that are of its page and not of the invoice.
const OF_THE_PAGE: [&str; 6] = ["key", "version", "order", "add", "draft", "draft_version"];

/// The page of a draft.
pub fn page(draft: InvoiceId) -> String {
    format!("/invoices/drafts/{draft}")
}

/// What is issued when a draft is approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    Quote(Issue),
    Deposit(Issue),
    Free(FreeIssue),
}

/// An invoice as it was decided, and the page whose form makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    pub plan: Plan,
    pub path: String,
    /// Its route, or what it is for.
    pub about: String,
    pub currency: Currency,
    pub fields: Fields,
    /// The version of the draft that the form changes; 0 where there is none yet.
    pub seen: i64,
}

impl Plan {
    pub fn id(&self) -> InvoiceId {
        match self {
            Self::Quote(it) | Self::Deposit(it) => it.id,
            Self::Free(it) => it.id,
        }
    }

    pub fn account(&self) -> AccountId {
        match self {
            Self::Quote(it) | Self::Deposit(it) => it.account,
            Self::Free(it) => it.account,
        }
    }

    pub fn due_on(&self) -> NaiveDate {
        match self {
            Self::Quote(it) | Self::Deposit(it) => it.due_on,
            Self::Free(it) => it.due_on,
        }
    }

    pub fn terms(&self) -> &str {
        match self {
            Self::Quote(it) | Self::Deposit(it) => &it.terms,
            Self::Free(it) => &it.terms,
        }
    }

    pub fn lines(&self) -> &[Line] {
        match self {
            Self::Quote(it) | Self::Deposit(it) => &it.charges.lines,
            Self::Free(it) => &it.charges.lines,
        }
    }

    pub fn total(&self) -> i64 {
        match self {
            Self::Quote(it) | Self::Deposit(it) => it.charges.sums.total,
            Self::Free(it) => it.charges.sums.total,
        }
    }

    /// The same, issued on another day.
    pub(super) fn on(self, issued_on: NaiveDate) -> Self {
        match self {
            Self::Quote(it) => Self::Quote(Issue { issued_on, ..it }),
            Self::Deposit(it) => Self::Deposit(Issue { issued_on, ..it }),
            Self::Free(it) => Self::Free(FreeIssue { issued_on, ..it }),
        }
    }

    /// Whether a percentage that it taxes with is another one today.
    pub(super) fn rates_moved(&self, rates: &[Rate], today: NaiveDate) -> bool {
        match self {
            Self::Quote(_) | Self::Deposit(_) => false,
            Self::Free(it) => it.rates != free::in_force(rates, today),
        }
    }
}

impl Planned {
    /// `path` is the page whose form this is.
    pub fn new(
        plan: Plan,
        path: String,
        about: impl Into<String>,
        currency: &Currency,
        form: &Form,
    ) -> Self {
        let kept = |(name, _): &&(String, String)| !OF_THE_PAGE.contains(&name.as_str());
        let mut fields: Fields = form.fields().iter().filter(kept).cloned().collect();
        // Whoever changes it next may write dates in another order.
        for (name, value) in &mut fields {
            if name == "due_on" {
                *value = plan.due_on().to_string();
            }
        }
        let seen = form.value("draft_version").parse().unwrap_or_default();
        Self { plan, path, about: about.into(), currency: currency.clone(), fields, seen }
    }

    /// Whether another draft of the same page would be of the same invoice.
    pub fn is_alone(&self) -> bool {
        match self.plan {
            Plan::Quote(_) | Plan::Deposit(_) => true,
            Plan::Free(_) => false,
        }
    }

    /// The page of the draft.
    pub fn draft_page(&self) -> String {
        page(self.plan.id())
    }
}
