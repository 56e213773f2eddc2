//! What the builder of quotes shows.
use super::{
    super::{
        Quote, TERMS_FIGURES, Tail,
        bookings::{Booking, Hindrance},
        builder::Priced,
        catalog::CatalogLine,
    },
    asked::Asked,
    warnings::{self, Warning},
};
use crate::{
    http::form::{Form, Question},
    itineraries::{Area, Leg, LegFields, fields::as_typed},
    kit::placeholders,
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "quotes/ops/builder.html")]
pub struct Builder {
    pub visitor: Visitor,
    pub asked: Asked,
    /// The legs of the request, or of the saved draft.
    pub legs: Vec<Leg>,
    pub tails: Vec<Tail>,
    pub bookings: Vec<Booking>,
    /// The lines that can be added.
    pub catalog: Vec<CatalogLine>,
    /// The draft as it was last saved; none if it was not yet.
    pub saved: Option<Quote>,
    /// What it comes to as it was typed; none if that was not calculated.
    pub comes_to: Option<Priced>,
    pub form: Form,
}

impl Builder {
    /// The builder of a saved draft.
    pub fn of(
        saved: Quote,
        visitor: Visitor,
        tails: Vec<Tail>,
        (bookings, catalog): (Vec<Booking>, Vec<CatalogLine>),
        form: Form,
    ) -> Self {
        let (asked, legs) = (Asked::from(&saved), saved.itinerary.clone());
        let saved = Some(saved);
        Self { visitor, asked, legs, tails, bookings, catalog, saved, comes_to: None, form }
    }

    /// The rows of lines: those that are filled in, and an empty one to write the next line into.
    pub fn rows(&self) -> usize {
        let rows = self.form.rows("label");
        let ends_empty = rows.checked_sub(1).is_some_and(|last| {
            ["label", "price"].iter().all(|name| self.cell(name, last).is_empty())
        });
        if ends_empty { rows } else { rows + 1 }
    }

    /// What stands in the way of the tail that the form names, at the legs as they were last saved.
    pub fn tail_warnings(&self) -> Vec<Warning> {
        let tail = self.tails.iter().find(|it| self.form.is("tail", it.id));
        tail.map(|tail| warnings::of_tail(tail, &self.legs, &self.bookings, self.visitor.style()))
            .unwrap_or_default()
    }

    /// Whether the tail that the form names has too few seats.
    pub fn seat_warning(&self) -> Option<Warning> {
        let tail = self.tails.iter().find(|it| self.form.is("tail", it.id))?;
        let passengers = self.form.value("passengers").parse().ok()?;
        Warning::seats(&tail.registration, tail.seats, passengers)
    }

    /// The path that the form is sent to.
    pub fn action(&self) -> String {
        match &self.saved {
            Some(quote) => format!("/quotes/{}", quote.id),
            None => format!("/requests/{}/quotes", self.asked.id),
        }
    }

    pub fn crumbs(&self) -> Vec<(String, String)> {
        let crumb = |href: &str, word: &str| (href.to_owned(), word.to_owned());
        match &self.saved {
            Some(quote) => {
                vec![crumb("/quotes?show=drafts", "Quotes"), crumb(&self.action(), &quote.name())]
            }
            None => vec![
                crumb("/requests", "Deals"),
                crumb(&format!("/requests/{}", self.asked.id), &self.asked.reference),
            ],
        }
    }

    /// The last of the breadcrumbs, which is this page.
    pub fn here(&self) -> &'static str {
        if self.saved.is_some() { "Edit" } else { "New quote" }
    }

    /// "Aircraft" or "Coach".
    pub fn vehicle(&self) -> &'static str {
        if self.visitor.workspace.is_air() { "Aircraft" } else { "Coach" }
    }

    pub fn title(&self) -> String {
        match &self.saved {
            Some(quote) => quote.name(),
            None => format!("New quote for {}", self.asked.reference),
        }
    }

    pub fn tails(&self) -> Vec<(String, String)> {
        let none = format!("No {} yet", self.visitor.workspace.vehicle());
        let named = |it: &Tail| {
            let found: Vec<_> = warnings::hindrances(it, &self.legs, &self.bookings)
                .map(|(_, hindrance)| hindrance)
                .collect();
            let taken = match () {
                () if found.contains(&Hindrance::Booked) => ", booked",
                () if found.contains(&Hindrance::Blocked) => ", blocked",
                () => "",
            };
            let words = format!("{}, {}, {} seats{taken}", it.registration, it.kind, it.seats);
            (it.id.to_string(), words)
        };
        std::iter::once((String::new(), none)).chain(self.tails.iter().map(named)).collect()
    }

    pub fn legs(&self) -> Vec<LegFields> {
        LegFields::planned(&self.form)
    }

    /// The stored leg between the places that the form has for this one; none if they were changed.
    fn stored(&self, leg: &LegFields) -> Option<&Leg> {
        self.legs.iter().find(|it| {
            self.form.is(&leg.from, as_typed(&it.origin))
                && self.form.is(&leg.to, as_typed(&it.destination))
        })
    }

    /// "TEB to PBI", or the number of a leg whose places were changed.
    fn named(&self, leg: &LegFields) -> String {
        match self.stored(leg) {
            Some(it) => format!("{} to {}", it.origin.code, it.destination.code),
            None => format!("{} {}", self.visitor.workspace.words().part, leg.index + 1),
        }
    }

    /// The legs that a line may be for; none to choose where there is only one.
    pub fn legs_to_choose(&self) -> Vec<String> {
        let legs = self.legs();
        if legs.len() < 2 { Vec::new() } else { legs.iter().map(|it| self.named(it)).collect() }
    }

    pub fn has_chosen_areas(&self) -> bool {
        self.legs().iter().any(|leg| !self.cell("area", leg.index).is_empty())
    }

    /// The areas to choose for a leg, the one that follows from its places first.
    pub fn areas(&self, leg: &LegFields) -> Vec<(&'static str, String)> {
        let zone = &self.visitor.workspace.zone;
        let own = match self.stored(leg) {
            Some(it) => format!("{} (by its airports)", it.area_from(zone).name()),
            None => "By its airports".to_owned(),
        };
        let all = Area::ALL.map(|area| (area.word(), area.name().to_owned()));
        std::iter::once(("", own)).chain(all).collect()
    }

    /// "New York time", the clock that the validity is typed by.
    pub fn clock(&self) -> String {
        let zone = &self.visitor.workspace.zone;
        let city = zone.rsplit('/').next().unwrap_or(zone).replace('_', " ");
        format!("{city} time")
    }

    pub fn terms_hint() -> String {
        format!("{} become the figures of this quote.", placeholders::told(&TERMS_FIGURES))
    }

    pub fn cell(&self, name: &str, i: usize) -> &str {
        self.form.value(&format!("{name}.{i}"))
    }

    pub fn is(&self, name: &str, i: usize, value: &str) -> bool {
        self.cell(name, i) == value
    }

    pub fn wrong(&self, name: &str, i: usize) -> Option<&str> {
        self.form.complaint(&format!("{name}.{i}"))
    }

    /// What is asked about the numbers of a row.
    pub fn questions(&self, i: usize) -> Vec<&Question> {
        let asked = |name| self.form.question(&format!("{name}.{i}"));
        ["quantity", "price"].into_iter().filter_map(asked).collect()
    }

    /// The first complaint about a row of lines.
    pub fn wrong_line(&self, i: usize) -> Option<&str> {
        ["label", "price", "quantity", "unit", "leg"].iter().find_map(|name| self.wrong(name, i))
    }
}
