//! What a new offer begins with: a likely vehicle, times from the distance, the usual lines.
use super::{Quote, Tail};
use crate::{
    http::form::Form,
    kit::{
        itinerary::Leg,
        money::{self, Quantity},
        zoned::{self, MINUTE, Moment},
    },
    requests::Request,
    workspaces::{Trade, Workspace},
};
use chrono::{Days, NaiveTime};

/// Rows for lines on the page, so that it can be filled in without a script.
pub const ROWS: usize = 12;

/// On the ground at both ends.
const GROUND_MINUTES: f64 = 20.0;

/// From the distance and the vehicle's speed; none where a place has no position.
pub fn block_minutes(leg: &Leg, tail: Option<&Tail>) -> Option<i64> {
    let speed = f64::from(u16::try_from(tail?.speed_kt).ok()?);
    let minutes = leg.nautical_miles()? / speed * 60.0 + GROUND_MINUTES;
    #[allow(clippy::cast_possible_truncation)] // half the Earth at walking pace fits
    Some(minutes.round() as i64)
}

/// The vehicle the client named, else the smallest that seats them all.
pub fn tail_for<'a>(request: &Request, tails: &'a [Tail]) -> Option<&'a Tail> {
    let wish = request.preference.to_lowercase();
    let is_named = |tail: &&Tail| {
        wish.contains(&tail.kind.to_lowercase()) || wish.contains(&tail.registration.to_lowercase())
    };
    let seats_all = |tail: &&Tail| tail.seats >= request.passengers;
    let smallest = tails.iter().filter(seats_all).min_by_key(|tail| tail.seats);
    tails.iter().find(is_named).or(smallest).or(tails.first())
}

/// Five in the afternoon at the office, as many days from now as its quotes are good for.
pub fn valid_until(workspace: &Workspace, now: i64) -> i64 {
    let days = Days::new(u64::try_from(workspace.quote_days).unwrap_or_default());
    let today = zoned::today(now, &workspace.zone);
    let date = today.checked_add_days(days).unwrap_or(today);
    NaiveTime::from_hms_opt(17, 0, 0)
        .and_then(|time| zoned::instant(&workspace.zone, date, time).ok())
        .unwrap_or_else(|| zoned::noon(&workspace.zone, date))
}

/// The form of a new offer for a request.
pub fn of_request(
    request: &Request,
    tails: &[Tail],
    workspace: &Workspace,
    terms: &str,
    now: i64,
) -> Form {
    let tail = tail_for(request, tails);
    let mut form = Form::of([
        ("tail", tail.map(|tail| tail.id.to_string()).unwrap_or_default()),
        ("passengers", request.passengers.to_string()),
        ("taxed", "yes".to_owned()),
        ("deposit", money::percent(workspace.deposit_ppm)),
        ("terms", terms.to_owned()),
    ]);
    let blocks: Vec<_> = request.itinerary.iter().map(|leg| block_minutes(leg, tail)).collect();
    set_legs(&mut form, &request.itinerary, &blocks);
    set_validity(&mut form, workspace, valid_until(workspace, now));
    for (i, line) in lines(request, workspace.trade, &blocks).into_iter().enumerate() {
        set_line(&mut form, i, &line);
    }
    form
}

/// The form of a draft, as it was saved.
pub fn of_draft(quote: &Quote, tails: &[Tail], workspace: &Workspace) -> Form {
    let tail = tails.iter().find(|tail| Some(tail.id) == quote.tail_id);
    let vehicle =
        if tail.is_some_and(|tail| tail.kind == quote.vehicle) { "" } else { &quote.vehicle };
    let mut form = Form::of([
        ("version", quote.version.to_string()),
        ("tail", tail.map(|tail| tail.id.to_string()).unwrap_or_default()),
        ("vehicle", vehicle.to_owned()),
        ("passengers", quote.passengers.to_string()),
        ("taxed", if quote.taxed { "yes" } else { "" }.to_owned()),
        ("deposit", money::percent(quote.deposit_ppm)),
        ("terms", quote.terms.clone()),
        ("message", quote.message.clone()),
    ]);
    let block = |leg: &Leg| leg.arrives_at.map(|at| (at - leg.departs_at) / MINUTE);
    let blocks: Vec<_> = quote.itinerary.iter().map(block).collect();
    set_legs(&mut form, &quote.itinerary, &blocks);
    set_validity(&mut form, workspace, quote.valid_until);
    for (i, line) in quote.offered().enumerate() {
        let line = Suggestion {
            label: line.label.clone(),
            quantity: line.quantity.to_string(),
            unit: line.unit.clone(),
            price: quote.currency.written(line.price),
            is_taxable: line.taxable,
            basis: if line.basis == crate::kit::price::Basis::Estimate {
                "estimate"
            } else {
                "fixed"
            },
        };
        set_line(&mut form, i, &line);
    }
    form
}

