//! The form of a new request: adds and removes legs, fills in the return leg, and validates what
//! was typed.
use super::{
    Submission,
    queries::{ListedPassenger, RequestingAccount},
    working::{Making, Wishes},
};
use crate::{
    http::form::Form,
    itineraries::{self, Detail, Ends, Reading, fields, last_day_abroad},
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

/// What the form is validated against.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    pub dates: Dates,
    /// How the two ends of its legs are read.
    pub ends: Ends<'a>,
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

/// An empty form, or one with the first leg's two places filled in.
pub fn begun(from: &str, to: &str, kind: &str) -> Form {
    let mut form = Form::of([("from.0", from), ("to.0", to), ("date.0", "")]);
    form.set("kind", if matches!(kind, "return" | "legs") { kind } else { "one_way" });
    fill_way_back(&mut form);
    form
}

/// Adds or removes a leg if one of those buttons was pressed, and notes for whom the directory was searched;
/// returns whether it did.
pub fn edit(form: &mut Form) -> bool {
    let find = form.value("find").to_owned();
    let is_search = form.value("found") != find;
    form.set("found", find);
    let more = form.value("more").to_owned();
    let is_paged = !is_search && !more.is_empty();
    if is_search || is_paged {
        form.set("after", if is_paged { more } else { String::new() });
    }
    form.unset("more");
    edit_legs(form) || is_search || is_paged
}

fn edit_legs(form: &mut Form) -> bool {
    if !form.value("add-leg").is_empty() {
        let count = fields::count(form);
        if form.value("kind") == "return" && count == 1 {
            fill_way_back(form);
        } else if count < fields::MOST {
            if form.value("kind") == "one_way" {
                form.set("kind", "legs");
            }
            fields::add(form);
        }
        return true;
    }
    if let Ok(gone) = form.value("remove-leg").parse::<usize>() {
        let before = fields::count(form);
        fields::remove(form, gone);
        if (before, fields::count(form)) == (2, 1) {
            form.set("kind", "one_way");
        }
        return true;
    }
    false
}

/// Fills in the return leg of a return trip from its first leg, where it is empty.
fn fill_way_back(form: &mut Form) {
    if form.value("kind") == "return" && fields::count(form) <= 2 {
        fields::fill_way_back(form);
    }
}

/// The request that was typed. Complains at each field that is not valid, and is none then.
pub fn read(form: &mut Form, setting: Setting) -> Option<Submission> {
    fill_way_back(form);
    let account = account(form, setting.accounts);
    kind(form);
    let reading = Reading {
        ends: setting.ends,
        detail: Detail::Asked,
        agreed: &[],
        dates: setting.dates,
        now: setting.now,
    };
    let itinerary = reading.read(form);
    let abroad = itinerary.as_deref().and_then(last_day_abroad);
    let travelers = travelers(form, setting.directory, account, abroad);
    let passengers = passengers(form, travelers.len());
    let [catering, ground] = ["catering", "ground"].map(|name| form.text(name, 500));
    let preference = form.text("preference", 200);
    let notes = form.text("notes", 4_000);
    if form.has_complaints() {
        return None;
    }
    Some(Submission {
        account: account?,
        itinerary: itinerary?,
        passengers: passengers?,
        travelers,
        catering,
        ground,
        preference,
        notes,
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

fn kind(form: &mut Form) {
    let complaint = match (form.value("kind"), fields::count(form)) {
        ("one_way" | "return" | "legs", 0) => "A trip has one leg at least.",
        ("one_way", 1) | ("return", 2) | ("legs", _) => return,
        ("one_way", _) => "A one-way trip has one leg. Choose Multi-leg, or remove the others.",
        ("return", _) => "A round trip has two legs. Choose Multi-leg, or remove the others.",
        _ => "Choose what kind of trip it is.",
    };
    form.complain("kind", complaint);
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
mod tests {
    use super::*;

    fn leg_fields(form: &Form) -> Vec<(&str, &str)> {
        ["from.0", "to.0", "from.1", "to.1"].map(|name| (name, form.value(name))).to_vec()
    }

    #[test]
    fn a_return_leg_is_the_first_leg_reversed() {
        let form = begun("TEB", "PBI", "return");
        assert_eq!(
            leg_fields(&form),
            [("from.0", "TEB"), ("to.0", "PBI"), ("from.1", "PBI"), ("to.1", "TEB")]
        );
    }

    #[test]
    fn a_return_leg_that_was_typed_is_not_overwritten() {
        let mut form = begun("TEB", "PBI", "return");
        form.set("to.1", "HPN");
        fill_way_back(&mut form);
        assert_eq!((form.value("from.1"), form.value("to.1")), ("PBI", "HPN"));
    }

    #[test]
    fn an_added_leg_begins_where_the_last_one_ends() {
        let mut form = begun("TEB", "LTN", "one_way");
        form.set("add-leg", "1");
        assert!(edit(&mut form));
        assert_eq!(
            (form.value("kind"), form.value("from.1"), fields::count(&form)),
            ("legs", "LTN", 2)
        );
    }

    #[test]
    fn removing_a_leg_keeps_the_others() {
        let mut form = Form::of([
            ("from.0", "TEB"),
            ("to.0", "LTN"),
            ("from.1", "LTN"),
            ("to.1", "NCE"),
            ("tba.1", "yes"),
            ("from.2", "NCE"),
            ("to.2", "TEB"),
            ("date.2", "2026-12-12"),
            ("kind", "legs"),
            ("remove-leg", "1"),
        ]);
        assert!(edit(&mut form));
        assert_eq!(fields::count(&form), 2);
        assert_eq!(
            (form.value("from.1"), form.value("date.1"), form.value("tba.1")),
            ("NCE", "2026-12-12", "")
        );
    }

    #[test]
    fn legs_cannot_be_added_beyond_the_limit() {
        let mut form = begun("TEB", "LTN", "legs");
        form.set("add-leg", "1");
        for _ in 0..20 {
            edit(&mut form);
        }
        assert_eq!(fields::count(&form), fields::MOST);
    }
}
