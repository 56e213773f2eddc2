//! What a client's pages of paying online show.
use crate::{
    http::form::Form,
    kit::money::Currency,
    payments::{
        Attempt, AttemptState, Provider, Way,
        asking::{Booked, Part, Payable, Till},
    },
    users::Visitor,
};
use askama::Template;

/// What can be paid, and how.
#[derive(Template)]
#[template(path = "payments/new.html")]
pub struct New {
    pub visitor: Visitor,
    pub till: Till,
    /// None where nothing can be paid online.
    pub provider: Option<Provider>,
    pub payables: Vec<Payable>,
    pub booked: Vec<Booked>,
    /// Whether the page was opened to pay for a booked trip, which then comes first.
    pub is_of_trip: bool,
    pub form: Form,
}

/// How an attempt stands.
#[derive(Template)]
#[template(path = "payments/show.html")]
pub struct Progress {
    pub visitor: Visitor,
    pub attempt: Attempt,
    /// Whether the client came back from the provider's page.
    pub is_back: bool,
}

/// The page that plays a provider.
#[cfg(any(test, feature = "local"))]
#[derive(Template)]
#[template(path = "payments/practice.html")]
pub struct Practice {
    pub attempt: Attempt,
    pub back: String,
    pub is_done: bool,
}

/// Invoices that can be paid together: of one account and in one currency.
pub struct Together<'p> {
    pub account: &'p str,
    pub currency: &'p Currency,
    pub invoices: Vec<&'p Payable>,
}

impl Together<'_> {
    pub fn sum(&self) -> String {
        self.currency.written(self.invoices.iter().map(|it| it.outstanding).sum())
    }
}

impl New {
    pub fn groups(&self) -> Vec<Together<'_>> {
        let is_alike =
            |a: &Payable, b: &Payable| (a.account_id, &a.currency) == (b.account_id, &b.currency);
        let groups = self.payables.chunk_by(is_alike).filter_map(|all| {
            let first = all.first()?;
            Some(Together {
                account: &first.account,
                currency: &first.currency,
                invoices: all.iter().collect(),
            })
        });
        groups.collect()
    }

    /// What a payment by wire should name.
    pub fn to_include(&self) -> String {
        let quotes = self.booked.iter().map(|it| it.reference.as_str()).collect::<Vec<_>>();
        match (self.is_of_trip || self.payables.is_empty(), quotes.is_empty()) {
            (_, true) => "the numbers of the invoices".to_owned(),
            (true, false) => quotes.join(", "),
            (false, false) => "the numbers of the invoices or quotes".to_owned(),
        }
    }

    /// The ways to pay in a currency, with what they cost.
    pub fn ways(&self, currency: &Currency, waives_surcharge: bool) -> Vec<(&'static str, String)> {
        let Some(provider) = self.provider else { return Vec::new() };
        let surcharge = crate::kit::money::percent(self.till.surcharge_ppm);
        let card = if self.till.surcharge_ppm > 0 && !waives_surcharge {
            format!("Card, plus a surcharge of {surcharge}%")
        } else {
            "Card".to_owned()
        };
        let all = [(Way::Card, card), (Way::Bank, "Bank account".to_owned())];
        let taken = all.into_iter().filter(|(way, _)| provider.takes(currency, &[], *way));
        taken.map(|(way, words)| (way.word(), words)).collect()
    }

    /// The choices of a booked trip that are not paid yet.
    pub fn parts(&self, it: &Booked) -> Vec<(&'static str, String)> {
        let style = self.visitor.style();
        let money = |part| style.money(&it.currency, it.still(part));
        let day = it.balance_on.filter(|day| *day > self.visitor.today());
        let due = day.map(|day| format!(" due {}", style.date(day))).unwrap_or_default();
        let whole = match it.still(Part::Deposit) {
            0 if it.deposit > 0 => format!("The balance of {}{due}", money(Part::Total)),
            0 => format!("All of it: {}{due}", money(Part::Total)),
            _ if due.is_empty() => format!("All of it: {}", money(Part::Total)),
            _ => format!("All of it: {}, with the balance{due}", money(Part::Total)),
        };
        let deposit = format!("The deposit of {}, due now", money(Part::Deposit));
        let all = [(Part::Deposit, "deposit", deposit), (Part::Total, "total", whole)];
        let open = all.into_iter().filter(|(part, ..)| it.still(*part) > 0);
        open.map(|(_, value, words)| (value, words)).collect()
    }
}

impl Progress {
    pub fn standing(&self) -> (&'static str, &'static str) {
        match self.attempt.state {
            AttemptState::Starting => ("late", "Not started"),
            AttemptState::Open if self.is_back => ("wait", "Being confirmed"),
            AttemptState::Open => ("wait", "To be paid"),
            AttemptState::Pending => ("wait", "On its way"),
            AttemptState::Succeeded => ("ok", "Paid"),
            AttemptState::Failed => ("late", "Failed"),
            AttemptState::Expired => ("off", "Expired"),
        }
    }

    pub fn words(&self) -> String {
        let from = &self.visitor.workspace.name;
        match self.attempt.state {
            AttemptState::Starting => format!("{} We try again by ourselves, or you can.", self.attempt.fault),
            AttemptState::Open if self.is_back => {
                "Waiting for the payment to be confirmed. This page looks again by itself. Do not pay a second time.".to_owned()
            }
            AttemptState::Open => "You pay on the page of our payment provider, and come back here.".to_owned(),
            AttemptState::Pending => "Your bank is making the payment, which can take some days. Do not pay a second time: we email you when it has arrived.".to_owned(),
            AttemptState::Succeeded => format!("{from} has received your payment. A receipt is on its way by email."),
            AttemptState::Failed => format!("{} You can try again.", self.attempt.fault),
            AttemptState::Expired => "The payment page was not used in time. Nothing was charged.".to_owned(),
        }
    }

    pub fn is_open(&self) -> bool {
        self.attempt.state == AttemptState::Open && !self.attempt.url.is_empty() && self.may_pay()
    }

    pub fn is_starting(&self) -> bool {
        self.attempt.state == AttemptState::Starting && self.may_pay()
    }

    /// Whether it may be begun anew.
    pub fn is_over(&self) -> bool {
        matches!(self.attempt.state, AttemptState::Failed | AttemptState::Expired) && self.may_pay()
    }

    fn may_pay(&self) -> bool {
        self.visitor.may_open("/payments/new")
    }

    pub fn is_practice(&self) -> bool {
        self.attempt.provider == Provider::Practice
    }
}

impl Attempt {
    pub fn written(&self, minor: i64) -> String {
        self.currency.written(minor)
    }

    pub fn whole(&self) -> String {
        self.currency.written(self.charged())
    }

    pub fn way_word(&self) -> &'static str {
        match self.way {
            Way::Card => "Card",
            Way::Bank => "Bank account",
        }
    }
}
