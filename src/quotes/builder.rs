//! Reads the builder's form into a draft, and complains about what is not valid.
use super::{
    Tail, carrying,
    pricing::{self, Load, Price, Sale},
    sending::tax_date,
    terms::FIGURES,
};
use crate::{
    airports::Found,
    http::form::Form,
    itineraries::{Area, Detail, Ends, Leg, Reading},
    kit::{
        ids::TailId,
        money::{self, Currency, Quantity},
        numeral, placeholders,
        price::{Basis, Line},
    },
    rates::Rate,
    workspaces::Workspace,
};

/// The most lines on a quote.
const MOST_LINES: usize = 60;

/// The content of a draft, as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub tail: Option<TailId>,
    pub vehicle: String,
    pub legs: Vec<Leg>,
    pub passengers: i64,
    pub currency: Currency,
    pub sale: Sale,
    pub price: Price,
    pub deposit_ppm: i64,
    pub valid_until: i64,
    pub terms: String,
    pub message: String,
}

/// What the builder's form is read with.
#[derive(Debug, Clone, Copy)]
pub struct DraftReader<'a> {
    pub workspace: &'a Workspace,
    pub tails: &'a [Tail],
    pub rates: &'a [Rate],
    /// The airports that were found for what was typed.
    pub airports: &'a [Found],
    pub now: i64,
}

impl<'a> DraftReader<'a> {
    /// The draft that was typed. `before` are the legs that the form was filled in from. Sums are calculated here
    /// and never read from the form. None where the form has complaints.
    pub fn read(self, form: &mut Form, before: &[Leg]) -> Option<Draft> {
        let currency = &self.workspace.currency;
        let (tail, vehicle) = self.vehicle(form);
        let legs = self.legs(form, before, tail);
        if let Some(legs) = &legs {
            carrying::carry(form, legs, tail, self.tails);
        }
        let legs = legs.map(|legs| self.with_areas(legs));
        let passengers = passengers(form);
        let lines = lines(form, currency, legs.as_ref().map_or(0, Vec::len));
        let deposit_ppm = form.number(
            "deposit",
            "Enter the deposit as a percentage from 0 to 100.",
            money::read_percent,
        );
        let valid_until = self.validity(form);
        let terms = form.required("terms", 20_000, "Enter the terms of the quote.");
        if let Some(complaint) = placeholders::complaint(&terms, &FIGURES) {
            form.complain("terms", complaint);
        }
        let message = form.text("message", 4_000);
        if form.has_complaints() {
            return None;
        }
        let sale = if form.has("taxed", "yes") { Sale::Retail } else { Sale::Wholesale };
        let (legs, passengers, deposit_ppm) = (legs?, passengers?, deposit_ppm?);
        let rates = pricing::applying(self.rates, tax_date(&legs)?, sale);
        let load = Load { passengers, legs: &legs };
        let Some(price) = pricing::price(lines, &rates, load, deposit_ppm) else {
            form.complain("price.0", "These amounts are too large to add up.");
            return None;
        };
        Some(Draft {
            tail: tail.map(|tail| tail.id),
            vehicle,
            legs,
            passengers,
            currency: currency.clone(),
            sale,
            price,
            deposit_ppm,
            valid_until: valid_until?,
            terms,
            message,
        })
    }

    fn legs(self, form: &mut Form, before: &[Leg], tail: Option<&Tail>) -> Option<Vec<Leg>> {
        if tail.is_some() {
            carrying::release(form);
        }
        let ends = if self.workspace.is_air() {
            Ends::Airports { found: self.airports, zone: &self.workspace.zone }
        } else {
            Ends::Addresses { found: self.airports }
        };
        let detail = Detail::Planned { speed_kt: tail.map(|tail| tail.speed_kt) };
        let legs = Reading {
            ends,
            detail,
            agreed: before,
            dates: self.workspace.dates(self.now),
            now: self.now,
        }
        .read(form)?;
        match legs.first() {
            None => form.complain("from.0", "A trip has one leg at least."),
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

    fn vehicle(self, form: &mut Form) -> (Option<&'a Tail>, String) {
        let typed = form.text("vehicle", 80);
        let tail = form.value("tail").parse().ok();
        let tail = self.tails.iter().find(|it| Some(it.id) == tail);
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

/// The typed lines. Rows with neither label nor price are skipped.
fn lines(form: &mut Form, currency: &Currency, legs: usize) -> Vec<Line> {
    let rows = form.rows("label").min(MOST_LINES);
    (0..rows).filter_map(|i| line(form, i, currency, legs)).collect()
}

fn line(form: &mut Form, i: usize, currency: &Currency, legs: usize) -> Option<Line> {
    let label = form.text(&format!("label.{i}"), 120);
    let typed = form.value(&format!("price.{i}")).to_owned();
    if label.is_empty() && typed.is_empty() {
        return None;
    }
    if label.is_empty() {
        form.complain(format!("label.{i}"), "Enter what this price is for.");
    }
    let price = form.number(
        &format!("price.{i}"),
        &format!("“{label}” needs a price in {currency}. Clear its name if it is not offered."),
        |typed| currency.read(typed),
    );
    let quantity = format!("quantity.{i}");
    let quantity = match form.value(&quantity) {
        "" => Some(Quantity::ONE),
        _ => form.number(
            &quantity,
            "Enter a quantity such as 2 or 8.8, with three decimals at most.",
            Quantity::read,
        ),
    };
    let unit = form.text(&format!("unit.{i}"), 20);
    let is_taxable = form.has(&format!("taxable.{i}"), "yes");
    let is_estimate = form.has(&format!("basis.{i}"), "estimate");
    let basis = if is_estimate { Basis::Estimate } else { Basis::Fixed };
    let leg = leg(form, i, legs);
    let line = Line::new(&label, quantity?, &unit, price?, is_taxable, basis);
    if line.is_none() {
        form.complain(format!("price.{i}"), "This amount is too large.");
    }
    line.map(|line| Line { leg, ..line })
}

/// The leg that a line is for, if it is for one.
fn leg(form: &mut Form, i: usize, legs: usize) -> Option<usize> {
    let name = format!("leg.{i}");
    let typed = form.value(&name);
    if typed.is_empty() {
        return None;
    }
    let leg = typed.parse().ok().filter(|leg| *leg < legs);
    if leg.is_none() && legs > 0 {
        form.complain(name, "This leg is not part of the trip any more. Choose another.");
    }
    leg
}
