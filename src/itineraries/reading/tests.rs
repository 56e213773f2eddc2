//! Tests of reading legs from a form.
#![allow(clippy::unwrap_used)]
use super::{
    super::samples::{leg as planned, luton, nice, palm_beach, teterboro},
    *,
};
use crate::kit::{
    style::Style,
    zoned::{DAY, HOUR, end_of_day},
};

/// Thu, Dec 10, 2026, 20:15 in New York.
const EVENING: i64 = 1_796_951_700_000;
const PLANNED: Detail = Detail::Planned { speed_kt: None };

fn asked(origin: Place, destination: Place, departs_at: i64) -> Leg {
    Leg { arrives_at: None, ..planned(origin, destination, departs_at, 0) }
}

/// Noon local time, which stands for a time that is not agreed.
fn open(leg: Leg) -> Leg {
    let departs_at = zoned::noon(&leg.origin.zone, leg.departs().date());
    let arrives_at = leg.block().map(|minutes| departs_at + minutes * MINUTE);
    Leg { departs_at, arrives_at, time_agreed: false, ..leg }
}

fn dates() -> Dates {
    Dates::new("2026-12-01".parse().unwrap(), Style::default())
}

fn street(name: &str, city: &str, zone: &str) -> Place {
    Place {
        code: city.into(),
        name: name.into(),
        city: city.into(),
        zone: zone.into(),
        ..Place::default()
    }
}

fn elm() -> Place {
    street("8 Elm Street", "Denver", "America/Denver")
}

fn lake() -> Place {
    street("1 Lake Road", "Chicago", "America/Chicago")
}

fn filled(legs: &[Leg]) -> Form {
    let mut form = Form::default();
    fields::fill(&mut form, legs, &dates());
    form
}

/// Reads the form of these legs with some fields changed, at `now`.
fn changed(
    legs: &[Leg],
    changes: &[(&str, &str)],
    reading: Reading,
) -> Result<Vec<Leg>, Vec<(String, String)>> {
    let mut form = filled(legs);
    for (name, value) in changes {
        form.set(name, *value);
    }
    let read = reading.read(&mut form);
    if form.has_complaints() { Err(form.complaints().to_vec()) } else { Ok(read.unwrap()) }
}

fn complaint(field: &str, words: &str) -> Result<Vec<Leg>, Vec<(String, String)>> {
    Err(vec![(field.to_owned(), words.to_owned())])
}

fn change(agreed: &[Leg], detail: Detail, now: i64) -> Reading<'_> {
    let ends = Ends::Airports { found: &[], zone: "America/New_York" };
    Reading { ends, detail, own_speeds: &[], agreed, dates: dates(), now }
}

/// Legs between addresses that a client types for the first time.
fn typed(now: i64) -> Reading<'static> {
    Reading { ends: Ends::Addresses { found: &[] }, ..change(&[], Detail::Asked, now) }
}

#[test]
fn legs_between_airports_read_back_as_they_were_filled_in() {
    let way = [
        asked(teterboro(), luton(), EVENING),
        open(asked(luton(), nice(), EVENING + 2 * DAY)),
        asked(nice(), teterboro(), EVENING + 4 * DAY),
    ];
    assert_eq!(changed(&way, &[], change(&way, Detail::Asked, 0)), Ok(way.to_vec()));
    let way = [
        planned(teterboro(), luton(), EVENING, EVENING + 410 * MINUTE),
        open(planned(luton(), nice(), EVENING + 2 * DAY, EVENING + 2 * DAY + 2 * HOUR)),
    ];
    assert_eq!(changed(&way, &[], change(&way, PLANNED, 0)), Ok(way.to_vec()));
}

#[test]
fn legs_between_addresses_read_back_as_they_were_filled_in() {
    let (elm, lake) = (elm(), lake());
    let port = street("Port", "Gary", "America/New_York");
    let way = [
        asked(elm.clone(), lake.clone(), EVENING),
        open(asked(lake.clone(), port, EVENING + 2 * DAY)),
    ];
    let ends = Ends::Addresses { found: &[] };
    let reading = Reading { ends, ..change(&way, Detail::Asked, 0) };
    assert_eq!(changed(&way, &[], reading), Ok(way.to_vec()));
    let fresh = changed(&way[..1], &[], Reading { agreed: &[], ..reading });
    assert_eq!(fresh.unwrap()[0].origin, elm, "an address can be typed without an agreed leg");
    let later = [planned(elm, lake, EVENING, EVENING + 30 * HOUR)];
    let reading = Reading { agreed: &later, detail: PLANNED, ..reading };
    assert_eq!(changed(&later, &[], reading), Ok(later.to_vec()));
}

