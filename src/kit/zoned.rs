//! Instants (UTC milliseconds) and the IANA time zone that they are shown in.
use super::style::{Hours, Language, Style, Times};
use chrono::{
    DateTime, Datelike, Days, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset,
    TimeZone, Timelike, Utc,
};
use chrono_tz::{OffsetName, Tz};

pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

/// The zone with an IANA name. UTC if the name is unknown, so that a time is still shown.
pub fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}

/// Why a local time does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSuchTime {
    /// It is in the hour that is skipped when daylight saving time begins.
    Skipped,
}

/// The instant of a local time. When daylight saving time ends and a time occurs twice, the first one.
pub fn instant(zone_name: &str, date: NaiveDate, time: NaiveTime) -> Result<i64, NoSuchTime> {
    match zone(zone_name).from_local_datetime(&NaiveDateTime::new(date, time)) {
        MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => {
            Ok(at.timestamp_millis())
        }
        MappedLocalTime::None => Err(NoSuchTime::Skipped),
    }
}

/// Noon of a date: stored for a leg whose time is not agreed yet. No zone skips noon.
pub fn noon(zone_name: &str, date: NaiveDate) -> i64 {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    instant(zone_name, date, noon)
        .unwrap_or_else(|NoSuchTime::Skipped| date.and_time(noon).and_utc().timestamp_millis())
}

/// The last millisecond of a date in a zone.
pub fn end_of_day(zone_name: &str, date: NaiveDate) -> i64 {
    let next = date.checked_add_days(Days::new(1)).unwrap_or(date);
    // A few zones begin daylight saving time at midnight: the next day then begins at 1:00.
    [0, 1]
        .into_iter()
        .find_map(|hour| instant(zone_name, next, NaiveTime::from_hms_opt(hour, 0, 0)?).ok())
        .map_or_else(|| noon(zone_name, date) + DAY / 2, |midnight| midnight - 1)
}

/// An instant as it is shown to a person: in a zone, and in the language and clock of their style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// In the zone of the place, or in UTC if the style is Zulu.
    local: DateTime<Tz>,
    place: Tz,
    style: Style,
}

impl Moment {
    pub fn new(at: i64, zone_name: &str) -> Self {
        let place = zone(zone_name);
        let local =
            DateTime::<Utc>::from_timestamp_millis(at).unwrap_or_default().with_timezone(&place);
        Self { local, place, style: Style::default() }
    }

    /// The same instant in another style.
    #[must_use]
    pub fn styled(self, style: Style) -> Self {
        let zone = if style.is_zulu() { Tz::UTC } else { self.place };
        Self { local: self.local.with_timezone(&zone), style, ..self }
    }

    pub fn date(&self) -> NaiveDate {
        self.local.date_naive()
    }

    /// "2026-12-10", for a date input.
    pub fn iso_date(&self) -> String {
        self.date().to_string()
    }

    /// 20 of "20:15"
    pub fn hour(&self) -> u32 {
        self.local.hour()
    }

    /// "20:15", "8:15 pm" or "0115Z"
    pub fn time(&self) -> String {
        let pattern = match (self.style.times, self.style.hours) {
            (Times::Zulu, _) => "%H%MZ",
            (Times::Local, Hours::TwentyFour) => "%H:%M",
            (Times::Local, Hours::Twelve) => "%-I:%M %P",
        };
        self.local.format(pattern).to_string()
    }

    /// "EST", or "UTC+05:45" if the zone has no abbreviation.
    pub fn zone(&self) -> String {
        match self.local.offset().abbreviation() {
            Some(letters) if letters.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                letters.to_owned()
            }
            _ => format!("UTC{}", offset(self.local.offset().fix().local_minus_utc())),
        }
    }

    /// "Thu 10 Dec"
    pub fn day(&self) -> String {
        self.style.language.day(self.date())
    }

    /// "10 Dec 2026"
    pub fn long_date(&self) -> String {
        self.style.language.date(self.date())
    }

    /// "Thu 10 Dec 2026": for lists that contain several years.
    pub fn day_and_year(&self) -> String {
        format!("{} {}", self.day(), self.date().year())
    }

    /// "Thu 10 Dec, 20:15 EST"
    pub fn full(&self) -> String {
        format!("{}, {}", self.day(), self.time_and_zone())
    }

    /// "Thu 10 Dec 2026, 20:15 EST": for moments that may be years ago.
    pub fn dated(&self) -> String {
        format!("{}, {}", self.day_and_year(), self.time_and_zone())
    }

    /// "20:15 EST"
    pub fn time_and_zone(&self) -> String {
        if self.style.is_zulu() { self.time() } else { format!("{} {}", self.time(), self.zone()) }
    }

    /// "10 Dec 2026, 20:15:07 EST"
    pub fn to_the_second(self) -> String {
        format!("{}, {} {}", self.long_date(), self.local.format("%H:%M:%S"), self.zone())
    }

    /// "11 Dec 0115Z": the same instant in UTC as crews write it.
    pub fn zulu(&self) -> String {
        let utc = self.local.with_timezone(&Utc);
        format!("{} {}", self.style.language.short(utc.date_naive()), utc.format("%H%MZ"))
    }

    /// The same instant in the other style of times, shown beside it: Zulu beside local, and vice versa.
    pub fn beside(&self) -> String {
        match self.style.times {
            Times::Local => self.zulu(),
            Times::Zulu => self.styled(self.style.local()).full(),
        }
    }

    /// For the `datetime` attribute: "2026-12-10T20:15:00-05:00".
    pub fn machine(&self) -> String {
        self.local.format("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// A short form for lists, relative to `now`: the time if it is today, "Yesterday", else the date, with
    /// the year unless it is this year.
    pub fn told(&self, now: i64) -> String {
        let today = DateTime::<Utc>::from_timestamp_millis(now)
            .unwrap_or_default()
            .with_timezone(&self.local.timezone());
        let days = today.date_naive().signed_duration_since(self.date()).num_days();
        match days {
            0 => self.time(),
            1 => self.style.language.yesterday().to_owned(),
            _ if self.local.year() == today.year() => self.style.language.short(self.date()),
            _ => self.long_date(),
        }
    }
}

/// Today's date in a zone.
pub fn today(now: i64, zone_name: &str) -> NaiveDate {
    Moment::new(now, zone_name).date()
}

/// "10 Dec 2026"
pub fn written(date: NaiveDate) -> String {
    Language::default().date(date)
}

/// Parses a date: 2026-12-10 as date inputs send it, 10/12/2026 and 10.12.2026 with the day first, or
/// "10 Dec 2026".
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %b %Y", "%d %B %Y"]
        .iter()
        .find_map(|pattern| NaiveDate::parse_from_str(text.trim(), pattern).ok())
        .filter(|date| (2000..2100).contains(&date.year()))
}

