//! Reads the form of a trip, and complains about what is not valid.
use super::super::super::{
    CrewMember, FleetTail, Plan, Trip, confirming, conflicts::Planned, departed, queries::Found,
};
use crate::{
    accounts::AccountChoice,
    airports,
    http::form::Form,
    itineraries::{Detail, Ends, Leg, Reading, fields},
    kit::{
        ids::{TailId, TripId},
        numeral,
    },
    users::Visitor,
    workspaces::Trade,
};
use uuid::Uuid;

/// What the form is read with.
pub struct PlanReader<'a> {
    pub visitor: &'a Visitor,
    pub fleet: &'a [FleetTail],
    /// The trips and blocks around the time of this one on its tails.
    pub beside: &'a Found,
    pub airports: &'a [airports::Found],
    /// The trip that is changed; none for a new one.
    pub trip: Option<&'a Trip>,
}

impl PlanReader<'_> {
    /// The plan that was typed; none where the form has complaints or something to ask.
    pub fn read(&self, form: &mut Form, account: Option<&AccountChoice>) -> Option<Plan> {
        let tail = self.tail(form, "tail");
        let own: Vec<_> = (0..fields::count(form).min(fields::MOST))
            .map(|i| self.tail(form, &format!("tail.{i}")))
            .collect();
        let vehicle = match (form.text("vehicle", 80), tail) {
            (typed, Some(tail)) if typed.is_empty() => tail.kind.clone(),
            (typed, None) if typed.is_empty() => {
                let what = self.visitor.workspace.vehicle();
                form.complain(
                    "vehicle",
                    format!("Choose the {what}, or enter the type that is promised."),
                );
                typed
            }
            (typed, _) => typed,
        };
        let legs = self.legs(form, (tail, &vehicle), &own);
        let passengers = form.number("passengers", "Enter the number of passengers.", |typed| {
            numeral::whole(typed, 1, 999)
        });
        let vehicles = vehicles(form, self.visitor.workspace.trade);
        let wishes = form.text("wishes", 4_000);
        let crew = crew(form);
        if let Some((passengers, vehicles)) = passengers.zip(vehicles) {
            seat(form, (passengers, vehicles), tail, &own);
        }
        let despite = legs.as_ref().is_some_and(|legs| self.conflicts(form, legs, tail));
        if form.has_complaints() {
            return None;
        }
        Some(Plan {
            account: account?.id,
            tail: tail.map(|it| it.id),
            vehicle,
            legs: legs?,
            passengers: passengers?,
            vehicles: vehicles?,
            wishes,
            crew,
            is_crew_released: form.is("crew_released", "yes"),
            despite,
        })
    }

    /// The tail that a field names; none where it is left empty.
    fn tail(&self, form: &mut Form, field: &str) -> Option<&FleetTail> {
        let chosen = form.value(field).to_owned();
        let tail = self.fleet.iter().find(|it| it.id.to_string() == chosen);
        if tail.is_none() && !chosen.is_empty() {
            form.complain(field, "Choose one of the list.");
        }
        tail
    }

    /// The legs on the tails that were chosen for them. Without a tail they take the time of one of the type that is
    /// promised.
    fn legs(
        &self,
        form: &mut Form,
        (tail, vehicle): (Option<&FleetTail>, &str),
        own: &[Option<&FleetTail>],
    ) -> Option<Vec<Leg>> {
        let workspace = &self.visitor.workspace;
        let of_type = || self.fleet.iter().find(|it| it.kind.eq_ignore_ascii_case(vehicle));
        let speed_kt = tail.or_else(of_type).map(|it| it.speed_kt);
        let own_speeds: Vec<_> = own.iter().map(|it| it.map(|tail| tail.speed_kt)).collect();
        let legs = Reading {
            ends: Ends::of(workspace, self.airports),
            detail: Detail::Planned { speed_kt },
            own_speeds: &own_speeds,
            agreed: self.trip.map_or(&[], |trip| &trip.legs),
            dates: workspace.dates(self.visitor.now),
            now: self.visitor.now,
        }
        .read(form)?;
        if legs.is_empty() {
            form.complain("from.0", "Enter where the trip begins and ends.");
        }
        let chosen = own.iter().map(|it| it.map(|tail| tail.id));
        let on = |(leg, chosen): (Leg, Option<TailId>)| self.on_its_tail(leg, chosen, tail);
        Some(legs.into_iter().zip(chosen).map(on).collect())
    }

    /// A leg on the tail that was chosen for it, or on that of the trip. One that departed stays on the tail that it had.
    fn on_its_tail(&self, leg: Leg, chosen: Option<TailId>, of_trip: Option<&FleetTail>) -> Leg {
        let of_trip = of_trip.map(|tail| tail.id);
        let had = self.trip.and_then(|trip| {
            let past = trip.legs.get(..departed(&trip.legs, self.visitor.now))?;
            let was = past.iter().find(|was| was.id.is_some() && was.id == leg.id)?;
            was.tail.or(trip.tail_id)
        });
        let tail = chosen.or(had).filter(|it| Some(*it) != of_trip);
        let kind = self.fleet.iter().find(|it| Some(it.id) == tail).map(|it| it.kind.clone());
        Leg { tail, vehicle: kind, ..leg }
    }

    /// Asks about the conflicts that the trip does not have yet; returns whether it has any.
    fn conflicts(&self, form: &mut Form, legs: &[Leg], tail: Option<&FleetTail>) -> bool {
        let tail = tail.map(|tail| tail.id);
        let (id, name) = self
            .trip
            .map_or((TripId(Uuid::nil()), "this trip"), |trip| (trip.id, trip.reference.as_str()));
        let planned = Planned::drafted(id, name, tail, legs);
        let before = self.trip.map(|trip| Planned::drafted(id, name, trip.tail_id, &trip.legs));
        confirming::ask(form, &planned, before.as_ref(), self.beside, self.visitor)
    }
}

