//! How a payment of an account is divided over its invoices.
use super::{Owed, Share};
use crate::{
    error::Error,
    invoices::Method,
    kit::{
        ids::{PaymentId, QuoteId},
        money::Currency,
    },
};
use chrono::NaiveDate;

/// What the bank shows, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remittance {
    pub method: Method,
    pub reference: String,
    pub currency: Currency,
    pub amount: i64,
    pub received_on: NaiveDate,
    /// The accepted quote whose deposit it is: its invoice takes it when it is issued.
    pub quote: Option<QuoteId>,
}

/// A payment to be recorded: what it pays, and what is left as the account's credit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    pub id: PaymentId,
    pub received: Remittance,
    pub shares: Vec<Share>,
    pub credit: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    NotPositive,
    NotYet,
    /// The part for an invoice is not above zero, or above what is outstanding of it.
    NotThatMuch {
        field: String,
        number: String,
    },
    OtherCurrency {
        field: String,
        number: String,
    },
    /// The parts are more than was received.
    MoreThanReceived {
        field: String,
    },
}

impl Remittance {
    /// Pays what was typed for each invoice; the rest is credit. `today` is the date in the workspace's time zone.
    pub fn typed(
        self,
        id: PaymentId,
        typed: &[(&Owed, i64)],
        today: NaiveDate,
    ) -> Result<Division, Refusal> {
        self.valid(today)?;
        let (mut shares, mut rest) = (Vec::new(), self.amount);
        for (owed, amount) in typed {
            let (field, number) = (owed.field(), owed.number.clone());
            if owed.currency != self.currency {
                return Err(Refusal::OtherCurrency { field, number });
            }
            if !(1..=owed.outstanding).contains(amount) {
                return Err(Refusal::NotThatMuch { field, number });
            }
            if *amount > rest {
                return Err(Refusal::MoreThanReceived { field });
            }
            rest -= amount;
            shares.push(Share {
                invoice: owed.id,
                number,
                about: owed.about.clone(),
                amount: *amount,
            });
        }
        Ok(Division { id, received: self, shares, credit: rest })
    }

    /// Pays the open invoices in their order, as far as it reaches; the rest is credit.
    pub fn in_order(
        self,
        id: PaymentId,
        open: &[Owed],
        today: NaiveDate,
    ) -> Result<Division, Refusal> {
        self.valid(today)?;
        let (shares, credit) = spread(self.amount, &self.currency, open);
        Ok(Division { id, received: self, shares, credit })
    }

    fn valid(&self, today: NaiveDate) -> Result<(), Refusal> {
        match () {
            () if self.amount <= 0 => Err(Refusal::NotPositive),
            () if self.received_on > today => Err(Refusal::NotYet),
            () => Ok(()),
        }
    }
}

/// Divides an amount over the invoices of its currency in their order. Returns what each gets, and the rest.
pub fn spread(amount: i64, currency: &Currency, open: &[Owed]) -> (Vec<Share>, i64) {
    let (mut shares, mut rest) = (Vec::new(), amount);
    for owed in open.iter().filter(|it| it.currency == *currency) {
        let amount = rest.min(owed.outstanding);
        if amount > 0 {
            rest -= amount;
            shares.push(Share {
                invoice: owed.id,
                number: owed.number.clone(),
                about: owed.about.clone(),
                amount,
            });
        }
    }
    (shares, rest)
}

impl Refusal {
    /// The field that can be corrected.
    pub fn field(&self) -> &str {
        match self {
            Self::NotPositive => "amount",
            Self::NotYet => "received_on",
            Self::NotThatMuch { field, .. }
            | Self::OtherCurrency { field, .. }
            | Self::MoreThanReceived { field } => field,
        }
    }

