//! Reads an order from a form, and fills a form in with one.
use super::{Fuel, FuelKind, Order, Unit, Wanted};
use crate::{
    http::form::Form,
    kit::{
        clock::Dates,
        money::Quantity,
        numeral,
        zoned::{DAY, MINUTE},
    },
};

/// Where and when an order is read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The time zone of the FBO and the city it is called by.
    pub there: (&'a str, &'a str),
    pub dates: Dates,
    /// The earliest arrival: staff may also change an order whose aircraft is there already.
    pub earliest: i64,
}

impl<'a> Reading<'a> {
    /// Of a customer, who orders for an arrival that is ahead.
    pub fn new(there: (&'a str, &'a str), dates: Dates, now: i64) -> Self {
        Self { there, dates, earliest: now - 30 * MINUTE }
    }

    /// Of staff.
    #[must_use]
    pub fn by_staff(self) -> Self {
        Self { earliest: self.earliest - 60 * DAY, ..self }
    }

    /// The order. Complains at each field that is not valid.
    pub fn read(self, form: &mut Form) -> Option<Order> {
        let tail = form.required("tail", 20, "Enter the registration of the aircraft.");
        let arrives_at = self.moment(form, "arrives_on", "arrives");
        let leaves = !form.value("departs_on").is_empty() || !form.value("departs").is_empty();
        let departs_at = if leaves { self.moment(form, "departs_on", "departs") } else { None };
        if let (Some(arrives), Some(departs)) = (arrives_at, departs_at)
            && departs <= arrives
        {
            form.complain("departs", "The aircraft departs before it arrives.");
        }
        if arrives_at.is_some_and(|at| at < self.earliest) {
            form.complain("arrives", format!("That time has passed in {}.", self.there.1));
        }
        let wanted = wanted(form);
        if wanted.is_empty() && !form.has_complaints() {
            form.complain(
                "fuel",
                "Choose at least one service, or say in the notes what you need.",
            );
        }
        let arrives_at = arrives_at.filter(|_| !form.has_complaints())?;
        Some(Order { tail: tail.to_uppercase(), arrives_at, departs_at, wanted })
    }

    fn moment(self, form: &mut Form, date: &str, time: &str) -> Option<i64> {
        let on = form.date(date, &self.dates);
        let at = form.time(time, &self.dates);
        form.local(time, (on?, at?), self.there, &self.dates)
    }

    /// Fills in the fields of an order. Reading the form again gives the same order.
    pub fn fill(self, form: &mut Form, order: &Order) {
        let wanted = &order.wanted;
        form.set("tail", order.tail.as_str());
        form.fill_local(["arrives_on", "arrives"], order.arrives_at, self.there, &self.dates);
        if let Some(at) = order.departs_at {
            form.fill_local(["departs_on", "departs"], at, self.there, &self.dates);
        }
        if let Some(fuel) = wanted.fuel {
            form.set("fuel", fuel.kind.word());
            form.set("unit", fuel.unit.word());
            form.set("quantity", fuel.quantity.map(Quantity::typed).unwrap_or_default());
        }
        for word in &wanted.plain {
            form.set(word, "yes");
        }
        form.set("catering", wanted.catering.as_str());
        form.set(
            "crew_cars",
            if wanted.crew_cars > 0 { wanted.crew_cars.to_string() } else { String::new() },
        );
        form.set("hotel", wanted.hotel.as_str());
        form.set("notes", wanted.notes.as_str());
    }
}

fn wanted(form: &mut Form) -> Wanted {
    let is_ticked = |form: &Form, word: &str| !form.value(word).is_empty();
    let ticked = Wanted::PLAIN.into_iter().map(|(word, _)| word).filter(|it| is_ticked(form, it));
    let plain = ticked.map(str::to_owned).collect();
    let crew_cars = match form.value("crew_cars") {
        "" => 0,
        typed => numeral::whole(typed, 0, 20).unwrap_or(-1),
    };
    if crew_cars < 0 {
        form.complain("crew_cars", "Enter a number from 0 to 20.");
    }
    let long = |form: &mut Form, name: &str| form.text(name, 1_000);
    Wanted {
        fuel: fuel(form),
        plain,
        catering: long(form, "catering"),
        crew_cars,
        hotel: long(form, "hotel"),
        notes: long(form, "notes"),
    }
}

fn fuel(form: &mut Form) -> Option<Fuel> {
    let has_quantity = !form.value("quantity").is_empty();
    if form.value("fuel").is_empty() {
        if has_quantity {
            form.complain("fuel", "Choose the fuel.");
        }
        return None;
    }
    let kind = FuelKind::of(form.value("fuel"));
    if kind.is_none() {
        form.complain("fuel", "Choose the fuel from the list.");
    }
    let quantity = if has_quantity {
        form.number(
            "quantity",
            "Enter a quantity, or leave it empty to agree it with the crew.",
            Quantity::read,
        )
    } else {
        None
    };
    if quantity.is_some_and(|it| it.0 > Quantity::whole(1_000_000).0) {
        form.complain("quantity", "Enter at most 1,000,000.");
    }
    let unit = Unit::of(form.value("unit")).unwrap_or(Unit::Gallons);
    kind.map(|kind| Fuel { kind, quantity, unit })
}
