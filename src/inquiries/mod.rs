//! Inquiries: trips that people without an account ask for. What they ask for is kept as a lead.
mod api;
mod mail;
mod queries;
mod routes;
mod views;
pub use api::routes as api;
pub use routes::routes;

use crate::{
    http::form::Form,
    kit::{clock::Dates, email::Email, numeral},
    leads,
};
use chrono::NaiveDate;

/// A field that nobody sees, and that programs fill in.
const TRAP: &str = "homepage";
const MOST_PASSENGERS: i64 = 1_000;

/// What the form asks for.
#[derive(Debug, Clone)]
pub struct Inquiry {
    pub name: String,
    pub email: Email,
    pub phone: String,
    pub company: String,
    pub from: String,
    pub to: String,
    pub departs: NaiveDate,
    pub returns: Option<NaiveDate>,
    pub passengers: i64,
    pub more: String,
}

impl Inquiry {
    /// Reads the form; complains about what is wrong.
    pub fn of(form: &mut Form, dates: &Dates) -> Option<Self> {
        if !form.value(TRAP).is_empty() {
            form.complain(TRAP, "Leave this field empty. It is there to catch programs.");
        }
        let name = form.person("name", 120, "Enter your name.");
        let email = form.email("email");
        let phone = form.text("phone", 40);
        let company = form.company_or_none("company", 120);
        let from = form.required("from", 120, "Enter where the trip begins.");
        let to = form.required("to", 120, "Enter where you want to go.");
        let departs = form.date("departs", dates);
        if departs.is_some_and(|it| it < dates.today) {
            form.complain("departs", "This date is past.");
        }
        let returns = form.date_or_none("returns", dates);
        if returns.zip(departs).is_some_and(|(returns, departs)| returns < departs) {
            form.complain("returns", "The return is before the departure.");
        }
        let asked = format!("Enter the number of passengers, from 1 to {MOST_PASSENGERS}.");
        let passengers =
            form.number("passengers", &asked, |typed| numeral::whole(typed, 1, MOST_PASSENGERS));
        let more = form.text("more", 1_000);
        let (email, departs, passengers) = (email?, departs?, passengers?);
        let it = Self { name, email, phone, company, from, to, departs, returns, passengers, more };
        (!form.has_complaints()).then_some(it)
    }

    /// What has no words of the sender.
    fn figures(&self, dates: &Dates) -> Vec<(String, String)> {
        let date = |it| dates.style.day_and_year(it);
        let returns = self.returns.map(date).unwrap_or_default();
        told([
            ("Departure", date(self.departs)),
            ("Return", returns),
            ("Passengers", self.passengers.to_string()),
        ])
    }

    /// Who asks.
    fn person(&self) -> Vec<(String, String)> {
        told([
            ("Name", self.name.clone()),
            ("Email", self.email.to_string()),
            ("Phone", self.phone.clone()),
            ("Company", self.company.clone()),
        ])
    }

    /// What is asked for.
    fn wish(&self, dates: &Dates) -> Vec<(String, String)> {
        let mut facts = told([("From", self.from.clone()), ("To", self.to.clone())]);
        facts.extend(self.figures(dates));
        facts.extend(told([("Anything else", self.more.clone())]));
        facts
    }

    /// What is asked for, to be filled into a request.
    fn wished(&self) -> leads::Wish {
        let Self { from, to, departs, returns, passengers, more, .. } = self.clone();
        leads::Wish { from, to, departs, returns, passengers, more }
    }

    /// The lead, with what is asked for as its notes. They name the person, as a lead who is known may have another name.
    /// `source` is how the request came.
    fn lead(&self, source: &str, dates: &Dates) -> leads::Particulars {
        let person: Vec<_> = self.person().into_iter().map(|(_, value)| value).collect();
        let today = dates.style.date(dates.today);
        let mut lines = vec![format!("Requested on {today} by {}", person.join(", "))];
        lines
            .extend(self.wish(dates).into_iter().map(|(label, value)| format!("{label}: {value}")));
        leads::Particulars {
            name: self.name.clone(),
            email: Some(self.email.clone()),
            phone: self.phone.clone(),
            company: self.company.clone(),
            source: source.to_owned(),
            notes: lines.join("\n"),
        }
    }
}

/// The facts that are not empty.
fn told<const N: usize>(facts: [(&str, String); N]) -> Vec<(String, String)> {
    let all = facts.into_iter().filter(|(_, value)| !value.is_empty());
    all.map(|(label, value)| (label.to_owned(), value)).collect()
}
