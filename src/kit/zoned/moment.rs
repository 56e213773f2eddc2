//! An instant as people read it.
use super::zone;
use crate::kit::style::{Style, Times};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike};
use jiff::{Timestamp, tz::TimeZone};

/// An instant as it is shown to a person: in a zone, and in the style of its reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    at: i64,
    place: TimeZone,
    style: Style,
}

impl Moment {
    pub fn new(at: i64, zone_name: &str) -> Self {
        Self { at, place: zone(zone_name), style: Style::default() }
    }

    /// The same instant in another style.
    #[must_use]
    pub fn styled(self, style: Style) -> Self {
        Self { style, ..self }
    }

    /// The local time; in UTC if the style is Zulu.
    pub fn local(&self) -> NaiveDateTime {
        let offset = if self.style.is_zulu() { 0 } else { self.offset() };
        wall(self.at, offset)
    }

    /// The seconds by which the local time is ahead of UTC.
    fn offset(&self) -> i32 {
        self.place.to_offset(timestamp(self.at)).seconds()
    }

    pub fn date(&self) -> NaiveDate {
        self.local().date()
    }

    /// "2026-12-10", for a date input.
    pub fn iso_date(&self) -> String {
        self.date().to_string()
    }

    /// "20:15", for a time input.
    pub fn iso_time(&self) -> String {
        self.local().format("%H:%M").to_string()
    }

    /// 20 of "8:15 PM"
    pub fn hour(&self) -> u32 {
        self.local().hour()
    }

    /// "8:15 PM", "20:15" or "0115Z"
    pub fn time(&self) -> String {
        match self.style.times {
            Times::Zulu => self.local().format("%H%MZ").to_string(),
            Times::Local => self.style.clock(self.local().time()),
        }
    }

    /// "EST" at this moment, or "UTC+05:45" if the zone has no abbreviation.
    pub fn zone(&self) -> String {
        let info = self.place.to_offset_info(timestamp(self.at));
        match info.abbreviation() {
            _ if self.style.is_zulu() => "UTC".to_owned(),
            letters if letters.starts_with(|c: char| c.is_ascii_alphabetic()) => letters.to_owned(),
            _ => format!("UTC{}", signed(info.offset().seconds())),
        }
    }

    /// "Thu, Dec 10", with the year unless it is this year.
    pub fn day(&self) -> String {
        if self.style.is_this_year(self.date()) {
            self.style.day(self.date())
        } else {
            self.day_and_year()
        }
    }

    /// "Dec 10, 2026"
    pub fn long_date(&self) -> String {
        self.style.date(self.date())
    }

    /// "Thu, Dec 10, 2026"
    pub fn day_and_year(&self) -> String {
        self.style.day_and_year(self.date())
    }

    /// "Thu, Dec 10, 8:15 PM EST", with the year unless it is this year.
    pub fn full(&self) -> String {
        format!("{}, {}", self.day(), self.time_and_zone())
    }

    /// The time from this moment to another: "Thu, Dec 10, 9:30 AM to 12:10 PM EST". Day and zone are told once where
    /// they are the same.
    pub fn until(&self, end: &Self) -> String {
        if self.date() != end.date() {
            return format!("{} to {}", self.full(), end.full());
        }
        let from = if self.zone() == end.zone() { self.time() } else { self.time_and_zone() };
        format!("{}, {from} to {}", self.day(), end.time_and_zone())
    }

    /// "Thu, Dec 10, 2026, 8:15 PM EST"
    pub fn dated(&self) -> String {
        format!("{}, {}", self.day_and_year(), self.time_and_zone())
    }

    /// "8:15 PM EST"
    pub fn time_and_zone(&self) -> String {
        if self.style.is_zulu() { self.time() } else { format!("{} {}", self.time(), self.zone()) }
    }

    /// "Dec 10, 2026, 20:15:07 EST"
    pub fn to_the_second(&self) -> String {
        format!("{}, {} {}", self.long_date(), self.local().format("%H:%M:%S"), self.zone())
    }

    /// "Dec 11 0115Z": the same instant in UTC as crews write it.
    pub fn zulu(&self) -> String {
        let utc = wall(self.at, 0);
        format!("{} {}", self.style.short(utc.date()), utc.format("%H%MZ"))
    }

    /// The same instant in the other style of times, shown beside it: Zulu beside local, and vice versa.
    pub fn beside(&self) -> String {
        match self.style.times {
            Times::Local => self.zulu(),
            Times::Zulu => self.clone().styled(self.style.local()).full(),
        }
    }

    /// For the `datetime` attribute: "2026-12-10T20:15:00-05:00".
    pub fn machine(&self) -> String {
        let offset = if self.style.is_zulu() { 0 } else { self.offset() };
        format!("{}{}", self.local().format("%Y-%m-%dT%H:%M:%S"), signed(offset))
    }

    /// A short form for lists, relative to `now`: the time if it is today, "Yesterday", else the date, with
    /// the year unless it is this year.
    pub fn told(&self, now: i64) -> String {
        let today = Self { at: now, ..self.clone() }.date();
        match today.signed_duration_since(self.date()).num_days() {
            0 => self.time(),
            1 => self.style.language.yesterday().to_owned(),
            _ if self.date().year() == today.year() => self.style.short(self.date()),
            _ => self.long_date(),
        }
    }
}

fn timestamp(at: i64) -> Timestamp {
    Timestamp::from_millisecond(at).unwrap_or_default()
}

/// What a clock shows that is this many seconds ahead of UTC.
fn wall(at: i64, offset: i32) -> NaiveDateTime {
    let shifted = at.saturating_add(i64::from(offset) * 1_000);
    DateTime::from_timestamp_millis(shifted).unwrap_or_default().naive_utc()
}

fn signed(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