/// Complains about tails with too few seats.
fn seat(
    form: &mut Form,
    (passengers, vehicles): (i64, i64),
    tail: Option<&FleetTail>,
    own: &[Option<&FleetTail>],
) {
    let of_trip = tail.map(|tail| ("passengers".to_owned(), tail));
    let of_legs =
        own.iter().enumerate().filter_map(|(i, tail)| Some((format!("tail.{i}"), (*tail)?)));
    for (field, tail) in of_trip.into_iter().chain(of_legs) {
        if passengers > tail.seats * vehicles {
            form.complain(field, format!("{} has {} seats.", tail.registration, tail.seats));
        }
    }
}

/// The tails that a form names, for the trip and for its legs.
pub fn tails(form: &Form) -> Vec<TailId> {
    let own = (0..fields::count(form).min(fields::MOST)).map(|i| format!("tail.{i}"));
    let named = own.chain(["tail".to_owned()]).filter_map(|field| form.value(&field).parse().ok());
    let mut tails: Vec<TailId> = named.collect();
    tails.sort();
    tails.dedup();
    tails
}

/// How many coaches; one where the form does not ask.
fn vehicles(form: &mut Form, trade: Trade) -> Option<i64> {
    if trade == Trade::Air || form.value("vehicles").is_empty() {
        return Some(1);
    }
    form.number("vehicles", "Enter the number of coaches, from 1 to 50.", |typed| {
        numeral::whole(typed, 1, 50)
    })
}

/// The account that was typed. Asks which, where several match.
pub fn account(form: &mut Form, found: &[AccountChoice]) -> Option<AccountChoice> {
    let typed = form.value("account").to_owned();
    let same = |it: &&AccountChoice| it.name.to_lowercase() == typed.to_lowercase();
    let named: Vec<_> = found.iter().filter(same).collect();
    match (typed.as_str(), named.as_slice(), found) {
        ("", _, _) => form.complain("account", "Enter the name of the account."),
        (_, [one], _) => return Some((*one).clone()),
        (_, _, []) => form.complain("account", "No active account has this name."),
        (_, _, several) => {
            let readings = several.iter().map(|it| (it.id.to_string(), it.name.clone())).collect();
            let chosen = form.ask("account", "account_id", "Which account is it?", readings);
            return several.iter().find(|it| Some(it.id.to_string()) == chosen).cloned();
        }
    }
    None
}

/// The rows of the crew that have a name.
fn crew(form: &mut Form) -> Vec<CrewMember> {
    let mut crew = Vec::new();
    for i in 0..form.rows("crew_name") {
        let name = form.text(&format!("crew_name.{i}"), 120);
        let duty = form.text(&format!("crew_duty.{i}"), 60);
        if name.is_empty() {
            continue;
        }
        if duty.is_empty() {
            form.complain(format!("crew_duty.{i}"), "Enter what this person does on the trip.");
        }
        crew.push(CrewMember { duty, name });
    }
    crew
}
