//! Dates and local times in forms. What can mean two moments, or is hardly meant, is asked about at its field.
use super::Form;
use crate::kit::{
    clock::{Dates, NoDate, either_half, iso_time, parse_birth, parse_date, parse_time},
    style::Hours,
    zoned::{Instants, Moment, Repeated},
};
use chrono::{NaiveDate, NaiveTime};

impl Form {
    /// A date. Complains if it is missing or not valid, and asks whether it is meant if it is years away.
    pub fn date(&mut self, name: &str, dates: &Dates) -> Option<NaiveDate> {
        let date = match parse_date(self.value(name), dates.style.order) {
            Ok(date) => date,
            Err(NoDate::Either(one, other)) => {
                let readings = [one, other].map(|date| (date.to_string(), dates.style.date(date)));
                let words = "This can mean two dates. Which one?";
                return self.ask(name, answer(name), words, readings.into())?.parse().ok();
            }
            Err(NoDate::Unreadable) => {
                let missing = self.value(name).is_empty();
                let example = dates.style.date(dates.today);
                let words = format!("Enter a date, such as {example}.");
                self.complain(name, if missing { "Enter a date.".to_owned() } else { words });
                return None;
            }
        };
        if dates.is_far(date) {
            let written = dates.style.date(date);
            let readings = vec![(date.to_string(), format!("Yes, {written}"))];
            let words = format!("Is the year right? This is {written}.");
            self.ask(name, answer(name), words, readings)?;
        }
        Some(date)
    }

    /// A date that may be left out.
    pub fn date_or_none(&mut self, name: &str, dates: &Dates) -> Option<NaiveDate> {
        if self.value(name).is_empty() { None } else { self.date(name, dates) }
    }

    /// A date of birth. Complains if it is not valid, in the future, or more than 120 years ago.
    pub fn birth(&mut self, name: &str, dates: &Dates) -> Option<NaiveDate> {
        let date = match parse_birth(self.value(name), dates.style.order) {
            Ok(date) => date,
            Err(NoDate::Either(one, other)) => {
                let readings = [one, other].map(|date| (date.to_string(), dates.style.date(date)));
                let words = "This can mean two dates. Which one?";
                self.ask(name, answer(name), words, readings.into())?.parse().ok()?
            }
            Err(NoDate::Unreadable) => {
                self.complain(
                    name,
                    "Enter a date with all four digits of the year, such as Mar 4, 1986.",
                );
                return None;
            }
        };
        if date > dates.today {
            self.complain(name, "A date of birth is not in the future.");
            return None;
        }
        if dates.today.years_since(date).is_none_or(|years| years > OLDEST) {
            self.complain(name, "This is more than 120 years ago. Check the year.");
            return None;
        }
        Some(date)
    }

    /// A time of day. Complains if it is missing or not valid, and asks whether morning or evening is meant where a
    /// reader of a clock of twelve hours did not say.
    pub fn time(&mut self, name: &str, dates: &Dates) -> Option<NaiveTime> {
        if let Some(both) =
            either_half(self.value(name)).filter(|_| dates.style.hours == Hours::Twelve)
        {
            let readings = both.map(|it| (it.format("%H:%M").to_string(), dates.style.clock(it)));
            let words = "Is this in the morning or in the evening?";
            let meant = self.ask(name, answer(name), words, readings.into())?;
            // The answer takes its place, so that nothing is asked again.
            self.unask(name);
            self.unset(&answer(name));
            self.set(name, meant.as_str());
            return iso_time(&meant);
        }
        let time = parse_time(self.value(name));
        if time.is_none() {
            let example = dates.style.clock(NaiveTime::from_hms_opt(9, 30, 0).unwrap_or_default());
            self.complain(name, format!("Enter a time, such as {example}."));
        }
        time
    }

