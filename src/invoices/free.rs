//! Invoices without a quote: for an account, about one of its trips or orders of services, or about anything else.
mod charging;

use super::{
    actuals::Charges,
    deposits::{self, Deposit},
    electronic::{self, Parties},
    issuing::FIGURES,
    times,
};
use crate::{
    error::Error,
    http::form::Form,
    kit::{
        clock::Dates,
        ids::{AccountId, InvoiceId, RateId, ServiceId, TripId},
        money::{Currency, Quantity},
        placeholders,
        style::Style,
    },
    quotes,
    rates::Rate,
    services::Wanted,
    workspaces::Trade,
};
use charging::charges;
pub use charging::in_force;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An account to be billed, and what for, where the page was opened from there.
#[derive(Debug, Clone, Deserialize)]
pub struct FreeBill {
    pub account_id: AccountId,
    pub account: String,
    pub bill_to: String,
    /// The parties as data, where invoices carry them.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub parties: Option<Parties>,
    pub currency: Currency,
    /// The workspace's standard terms, which the form may change.
    pub terms: String,
    pub trip_id: Option<TripId>,
    pub trip: Option<String>,
    pub route: Option<String>,
    /// The deposits that were invoiced for the trip and that no invoice deducts yet.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub deposits: Vec<Deposit>,
    /// The minutes of each leg of the trip, where they were logged.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub logged: Vec<Option<i64>>,
    pub service_id: Option<ServiceId>,
    pub service: Option<String>,
    pub tail: Option<String>,
    /// The code of the FBO's airport.
    pub code: Option<String>,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub wanted: Option<Wanted>,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_completed: bool,
    /// The number of the invoice that was already issued for the order.
    pub invoice: Option<String>,
}

/// An invoice without a quote, to be issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeIssue {
    pub id: InvoiceId,
    pub account: AccountId,
    pub trip: Option<TripId>,
    pub service: Option<ServiceId>,
    /// The deposits that it deducts.
    pub deposits: Vec<InvoiceId>,
    /// What it is for, in the place of a route.
    pub about: String,
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    pub terms: String,
    pub charges: Charges,
    /// The percentages in force, by which it is taxed.
    pub rates: Vec<(RateId, i64)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    NotCompleted,
    Billed(String),
    /// It could not carry its data: what is missing.
    Electronic(String),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::NotCompleted => {
                "Complete the order first. Then it can be invoiced.".to_owned()
            }
            Refusal::Electronic(words) => words,
            Refusal::Billed(number) => format!(
                "Invoice {number} was issued for this order already. Open it from the list of invoices."
            ),
        })
    }
}

impl FreeBill {
    /// An order is billed once it is completed, and only once.
    pub fn check(&self) -> Result<(), Refusal> {
        match (&self.service_id, &self.invoice) {
            (Some(_), Some(number)) => Err(Refusal::Billed(number.clone())),
            (Some(_), None) if !self.is_completed => Err(Refusal::NotCompleted),
            (Some(_) | None, _) => {
                let lacking =
                    electronic::lacking(self.parties.as_ref(), &self.account, &self.currency);
                lacking.map_or(Ok(()), |words| Err(Refusal::Electronic(words)))
            }
        }
    }

    /// The form as it begins: with a line for each service, or one for the hours that were logged of the trip, and its
    /// deposits ticked. Staff enter the prices.
    pub fn begun(&self, due_on: NaiveDate, trade: Trade) -> Form {
        let mut form = Form::of([
            ("about", self.about()),
            ("due_on", due_on.to_string()),
            ("terms", self.terms.clone()),
            ("trip", self.trip_id.map(|id| id.to_string()).unwrap_or_default()),
            ("service", self.service_id.map(|id| id.to_string()).unwrap_or_default()),
        ]);
        let wanted = self.wanted.iter().flat_map(Wanted::lines);
        for (i, (label, value)) in wanted.filter(|(label, _)| *label != "Notes").enumerate() {
            let label = if value == "Yes" { label.to_owned() } else { format!("{label}, {value}") };
            form.set(&format!("label.{i}"), label);
        }
        if let Some(hours) = hours(&self.logged) {
            form.set("label.0", time_word(trade));
            form.set("quantity.0", hours.typed());
            form.set("unit.0", "h");
            form.set("taxable.0", "yes");
        }
        for it in &self.deposits {
            form.add("deposit", it.id.to_string());
        }
        form
    }

    fn about(&self) -> String {
        match (&self.service, &self.route) {
            (Some(service), _) => {
                let tail = self.tail.as_deref().unwrap_or_default();
                let code = self.code.as_deref().unwrap_or_default();
                format!("Services {service}, {tail} at {code}")
            }
            (None, Some(route)) => route.clone(),
            (None, None) => String::new(),
        }
    }

    /// The invoice that was typed; none where the form has complaints.
    pub fn read(
        &self,
        form: &mut Form,
        id: InvoiceId,
        rates: &[Rate],
        (dates, style): (Dates, Style),
    ) -> Option<FreeIssue> {
        let today = dates.today;
        let about = form.required("about", 120, "Say what the invoice is for.");
        let terms = form.text("terms", 4_000);
        if let Some(complaint) = placeholders::complaint(&terms, &FIGURES) {
            form.complain("terms", complaint);
        }
        let due_on = form.date("due_on", &dates);
        if due_on.is_some_and(|due| due < today) {
            form.complain("due_on", "Choose today or a later day.");
        }
        let lines = quotes::typed_lines(form, &self.currency, 0);
        if lines.is_empty() && !form.has_complaints() {
            form.complain("label.0", "Enter at least one line.");
        }
        let deposits = self.ticked(form);
        let gross = charges(lines, rates, today);
        let charges = gross.clone().and_then(|it| deposits::deduct(it, deposits.iter().copied()));
        if let Some((field, words)) = self.wrong(gross.as_ref(), charges.as_ref()) {
            form.complain(field, words);
        }
        let (due_on, charges) = due_on.zip(charges).filter(|_| !form.has_complaints())?;
        let style = style.lasting();
        let [total, due_date] = FIGURES;
        let amount = style.money(&self.currency, charges.sums.total);
        let terms =
            placeholders::filled(&terms, &[(total, amount), (due_date, style.date(due_on))]);
        Some(FreeIssue {
            id,
            account: self.account_id,
            trip: self.trip_id,
            service: self.service_id,
            deposits: deposits.iter().map(|it| it.id).collect(),
            about,
            issued_on: today,
            due_on,
            terms,
            charges,
            rates: in_force(rates, today),
        })
    }
}

/// The hours of a trip all of whose legs were logged.
fn hours(legs: &[Option<i64>]) -> Option<Quantity> {
    let minutes = legs.iter().copied().sum::<Option<i64>>()?;
    (minutes > 0).then(|| times::hours(minutes))
}

fn time_word(trade: Trade) -> &'static str {
    match trade {
        Trade::Air => "Flight time",
        Trade::Coach => "Driving time",
    }
}
