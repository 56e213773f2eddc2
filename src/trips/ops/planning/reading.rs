//! Reads the form of a trip, and complains about what is not valid.
use super::super::super::{CrewMember, FleetTail, Plan, TailTrip};
use crate::{
    accounts::AccountChoice,
    airports::Found,
    http::form::Form,
    itineraries::{Detail, Ends, Leg, Reading},
    kit::numeral,
    users::Visitor,
};

/// What the form is read with.
pub struct PlanReader<'a> {
    pub visitor: &'a Visitor,
    pub fleet: &'a [FleetTail],
    /// The other trips of the tail that was chosen.
    pub booked: &'a [TailTrip],
    pub airports: &'a [Found],
}

impl PlanReader<'_> {
    /// The plan that was typed; none where the form has complaints or something to ask.
    pub fn read(
        &self,
        form: &mut Form,
        before: &[Leg],
        account: Option<&AccountChoice>,
    ) -> Option<Plan> {
        let chosen = form.value("tail").to_owned();
        let tail = self.fleet.iter().find(|it| it.id.to_string() == chosen);
        if tail.is_none() && !chosen.is_empty() {
            form.complain("tail", "Choose one of the list.");
        }
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
        let legs = self.legs(form, before, tail);
        let passengers = form.number("passengers", "Enter the number of passengers.", |typed| {
            numeral::whole(typed, 1, 999)
        });
        let wishes = form.text("wishes", 4_000);
        let crew = crew(form);
        let despite = match (&legs, tail) {
            (Some(legs), Some(tail)) => self.taken(form, legs, tail),
            _ => false,
        };
        if let (Some(tail), Some(passengers)) = (tail, passengers)
            && passengers > tail.seats
        {
            form.complain("passengers", format!("{} has {} seats.", tail.registration, tail.seats));
        }
        if form.has_complaints() {
            return None;
        }
        Some(Plan {
            account: account?.id,
            tail: tail.map(|it| it.id),
            vehicle,
            legs: legs?,
            passengers: passengers?,
            wishes,
            crew,
            is_crew_released: form.is("crew_released", "yes"),
            despite,
        })
    }

    fn legs(&self, form: &mut Form, before: &[Leg], tail: Option<&FleetTail>) -> Option<Vec<Leg>> {
        let workspace = &self.visitor.workspace;
        let ends = if workspace.is_air() {
            Ends::Airports { found: self.airports, zone: &workspace.zone }
        } else {
            Ends::Addresses { found: self.airports }
        };
        let detail = Detail::Planned { speed_kt: tail.map(|tail| tail.speed_kt) };
        let (dates, now) = (workspace.dates(self.visitor.now), self.visitor.now);
        let legs = Reading { ends, detail, agreed: before, dates, now }.read(form)?;
        if legs.is_empty() {
            form.complain("from.0", "A trip has one leg at least.");
        }
        Some(legs)
    }

    /// Asks whether the tail is taken although it is booked; returns whether it is.
    fn taken(&self, form: &mut Form, legs: &[Leg], tail: &FleetTail) -> bool {
        let Some(other) = self.booked.iter().find(|it| it.collides(legs)) else { return false };
        let words = format!(
            "{} is booked for {}, {}: {}.",
            tail.registration, other.reference, other.account, other.route
        );
        let answer = format!("{}/{}", tail.id, other.id);
        form.ask("tail", "despite", words, vec![(answer, "Assign it anyway".to_owned())]).is_some()
    }
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
