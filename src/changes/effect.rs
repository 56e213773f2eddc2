//! What a change of the itinerary does to the price, as far as the accepted quote's rates tell.
use crate::{
    itineraries::{self, Leg},
    kit::price::Line,
};

/// The units of lines that are counted by block time, and by nights away.
const HOURS: [&str; 5] = ["h", "hr", "hrs", "hour", "hours"];
const NIGHTS: [&str; 2] = ["night", "nights"];

/// The difference in price before taxes and fees, in minor units, and the minutes of block time it comes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    pub amount: i64,
    pub minutes: i64,
}

/// The effect on the lines that are priced by the hour or by the night. None where a block time is not known, or no
/// line is priced so: then only the operator can tell.
pub fn effect(lines: &[Line], was: &[Leg], became: &[Leg]) -> Option<Effect> {
    let total = |legs: &[Leg]| legs.iter().map(Leg::block).sum::<Option<i64>>();
    let minutes = total(became)? - total(was)?;
    let nights = itineraries::nights(became) - itineraries::nights(was);
    let mut amounts = lines.iter().filter_map(|line| {
        let unit = line.unit.trim().to_lowercase();
        if NIGHTS.contains(&unit.as_str()) {
            Some(i128::from(line.price) * i128::from(nights) * 60)
        } else if HOURS.contains(&unit.as_str()) {
            Some(i128::from(line.price) * i128::from(of_line(line, was, became, minutes)))
        } else {
            None
        }
    });
    let first = amounts.next()?;
    let sum = amounts.fold(first, i128::saturating_add);
    Some(Effect { amount: to_nearest(sum, 60)?, minutes })
}

/// The minutes by which the legs that a line is for last longer.
fn of_line(line: &Line, was: &[Leg], became: &[Leg], all: i64) -> i64 {
    let Some(leg) = line.leg else { return all };
    let before = was.get(leg);
    let after = before.and_then(|before| became.iter().find(|it| it.id == before.id));
    let block = |leg: Option<&Leg>| leg.and_then(Leg::block).unwrap_or_default();
    block(after) - block(before)
}

/// Rounds half away from zero.
fn to_nearest(sum: i128, by: i128) -> Option<i64> {
    let half = if sum < 0 { -by / 2 } else { by / 2 };
    i64::try_from((sum + half) / by).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{
        itineraries::samples::{leg, luton, teterboro},
        kit::{money::Quantity, price::Basis, zoned::MINUTE},
    };

    const NOON: i64 = 1_795_262_400_000;

    fn flight(minutes: i64) -> Vec<Leg> {
        let leg = leg(teterboro(), luton(), NOON, NOON + minutes * MINUTE);
        vec![Leg { id: Some("a".into()), ..leg }]
    }

    fn line(unit: &str, price: i64) -> Line {
        Line::new("Flight time", Quantity::ONE, unit, price, true, Basis::Fixed).unwrap()
    }

    #[test]
    fn an_hour_more_costs_the_price_of_an_hour() {
        let lines = [line("h", 300_000), line("landing", 90_000)];
        assert_eq!(
            effect(&lines, &flight(420), &flight(480)),
            Some(Effect { amount: 300_000, minutes: 60 })
        );
    }

    #[test]
    fn parts_of_an_hour_are_rounded_half_away_from_zero() {
        let lines = [line("h", 301)];
        let amount = |minutes| effect(&lines, &flight(60), &flight(minutes)).unwrap().amount;
        assert_eq!((amount(90), amount(30), amount(60)), (151, -151, 0));
    }

    #[test]
    fn nothing_is_said_without_a_price_by_the_hour_or_a_block_time() {
        assert_eq!(effect(&[line("landing", 90_000)], &flight(420), &flight(480)), None);
        let open = vec![Leg { arrives_at: None, ..flight(420)[0].clone() }];
        assert_eq!(effect(&[line("h", 300_000)], &flight(420), &open), None);
    }

    #[test]
    fn a_line_for_one_leg_follows_that_leg() {
        let of_first = Line { leg: Some(0), ..line("h", 60_000) };
        let of_second = Line { leg: Some(1), ..line("h", 60_000) };
        let effect = |line| effect(&[line], &flight(60), &flight(70)).unwrap().amount;
        assert_eq!((effect(of_first), effect(of_second)), (10_000, 0));
    }
}
