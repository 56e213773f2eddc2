//! The second pair of eyes: where the workspace asks for it, an invoice is a draft until somebody else than its author
//! approves it.
mod plan;
pub use plan::{Plan, Planned};

use super::electronic::{self, Parties};
use crate::{
    error::Error,
    http::{form::Form, pairs::Fields},
    kit::{
        ids::{InvoiceId, UserId},
        money::Currency,
    },
    rates::Rate,
};
use chrono::NaiveDate;
use serde::Deserialize;

/// A stored draft.
#[derive(Debug, Clone, Deserialize)]
pub struct InvoiceDraft {
    pub id: InvoiceId,
    pub account: String,
    pub bill_to: String,
    /// The parties as data, where invoices carry them.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub parties: Option<Parties>,
    pub path: String,
    pub about: String,
    pub currency: Currency,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub plan: Plan,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub fields: Fields,
    /// Who changed it last.
    pub saved_by: Option<UserId>,
    pub author: String,
    pub saved_at: i64,
    pub version: i64,
}

/// A draft in a list.
#[derive(Debug, Clone, Deserialize)]
pub struct ListedDraft {
    pub id: InvoiceId,
    pub account: String,
    pub about: String,
    pub currency: Currency,
    pub total: i64,
    pub author: String,
    pub saved_at: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    Changed,
    OwnDraft,
    DuePast,
    /// A percentage that it taxes with is another one today.
    RatesMoved,
    /// It could not carry its data: what is missing.
    Electronic(String),
}

impl InvoiceDraft {
    /// The form that made it, to be changed.
    pub fn form(&self) -> Form {
        let mut form = Form::of(self.fields.iter().cloned());
        form.set("draft", self.id.to_string());
        form.set("draft_version", self.version.to_string());
        form
    }

    pub fn page(&self) -> String {
        plan::page(self.id)
    }

    /// The page of its form.
    pub fn editor(&self) -> String {
        let joint = if self.path.contains('?') { '&' } else { '?' };
        format!("{}{joint}draft={}", self.path, self.id)
    }

    /// Whether `by` may issue it as it stands.
    pub fn may_approve(&self, by: UserId, needs_approval: bool) -> Result<(), Refusal> {
        if needs_approval && self.saved_by == Some(by) { Err(Refusal::OwnDraft) } else { Ok(()) }
    }

    /// What `by` issues, in the version on their page.
    pub fn approve(
        &self,
        (by, needs_approval): (UserId, bool),
        seen: i64,
        today: NaiveDate,
        rates: &[Rate],
    ) -> Result<Plan, Refusal> {
        if seen != self.version {
            return Err(Refusal::Changed);
        }
        self.may_approve(by, needs_approval)?;
        if self.plan.due_on() < today {
            return Err(Refusal::DuePast);
        }
        if self.plan.rates_moved(rates, today) {
            return Err(Refusal::RatesMoved);
        }
        let lacking = electronic::lacking(self.parties.as_ref(), &self.account, &self.currency);
        let unsayable = || {
            self.parties.as_ref()?;
            electronic::unsayable(self.plan.lines()).map(str::to_owned)
        };
        match lacking.or_else(unsayable) {
            Some(words) => Err(Refusal::Electronic(words)),
            None => Ok(self.plan.clone().on(today)),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::Changed => {
                "This draft changed since you opened the page. Open it again to see how it stands."
                    .to_owned()
            }
            Refusal::OwnDraft => {
                "You changed this draft last, so you cannot approve it yourself.".to_owned()
            }
            Refusal::DuePast => {
                "Its due date has passed. Change the draft and choose a later one.".to_owned()
            }
            Refusal::RatesMoved => {
                "The taxes changed since this draft was saved. Change it, so that they are added anew."
                    .to_owned()
            }
            Refusal::Electronic(words) => words,
        })
    }
}
