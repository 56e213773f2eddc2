//! What the trip pages show of changes of the itinerary.
use super::{OpsShow, Show, duty::ProposedDuty};
use crate::{
    kit::zoned::Moment,
    trips::{ItineraryChange, departed},
    users::{Grant, Visitor},
};

impl ItineraryChange {
    pub fn moment(&self, visitor: &Visitor) -> Moment {
        visitor.moment(self.at)
    }

    /// Who made it; the operator's name for clients, who are not told the names of its staff.
    pub fn who<'a>(&'a self, visitor: &'a Visitor) -> &'a str {
        self.who.as_deref().unwrap_or(&visitor.workspace.name)
    }
}

impl Show {
    pub fn duty(&self) -> Option<ProposedDuty> {
        let is_shown = self.trip.is_own && self.visitor.is_granted(Grant::Schedule);
        is_shown.then(|| ProposedDuty::of(&self.trip.legs, self.trip.duty_rules))
    }

    /// Whether the visitor may cancel the trip, which no leg of has departed.
    pub fn may_cancel(&self) -> bool {
        self.may_reassign() && departed(&self.trip.legs, self.visitor.now) == 0
    }

    /// Whether the visitor may choose another aircraft.
    pub fn may_reassign(&self) -> bool {
        self.is_open() && self.visitor.may_open("/trips/{id}/aircraft")
    }

    /// Whether the visitor may change the legs that have not departed.
    pub fn may_change_itinerary(&self) -> bool {
        self.is_open() && self.visitor.may_open("/trips/{id}/itinerary")
    }

    fn is_open(&self) -> bool {
        self.trip.is_own
            && self.trip.is_below_limit
            && departed(&self.trip.legs, self.visitor.now) < self.trip.legs.len()
    }
}

impl OpsShow {
    pub fn duty(&self) -> ProposedDuty {
        ProposedDuty::of(&self.trip.legs, self.trip.duty_rules)
    }

    pub fn may_edit(&self) -> bool {
        self.trip.editable().is_ok() && self.visitor.may_open("/trips/{id}/edit")
    }
}
