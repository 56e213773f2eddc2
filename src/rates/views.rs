//! What the page of rates shows.
use super::{Kind, Rate, Standing};
use crate::{http::form::Form, kit::money, users::Visitor, workspaces::Trade};
use askama::Template;
use chrono::NaiveDate;

#[derive(Template)]
#[template(path = "rates/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub rates: Vec<Rate>,
    pub form: Form,
}

impl Index {
    pub fn may_change(&self) -> bool {
        self.visitor.may_send("/rates")
    }

    /// The kinds to choose from. The fees by passenger and leg are taxes on flights.
    pub fn kinds(&self) -> Vec<(&'static str, &'static str)> {
        let offered = |kind: &Kind| self.visitor.workspace.is_air() || *kind == Kind::Percent;
        let named = |kind: Kind| match self.visitor.workspace.trade {
            Trade::Coach if kind == Kind::Percent => (kind.word(), "Percent of what is taxable"),
            Trade::Air | Trade::Coach => (kind.word(), kind.name()),
        };
        Kind::ALL.into_iter().filter(offered).map(named).collect()
    }

    pub fn today(&self) -> NaiveDate {
        self.visitor.today()
    }

    pub fn may_end(&self, rate: &Rate) -> bool {
        self.may_change() && rate.standing(self.today()) != Standing::Over
    }

    /// "7.5%" or "$22.20 per passenger and international leg".
    pub fn figure(&self, rate: &Rate) -> String {
        let currency = &self.visitor.workspace.currency;
        let amount = self.visitor.style().money(currency, rate.amount);
        let fee = |leg: &str| format!("{amount} per passenger and {leg}");
        match rate.kind {
            Kind::Percent => format!("{}%", money::percent(rate.ppm)),
            Kind::PerPassengerLeg => fee("domestic leg"),
            Kind::InternationalHead => fee("international leg"),
            Kind::AlaskaHawaiiHead => fee("leg to or from Alaska or Hawaii"),
        }
    }
}

impl Rate {
    pub fn state_class(&self, today: NaiveDate) -> &'static str {
        match self.standing(today) {
            Standing::ToCome => "info",
            Standing::InForce => "ok",
            Standing::Over => "off",
        }
    }

    pub fn state_word(&self, today: NaiveDate) -> &'static str {
        match self.standing(today) {
            Standing::ToCome => "To come",
            Standing::InForce => "In force",
            Standing::Over => "Over",
        }
    }

    /// The last day that is known; empty without one.
    pub fn last(&self, visitor: &Visitor) -> String {
        self.until.map(|last| visitor.date(last)).unwrap_or_default()
    }

    pub fn days(&self, visitor: &Visitor) -> String {
        match self.until {
            Some(last) => format!("{} to {}", visitor.date(self.from), visitor.date(last)),
            None => format!("from {}", visitor.date(self.from)),
        }
    }
}
