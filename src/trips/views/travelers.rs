//! The passengers on a trip’s page, and the way to its manifests.
use crate::{kit::ids::TripId, trips::NamedTraveler, users::Visitor, workspaces::Trade};

/// The page of the manifests; empty where the visitor may not open it.
pub fn manifest_path(visitor: &Visitor, trip: TripId, is_own: bool) -> String {
    if is_own && visitor.may_open("/trips/{id}/manifest") {
        format!("/trips/{trip}/manifest")
    } else {
        String::new()
    }
}

impl NamedTraveler {
    /// "Leg 1", "Legs 1, 3"; empty for somebody who is on all legs.
    pub fn legs_told(&self, trade: Trade) -> String {
        let numbers: Vec<String> = self.legs.iter().map(i64::to_string).collect();
        match numbers.as_slice() {
            all if i64::try_from(all.len()) == Ok(self.of_legs) => String::new(),
            [] => String::new(),
            [one] => format!("{} {one}", trade.says("Leg")),
            some => format!("{} {}", trade.says("Legs"), some.join(", ")),
        }
    }

    /// "Passport expires Dec 3, 2026, before the trip ends"; empty where nothing is wrong.
    pub fn warning(&self, visitor: &Visitor) -> String {
        let is_air = visitor.workspace.is_air();
        let Some(day) = self.passport_ends().filter(|_| is_air) else { return String::new() };
        let date = visitor.date(day);
        if day < visitor.today() {
            format!("Passport expired {date}")
        } else {
            format!("Passport expires {date}, before the trip ends")
        }
    }
}
