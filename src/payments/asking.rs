//! What a client asks to pay online, and the attempt that it makes.
mod refusal;
pub use refusal::Refusal;

use super::{Attempt, AttemptState, Provider, Share, Way};
use crate::kit::{
    ids::{AccountId, AttemptId, InvoiceId, QuoteId, TripId, WorkspaceId},
    money::{self, Currency},
    text,
};
use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Builder;

/// How the workspace takes payments.
#[derive(Debug, Clone, Deserialize)]
pub struct Till {
    /// The provider's stored word, or "none".
    pub provider: String,
    pub merchant: String,
    pub surcharge_ppm: i64,
    /// For those who pay by wire.
    pub instructions: String,
    /// The canonical host of its client portal, to which the provider leads back.
    pub host: String,
}

/// An invoice of the client that is not paid in full.
#[derive(Debug, Clone, Deserialize)]
pub struct Payable {
    pub id: InvoiceId,
    pub account_id: AccountId,
    pub account: String,
    pub number: String,
    /// Its trip and route.
    pub about: String,
    pub trip_id: Option<TripId>,
    pub currency: Currency,
    pub outstanding: i64,
    pub due_on: NaiveDate,
    pub version: i64,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub waives_surcharge: bool,
}

/// An accepted quote that has no invoice yet.
#[derive(Debug, Clone, Deserialize)]
pub struct Booked {
    pub id: QuoteId,
    pub account_id: AccountId,
    pub reference: String,
    /// The reference of its trip.
    pub trip: String,
    pub route: String,
    pub trip_id: Option<TripId>,
    pub currency: Currency,
    pub total: i64,
    pub deposit: i64,
    /// The day on which the balance is due; none where its invoice says when.
    pub balance_on: Option<NaiveDate>,
    /// What was paid for it already.
    pub received: i64,
    pub version: i64,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub waives_surcharge: bool,
}

/// Which part of a quote is paid before its invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Deposit,
    Total,
}

/// What is to be paid.
#[derive(Debug, Clone)]
pub enum Wanted<'w> {
    Invoices(Vec<&'w Payable>),
    Quote(&'w Booked, Part),
}

impl Part {
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "deposit" => Some(Self::Deposit),
            "total" => Some(Self::Total),
            _ => None,
        }
    }
}

impl Booked {
    /// What is still to be paid of a part of it.
    pub fn still(&self, part: Part) -> i64 {
        let due = match part {
            Part::Deposit => self.deposit,
            Part::Total => self.total,
        };
        (due - self.received).max(0)
    }
}

/// What a wish comes to.
struct Priced {
    account: AccountId,
    currency: Currency,
    amount: i64,
    shares: Vec<Share>,
    quote: Option<QuoteId>,
    label: String,
    waives_surcharge: bool,
    versions: String,
}

impl Wanted<'_> {
    fn priced(&self) -> Result<Priced, Refusal> {
        match self {
            Self::Invoices(all) => {
                let first = all.first().ok_or(Refusal::Nothing)?;
                let is_alike = |it: &&Payable| {
                    (it.account_id, &it.currency) == (first.account_id, &first.currency)
                };
                if !all.iter().all(is_alike) {
                    return Err(Refusal::Mixed);
                }
                let share = |it: &&Payable| Share {
                    invoice: it.id,
                    number: it.number.clone(),
                    about: it.about.clone(),
                    amount: it.outstanding,
                };
                let numbers: Vec<_> = all.iter().map(|it| it.number.as_str()).collect();
                let versions: Vec<_> = all.iter().map(|it| it.version.to_string()).collect();
                let noun = if all.len() == 1 { "Invoice" } else { "Invoices" };
                Ok(Priced {
                    account: first.account_id,
                    currency: first.currency.clone(),
                    amount: money::sum(all.iter().map(|it| it.outstanding))
                        .ok_or_else(|| Refusal::NotTaken(first.currency.clone()))?,
                    shares: all.iter().map(share).collect(),
                    quote: None,
                    label: text::excerpt(&format!("{noun} {}", numbers.join(", ")), 200),
                    waives_surcharge: first.waives_surcharge,
                    versions: versions.join(" "),
                })
            }
            Self::Quote(it, part) => Ok(Priced {
                account: it.account_id,
                currency: it.currency.clone(),
                amount: it.still(*part),
                shares: Vec::new(),
                quote: Some(it.id),
                label: match part {
                    Part::Deposit => format!("Deposit for {}, {}", it.reference, it.route),
                    Part::Total => format!("{}, {}", it.reference, it.route),
                },
                waives_surcharge: it.waives_surcharge,
                versions: format!("{} {}", it.version, it.received),
            }),
        }
    }
}