#[test]
fn the_time_zone_of_a_city_is_asked_for_once_and_counts_everywhere() {
    let (elm, lake) = (elm(), lake());
    let way = [
        asked(elm, lake.clone(), EVENING),
        asked(lake, street("Port", "Gary", "America/Chicago"), EVENING + DAY),
    ];
    let open = [("to_zone.0", ""), ("zone.1", "")];
    assert_eq!(
        changed(&way, &open, typed(0)),
        complaint("to_zone.0", "Choose the time zone of Chicago.")
    );
    assert_eq!(changed(&way, &open[1..], typed(0)), Ok(way.to_vec()));
    assert_eq!(changed(&way, &open[..1], typed(0)), Ok(way.to_vec()));
}

#[test]
fn a_place_that_is_changed_is_looked_up() {
    let way = [asked(teterboro(), luton(), EVENING)];
    let reading = change(&way, Detail::Asked, 0);
    let elsewhere = changed(&way, &[("to.0", "Atlantis")], reading).unwrap_err();
    assert_eq!(elsewhere[0].0, "to.0");
    assert_eq!(
        changed(&way, &[("to.0", "TEB Teterboro")], reading),
        complaint("to.0", "This is where it departs from. Does it come back here?")
    );
}

#[test]
fn an_operator_settles_what_a_client_wrote() {
    let written =
        Place { unsettled: true, ..street("BIL Billings", "BIL Billings", "America/New_York") };
    let written = Place { code: "BIL".into(), ..written };
    let way = [planned(teterboro(), written, EVENING, EVENING + 4 * HOUR)];
    let reading = change(&way, PLANNED, 0);
    let mut form = filled(&way);
    assert_eq!(reading.read(&mut form), None);
    let question = form.question("to.0").unwrap();
    assert!(question.words.contains("No airport is known as “BIL Billings”"), "{question:?}");
    let in_denver = [("to_at.0", "America/Denver BIL Billings")];
    let settled = changed(&way, &in_denver, reading).unwrap().remove(0).destination;
    assert_eq!((settled.code.as_str(), settled.zone.as_str()), ("BIL", "America/Denver"));
    assert!(!settled.unsettled);
    let way = [planned(teterboro(), settled, EVENING, EVENING + 4 * HOUR)];
    assert_eq!(changed(&way, &[], change(&way, PLANNED, 0)), Ok(way.to_vec()), "it is kept then");
}

#[test]
fn a_departure_must_be_in_the_future() {
    let way = [asked(elm(), lake(), EVENING)];
    assert_eq!(changed(&way, &[], typed(EVENING - 1)), Ok(way.to_vec()));
    let past = "That time has passed in Denver.";
    assert_eq!(changed(&way, &[], typed(EVENING)), complaint("time.0", past));
    assert_eq!(changed(&way, &[], typed(EVENING + DAY)), complaint("date.0", past));
}

#[test]
fn a_time_that_is_not_agreed_is_valid_until_the_local_day_ends() {
    let way = [open(asked(elm(), lake(), EVENING))];
    let end = end_of_day(&way[0].origin.zone, "2026-12-10".parse().unwrap());
    assert!(changed(&way, &[], typed(end - 1)).is_ok());
    assert!(changed(&way, &[], typed(end)).is_err());
}

#[test]
fn an_agreed_leg_may_have_departed_and_a_new_one_may_not() {
    let way = [
        planned(teterboro(), luton(), EVENING, EVENING + 7 * HOUR),
        planned(luton(), nice(), EVENING + DAY, EVENING + DAY + 2 * HOUR),
    ];
    for detail in [Detail::Asked, PLANNED] {
        let under_way = change(&way, detail, EVENING + 8 * HOUR);
        assert!(changed(&way, &[], under_way).is_ok(), "{detail:?}");
        let moved = changed(&way, &[("date.1", "2026-12-11"), ("time.1", "08:30")], under_way);
        assert_eq!(moved.unwrap_err()[0].0.split('.').next_back(), Some("1"), "{detail:?}");
        assert!(changed(&way, &[("date.1", "2026-12-13")], under_way).is_ok(), "{detail:?}");
    }
}

