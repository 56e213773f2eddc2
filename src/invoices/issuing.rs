//! Issuing an invoice for an accepted quote, once.
use super::{
    actuals::Charges,
    deposits::Deposit,
    electronic::{self, Parties},
};
use crate::{
    error::Error,
    itineraries::Leg,
    kit::{
        ids::{AccountId, InvoiceId, QuoteId},
        money::Currency,
        placeholders,
        price::Line,
        style::Style,
    },
};
use chrono::{Datelike as _, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A quote with everything that its invoice needs.
#[derive(Debug, Clone, Deserialize)]
pub struct Billing {
    pub quote_id: QuoteId,
    pub quote: String,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_accepted: bool,
    pub version: i64,
    pub account_id: AccountId,
    pub account: String,
    pub bill_to: String,
    /// The parties as data, where invoices carry them.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub parties: Option<Parties>,
    pub trip: Option<String>,
    pub route: String,
    pub departs_at: i64,
    pub vehicle: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<Leg>,
    pub currency: Currency,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub lines: Vec<Line>,
    pub subtotal: i64,
    pub total: i64,
    /// The workspace's standard terms, which the form may change.
    pub terms: String,
    /// The number of the invoice that was already issued for it.
    pub invoice: Option<String>,
    /// The deposit that was agreed, and those that were invoiced, which the invoice deducts.
    pub deposit: i64,
    /// The day on which the balance is due by the quote; none where the invoice says when.
    pub balance_on: Option<NaiveDate>,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub deposits: Vec<Deposit>,
    /// The minutes of each leg of its trip, where they were logged.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub logged: Vec<Option<i64>>,
}

/// An accepted quote that no invoice bills yet.
#[derive(Debug)]
pub struct Issuable<'b>(&'b Billing);

/// An invoice to be issued. The database numbers it when it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    pub id: InvoiceId,
    pub account: AccountId,
    pub quote: QuoteId,
    /// The reference of the quote.
    pub reference: String,
    /// The ids of the deposits that it was made from, in order.
    pub deposits: String,
    /// The version of the quote on the page.
    pub seen: i64,
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    pub terms: String,
    pub charges: Charges,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    NotAccepted,
    Issued(String),
    /// The discounts exceed the charges.
    Negative,
    /// The deposits that were invoiced exceed the charges.
    Deposited,
    DuePast,
    /// It could not carry its data: what is missing, for whoever issues it.
    Electronic(String),
}

/// The figures that an invoice's terms may name in braces.
pub const FIGURES: [&str; 2] = ["total", "due_date"];

impl Billing {
    /// The terms with the figures of the invoice.
    pub fn terms_told(
        &self,
        terms: &str,
        due_on: NaiveDate,
        charges: &Charges,
        style: Style,
    ) -> String {
        let style = style.lasting();
        let [total, due_date] = FIGURES;
        let amount = style.money(&self.currency, charges.sums.total);
        placeholders::filled(terms, &[(total, amount), (due_date, style.date(due_on))])
    }

    /// The day on which the balance is due by the quote, or today where that has passed; none where the quote says none.
    pub fn agreed_on(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.balance_on.map(|date| date.max(today))
    }

    /// When its invoice is due: as the quote says, or so many days from today.
    pub fn due_on(&self, today: NaiveDate, days: i64) -> NaiveDate {
        self.agreed_on(today).unwrap_or_else(|| due_in(today, days))
    }

    /// When a deposit invoice is due: what was agreed is due on acceptance, and so at once.
    pub fn deposit_due_on(&self, today: NaiveDate, days: i64) -> NaiveDate {
        if self.is_deposit_agreed() { today } else { due_in(today, days) }
    }

    /// Whether a deposit invoice is the one that was agreed, because there is none yet.
    pub fn is_deposit_agreed(&self) -> bool {
        self.deposits.is_empty() && self.deposit > 0
    }

    /// Whether an invoice may be issued for the quote.
    pub fn issuable(&self) -> Result<Issuable<'_>, Refusal> {
        match &self.invoice {
            Some(number) => Err(Refusal::Issued(number.clone())),
            None if !self.is_accepted => Err(Refusal::NotAccepted),
            None if self.total < 0 => Err(Refusal::Negative),
            None => match electronic::lacking(self.parties.as_ref(), &self.account, &self.currency)
            {
                Some(words) => Err(Refusal::Electronic(words)),
                None => Ok(Issuable(self)),
            },
        }
    }

    /// An invoice of the quote on these days: of issue, and when it is due.
    pub fn issue(
        &self,
        id: InvoiceId,
        seen: i64,
        (issued_on, due_on): (NaiveDate, NaiveDate),
        terms: String,
        charges: Charges,
    ) -> Issue {
        let (account, quote) = (self.account_id, self.quote_id);
        let (reference, deposits) = (self.quote.clone(), self.deposit_ids());
        Issue { id, account, quote, reference, deposits, seen, issued_on, due_on, terms, charges }
    }

    /// Whether the charges can be said as data, where the invoice carries it.
    pub fn electronic(&self, charges: &Charges) -> Result<(), Refusal> {
        let refused = self.parties.as_ref().and_then(|_| electronic::unsayable(&charges.lines));
        refused.map_or(Ok(()), |words| Err(Refusal::Electronic(words.to_owned())))
    }
}

