//! Reads the builder's form into a draft, and complains about what is not valid.
use super::{
    Tail,
    balances::BalanceRule,
    carrying,
    catalog::CatalogLine,
    deposits::DepositRule,
    lines,
    pricing::{self, Load, Price, Sale},
    sending::tax_date,
    terms::FIGURES,
};
use crate::{
    airports::Found,
    http::form::Form,
    itineraries::{Area, Detail, Ends, Leg, Reading},
    kit::{ids::TailId, money::Currency, numeral, placeholders, price::Line},
    rates::Rate,
    workspaces::Workspace,
};

/// The content of a draft, as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub tail: Option<TailId>,
    pub vehicle: String,
    pub priced: Priced,
    pub valid_until: i64,
    pub terms: String,
    pub message: String,
}

/// What a draft comes to, and what that follows from.
#[derive(Debug, Clone, PartialEq)]
pub struct Priced {
    pub legs: Vec<Leg>,
    pub passengers: i64,
    pub currency: Currency,
    pub sale: Sale,
    pub price: Price,
    /// The lines that the client may choose, which are not in the price.
    pub extras: Vec<Line>,
    /// The taxes and fees that apply.
    pub rates: Vec<Rate>,
    pub deposit: DepositRule,
    pub balance: BalanceRule,
}

/// What is priced, as it was typed.
struct Typed {
    legs: Option<Vec<Leg>>,
    passengers: Option<i64>,
    lines: Vec<Line>,
    deposit: Option<DepositRule>,
    balance: Option<BalanceRule>,
}

/// What the builder's form is read with.
#[derive(Debug, Clone, Copy)]
pub struct DraftReader<'a> {
    pub workspace: &'a Workspace,
    pub tails: &'a [Tail],
    pub rates: &'a [Rate],
    /// The operator's own lines.
    pub catalog: &'a [CatalogLine],
    /// The airports that were found for what was typed.
    pub airports: &'a [Found],
    pub now: i64,
}

impl<'a> DraftReader<'a> {
    /// The draft that was typed. `before` are the legs that the form was filled in from. Sums are calculated here
    /// and never read from the form. None where the form has complaints.
    pub fn read(self, form: &mut Form, before: &[Leg]) -> Option<Draft> {
        let (tail, vehicle) = self.vehicle(form);
        let typed = self.typed(form, before, tail);
        let valid_until = self.validity(form);
        let terms = form.required("terms", 20_000, "Enter the terms of the quote.");
        if let Some(complaint) = placeholders::complaint(&terms, &FIGURES) {
            form.complain("terms", complaint);
        }
        let message = form.text("message", 4_000);
        let priced = self.priced(form, typed)?;
        Some(Draft {
            tail: tail.map(|tail| tail.id),
            vehicle,
            priced,
            valid_until: valid_until?,
            terms,
            message,
        })
    }

    /// What the form comes to so far. None where it has complaints about what is priced.
    pub fn total(self, form: &mut Form, before: &[Leg]) -> Option<Priced> {
        let tail = self.tail(form);
        let typed = self.typed(form, before, tail);
        self.priced(form, typed)
    }

    fn typed(self, form: &mut Form, before: &[Leg], tail: Option<&Tail>) -> Typed {
        let legs = self.legs(form, before, tail);
        if let Some(legs) = &legs {
            carrying::carry(form, legs, tail, (self.tails, self.catalog));
        }
        let legs = legs.map(|legs| self.with_areas(legs));
        let passengers = passengers(form);
        let lines =
            lines::offered(form, &self.workspace.currency, legs.as_ref().map_or(0, Vec::len));
        let deposit = DepositRule::read(form, &self.workspace.currency);
        let balance = BalanceRule::read(form, &self.workspace.dates(self.now));
        Typed { legs, passengers, lines, deposit, balance }
    }