    /// The instant of a local time, which was typed into the field `name`, at a place in this zone. Complains if
    /// clocks skip it, and asks which one is meant if it comes twice.
    pub fn local(
        &mut self,
        name: &str,
        (date, time): (NaiveDate, NaiveTime),
        (zone, place): (&str, &str),
        dates: &Dates,
    ) -> Option<i64> {
        let day = dates.style.date(date);
        match Instants::of(zone, date, time) {
            Instants::One(at) => Some(at),
            Instants::Skipped => {
                let words =
                    format!("In {place}, the clocks skip this time on {day}. Choose another time.");
                self.complain(name, words);
                None
            }
            Instants::Two(both) => {
                let meant = self.which(name, &both, (zone, place), date, dates)?;
                both.iter().find(|it| it.zone == meant).map(|it| it.at)
            }
        }
    }

    /// Fills in a date and a local time, so that [`Form::local`] reads the same instant.
    pub fn fill_local(
        &mut self,
        [date, time]: [&str; 2],
        at: i64,
        (zone, place): (&str, &str),
        dates: &Dates,
    ) {
        let moment = Moment::new(at, zone);
        self.set(date, moment.iso_date());
        self.set(time, moment.iso_time());
        let of_day = moment.iso_time().parse().unwrap_or_default();
        if let Instants::Two(both) = Instants::of(zone, moment.date(), of_day) {
            self.set(&answer(time), moment.zone());
            self.which(time, &both, (zone, place), moment.date(), dates);
        }
    }

    /// Asks which of two moments a time is; returns the abbreviation of its zone.
    fn which(
        &mut self,
        name: &str,
        both: &[Repeated; 2],
        (zone, place): (&str, &str),
        date: NaiveDate,
        dates: &Dates,
    ) -> Option<String> {
        let told = |at| Moment::new(at, zone).styled(dates.style.local()).time_and_zone();
        let readings = both.iter().map(|it| (it.zone.clone(), told(it.at))).collect();
        let day = dates.style.date(date);
        let words = format!(
            "In {place}, the clocks are put back on {day}, so this time comes twice. Which one?"
        );
        self.ask(name, answer(name), words, readings)
    }
}

/// Nobody is older, in years.
const OLDEST: u32 = 120;