#[test]
fn the_time_under_way_is_typed_or_calculated() {
    let way = [asked(teterboro(), luton(), EVENING)];
    let at = |speed_kt| change(&way, Detail::Planned { speed_kt }, 0);
    let block = |read: Result<Vec<Leg>, _>| read.map(|legs| legs[0].block());
    assert_eq!(block(changed(&way, &[], at(Some(470)))), Ok(Some(402)));
    assert_eq!(block(changed(&way, &[("block.0", "410")], at(Some(470)))), Ok(Some(410)));
    let missing = complaint("block.0", "Enter the travel time in minutes.");
    assert_eq!(changed(&way, &[], at(None)), missing);
    for typed in ["0", "2881", "long"] {
        assert_eq!(changed(&way, &[("block.0", typed)], at(Some(470))), missing);
    }
}

#[test]
fn a_time_is_left_open_by_a_tick_or_by_an_empty_field_of_the_operator() {
    let way = [planned(teterboro(), luton(), EVENING, EVENING + 7 * HOUR)];
    let empty = changed(&way, &[("time.0", "")], change(&way, PLANNED, 0)).unwrap();
    assert!(!empty[0].time_agreed);
    let ticked = [("time.0", ""), ("tba.0", "yes")];
    let asked = change(&way, Detail::Asked, 0);
    assert!(!changed(&way, &ticked, asked).unwrap()[0].time_agreed);
    assert_eq!(
        changed(&way, &[("time.0", "")], asked),
        complaint("time.0", "Enter a time, or check \"Time TBD\".")
    );
    for detail in [PLANNED, Detail::Asked] {
        assert_eq!(
            changed(&way, &[("time.0", "10:00"), ("tba.0", "yes")], change(&way, detail, 0)),
            complaint("time.0", "Remove the time, or uncheck \"Time TBD\".")
        );
    }
}

#[test]
fn legs_beyond_the_limit_are_refused() {
    let mut form = Form::of((0..=fields::MOST).map(|i| (format!("from.{i}"), "TEB")));
    assert_eq!(change(&[], PLANNED, 0).read(&mut form), None);
    assert_eq!(form.complaint("from.12"), Some("A trip can have up to 12 legs."));
}

#[test]
fn legs_that_cannot_be_flown_in_time_are_asked_about() {
    let way = [
        asked(teterboro(), palm_beach(), EVENING),
        asked(palm_beach(), teterboro(), EVENING + 30 * MINUTE),
    ];
    let given = change(&way, Detail::Asked, 0);
    let question = "The leg above takes about 2 h 8 min, and this one departs 30 min after it. Are these times right?";
    let refused = complaint("time.1", question);
    assert_eq!(changed(&way, &[], given), refused);
    let mut form = filled(&way);
    given.read(&mut form);
    let (sure, _) = form.question("time.1").unwrap().readings[0].clone();
    let ticked = [("time_sure.1", sure.as_str())];
    assert_eq!(changed(&way, &ticked, given), Ok(way.to_vec()));
    let sooner = [ticked[0], ("time.1", "20:40")];
    assert!(changed(&way, &sooner, given).is_err(), "the answer was about another time");
}

#[test]
fn a_leg_that_departs_before_the_one_above_it_has_one_complaint() {
    let way = [
        asked(teterboro(), palm_beach(), EVENING),
        asked(palm_beach(), teterboro(), EVENING + 5 * HOUR),
    ];
    let reading = change(&way, Detail::Asked, 0);
    let early = [("date.1", "2026-12-10"), ("time.1", "20:00")];
    let before = "This leg departs before the one above it.";
    assert_eq!(changed(&way, &early, reading), complaint("time.1", before));
    let day = [("date.1", "2026-12-09"), ("time.1", "23:00")];
    assert_eq!(changed(&way, &day, reading), complaint("date.1", before));
    let aim = [("date.1", "2026-12-10"), ("time.1", "21:00"), ("aim.1", "arrive")];
    let words = "To arrive by then, this leg would depart before the one above it.";
    assert_eq!(changed(&way, &aim, reading), complaint("time.1", words));
}

