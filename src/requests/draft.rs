//! The form of a request: what was typed, validated.
mod filling;
pub use filling::{asked_again, begun, edit, edit_legs, filled, wished};

use super::{
    Submission,
    queries::{ListedPassenger, RequestingAccount},
    working::{Making, Wishes},
};
use crate::{
    http::form::Form,
    itineraries::{self, Detail, Ends, Leg, Reading, Sketch, fields, last_day_abroad},
    kit::{
        clock::Dates,
        ids::{AccountId, PassengerId, RequestId, TripId},
        numeral,
    },
    passengers::{Standing, standing},
    trips::Birth,
    workspaces::Trade,
};
use chrono::NaiveDate;

const MOST_PASSENGERS: i64 = 500;
const MOST_COACHES: i64 = 50;

/// What the form is validated against.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    pub dates: Dates,
    /// How the two ends of its legs are read.
    pub ends: Ends<'a>,
    /// The legs that the form was filled in from; none for a new request.
    pub agreed: &'a [Leg],
    pub accounts: &'a [RequestingAccount],
    pub directory: &'a [ListedPassenger],
    pub now: i64,
}

impl Submission {
    /// The trip that is made from it at once, for a client who may make trips. None while an airport is to be settled:
    /// then a dispatcher looks at it first.
    pub fn birth(&self, request: RequestId, trip: TripId, trade: Trade) -> Option<Birth> {
        let making = Making {
            trip,
            request,
            account: self.account,
            legs: &self.itinerary,
            passengers: self.passengers,
            wishes: Wishes {
                preference: &self.preference,
                catering: &self.catering,
                ground: &self.ground,
                notes: &self.notes,
            },
            trade,
        };
        itineraries::unsettled(&self.itinerary).is_empty().then(|| making.on(None, ""))
    }
}

/// The route that the form describes so far.
pub fn sketch(form: &Form, setting: Setting) -> Sketch {
    let mut form = form.clone();
    filling::fill_way_back(&mut form);
    Sketch::of(&form, setting.reading())
}

impl Setting<'_> {
    fn reading(&self) -> Reading<'_> {
        Reading {
            ends: self.ends,
            detail: Detail::Asked,
            own_speeds: &[],
            agreed: self.agreed,
            dates: self.dates,
            now: self.now,
        }
    }
}

/// The request that was typed. Complains at each field that is not valid, and is none then.
pub fn read(form: &mut Form, setting: Setting) -> Option<Submission> {
    filling::fill_way_back(form);
    let account = account(form, setting.accounts);
    kind(form, setting.ends.trade());
    let itinerary = setting.reading().read(form);
    // Coaches ask for no passports.
    let is_flown = setting.ends.trade() == Trade::Air;
    let abroad = itinerary.as_deref().filter(|_| is_flown).and_then(last_day_abroad);
    let travelers = travelers(form, setting.directory, account, abroad);
    let passengers = passengers(form, travelers.len());
    let vehicles = vehicles(form, setting.ends.trade());
    let [catering, ground] = ["catering", "ground"].map(|name| form.text(name, 500));
    let preference = form.text("preference", 200);
    let notes = form.text("notes", 4_000);
    let other_dates = form.text("other_dates", 500);
    if form.has_complaints() {
        return None;
    }
    Some(Submission {
        account: account?,
        itinerary: itinerary?,
        passengers: passengers?,
        vehicles: vehicles?,
        travelers,
        catering,
        ground,
        preference,
        notes,
        other_dates,
    })
}

fn account(form: &mut Form, accounts: &[RequestingAccount]) -> Option<AccountId> {
    let chosen = form.value("account");
    let account = match accounts {
        [only] if chosen.is_empty() => Some(only),
        _ => accounts.iter().find(|it| it.id.to_string() == chosen),
    };
    if account.is_none() {
        form.complain("account", "Choose the account this trip is for.");
    }
    account.map(|it| it.id)
}

fn kind(form: &mut Form, trade: Trade) {
    let complaint = match (form.value("kind"), fields::count(form)) {
        ("one_way" | "return" | "legs", 0) => "Enter where the trip begins and ends.",
        ("one_way", 1) | ("return", 2) | ("legs", _) => return,
        ("one_way", _) => "A one-way trip has one leg. Choose Multi-leg, or remove the others.",
        ("return", _) => "A round trip has two legs. Choose Multi-leg, or remove the others.",
        _ => "Choose what kind of trip it is.",
    };
    form.complain("kind", trade.says(complaint));
}

fn travelers(
    form: &mut Form,
    directory: &[ListedPassenger],
    account: Option<AccountId>,
    abroad: Option<NaiveDate>,
) -> Vec<PassengerId> {
    let picked: Vec<_> =
        directory.iter().filter(|it| form.has("traveler", it.id.to_string())).collect();
    if let Some(stranger) = picked.iter().find(|it| account.is_some_and(|id| id != it.account_id)) {
        form.complain("traveler", format!("{} is a passenger of another account.", stranger.name));
    }
    for it in picked.iter().filter(|it| is_too_old(it, abroad)) {
        form.complain("traveler", format!("The passport of {} expires before the last leg to another country arrives. Enter the new one under Passengers, or leave them out and tell us in the notes.", it.name));
    }
    picked.into_iter().map(|it| it.id).collect()
}

/// Whether the passport expires before this day. One that is not known is asked for later.
fn is_too_old(it: &ListedPassenger, abroad: Option<NaiveDate>) -> bool {
    abroad.is_some_and(|day| standing(&it.document_expires_on, day) == Standing::Expired)
}

/// The number of coaches; one where the form does not say.
fn vehicles(form: &mut Form, trade: Trade) -> Option<i64> {
    if trade == Trade::Air || form.value("vehicles").is_empty() {
        return Some(1);
    }
    let asked = format!("Enter the number of coaches, from 1 to {MOST_COACHES}.");
    form.number("vehicles", &asked, |typed| numeral::whole(typed, 1, MOST_COACHES))
}

/// The number of passengers; where it is left empty, the number of those picked by name.
fn passengers(form: &mut Form, picked: usize) -> Option<i64> {
    let picked = i64::try_from(picked).unwrap_or(i64::MAX);
    let typed = form.value("passengers").to_owned();
    let number = if typed.is_empty() && picked > 0 {
        Some(picked)
    } else {
        numeral::whole(&typed, 0, i64::MAX).ok()
    };
    let complaint = match number {
        None | Some(..=0) => "Enter the number of passengers.".to_owned(),
        Some(n) if n > MOST_PASSENGERS => {
            format!("Please call us about more than {MOST_PASSENGERS} passengers.")
        }
        Some(n) if n < picked => format!("You picked {picked} people by name below."),
        Some(n) => return Some(n),
    };
    form.complain("passengers", complaint);
    None
}

#[cfg(test)]
mod tests;