/// The field with the answer to a question about the field `name`.
fn answer(name: &str) -> String {
    format!("answer.{name}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::kit::{style::Style, zoned::HOUR};

    const TETERBORO: (&str, &str) = ("America/New_York", "Teterboro");

    fn dates() -> Dates {
        Dates::new("2026-11-29".parse().unwrap(), Style::default())
    }

    fn readings<'a>(form: &'a Form, name: &str) -> Vec<&'a str> {
        let asked = form.question(name).unwrap();
        asked.readings.iter().map(|(_, word)| word.as_str()).collect()
    }

    /// The instant of a time on this date, and what is asked about it.
    fn local(date: &str, time: &str, answer: &str) -> (Option<i64>, Form) {
        let mut form = Form::of([("at", time), ("answer.at", answer)]);
        let time = form.time("at", &dates()).unwrap();
        let at = form.local("at", (date.parse().unwrap(), time), TETERBORO, &dates());
        (at, form)
    }

    #[test]
    fn a_date_of_birth_is_in_the_past_and_of_somebody_alive() {
        let read = |typed: &str| {
            let mut form = Form::of([("born", typed)]);
            let date = form.birth("born", &dates()).map(|date| date.to_string());
            (date, form.complaint("born").unwrap_or_default().to_owned())
        };
        assert_eq!(read("2026-11-29").0.as_deref(), Some("2026-11-29"), "born today");
        assert_eq!(read("1906-11-29").0.as_deref(), Some("1906-11-29"), "120 years old today");
        assert!(read("2026-11-30").1.contains("not in the future"));
        assert!(read("1905-11-29").1.contains("more than 120 years ago"));
        assert!(read("3/4/86").1.contains("all four digits"));
    }

    #[test]
    fn a_time_on_a_clock_of_twelve_hours_is_asked_about_without_am_or_pm() {
        let read = |typed: &str, answer: &str, hours| {
            let mut form = Form::of([("at", typed), ("answer.at", answer)]);
            let style = Style { hours, ..Style::default() };
            let dates = Dates::new("2026-11-29".parse().unwrap(), style);
            (form.time("at", &dates).map(|time| time.to_string()), form)
        };
        let (time, form) = read("9:30", "", Hours::Twelve);
        assert_eq!(time, None);
        assert_eq!(form.complaint("at"), Some("Is this in the morning or in the evening?"));
        assert_eq!(readings(&form, "at"), ["9:30 AM", "9:30 PM"]);
        let (time, form) = read("9:30", "21:30", Hours::Twelve);
        assert_eq!((time.as_deref(), form.value("at")), (Some("21:30:00"), "21:30"));
        assert!(!form.has_complaints() && form.question("at").is_none());
        assert_eq!(read("8:30", "21:30", Hours::Twelve).0, None, "the answer was about another");
        assert_eq!(read("9:30", "", Hours::TwentyFour).0.as_deref(), Some("09:30:00"));
        assert_eq!(read("9:30 pm", "", Hours::Twelve).0.as_deref(), Some("21:30:00"));
    }

    #[test]
    fn a_time_that_comes_twice_is_asked_about() {
        let (at, form) = local("2027-11-07", "1:30 am", "");
        assert_eq!((at, form.value("at")), (None, "1:30 am"));
        assert_eq!(
            form.complaint("at"),
            Some(
                "In Teterboro, the clocks are put back on Nov 7, 2027, so this time comes twice. Which one?"
            )
        );
        assert_eq!(readings(&form, "at"), ["1:30 AM EDT", "1:30 AM EST"]);
        let [first, second] =
            ["EDT", "EST"].map(|zone| local("2027-11-07", "01:30", zone).0.unwrap());
        assert_eq!(second - first, HOUR);
        assert_eq!(local("2027-11-07", "01:30", "PST").0, None, "an answer to another question");
        assert!(local("2027-11-07", "02:30", "EDT").1.question("at").is_none());
    }

    #[test]
    fn a_time_that_clocks_skip_is_refused() {
        let (at, form) = local("2027-03-14", "02:30", "EST");
        assert_eq!(at, None);
        assert_eq!(
            form.complaint("at"),
            Some("In Teterboro, the clocks skip this time on Mar 14, 2027. Choose another time.")
        );
    }

    #[test]
    fn a_filled_in_time_is_read_as_the_same_instant() {
        for zone in ["EDT", "EST"] {
            let at = local("2027-11-07", "01:30", zone).0.unwrap();
            let mut form = Form::default();
            form.fill_local(["on", "at"], at, TETERBORO, &dates());
            let (date, time) =
                (form.date("on", &dates()).unwrap(), form.time("at", &dates()).unwrap());
            assert_eq!(form.local("at", (date, time), TETERBORO, &dates()), Some(at), "{zone}");
            assert_eq!((form.question("at").is_some(), form.has_complaints()), (true, false));
        }
    }

    #[test]
    fn a_date_years_away_is_asked_about() {
        let read = |typed: &str, answer: &str| {
            let mut form = Form::of([("on", typed), ("answer.on", answer)]);
            (form.date("on", &dates()).map(|date| date.to_string()), form)
        };
        let (date, form) = read("3/4/2036", "");
        assert_eq!((date, form.value("on")), (None, "3/4/2036"));
        assert_eq!(form.complaint("on"), Some("Is the year right? This is Mar 4, 2036."));
        assert_eq!(readings(&form, "on"), ["Yes, Mar 4, 2036"]);
        assert_eq!(read("3/4/2036", "2036-03-04").0.as_deref(), Some("2036-03-04"));
        assert_eq!(read("3/4/2037", "2036-03-04").0, None, "another date was confirmed");
        assert_eq!(read("2016-12-10", "").0, None);
        assert_eq!(read("2027-12-10", "").0.as_deref(), Some("2027-12-10"));
    }

    #[test]
    fn a_date_that_can_mean_two_is_asked_about() {
        let read = |answer: &str| {
            let mut form = Form::of([("on", "10.12.2026"), ("answer.on", answer)]);
            (form.date("on", &dates()).map(|date| date.to_string()), form)
        };
        let (date, form) = read("");
        assert_eq!(date, None);
        assert_eq!(form.complaint("on"), Some("This can mean two dates. Which one?"));
        assert_eq!(readings(&form, "on"), ["Oct 12, 2026", "Dec 10, 2026"]);
        assert_eq!(read("2026-12-10").0.as_deref(), Some("2026-12-10"));
    }
}
