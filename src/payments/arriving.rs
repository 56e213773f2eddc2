//! What follows from what a provider says of an attempt. States only move forward, and money that arrived is never
//! refused: what no invoice takes is credit.
use super::{
    Attempt, AttemptState, Provider, Received, Share,
    provider::{
        notice::{Dispute, Said},
        stripe,
    },
    refunding::Refund,
};
use crate::kit::{ids::PaymentId, money::Currency};
use chrono::NaiveDate;

/// A payment that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    pub payment: PaymentId,
    pub currency: Currency,
    pub amount: i64,
    pub surcharge: i64,
    /// What it pays at most of which invoice: each takes what is still outstanding of it.
    pub shares: Vec<Share>,
    pub received_on: NaiveDate,
    /// Whether it is what the client was asked for.
    pub is_expected: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Following {
    Arrived(Arrival),
    Moved {
        to: AttemptState,
        fault: String,
    },
    Refunded(Refund),
    Disputed(Dispute),
    /// Told before something that it follows from: to be told again later.
    TooEarly,
    Nothing,
}

impl Attempt {
    /// `paid` is the payment that arrived by it, if one did; `payment` the id of one that arrives now; `today` the date
    /// in the workspace's time zone.
    pub fn following(
        &self,
        said: &Said,
        paid: Option<&Received>,
        payment: PaymentId,
        today: NaiveDate,
    ) -> Following {
        match said {
            Said::Paid { currency, units } if paid.is_none() => {
                self.arrived(currency, *units, payment, today)
            }
            Said::Pending if matches!(self.state, AttemptState::Starting | AttemptState::Open) => {
                Following::Moved { to: AttemptState::Pending, fault: String::new() }
            }
            Said::Failed(fault) if self.state.is_alive() => {
                Following::Moved { to: AttemptState::Failed, fault: fault.clone() }
            }
            Said::Expired if self.state.is_alive() => {
                Following::Moved { to: AttemptState::Expired, fault: String::new() }
            }
            Said::Nothing | Said::Paid { .. } | Said::Pending | Said::Failed(_) | Said::Expired => {
                Following::Nothing
            }
            Said::Refunded { units } => match paid {
                None => Following::TooEarly,
                Some(paid) => self.refunded(*units, paid, today),
            },
            // One that has ended does not open again, in whatever order that is told.
            Said::Disputed(now) => match paid.map(|it| it.dispute) {
                None => Following::TooEarly,
                Some(Some(Dispute::Won | Dispute::Lost)) => Following::Nothing,
                Some(was) if was == Some(*now) => Following::Nothing,
                Some(_) => Following::Disputed(*now),
            },
        }
    }

    fn arrived(
        &self,
        currency: &str,
        units: i64,
        payment: PaymentId,
        today: NaiveDate,
    ) -> Following {
        let currency = Currency(currency.to_owned());
        let Some(amount) = self.minor(&currency, units).filter(|it| *it > 0) else {
            return Following::Nothing;
        };
        let is_expected = currency == self.currency && amount == self.charged();
        let surcharge = if is_expected { self.surcharge } else { 0 };
        let mut rest = if currency == self.currency { amount - surcharge } else { 0 };
        let mut shares = Vec::new();
        for share in &self.shares {
            let part = share.amount.min(rest);
            if part > 0 {
                rest -= part;
                shares.push(Share { amount: part, ..share.clone() });
            }
        }
        Following::Arrived(Arrival {
            payment,
            currency,
            amount,
            surcharge,
            shares,
            received_on: today,
            is_expected,
        })
    }

    /// The provider tells the sum of all refunds, so that the order in which they are told does not matter.
    fn refunded(&self, units: i64, paid: &Received, today: NaiveDate) -> Following {
        let sum = self.minor(&paid.currency, units).unwrap_or_default();
        match paid.refund(sum - paid.refunded, "Sent back by card or bank", today, today) {
            Ok(refund) => Following::Refunded(refund),
            Err(_) => Following::Nothing,
        }
    }

    fn minor(&self, currency: &Currency, units: i64) -> Option<i64> {
        match self.provider {
            Provider::Practice => Some(units),
            Provider::Stripe => stripe::minor(currency, units),
        }
    }
}
