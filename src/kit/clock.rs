//! Dates and times of day, as people type them.
use super::{
    language::Language,
    style::{DateOrder, Style},
};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use std::ops::Range;

/// Dates outside these years are typing errors.
const YEARS: Range<i32> = 2000..2100;
/// The same of dates of birth.
const YEARS_OF_BIRTH: Range<i32> = 1900..2100;

/// How the dates of a form are read: on which day, and which are near enough to be meant.
#[derive(Debug, Clone, Copy)]
pub struct Dates {
    pub today: NaiveDate,
    pub style: Style,
    /// Dates by more years in the past or ahead are asked about.
    past: i32,
    ahead: i32,
}

impl Dates {
    pub fn new(today: NaiveDate, style: Style) -> Self {
        Self { today, style, past: 1, ahead: 3 }
    }

    /// The same, for dates that may be this many years in the past or ahead.
    #[must_use]
    pub fn within(self, past: i32, ahead: i32) -> Self {
        Self { past, ahead, ..self }
    }

    /// Whether a date is so far away that its year may be a typing error.
    pub fn is_far(&self, date: NaiveDate) -> bool {
        let years = date.year() - self.today.year();
        !(-self.past..=self.ahead).contains(&years)
    }
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDate {
    Unreadable,
    /// It can mean two dates.
    Either(NaiveDate, NaiveDate),
}

/// Reads a date: 2026-12-10 as date inputs send it, 12/10/2026 in this order of month and day, 10.12.2026, or with the
/// name of the month as the portal writes it: "Thu, Dec 10, 2026", "10 December 2026".
pub fn parse_date(text: &str, order: DateOrder) -> Result<NaiveDate, NoDate> {
    parse_within(text, order, &YEARS)
}

/// Reads a date of birth in the same ways. Its year has four digits, because two can mean two centuries.
pub fn parse_birth(text: &str, order: DateOrder) -> Result<NaiveDate, NoDate> {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    if words.any(|word| word.len() == 4 && number(word).is_some()) {
        parse_within(text, order, &YEARS_OF_BIRTH)
    } else {
        Err(NoDate::Unreadable)
    }
}

fn parse_within(text: &str, order: DateOrder, years: &Range<i32>) -> Result<NaiveDate, NoDate> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [weekday, rest @ ..] if rest.len() == 3 => {
            let date = three(rest, text, order, years)?;
            let name = date.weekday().to_string().to_lowercase();
            let is_it = weekday.starts_with(&name)
                && "monday tuesday wednesday thursday friday saturday sunday".contains(weekday);
            if is_it { Ok(date) } else { Err(NoDate::Unreadable) }
        }
        three_words => three(three_words, text, order, years),
    }
}

/// A date as a machine writes it: 2026-12-10.
pub fn iso_date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10)
}

/// A time of day as a machine writes it: 09:05.
pub fn iso_time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok().filter(|_| text.len() == 5)
}

/// Both times of day that a text means to readers of a clock of twelve hours: 9:30, without AM or PM. From ten to
/// twelve, and with a leading zero, it is read as on a clock of 24 hours.
pub fn either_half(text: &str) -> Option<[NaiveTime; 2]> {
    let is_bare = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'));
    let hour = text.split([':', '.']).next().filter(|it| is_bare && it.len() == 1 && *it != "0")?;
    let morning = parse_time(text).filter(|time| number(hour) == Some(time.hour()))?;
    Some([morning, NaiveTime::from_hms_opt(morning.hour() + 12, morning.minute(), 0)?])
}

/// Reads a date whose reader is not known yet. None also where the order of month and day would matter.
pub fn parse_plain_date(text: &str) -> Option<NaiveDate> {
    let [one, other] = [DateOrder::MonthFirst, DateOrder::DayFirst].map(|it| parse_date(text, it));
    one.ok().filter(|_| one == other)
}