impl Till {
    /// The attempt that pays what is wanted. It is the same for the same wish, until one of `past` that paid it is over.
    pub fn attempt(
        &self,
        provider: Option<Provider>,
        workspace: WorkspaceId,
        wanted: &Wanted,
        way: Way,
        past: &[Attempt],
        now: i64,
    ) -> Result<Attempt, Refusal> {
        let provider = provider.ok_or(Refusal::NotOnline)?;
        let it = wanted.priced()?;
        if it.amount <= 0 {
            return Err(Refusal::Settled);
        }
        let surcharge = match way {
            Way::Card if !it.waives_surcharge => money::share(it.amount, self.surcharge_ppm),
            Way::Card | Way::Bank => Some(0),
        };
        let not_taken = || Refusal::NotTaken(it.currency.clone());
        let surcharge = surcharge.ok_or_else(not_taken)?;
        if !provider.takes(&it.currency, &[it.amount, surcharge], way) {
            return Err(not_taken());
        }
        let shares: Vec<_> =
            it.shares.iter().map(|it| format!("{} {}", it.invoice, it.amount)).collect();
        let parts = [
            workspace.to_string(),
            it.account.to_string(),
            provider.word().to_owned(),
            self.merchant.clone(),
            way.word().to_owned(),
            it.currency.to_string(),
            it.amount.to_string(),
            surcharge.to_string(),
            shares.join(" "),
            it.quote.map(|it| it.to_string()).unwrap_or_default(),
            it.versions,
        ];
        let parts: Vec<_> = parts.iter().map(String::as_bytes).collect();
        let basis = text::digest(&parts);
        let over = past.iter().filter(|it| it.basis == basis && !it.state.is_alive()).count();
        Ok(Attempt {
            id: id_of(&basis, over),
            workspace_id: workspace,
            account_id: it.account,
            basis,
            provider,
            merchant: self.merchant.clone(),
            way,
            currency: it.currency,
            amount: it.amount,
            surcharge,
            shares: it.shares,
            quote_id: it.quote,
            label: it.label,
            state: AttemptState::Starting,
            url: String::new(),
            session: None,
            fault: String::new(),
            version: 1,
            created_at: now,
        })
    }
}

