//! Tests of zones and moments.
#![allow(clippy::unwrap_used)]
use super::{
    super::{
        clock::{parse_date, parse_time},
        language::Language,
        style::{DateOrder, Hours, Style, Times},
    },
    *,
};

const NEW_YORK: &str = "America/New_York";

fn instants(zone: &str, date: &str, time: &str) -> Instants {
    let date = parse_date(date, DateOrder::MonthFirst).unwrap();
    Instants::of(zone, date, parse_time(time).unwrap())
}

fn at(zone: &str, date: &str, time: &str) -> Moment {
    Moment::new(instants(zone, date, time).first().unwrap(), zone)
}

#[test]
fn clocks_of_2026_follow_the_laws_of_2026() {
    for (zone, utc) in [
        // British Columbia and Alberta stay on daylight saving time since March 2026.
        ("America/Vancouver", "Dec 12 1600Z"),
        ("America/Edmonton", "Dec 12 1500Z"),
        // Morocco and Western Sahara ended their permanent summer time in September 2026.
        ("Africa/Casablanca", "Dec 12 0900Z"),
        ("Africa/El_Aaiun", "Dec 12 0900Z"),
        ("America/New_York", "Dec 12 1400Z"),
    ] {
        assert_eq!(at(zone, "2026-12-12", "09:00").zulu(), utc, "{zone}");
    }
}

#[test]
fn the_zone_data_is_of_this_year() {
    assert!(release() >= "2026f", "{}", release());
}

#[test]
fn a_time_that_clocks_skip_has_no_instant() {
    assert_eq!(instants(NEW_YORK, "2027-03-14", "02:30"), Instants::Skipped);
    assert_eq!(at(NEW_YORK, "2027-03-14", "03:00").full(), "Sun, Mar 14, 2027, 3:00 AM EDT");
}

#[test]
fn a_time_that_comes_twice_has_two_instants() {
    let Instants::Two([first, second]) = instants(NEW_YORK, "2027-11-07", "01:30") else {
        panic!("1:30 is in the hour that comes twice");
    };
    assert_eq!((first.zone.as_str(), second.zone.as_str()), ("EDT", "EST"));
    assert_eq!(second.at - first.at, HOUR);
    let lord_howe = instants("Australia/Lord_Howe", "2027-04-04", "01:45");
    assert!(matches!(lord_howe, Instants::Two([a, b]) if b.at - a.at == HOUR / 2));
}

#[test]
fn a_zone_is_named_by_its_clock_at_that_moment() {
    let names = ["2026-07-01", "2026-12-01"].map(|date| at(NEW_YORK, date, "09:00").zone());
    assert_eq!(names, ["EDT", "EST"]);
}

#[test]
fn a_zone_without_abbreviation_shows_its_offset() {
    let noon = at("Asia/Kathmandu", "2026-12-10", "12:00");
    assert_eq!(noon.full(), "Thu, Dec 10, 2026, 12:00 PM UTC+05:45");
    assert_eq!(noon.zulu(), "Dec 10 0615Z");
}

#[test]
fn a_moment_is_shown_in_the_style_of_its_reader() {
    let at = at(NEW_YORK, "2026-12-10", "20:15");
    let style = Style { year: Some(2026), ..Style::default() };
    let shown = |style| at.clone().styled(style);
    assert_eq!(shown(style).full(), "Thu, Dec 10, 8:15 PM EST");
    let others = Style { hours: Hours::TwentyFour, order: DateOrder::DayFirst, ..style };
    assert_eq!(shown(others).full(), "Thu 10 Dec, 20:15 EST");
    let german = Style { language: Language::German, ..others };
    assert_eq!(shown(german).day_and_year(), "Do 10. Dez. 2026");
    assert_eq!(shown(german).beside(), "11. Dez. 0115Z");
    let zulu = shown(Style { times: Times::Zulu, ..style });
    assert_eq!(zulu.full(), "Fri, Dec 11, 0115Z");
    assert_eq!(
        (zulu.date().to_string(), zulu.machine()),
        ("2026-12-11".into(), "2026-12-11T01:15:00+00:00".into())
    );
    assert_eq!(zulu.beside(), "Thu, Dec 10, 8:15 PM EST");
}

#[test]
fn a_date_has_its_year_unless_it_is_this_year() {
    let at = at(NEW_YORK, "2026-12-10", "20:15");
    let in_year = |year| at.clone().styled(Style { year: Some(year), ..Style::default() }).full();
    assert_eq!(in_year(2026), "Thu, Dec 10, 8:15 PM EST");
    assert_eq!(in_year(2027), "Thu, Dec 10, 2026, 8:15 PM EST");
    assert_eq!(at.full(), in_year(2027), "also where the current year is not known");
}

#[test]
fn a_day_ends_one_millisecond_before_the_next() {
    let end = end_of_day(NEW_YORK, parse_date("2026-11-01", DateOrder::MonthFirst).unwrap());
    assert_eq!(Moment::new(end, NEW_YORK).dated(), "Sun, Nov 1, 2026, 11:59 PM EST");
    assert_eq!(Moment::new(end + 1, NEW_YORK).time(), "12:00 AM");
}

#[test]
fn a_time_from_one_moment_to_another_tells_day_and_zone_once() {
    let style = Style { year: Some(2026), ..Style::default() };
    let at = |zone, date, time| at(zone, date, time).styled(style);
    let from = at(NEW_YORK, "2026-12-03", "09:30");
    let until = |zone, date, time, style: Style| {
        from.clone().styled(style).until(&at(zone, date, time).styled(style))
    };
    let london = "Europe/London";
    assert_eq!(
        [
            until(NEW_YORK, "2026-12-03", "12:10", style),
            until("America/Chicago", "2026-12-03", "11:10", style),
            until(london, "2026-12-04", "01:00", style),
            until(NEW_YORK, "2026-12-03", "12:10", Style { times: Times::Zulu, ..style }),
        ],
        [
            "Thu, Dec 3, 9:30 AM to 12:10 PM EST",
            "Thu, Dec 3, 9:30 AM EST to 11:10 AM CST",
            "Thu, Dec 3, 9:30 AM EST to Fri, Dec 4, 1:00 AM GMT",
            "Thu, Dec 3, 1430Z to 1710Z",
        ]
    );
}
