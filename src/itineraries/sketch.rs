//! A route while its form is filled in: as far as it can be told.
use super::{
    Ends, Leg, Reading, fields,
    map::{self, Map},
    pace::{COACH_KT, USUAL_JET_KT},
    places,
};
use crate::{
    http::form::Form,
    kit::zoned::{self, MINUTE},
    workspaces::Trade,
};

#[derive(Debug, Clone, Default)]
pub struct Sketch {
    /// The legs whose two ends are known. Without dates, unless all of the form is valid.
    pub legs: Vec<Leg>,
    /// The distance and the time under way of each.
    pub ways: Vec<String>,
}

impl Sketch {
    pub fn of(form: &Form, reading: Reading) -> Self {
        let mut draft = form.clone();
        let legs = reading.read(&mut draft).unwrap_or_else(|| known(&mut draft, reading));
        let way = |leg: &Leg| match reading.ends {
            Ends::Airports { .. } => flown(leg),
            Ends::Addresses { found } => driven(&leg.located(found)),
        };
        Self { ways: legs.iter().map(way).collect(), legs }
    }

    /// Of legs that a form is filled in from.
    pub fn filled(legs: &[Leg], trade: Trade) -> Self {
        let way = |leg: &Leg| if trade == Trade::Air { flown(leg) } else { driven(leg) };
        Self { ways: legs.iter().map(way).collect(), legs: legs.to_vec() }
    }

    /// The map; none for drives, which follow roads.
    pub fn map(&self) -> Option<Map> {
        map::of(&self.legs)
    }

    /// Each leg's route, distance and time.
    pub fn lines(&self) -> Vec<(String, &str)> {
        let route = |leg: &Leg| format!("{} to {}", leg.origin.code, leg.destination.code);
        self.legs.iter().map(route).zip(self.ways.iter().map(String::as_str)).collect()
    }
}

fn known(form: &mut Form, reading: Reading) -> Vec<Leg> {
    let mut legs = Vec::new();
    for i in 0..fields::count(form).min(fields::MOST) {
        let ends = ["from", "to"].map(|end| places::read(form, reading, end, i));
        let [Some(origin), Some(destination)] = ends else { continue };
        legs.push(Leg {
            id: None,
            origin,
            destination,
            departs_at: reading.now,
            time_agreed: false,
            arrives_at: None,
            tail: None,
            vehicle: None,
            arrive_by: None,
            lasts: None,
            area: None,
        });
    }
    legs
}

/// "2,989 nm, about 7 h 17 min"
fn flown(leg: &Leg) -> String {
    let lasts =
        leg.minutes_at(USUAL_JET_KT).map(|it| format!("about {}", zoned::duration(it * MINUTE)));
    let far = if leg.lasts.is_some() { None } else { leg.distance() };
    far.into_iter().chain(lasts).collect::<Vec<_>>().join(", ")
}

/// Roads are longer than the line that the time is computed from.
fn driven(leg: &Leg) -> String {
    let lasts = leg.minutes_at(COACH_KT);
    lasts
        .map(|it| format!("at least {} on the road", zoned::duration(it * MINUTE)))
        .unwrap_or_default()
}