/// Parses a time of day: 09:30, 9:30, 0930 or 9.30.
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().replace('.', ":");
    let (hours, minutes) = match text.split_once(':') {
        Some((hours, rest)) => (hours, rest.split(':').next().unwrap_or_default()),
        None if text.len() == 4 => text.split_at_checked(2)?,
        None => return None,
    };
    NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, 0)
}

/// "6 h 50 min"
pub fn duration(millis: i64) -> String {
    let minutes = (millis + MINUTE / 2) / MINUTE;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(zone: &str, date: &str, time: &str) -> Result<i64, NoSuchTime> {
        instant(zone, parse_date(date).unwrap(), parse_time(time).unwrap())
    }

    #[test]
    fn a_time_clocks_skip_is_no_time() {
        assert_eq!(at("America/New_York", "2027-03-14", "02:30"), Err(NoSuchTime::Skipped));
        assert!(at("America/New_York", "2027-03-14", "03:00").is_ok());
    }

    #[test]
    fn a_time_that_occurs_twice_is_the_first_one() {
        let first = at("America/New_York", "2026-11-01", "01:30").unwrap();
        assert_eq!(Moment::new(first, "America/New_York").time_and_zone(), "01:30 EDT");
    }

    #[test]
    fn a_zone_without_abbreviation_shows_its_offset() {
        let noon = at("Asia/Kathmandu", "2026-12-10", "12:00").unwrap();
        assert_eq!(Moment::new(noon, "Asia/Kathmandu").full(), "Thu 10 Dec, 12:00 UTC+05:45");
        assert_eq!(Moment::new(noon, "Asia/Kathmandu").zulu(), "10 Dec 0615Z");
    }

    #[test]
    fn a_moment_is_shown_in_the_style_of_its_reader() {
        let at =
            Moment::new(at("America/New_York", "2026-12-10", "20:15").unwrap(), "America/New_York");
        let style = Style { language: Language::German, hours: Hours::Twelve, times: Times::Local };
        let here = at.styled(style);
        assert_eq!(here.full(), "Do 10. Dez., 8:15 pm EST");
        assert_eq!(
            (here.day_and_year(), here.beside()),
            ("Do 10. Dez. 2026".into(), "11. Dez. 0115Z".into())
        );
        let zulu = at.styled(Style { times: Times::Zulu, ..Style::default() });
        assert_eq!(
            (zulu.full(), zulu.date().to_string()),
            ("Fri 11 Dec, 0115Z".into(), "2026-12-11".into())
        );
        assert_eq!(zulu.beside(), "Thu 10 Dec, 20:15 EST");
        assert_eq!(at.styled(Style { hours: Hours::Twelve, ..Style::default() }).time(), "8:15 pm");
    }

    #[test]
    fn a_day_ends_one_millisecond_before_the_next() {
        let end = end_of_day("America/New_York", parse_date("2026-11-01").unwrap());
        assert_eq!(Moment::new(end, "America/New_York").full(), "Sun 1 Nov, 23:59 EST");
        assert_eq!(Moment::new(end + 1, "America/New_York").time(), "00:00");
    }

    #[test]
    fn people_type_dates_and_times_in_several_ways() {
        for text in ["2026-12-10", "10.12.2026", "10/12/2026", "10 Dec 2026"] {
            assert_eq!(parse_date(text).unwrap().to_string(), "2026-12-10");
        }
        for text in ["09:30", "9:30", "0930", "9.30", "09:30:00"] {
            assert_eq!(parse_time(text).unwrap().to_string(), "09:30:00");
        }
        assert_eq!((parse_date("31.02.2026"), parse_time("24:00")), (None, None));
    }
}
