//! Sending money back: from the credit that a payment left first, then from the invoices that it pays.
use super::{Provider, Received, Share};
use crate::{
    error::Error,
    kit::{
        ids::{AccountId, PaymentId, RefundId},
        money::Currency,
    },
};
use chrono::NaiveDate;
use serde::Deserialize;

/// A refund to be recorded, and how the payment is divided afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    pub payment: PaymentId,
    pub amount: i64,
    pub reference: String,
    /// Why, in words that the client reads.
    pub reason: String,
    pub refunded_on: NaiveDate,
    /// The credit and the surcharge that are left of the payment.
    pub credit: i64,
    pub surcharge: i64,
    /// The invoices that it pays less of, with what it still pays.
    pub reopened: Vec<Share>,
}

/// A refund that the provider is to send.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Sending {
    pub id: RefundId,
    pub account_id: AccountId,
    pub amount: i64,
    pub currency: Currency,
    pub reason: String,
    /// The whole payment.
    pub paid: i64,
    pub received_on: NaiveDate,
    pub intent: String,
    pub merchant: String,
    pub provider: Provider,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    NotPositive,
    MoreThanLeft,
    NotYet,
}

impl Received {
    /// `today` is the date in the workspace's time zone.
    pub fn refund(
        &self,
        amount: i64,
        reference: &str,
        refunded_on: NaiveDate,
        today: NaiveDate,
    ) -> Result<Refund, Refusal> {
        match () {
            () if amount <= 0 => return Err(Refusal::NotPositive),
            () if amount > self.refundable() => return Err(Refusal::MoreThanLeft),
            () if refunded_on > today => return Err(Refusal::NotYet),
            () => {}
        }
        let of_credit = amount.min(self.unallocated);
        let (mut rest, mut reopened) = (amount - of_credit, Vec::new());
        // The invoice that was paid last is opened first.
        for share in self.shares.iter().rev() {
            let taken = rest.min(share.amount);
            if taken > 0 {
                rest -= taken;
                reopened.push(Share { amount: share.amount - taken, ..share.clone() });
            }
        }
        Ok(Refund {
            payment: self.id,
            amount,
            reference: reference.to_owned(),
            reason: String::new(),
            refunded_on,
            credit: self.unallocated - of_credit,
            surcharge: self.surcharge - rest,
            reopened,
        })
    }
}

impl Refusal {
    /// The field that can be corrected.
    pub fn field(self) -> &'static str {
        match self {
            Self::NotPositive | Self::MoreThanLeft => "amount",
            Self::NotYet => "refunded_on",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::NotPositive => "Enter an amount above zero.",
            Self::MoreThanLeft => "That is more than is left of this payment.",
            Self::NotYet => "Choose today or an earlier day.",
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
    use crate::{invoices::Method, kit::ids::InvoiceId};
    use proptest::prelude::*;
    use uuid::Uuid;

    const DAY: NaiveDate = NaiveDate::MIN;

    /// A payment that pays these invoices, with this credit and surcharge.
    fn received(paid: &[i64], unallocated: i64, surcharge: i64) -> Received {
        let share = |(amount, n): (&i64, u128)| Share {
            invoice: InvoiceId(Uuid::from_u128(n)),
            number: n.to_string(),
            about: String::new(),
            amount: *amount,
        };
        Received {
            id: PaymentId(Uuid::nil()),
            account_id: AccountId(Uuid::nil()),
            account: String::new(),
            method: Method::Card,
            reference: String::new(),
            currency: Currency("USD".into()),
            amount: paid.iter().sum::<i64>() + unallocated + surcharge,
            surcharge,
            refunded: 0,
            unallocated,
            received_on: DAY,
            created_at: 0,
            provider: None,
            dispute: None,
            advance_for: String::new(),
            shares: paid.iter().zip(1..).map(share).collect(),
        }
    }

    #[test]
    fn credit_is_sent_back_before_an_invoice_is_opened_again() {
        let it = received(&[100, 200], 50, 9);
        let left = |amount| {
            let refund = it.refund(amount, "", DAY, DAY).unwrap();
            let reopened: Vec<_> =
                refund.reopened.iter().map(|it| (it.number.clone(), it.amount)).collect();
            (refund.credit, reopened, refund.surcharge)
        };
        assert_eq!(left(40), (10, vec![], 9));
        assert_eq!(left(60), (0, vec![("2".into(), 190)], 9));
        assert_eq!(left(270), (0, vec![("2".into(), 0), ("1".into(), 80)], 9));
        assert_eq!(left(359), (0, vec![("2".into(), 0), ("1".into(), 0)], 0));
        assert_eq!(it.refund(360, "", DAY, DAY), Err(Refusal::MoreThanLeft));
        assert_eq!(it.refund(0, "", DAY, DAY), Err(Refusal::NotPositive));
    }

    proptest! {
        #[test]
        fn a_refund_takes_exactly_its_amount(
            paid in prop::collection::vec(1..1_000_000_i64, 0..6), credit in 0..1_000_000_i64, surcharge in 0..1_000_i64,
            part in 0.0..1.0_f64,
        ) {
            let it = received(&paid, credit, surcharge);
            prop_assume!(it.amount > 0);
            #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // any amount will do
            let amount = ((it.amount as f64 * part) as i64).max(1);
            let refund = it.refund(amount, "", DAY, DAY).unwrap();
            let still = |share: &Share| refund.reopened.iter().find(|it| it.invoice == share.invoice).map_or(share.amount, |it| it.amount);
            let pays: i64 = it.shares.iter().map(still).sum();
            prop_assert!(refund.credit >= 0 && refund.surcharge >= 0 && refund.reopened.iter().all(|it| it.amount >= 0));
            prop_assert_eq!(pays + refund.credit + refund.surcharge + amount, it.amount);
        }
    }
}
