//! Writes iCalendar (RFC 5545).
//!
//! Times are in UTC: every calendar program shows them in its reader's own zone, and a feed in local times would have to
//! carry the rules of each zone (`VTIMEZONE`). The local times of both ends are in the description.
use chrono::{DateTime, Days, NaiveDate};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Milliseconds; without an end, or with one that is not later, the event has none.
    Times { from: i64, until: i64 },
    /// A whole day, whose times are not agreed yet.
    Day(NaiveDate),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Tentative,
    Confirmed,
    Canceled,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Stays the same as long as the event exists.
    pub uid: String,
    /// Increases with every change.
    pub sequence: i64,
    pub changed_at: i64,
    pub when: When,
    pub status: Status,
    pub summary: String,
    pub location: String,
    pub description: String,
    pub url: String,
}

/// The longest line in octets, without its end.
const LINE: usize = 75;

/// A calendar with this name.
pub fn calendar(name: &str, events: &[Event]) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Charter Portal//Calendar feed//EN");
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, "METHOD:PUBLISH");
    text(&mut out, "X-WR-CALNAME", name);
    line(&mut out, "REFRESH-INTERVAL;VALUE=DURATION:PT15M");
    line(&mut out, "X-PUBLISHED-TTL:PT15M");
    for it in events {
        event(&mut out, it);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, it: &Event) {
    line(out, "BEGIN:VEVENT");
    text(out, "UID", &it.uid);
    // The same as LAST-MODIFIED, so that an unchanged feed is the same to the byte.
    line(out, &format!("DTSTAMP:{}", utc(it.changed_at)));
    line(out, &format!("LAST-MODIFIED:{}", utc(it.changed_at)));
    line(out, &format!("SEQUENCE:{}", it.sequence));
    match it.when {
        When::Times { from, until } => {
            line(out, &format!("DTSTART:{}", utc(from)));
            if until > from {
                line(out, &format!("DTEND:{}", utc(until)));
            }
        }
        When::Day(day) => {
            let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
            line(out, &format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
            line(out, &format!("DTEND;VALUE=DATE:{}", next.format("%Y%m%d")));
        }
    }
    let status = match it.status {
        Status::Tentative => "TENTATIVE",
        Status::Confirmed => "CONFIRMED",
        Status::Canceled => "CANCELLED",
    };
    line(out, &format!("STATUS:{status}"));
    text(out, "SUMMARY", &it.summary);
    for (name, value) in [("LOCATION", &it.location), ("DESCRIPTION", &it.description)] {
        if !value.is_empty() {
            text(out, name, value);
        }
    }
    line(out, &format!("URL:{}", it.url));
    line(out, "END:VEVENT");
}

/// "20261211T011500Z"
fn utc(at: i64) -> String {
    DateTime::from_timestamp_millis(at).unwrap_or_default().format("%Y%m%dT%H%M%SZ").to_string()
}

fn text(out: &mut String, name: &str, value: &str) {
    let mut escaped = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    line(out, &format!("{name}:{escaped}"));
}

/// Adds a line, folded so that none is longer than 75 octets: what goes on begins with a space. Characters are not cut.
fn line(out: &mut String, content: &str) {
    let mut length = 0;
    for c in content.chars() {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::testing::cast::{HOUR, NOON};
    use icalendar::{Calendar, CalendarComponent, Component as _};

    fn flight() -> Event {
        Event {
            uid: "leg@harbour".into(),
            sequence: 3,
            changed_at: NOON,
            when: When::Times { from: NOON, until: NOON + HOUR },
            status: Status::Confirmed,
            summary: "TEB to LTN".into(),
            location: "Teterboro (TEB)".into(),
            description: "Trip T-1001".into(),
            url: "https://harbour.example/trips/1".into(),
        }
    }

    fn parsed(events: &[Event]) -> Vec<icalendar::Event> {
        let calendar: Calendar = calendar("Harbour Aviation", events).parse().unwrap();
        assert_eq!(calendar.get_name(), Some("Harbour Aviation"));
        let all = calendar.components.into_iter();
        all.map(|it| match it {
            CalendarComponent::Event(event) => event,
            other => panic!("{other:?}"),
        })
        .collect()
    }

    #[test]
    fn another_program_reads_what_was_written() {
        let day = Event { when: When::Day("2026-12-31".parse().unwrap()), ..flight() };
        let canceled = Event { status: Status::Canceled, ..flight() };
        let all = parsed(&[flight(), day, canceled]);
        let [flight, day, canceled] = &all[..] else { panic!("{}", all.len()) };
        let value =
            |event: &icalendar::Event, name: &str| event.property_value(name).unwrap().to_owned();
        assert_eq!(value(flight, "DTSTART"), "20261121T120000Z");
        assert_eq!(value(flight, "DTEND"), "20261121T130000Z");
        assert_eq!((flight.get_uid(), flight.get_sequence()), (Some("leg@harbour"), Some(3)));
        assert_eq!(value(flight, "LAST-MODIFIED"), "20261121T120000Z");
        assert_eq!(flight.get_status(), Some(icalendar::EventStatus::Confirmed));
        assert_eq!(
            day.get_start(),
            Some(icalendar::DatePerhapsTime::Date("2026-12-31".parse().unwrap()))
        );
        assert_eq!(value(day, "DTEND"), "20270101");
        assert_eq!(canceled.get_status(), Some(icalendar::EventStatus::Cancelled));
    }

    #[test]
    fn text_is_escaped_and_comes_back_as_it_was() {
        let odd = "Zürich, \"Lindqvist; Söhne\" \\ BEGIN:VEVENT\nUID:other\u{7}";
        let all = parsed(&[Event { summary: odd.into(), ..flight() }]);
        assert_eq!(all.len(), 1);
        let written = calendar("x", &[Event { summary: odd.into(), ..flight() }]);
        let expected = "SUMMARY:Zürich\\, \"Lindqvist\\; Söhne\" \\\\ BEGIN:VEVENT\\nUID:other\r\n";
        assert!(written.contains(expected), "{written}");
    }

    #[test]
    fn lines_are_folded_by_octets_and_no_character_is_cut() {
        for width in 1..120 {
            let summary = "å".repeat(width) + &"東京".repeat(20);
            let written = calendar("x", &[Event { summary: summary.clone(), ..flight() }]);
            for line in written.split("\r\n") {
                assert!(line.len() <= 75 && !line.contains('\n'), "{} {line}", line.len());
            }
            assert!(written.ends_with("END:VCALENDAR\r\n"));
            let unfolded = written.replace("\r\n ", "");
            assert!(unfolded.contains(&format!("SUMMARY:{summary}\r\n")));
        }
    }

    #[test]
    fn an_event_without_an_end_has_none() {
        let all = parsed(&[Event { when: When::Times { from: NOON, until: NOON }, ..flight() }]);
        assert_eq!(all[0].property_value("DTEND"), None);
    }
}