fn three(
    words: &[&str],
    text: &str,
    order: DateOrder,
    years: &Range<i32>,
) -> Result<NaiveDate, NoDate> {
    let [a, b, c] = words else { return Err(NoDate::Unreadable) };
    let dotted = text.contains('.');
    let read = match (month(a), month(b)) {
        (Some(month), None) => date(c, month, b),
        (None, Some(month)) => date(c, month, a),
        (Some(_), Some(_)) => None,
        (None, None) if a.len() == 4 => number(b).and_then(|month| date(a, month, c)),
        (None, None) => {
            let month_first = number(a).and_then(|month| date(c, month, b));
            let day_first = number(b).and_then(|month| date(c, month, a));
            match (order, month_first, day_first) {
                // Points stand between day and month nearly everywhere, but not for everybody in America.
                (DateOrder::MonthFirst, Some(one), Some(other)) if dotted && one != other => {
                    return Err(NoDate::Either(one, other));
                }
                (DateOrder::MonthFirst, one, other) | (DateOrder::DayFirst, other, one) => {
                    one.or(other)
                }
            }
        }
    };
    read.filter(|date| years.contains(&date.year())).ok_or(NoDate::Unreadable)
}

fn date(year: &str, month: u32, day: &str) -> Option<NaiveDate> {
    let year = match year.len() {
        4 => number(year)?,
        2 => 2000 + number(year)?,
        _ => return None,
    };
    // The first of a month in French is "1er".
    let day = day.strip_suffix("er").unwrap_or(day);
    let day = number(day).filter(|_| day.len() <= 2)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn number(word: &str) -> Option<u32> {
    word.bytes().all(|b| b.is_ascii_digit()).then(|| word.parse().ok())?
}

/// The number of a month by its English name, at least three letters of it, or as one of the languages writes it.
fn month(word: &str) -> Option<u32> {
    #[rustfmt::skip]
    const NAMES: [&str; 12] = [
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    ];
    let is_short = |language: &Language, i: usize| {
        let short = language.months().get(i).map(|it| it.trim_end_matches('.').to_lowercase());
        short.as_deref() == Some(word)
    };
    let is_it = |i: usize, name: &str| {
        (word.len() >= 3 && name.starts_with(word))
            || Language::ALL.iter().any(|it| is_short(it, i))
    };
    let at = NAMES.iter().enumerate().position(|(i, name)| is_it(i, name))?;
    u32::try_from(at + 1).ok()
}

/// Reads a time of day: 9, 9:05, 09:05, 0905, 9.05, 21h05, 9:05 pm, 9am. Nothing else is one.
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let (text, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(rest), _) => (rest.trim_end(), Some(0)),
        (_, Some(rest)) => (rest.trim_end(), Some(12)),
        _ => (text.as_str(), None),
    };
    let (hours, minutes) = match text.split_once([':', '.', 'h']) {
        Some((hours, "")) if text.ends_with('h') => (hours, "00"),
        // A time input may send seconds.
        Some((hours, rest)) => (hours, rest.strip_suffix(":00").unwrap_or(rest)),
        None if text.len() == 4 => text.split_at_checked(2)?,
        None => (text, "00"),
    };
    if !(1..=2).contains(&hours.len()) || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let hours = match half {
        None => hours,
        Some(half) => half + Some(hours).filter(|hours| (1..=12).contains(hours))? % 12,
    };
    NaiveTime::from_hms_opt(hours, minutes, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn american(text: &str) -> Option<String> {
        parse_date(text, DateOrder::MonthFirst).ok().map(|date| date.to_string())
    }

    #[test]
    fn a_date_of_birth_may_be_long_ago_and_has_a_whole_year() {
        let read = |text| parse_birth(text, DateOrder::MonthFirst).map(|date| date.to_string());
        for text in ["1948-02-29", "2/29/1948", "29 Feb 1948", "Feb 29, 1948"] {
            assert_eq!(read(text).as_deref(), Ok("1948-02-29"), "{text}");
        }
        for text in ["2/29/48", "1899-12-31", "1947-02-29", "today", ""] {
            assert_eq!(read(text), Err(NoDate::Unreadable), "{text}");
        }
    }

    #[test]
    fn a_date_is_typed_in_several_ways() {
        for text in [
            "2026-12-10",
            "12/10/2026",
            "12-10-26",
            "Dec 10, 2026",
            "10 Dec 2026",
            "december 10 2026",
            "Thu, Dec 10, 2026",
            "10. Dez. 2026",
            "10 déc. 2026",
        ] {
            assert_eq!(american(text).as_deref(), Some("2026-12-10"), "{text}");
        }
        for text in [
            "",
            "soon",
            "31.02.2026",
            "Fri, Dec 10, 2026",
            "Dec 2026",
            "10 Demeter 2026",
            "10/12/026",
            "1926-12-10",
            "2126-12-10",
            "2026-13-10",
            "10 12 2026 5 6",
            "Dec Dec 2026",
            "2026-12-١٠",
        ] {
            assert_eq!(american(text), None, "{text}");
        }
    }

    #[test]
    fn every_date_is_read_as_it_is_written() {
        let dates = NaiveDate::default().with_year(2026).unwrap_or_default().iter_days().take(365);
        for (date, language) in dates.flat_map(|date| Language::ALL.map(|it| (date, it))) {
            for order in [DateOrder::MonthFirst, DateOrder::DayFirst] {
                let style = Style { language, order, ..Style::default() };
                assert_eq!(parse_date(&style.date(date), order), Ok(date), "{}", style.date(date));
            }
        }
    }

    #[test]
    fn what_a_machine_wrote_is_told_from_what_was_typed() {
        assert_eq!(iso_date("2026-12-10"), NaiveDate::from_ymd_opt(2026, 12, 10));
        assert_eq!(iso_time("09:05"), NaiveTime::from_hms_opt(9, 5, 0));
        for typed in ["", "2026-1-1", "+2026-12-10", "12/10/2026", "26-12-10"] {
            assert_eq!(iso_date(typed), None, "{typed}");
        }
        for typed in ["", "9:05", "0905", "9:05 am", "24:00"] {
            assert_eq!(iso_time(typed), None, "{typed}");
        }
    }

    #[test]
    fn an_hour_without_am_or_pm_can_mean_two() {
        for typed in ["9:30", "9.30"] {
            let both = either_half(typed).map(|both| both.map(|it| it.format("%H:%M").to_string()));
            assert_eq!(both, Some(["09:30".into(), "21:30".into()]), "{typed}");
        }
        assert!(either_half("9").is_some());
        for typed in
            ["09:30", "0:30", "10:30", "12:00", "13:00", "9:30 am", "9pm", "9h30", "soon", ""]
        {
            assert_eq!(either_half(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_date_of_numbers_is_read_in_the_order_of_the_workspace() {
        let read = |text, order| parse_date(text, order).map(|date| date.to_string());
        assert_eq!(read("10/12/2026", DateOrder::MonthFirst), Ok("2026-10-12".into()));
        assert_eq!(read("10/12/2026", DateOrder::DayFirst), Ok("2026-12-10".into()));
        for order in [DateOrder::MonthFirst, DateOrder::DayFirst] {
            assert_eq!(read("25/12/2026", order), Ok("2026-12-25".into()), "only one can be meant");
            assert_eq!(read("12/25/2026", order), Ok("2026-12-25".into()));
        }
    }

    #[test]
    fn a_date_with_points_can_mean_two_where_the_month_comes_first() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default();
        let read = |text, order| parse_date(text, order);
        let either = NoDate::Either(day(10, 12), day(12, 10));
        assert_eq!(read("10.12.2026", DateOrder::MonthFirst), Err(either));
        assert_eq!(read("10.12.2026", DateOrder::DayFirst), Ok(day(12, 10)));
        assert_eq!(read("10.10.2026", DateOrder::MonthFirst), Ok(day(10, 10)));
    }

    #[test]
    fn a_time_is_typed_in_several_ways() {
        for (typed, read) in [
            ("9", "09:00"),
            ("9:05", "09:05"),
            ("09:05", "09:05"),
            ("09:05:00", "09:05"),
            ("0905", "09:05"),
            ("9.05", "09:05"),
            ("9:05 am", "09:05"),
            ("9:05PM", "21:05"),
            ("9am", "09:00"),
            ("9 p.m.", "21:00"),
            ("12 am", "00:00"),
            ("12:30 pm", "12:30"),
            ("21h05", "21:05"),
            ("21h", "21:00"),
        ] {
            let time = parse_time(typed).map(|time| time.format("%H:%M").to_string());
            assert_eq!(time.as_deref(), Some(read), "{typed}");
        }
    }

    #[test]
    fn what_is_no_time_is_not_guessed_at() {
        for typed in [
            "",
            "1.005",
            "1:5",
            "9:5",
            "905",
            "24:00",
            "9:60",
            "13 pm",
            "0 am",
            "9:",
            "9.",
            ":30",
            "-9:00",
            "+9:00",
            "9:05:30",
            "9:05:00:00",
            "9,05",
            "9 05",
            "9:05 xm",
            "am",
            "h",
            "noon",
            "٩:٠٥",
            "1e1",
        ] {
            assert_eq!(parse_time(typed), None, "{typed}");
        }
    }
}