/// The same basis makes the same id, unless earlier attempts with it are over. The id is the provider's idempotency key.
fn id_of(basis: &str, over: usize) -> AttemptId {
    let digest = text::digest_bytes(&[b"attempt", basis.as_bytes(), over.to_string().as_bytes()]);
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(byte, of)| *byte = of);
    AttemptId(Builder::from_custom_bytes(bytes).into_uuid())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn payable(n: u128, currency: &str, outstanding: i64) -> Payable {
        Payable {
            id: InvoiceId(Uuid::from_u128(n)),
            account_id: AccountId(Uuid::from_u128(7)),
            account: "Lindqvist".into(),
            number: format!("2026-{n}"),
            about: "TEB to PBI".into(),
            trip_id: None,
            currency: Currency(currency.into()),
            outstanding,
            due_on: NaiveDate::default(),
            version: 1,
            waives_surcharge: false,
        }
    }

    fn till(surcharge_ppm: i64) -> Till {
        Till {
            provider: "stripe".into(),
            merchant: String::new(),
            surcharge_ppm,
            instructions: String::new(),
            host: "harbour".into(),
        }
    }

    fn asked(
        till: &Till,
        all: Vec<&Payable>,
        way: Way,
        past: &[Attempt],
    ) -> Result<Attempt, Refusal> {
        let workspace = WorkspaceId(Uuid::nil());
        till.attempt(Some(Provider::Stripe), workspace, &Wanted::Invoices(all), way, past, 5)
    }

    #[test]
    fn the_same_invoices_balance_and_version_are_the_same_attempt() {
        let (one, two) = (payable(1, "USD", 100), payable(2, "USD", 50));
        let id = |all, past: &[Attempt]| asked(&till(0), all, Way::Card, past).unwrap().id;
        let first = asked(&till(0), vec![&one, &two], Way::Card, &[]).unwrap();
        assert_eq!((first.amount, id(vec![&one, &two], &[])), (150, first.id));
        assert_eq!(first.label, "Invoices 2026-1, 2026-2");
        assert_ne!(id(vec![&one], &[]), first.id, "other invoices");
        let paid = Payable { outstanding: 40, ..two.clone() };
        assert_ne!(id(vec![&one, &paid], &[]), first.id, "another balance");
        let changed = Payable { version: 2, ..two.clone() };
        assert_ne!(id(vec![&one, &changed], &[]), first.id, "another version");
        let alive = Attempt { state: AttemptState::Open, ..first.clone() };
        assert_eq!(id(vec![&one, &two], &[alive]), first.id, "it is gone on with");
        let failed = Attempt { state: AttemptState::Failed, ..first.clone() };
        assert_ne!(id(vec![&one, &two], &[failed]), first.id, "one that failed is begun anew");
    }

    #[test]
    fn the_surcharge_is_for_cards_and_can_be_waived() {
        let it = payable(1, "USD", 12_345);
        let surcharge = |it, way| asked(&till(29_000), vec![it], way, &[]).unwrap().surcharge;
        assert_eq!((surcharge(&it, Way::Card), surcharge(&it, Way::Bank)), (358, 0));
        let waived = Payable { waives_surcharge: true, ..it.clone() };
        assert_eq!(surcharge(&waived, Way::Card), 0);
    }

    #[test]
    fn what_cannot_be_paid_is_refused() {
        let (usd, eur) = (payable(1, "USD", 100), payable(2, "EUR", 50));
        let refused = |all: Vec<&Payable>| asked(&till(0), all, Way::Card, &[]).unwrap_err();
        assert_eq!(refused(vec![]), Refusal::Nothing);
        assert_eq!(refused(vec![&usd, &eur]), Refusal::Mixed);
        let neighbor = Payable { account_id: AccountId(Uuid::nil()), ..usd.clone() };
        assert_eq!(refused(vec![&usd, &neighbor]), Refusal::Mixed);
        let settled = Payable { outstanding: 0, ..usd.clone() };
        assert_eq!(refused(vec![&settled]), Refusal::Settled);
        let fine = payable(3, "KWD", 1_234);
        assert_eq!(refused(vec![&fine]), Refusal::NotTaken(Currency("KWD".into())));
    }

    #[test]
    fn a_deposit_or_the_whole_is_paid_before_the_invoice_less_what_was_paid() {
        let booked = |received| Booked {
            id: QuoteId(Uuid::nil()),
            account_id: AccountId(Uuid::nil()),
            reference: "Q-1".into(),
            trip: "T-1".into(),
            route: "TEB to PBI".into(),
            trip_id: None,
            currency: Currency("USD".into()),
            total: 1_000,
            deposit: 300,
            balance_on: None,
            received,
            version: 3,
            waives_surcharge: true,
        };
        assert_eq!((booked(0).still(Part::Deposit), booked(0).still(Part::Total)), (300, 1_000));
        assert_eq!((booked(300).still(Part::Deposit), booked(300).still(Part::Total)), (0, 700));
        let (workspace, till) = (WorkspaceId(Uuid::nil()), till(0));
        let attempt = |it: &Booked, part| {
            till.attempt(
                Some(Provider::Stripe),
                workspace,
                &Wanted::Quote(it, part),
                Way::Card,
                &[],
                5,
            )
        };
        let it = attempt(&booked(0), Part::Deposit).unwrap();
        assert_eq!((it.amount, it.label.as_str()), (300, "Deposit for Q-1, TEB to PBI"));
        assert_eq!(attempt(&booked(300), Part::Deposit), Err(Refusal::Settled));
    }
}
