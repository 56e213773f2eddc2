//! Dates and times of day in forms.
use crate::{
    http::form::Form,
    kit::clock::{Dates, iso_date, iso_time},
};
use askama::{Template, filters::HtmlSafe};
use chrono::NaiveTime;

/// A date or a time of day, written as the page writes it. A script adds a calendar to pick a date from.
#[derive(Template)]
#[template(path = "ui/when.html")]
pub struct When<'a> {
    pub form: &'a Form,
    pub name: &'a str,
    pub label: &'a str,
    /// `date` or `time`
    pub kind: &'a str,
    pub hint: &'a str,
    pub required: &'a bool,
    pub dates: Dates,
}

impl When<'_> {
    fn is_date(&self) -> bool {
        self.kind == "date"
    }

    /// What is filled in as a machine writes it is shown in the reader's style, and what was typed as it was typed.
    fn shown(&self) -> String {
        let (typed, style) = (self.form.value(self.name), self.dates.style);
        let read = if self.is_date() {
            iso_date(typed).map(|date| style.date(date))
        } else {
            iso_time(typed).map(|time| style.clock(time))
        };
        read.unwrap_or_else(|| typed.to_owned())
    }

    fn example(&self) -> String {
        let style = self.dates.style;
        let half_past_nine = NaiveTime::from_hms_opt(9, 30, 0).unwrap_or_default();
        if self.is_date() { style.date(self.dates.today) } else { style.clock(half_past_nine) }
    }
}

// Its template escapes its values.
impl HtmlSafe for When<'_> {}