    pub fn words(&self) -> String {
        match self {
            Self::NotPositive => "Enter an amount above zero.".to_owned(),
            Self::NotYet => "Choose today or an earlier day.".to_owned(),
            Self::NotThatMuch { number, .. } => format!(
                "Enter an amount above zero, at most what is outstanding on invoice {number}."
            ),
            Self::OtherCurrency { number, .. } => {
                format!("Invoice {number} is in another currency than this payment.")
            }
            Self::MoreThanReceived { .. } => {
                "The amounts for the invoices are more than was received.".to_owned()
            }
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::ids::InvoiceId;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap_or_default()
    }

    fn owed(n: u128, currency: &str, outstanding: i64) -> Owed {
        Owed {
            id: InvoiceId(Uuid::from_u128(n)),
            number: format!("2026-{n}"),
            about: "TEB to PBI".into(),
            currency: Currency(currency.into()),
            outstanding,
            due_on: day(30),
        }
    }

    fn wire(currency: &str, amount: i64) -> Remittance {
        Remittance {
            method: Method::Wire,
            reference: String::new(),
            currency: Currency(currency.into()),
            amount,
            received_on: day(21),
            quote: None,
        }
    }

    fn id() -> PaymentId {
        PaymentId(Uuid::max())
    }

    #[test]
    fn one_wire_pays_several_invoices_and_leaves_credit() {
        let open = [owed(1, "USD", 300), owed(2, "EUR", 50), owed(3, "USD", 200)];
        let all = wire("USD", 550).in_order(id(), &open, day(21)).unwrap();
        let paid: Vec<_> = all.shares.iter().map(|it| (it.number.as_str(), it.amount)).collect();
        assert_eq!((paid, all.credit), (vec![("2026-1", 300), ("2026-3", 200)], 50));
        let part = wire("USD", 350).in_order(id(), &open, day(21)).unwrap();
        assert_eq!((part.shares[1].amount, part.credit), (50, 0));
        assert_eq!(wire("USD", 9).in_order(id(), &[], day(21)).unwrap().credit, 9, "a deposit");
    }

    #[test]
    fn what_was_typed_is_checked_against_the_invoices() {
        let (first, euros) = (owed(1, "USD", 300), owed(2, "EUR", 50));
        let typed = |amount, parts: &[(&Owed, i64)]| {
            wire("USD", amount).typed(id(), parts, day(21)).map(|it| it.credit)
        };
        assert_eq!(typed(400, &[(&first, 300)]), Ok(100));
        let refused = |it: Result<i64, Refusal>| it.unwrap_err().words();
        assert!(refused(typed(400, &[(&first, 301)])).contains("outstanding on invoice 2026-1"));
        assert!(refused(typed(400, &[(&euros, 50)])).contains("another currency"));
        assert!(refused(typed(200, &[(&first, 201)])).contains("more than was received"));
        assert_eq!(typed(0, &[]), Err(Refusal::NotPositive));
        assert_eq!(wire("USD", 1).in_order(id(), &[], day(20)), Err(Refusal::NotYet));
    }

    proptest! {
        #[test]
        fn allocations_never_exceed_the_payment_or_the_invoices(
            amount in 1..=Currency::MOST,
            open in prop::collection::vec((0..3_usize, 1..=Currency::MOST), 0..30),
            which in 0..3_usize,
        ) {
            // Currencies without, with two and with three decimals.
            let codes = ["JPY", "USD", "KWD"];
            let open: Vec<_> = open.iter().zip(1..).map(|((code, n), i)| owed(i, codes[*code], *n)).collect();
            let all = wire(codes[which], amount).in_order(id(), &open, day(21)).unwrap();
            let paid: i64 = all.shares.iter().map(|it| it.amount).sum();
            prop_assert_eq!(paid + all.credit, amount);
            prop_assert!(all.credit >= 0);
            for share in &all.shares {
                let of = open.iter().find(|it| it.id == share.invoice).unwrap();
                prop_assert!((1..=of.outstanding).contains(&share.amount));
                prop_assert_eq!(&of.currency.0, codes[which]);
            }
            let open_left = open.iter().filter(|it| it.currency.0 == codes[which]).map(|it| it.outstanding).sum::<i64>() - paid;
            prop_assert!(all.credit == 0 || open_left == 0, "credit is left only where nothing is open");
            // What is written for people is read as the same amount, in each of the three kinds of currency.
            prop_assert_eq!(all.received.currency.read(&all.received.currency.typed(amount)), Ok(amount));
        }
    }
}
