//! Notices: what a person was told, under the bell and by mail, and how they choose to be told.
mod choosing;
mod jobs;
mod mail;
mod queries;
mod routes;
mod views;
pub use choosing::{Choice, Emailing};
pub use jobs::{claim, forget, tell};
pub use queries::opened;
pub use routes::{outside, routes};

use crate::kit::{money::Currency, style::Style};
use serde::Deserialize;

/// Something that the visitor was told.
#[derive(Debug, Clone, Deserialize)]
pub struct Notice {
    pub id: String,
    pub subject: String,
    pub lead: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub about: Option<Sum>,
    /// The page that it leads to.
    pub path: String,
    pub at: i64,
    pub read_at: Option<i64>,
}

/// The amount that a notice is about, of an invoice with its route.
#[derive(Debug, Clone, Deserialize)]
pub struct Sum {
    route: String,
    currency: Currency,
    amount: i64,
}

/// What happened, or where that says nothing: "TEB to PBI, $1,200.00".
pub fn lead(lead: &str, about: Option<&Sum>, style: Style) -> String {
    let Some(it) = about.filter(|_| lead.is_empty()) else { return lead.to_owned() };
    let amount = style.money(&it.currency, it.amount);
    if it.route.is_empty() { amount } else { format!("{}, {amount}", it.route) }
}