    /// The price of what was typed, unless the form has complaints.
    fn priced(self, form: &mut Form, typed: Typed) -> Option<Priced> {
        if form.has_complaints() {
            return None;
        }
        let sale = if form.has("taxed", "yes") { Sale::Retail } else { Sale::Wholesale };
        let (legs, passengers) = (typed.legs?, typed.passengers?);
        let (deposit, balance) = (typed.deposit?, typed.balance?);
        let rates = pricing::applying(self.rates, tax_date(&legs)?, sale);
        let load = Load { passengers, legs: &legs };
        let priced = |lines| pricing::price(lines, &rates, load, deposit);
        let included = typed.lines.iter().filter(|it| it.extra.is_none()).cloned().collect();
        // Everything together must fit, too, and says what is taxable of each extra.
        let Some((price, with_extras)) = priced(included).zip(priced(typed.lines)) else {
            form.complain("price.0", "These amounts are too large to add up.");
            return None;
        };
        let extras = with_extras.lines.into_iter().filter(|it| it.extra.is_some()).collect();
        let rates = rates.into_iter().cloned().collect();
        let currency = self.workspace.currency.clone();
        deposit.check(form, price.sums.total, &currency);
        (!form.has_complaints()).then_some(Priced {
            legs,
            passengers,
            currency,
            sale,
            price,
            extras,
            rates,
            deposit,
            balance,
        })
    }

    fn legs(self, form: &mut Form, before: &[Leg], tail: Option<&Tail>) -> Option<Vec<Leg>> {
        if tail.is_some() {
            carrying::release(form);
        }
        let detail = Detail::Planned { speed_kt: tail.map(|tail| tail.speed_kt) };
        let legs = Reading {
            ends: Ends::of(self.workspace, self.airports),
            detail,
            own_speeds: &[],
            agreed: before,
            dates: self.workspace.dates(self.now),
            now: self.now,
        }
        .read(form)?;
        match legs.first() {
            None => form.complain("from.0", "Enter where the trip begins and ends."),
            // Legs that were not edited count as agreed, but what has departed cannot be offered.
            Some(leg) if leg.leaves_by() < self.now && form.complaint("date.0").is_none() => {
                form.complain("date.0", detail.past(&leg.origin.city));
            }
            Some(_) => {}
        }
        Some(legs)
    }

    /// The legs with the areas that staff chose, or that follow from their places. Air tax does not
    /// know the roads: a coach is taxed alike wherever it goes.
    fn with_areas(self, legs: Vec<Leg>) -> Vec<Leg> {
        let area = |leg: &Leg| match leg.area {
            _ if !self.workspace.is_air() => Area::Domestic,
            Some(chosen) => chosen,
            None => leg.area_from(&self.workspace.zone),
        };
        legs.into_iter().map(|leg| Leg { area: Some(area(&leg)), ..leg }).collect()
    }

    fn tail(self, form: &Form) -> Option<&'a Tail> {
        let tail = form.value("tail").parse().ok();
        self.tails.iter().find(|it| Some(it.id) == tail)
    }

    fn vehicle(self, form: &mut Form) -> (Option<&'a Tail>, String) {
        let typed = form.text("vehicle", 80);
        let tail = self.tail(form);
        match tail {
            Some(tail) if typed.is_empty() => (Some(tail), tail.kind.clone()),
            None if typed.is_empty() => {
                let what = self.workspace.vehicle();
                form.complain(
                    "vehicle",
                    format!("Choose the {what}, or say which type is offered."),
                );
                (None, typed)
            }
            Some(_) | None => (tail, typed),
        }
    }

    fn validity(self, form: &mut Form) -> Option<i64> {
        let dates = self.workspace.dates(self.now);
        let (date, time) = (form.date("valid_on", &dates), form.time("valid_at", &dates));
        let here = (self.workspace.zone.as_str(), "your time zone");
        form.local("valid_at", (date?, time?), here, &dates)
    }
}

fn passengers(form: &mut Form) -> Option<i64> {
    form.number("passengers", "Enter the number of passengers.", |typed| {
        numeral::whole(typed, 1, 999)
    })
}
