//! What the trip pages show of changes of the itinerary.
use super::{OpsShow, Show, duty::ProposedDuty};
use crate::{
    kit::zoned::Moment,
    trips::{ItineraryChange, Kind, departed, estimated},
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
        self.is_ahead() && self.trip.is_below_limit
    }

    /// Whether its stage keeps the visitor from the changes that they may make of other trips.
    pub fn is_locked(&self) -> bool {
        let is_over = matches!(self.trip.kind, Kind::Completed | Kind::Cancelled);
        let may = |path| self.visitor.may_open(path);
        self.is_ahead()
            && !self.trip.is_below_limit
            && !is_over
            && (may("/trips/{id}/itinerary") || may("/trips/{id}/aircraft"))
    }

    fn is_ahead(&self) -> bool {
        self.trip.is_own && departed(&self.trip.legs, self.visitor.now) < self.trip.legs.len()
    }
}

impl OpsShow {
    pub fn awaits_price(&self) -> bool {
        self.trip.price_review_at.is_some() && self.trip.kind != Kind::Cancelled
    }

    /// What clients were shown that the changes which are to be reviewed come to; empty where the rates do not tell.
    pub fn estimate(&self) -> String {
        let Some((since, offer)) = self.trip.price_review_at.zip(self.parts.offer.as_ref()) else {
            return String::new();
        };
        let open = self.parts.changes.iter().filter(|it| it.at >= since);
        let sums = open.filter_map(|it| it.estimate).reduce(i64::saturating_add);
        sums.map(|it| estimated(it, &offer.currency, self.visitor.style())).unwrap_or_default()
    }

    pub fn duty(&self) -> ProposedDuty {
        ProposedDuty::of(&self.trip.legs, self.trip.duty_rules)
    }

    pub fn may_edit(&self) -> bool {
        self.trip.editable().is_ok() && self.visitor.may_open("/trips/{id}/edit")
    }
}