/// The day so many days after today.
pub fn due_in(today: NaiveDate, days: i64) -> NaiveDate {
    let days = Days::new(u64::try_from(days).unwrap_or_default());
    today.checked_add_days(days).unwrap_or(today)
}

impl Issuable<'_> {
    /// `today` is the date in the workspace's time zone, and becomes the date of issue.
    pub fn issue(
        self,
        id: InvoiceId,
        seen: i64,
        today: NaiveDate,
        due_on: NaiveDate,
        terms: String,
        charges: Charges,
    ) -> Result<Issue, Refusal> {
        if due_on < today {
            return Err(Refusal::DuePast);
        }
        if charges.sums.total < 0 {
            return Err(Refusal::Negative);
        }
        let charges = self.0.deducted(charges).filter(|it| it.sums.total >= 0);
        let charges = charges.ok_or(Refusal::Deposited)?;
        self.0.electronic(&charges)?;
        Ok(self.0.issue(id, seen, (today, due_on), terms, charges))
    }
}

impl Issue {
    /// The first part of its number: the year of issue in the workspace's time zone.
    pub fn year(&self) -> String {
        self.issued_on.year().to_string()
    }
}

impl Refusal {
    /// The field that can be corrected; none where no field can.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::DuePast => Some("due_on"),
            Self::NotAccepted
            | Self::Issued(_)
            | Self::Negative
            | Self::Deposited
            | Self::Electronic(_) => None,
        }
    }

    pub fn words(&self) -> String {
        match self {
            Self::NotAccepted => {
                "Only an accepted quote can be billed. Open the quote to see where it stands."
                    .to_owned()
            }
            Self::Issued(number) => {
                format!(
                    "Invoice {number} was issued for this quote already. Open it from the list of invoices."
                )
            }
            Self::Negative => {
                "The discounts on this quote exceed its charges, so there is nothing to bill."
                    .to_owned()
            }
            Self::Deposited => {
                "The deposits that were invoiced exceed these charges. Void a deposit invoice first: what was paid of it becomes credit."
                    .to_owned()
            }
            Self::DuePast => "Choose today or a later day.".to_owned(),
            Self::Electronic(words) => words.clone(),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.words())
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::kit::price::Sums;
    use uuid::Uuid;

    /// An accepted quote without charges.
    pub fn bill() -> Billing {
        Billing {
            quote_id: QuoteId(Uuid::nil()),
            quote: "Q-1001".into(),
            is_accepted: true,
            version: 3,
            account_id: AccountId(Uuid::nil()),
            account: "Lindqvist".into(),
            bill_to: "Lindqvist".into(),
            parties: None,
            trip: None,
            route: "TEB to LTN".into(),
            departs_at: 0,
            vehicle: "Global 6000".into(),
            legs: Vec::new(),
            currency: Currency("USD".into()),
            lines: Vec::new(),
            subtotal: 0,
            total: 0,
            terms: String::new(),
            invoice: None,
            deposit: 0,
            balance_on: None,
            deposits: Vec::new(),
            logged: Vec::new(),
        }
    }

    fn issued(bill: &Billing, due: u32) -> Result<Issue, Refusal> {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap_or_default();
        let charges =
            Charges { lines: Vec::new(), sums: Sums { subtotal: 0, tax: 0, total: bill.total } };
        let issuable = bill.issuable()?;
        issuable.issue(InvoiceId(Uuid::max()), 3, day(21), day(due), String::new(), charges)
    }

    #[test]
    fn an_accepted_quote_is_billed_once() {
        assert_eq!(issued(&bill(), 30).map(|it| it.year()), Ok("2026".to_owned()));
        let open = Billing { is_accepted: false, ..bill() };
        assert_eq!(issued(&open, 30), Err(Refusal::NotAccepted));
        let billed = Billing { invoice: Some("2026-1001".into()), ..bill() };
        assert_eq!(issued(&billed, 30), Err(Refusal::Issued("2026-1001".into())));
        assert_eq!(issued(&Billing { total: -1, ..bill() }, 30), Err(Refusal::Negative));
    }

    #[test]
    fn terms_name_the_figures_of_the_invoice() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap_or_default();
        let sums = Sums { subtotal: 0, tax: 0, total: 125_000 };
        let charges = Charges { lines: Vec::new(), sums };
        let told = bill().terms_told("{total} by {due_date}.", day, &charges, Style::default());
        assert_eq!(told, "$1,250.00 by Nov 30, 2026.");
    }

    #[test]
    fn an_invoice_is_due_as_its_quote_says_and_never_before_it_is_issued() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap_or_default();
        let due = |balance_on| Billing { balance_on, ..bill() }.due_on(day(21), 7);
        assert_eq!((due(Some(day(26))), due(None)), (day(26), day(28)));
        assert_eq!((due(Some(day(21))), due(Some(day(20)))), (day(21), day(21)));
        let agreed = Billing { deposit: 100, ..bill() };
        assert_eq!(agreed.deposit_due_on(day(21), 7), day(21), "it is due on acceptance");
        assert_eq!(bill().deposit_due_on(day(21), 7), day(28), "none was agreed");
    }

    #[test]
    fn an_invoice_is_due_on_its_day_of_issue_at_the_earliest() {
        assert!(issued(&bill(), 21).is_ok());
        assert_eq!(issued(&bill(), 20), Err(Refusal::DuePast));
    }
}