struct Suggestion {
    label: String,
    quantity: String,
    unit: String,
    price: String,
    is_taxable: bool,
    basis: &'static str,
}

/// The usual lines, whose prices are the dispatcher's to fill in.
fn lines(request: &Request, trade: Trade, blocks: &[Option<i64>]) -> Vec<Suggestion> {
    let legs = i64::try_from(request.itinerary.len()).unwrap_or(i64::MAX);
    let (nights, people) = (nights(&request.itinerary), request.passengers);
    let suggestion = |label: &str, quantity: String, unit: &str, is_taxable, basis| Suggestion {
        label: label.to_owned(),
        quantity,
        unit: unit.to_owned(),
        price: String::new(),
        is_taxable,
        basis,
    };
    let (time, stops, overnight) = match trade {
        Trade::Air => ("Flight time", "Landing and handling", "Crew overnight"),
        Trade::Coach => ("Driving time", "Tolls and parking", "Driver\u{2019}s room"),
    };
    let mut all = vec![
        suggestion(time, hours(blocks), "h", true, "fixed"),
        suggestion(stops, legs.to_string(), "", true, "estimate"),
    ];
    if nights > 0 {
        all.push(suggestion(overnight, nights.to_string(), "night", true, "fixed"));
    }
    if !request.catering.is_empty() {
        all.push(suggestion("Catering", people.to_string(), "", false, "estimate"));
    }
    if !request.ground.is_empty() {
        all.push(suggestion("Ground transportation", "1".into(), "", false, "estimate"));
    }
    all
}

/// Block time in tenths of an hour; empty while a leg's is not known.
fn hours(blocks: &[Option<i64>]) -> String {
    let minutes: Option<i64> = blocks.iter().copied().sum();
    minutes.map(|minutes| Quantity((minutes * 10 + 30) / 60 * 100).to_string()).unwrap_or_default()
}

/// Nights between the first departure and the last, by the dates there.
fn nights(legs: &[Leg]) -> i64 {
    match (legs.first(), legs.last()) {
        (Some(first), Some(last)) => {
            last.departs().date().signed_duration_since(first.departs().date()).num_days().max(0)
        }
        _ => 0,
    }
}

fn set_legs(form: &mut Form, legs: &[Leg], blocks: &[Option<i64>]) {
    for (i, (leg, block)) in legs.iter().zip(blocks).enumerate() {
        form.set(&format!("date.{i}"), leg.departs().iso_date());
        let time = if leg.time_agreed { leg.departs().time() } else { String::new() };
        form.set(&format!("time.{i}"), time);
        form.set(
            &format!("block.{i}"),
            block.map(|minutes| minutes.to_string()).unwrap_or_default(),
        );
    }
}

fn set_validity(form: &mut Form, workspace: &Workspace, until: i64) {
    let until = Moment::new(until, &workspace.zone);
    form.set("valid_on", until.iso_date());
    form.set("valid_at", until.time());
}

fn set_line(form: &mut Form, i: usize, line: &Suggestion) {
    form.set(&format!("label.{i}"), line.label.as_str());
    form.set(&format!("quantity.{i}"), line.quantity.as_str());
    form.set(&format!("unit.{i}"), line.unit.as_str());
    form.set(&format!("price.{i}"), line.price.as_str());
    form.set(&format!("taxable.{i}"), if line.is_taxable { "yes" } else { "" });
    form.set(&format!("basis.{i}"), line.basis);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::{
        ids::TailId,
        itinerary::samples::{leg, luton, nice, teterboro},
    };
    use uuid::Uuid;

    fn tail(kind: &str, seats: i64, speed_kt: i64) -> Tail {
        let id = TailId(Uuid::nil());
        Tail { id, registration: "N1".into(), kind: kind.into(), seats, speed_kt }
    }

    #[test]
    fn a_block_is_the_way_at_speed_and_the_ground() {
        let tail = tail("Global 6000", 13, 470);
        let block = block_minutes(&leg(teterboro(), luton(), 0, 0), Some(&tail));
        assert_eq!(block, Some(402), "2,989 nm at 470 kt are 382 minutes");
        let mut street = leg(teterboro(), luton(), 0, 0);
        street.origin.position = None;
        assert_eq!(block_minutes(&street, Some(&tail)), None);
    }

    #[test]
    fn hours_are_told_in_tenths_and_only_when_all_are_known() {
        assert_eq!(hours(&[Some(402), Some(115)]), "8.6");
        assert_eq!(hours(&[Some(402), None]), "");
    }

    #[test]
    fn nights_are_counted_by_the_calendar() {
        let (ten, day) = (1_796_951_700_000, zoned::DAY);
        let legs = [leg(teterboro(), luton(), ten, ten), leg(luton(), nice(), ten + 2 * day, ten)];
        assert_eq!(nights(&legs), 3, "the first leaves on the 10th there, the last on the 13th");
        assert_eq!(nights(&legs[..1]), 0);
    }
}