#[test]
fn a_block_time_that_no_aircraft_can_keep_is_asked_about() {
    let way = [planned(teterboro(), luton(), EVENING, EVENING + 40 * MINUTE)];
    let reading = change(&way, Detail::Planned { speed_kt: Some(470) }, 0);
    let question = "At 470 kt this leg takes about 6 h 42 min. Is its block time right?";
    assert_eq!(changed(&way, &[], reading), complaint("block.0", question));
    assert_eq!(changed(&way, &[("block_sure.0", "402")], reading), Ok(way.to_vec()));
}

/// Fri, Dec 11, 2026, 08:05 in Luton.
const MORNING: i64 = 1_796_976_300_000;

/// The fields of a leg that must arrive in Luton in the morning.
const BY_MORNING: [(&str, &str); 3] =
    [("aim.0", "arrive"), ("date.0", "2026-12-11"), ("time.0", "08:05")];

#[test]
fn a_leg_that_must_arrive_by_a_time_departs_as_long_before_as_it_takes() {
    let way = [asked(teterboro(), luton(), EVENING)];
    let reading = change(&way, Detail::Asked, 0);
    let legs = changed(&way, &BY_MORNING, reading).unwrap();
    assert_eq!((legs[0].arrive_by, legs[0].arrives_at), (Some(MORNING), None));
    assert_eq!(legs[0].departs_at, MORNING - 437 * MINUTE, "at the speed of most jets");
    assert_eq!(changed(&legs, &[], change(&legs, Detail::Asked, 0)), Ok(legs.clone()));
    let slow = change(&way, Detail::Planned { speed_kt: Some(420) }, 0);
    let planned = changed(&way, &[&BY_MORNING[..], &[("block.0", "")]].concat(), slow).unwrap();
    assert_eq!(
        (planned[0].departs_at, planned[0].arrives_at),
        (MORNING - 447 * MINUTE, Some(MORNING))
    );
    assert_eq!(changed(&planned, &[], change(&planned, slow.detail, 0)), Ok(planned.clone()));
    assert_eq!(legs[0].flown_at(420), Leg { id: None, ..planned[0].clone() });
    let earlier = changed(&planned, &[("block.0", "500")], change(&planned, slow.detail, 0));
    assert_eq!(earlier.unwrap()[0].departs_at, MORNING - 500 * MINUTE);
}

#[test]
fn a_leg_may_come_back_to_where_it_starts_for_some_hours() {
    let way = [asked(teterboro(), luton(), EVENING)];
    let reading = change(&way, Detail::Asked, 0);
    let back = [("to.0", "TEB Teterboro"), ("to_sure.0", "TEB"), ("hours.0", "1.5")];
    let legs = changed(&way, &back, reading).unwrap();
    assert_eq!((legs[0].lasts, legs[0].arrives_at), (Some(90), None));
    assert_eq!(legs[0].extent(), "1 h 30 min, back to the start");
    assert_eq!(changed(&legs, &[], change(&legs, Detail::Asked, 0)), Ok(legs.clone()));
    for hours in ["", "none", "0", "49"] {
        let wrong = [back[0], back[1], ("hours.0", hours)];
        assert_eq!(
            changed(&way, &wrong, reading),
            complaint("hours.0", "Enter how many hours the flight takes, such as 1.5."),
            "{hours}"
        );
    }
    let planned = [legs[0].flown_at(420)];
    assert_eq!(planned[0].block(), Some(90));
    let reading = change(&planned, Detail::Planned { speed_kt: Some(420) }, 0);
    assert_eq!(changed(&planned, &[], reading), Ok(planned.to_vec()));
    let longer = changed(&planned, &[("block.0", "120")], reading).unwrap();
    assert_eq!((longer[0].lasts, longer[0].block()), (Some(120), Some(120)));
    assert_eq!(
        changed(&planned, &[("block.0", "")], reading),
        complaint("block.0", "Enter the travel time in minutes.")
    );
}

#[test]
fn a_coach_comes_back_as_directed() {
    let way = [asked(elm(), lake(), EVENING)];
    let reading = change(&way, Detail::Asked, 0);
    let reading = Reading { ends: Ends::Addresses { found: &[] }, ..reading };
    let back = [("to.0", "8 Elm Street"), ("to_city.0", "Denver"), ("to_zone.0", "")];
    assert_eq!(
        changed(&way, &back, reading),
        complaint("to.0", "This is where it departs from. Does it come back here?")
    );
    let sure = [&back[..], &[("to_sure.0", "Denver"), ("hours.0", "5")]].concat();
    assert_eq!(changed(&way, &sure, reading).unwrap()[0].lasts, Some(300));
}
