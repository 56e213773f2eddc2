//! Those who take payments online, behind one interface: open a page, ask how it stands, read what it tells.
pub mod notice;
pub mod stripe;

use super::{Attempt, Way};
use crate::{
    config::Config,
    kit::{call::Call, money::Currency},
};
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provider {
    /// A page of this portal that plays the provider, on a developer's machine only.
    Practice,
    Stripe,
}

/// The provider's page for an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    pub session: String,
    pub url: String,
}

/// Why the provider did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It did not answer, or is overloaded: nobody knows whether it was done, and asking again is safe.
    Away(String),
    Refused(String),
}

/// How a page is opened: at once, or by a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    Here(Opened),
    Ask(Call),
}

impl Provider {
    pub fn word(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Stripe => "stripe",
        }
    }

    /// The provider that a workspace has chosen, if this deployment has it.
    pub fn chosen(word: &str, config: &Config) -> Option<Self> {
        match word {
            "practice" if config.local => Some(Self::Practice),
            "stripe" if config.stripe.is_some() => Some(Self::Stripe),
            _ => None,
        }
    }

    /// Whether it takes these amounts in this way.
    pub fn takes(self, currency: &Currency, amounts: &[i64], way: Way) -> bool {
        match self {
            Self::Practice => true,
            Self::Stripe => {
                let has_way = way == Way::Card || stripe::bank_debit(currency).is_some();
                has_way && amounts.iter().all(|it| stripe::units(currency, *it).is_some())
            }
        }
    }

    /// How its page for the attempt is opened; `back` is the address of the attempt's own page.
    pub fn opening(self, it: &Attempt, config: &Config, back: &str) -> Option<Opening> {
        match self {
            Self::Practice => Some(Opening::Here(Opened {
                session: format!("practice_{}", it.id),
                url: format!("{}/practice/{}", config.origin, it.id),
            })),
            Self::Stripe => Some(Opening::Ask(stripe::open(config.stripe.as_ref()?, it, back)?)),
        }
    }

    /// The question how an attempt stands; none where it need not be asked. A page for what was settled otherwise
    /// `is_stale`, and is closed.
    pub fn question(self, it: &Attempt, is_stale: bool, config: &Config) -> Option<Call> {
        match self {
            Self::Practice => None,
            Self::Stripe if is_stale => stripe::expire(config.stripe.as_ref()?, it),
            Self::Stripe => stripe::session(config.stripe.as_ref()?, it),
        }
    }
}
