//! What the pages with a trip's services show.
use super::{OpsShow, Show};
use crate::{
    http::form::Form,
    trips::{
        ClientTrip, Trip,
        extras::{Extra, ExtraKind, ExtraState},
    },
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "trips/services.html")]
pub struct AskedServices {
    pub visitor: Visitor,
    pub trip: ClientTrip,
    pub extras: Vec<Extra>,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "trips/ops/services.html")]
pub struct OpsExtras {
    pub visitor: Visitor,
    pub trip: Trip,
    pub extras: Vec<Extra>,
    pub form: Form,
}

impl Show {
    /// The address of the page with its services.
    pub fn services_at(&self) -> String {
        format!("/trips/{}/services", self.trip.id)
    }
}

impl OpsShow {
    /// The address of the page with its services.
    pub fn services_at(&self) -> String {
        format!("/trips/{}/services", self.trip.id)
    }
}

impl AskedServices {
    /// The legs to choose from, for a client who may ask.
    pub fn legs(&self) -> Vec<(String, String)> {
        if self.visitor.may_send("/trips/{id}/services") {
            self.trip.legs_ahead(self.visitor.now, self.visitor.workspace.trade)
        } else {
            Vec::new()
        }
    }

    pub fn kinds() -> [(&'static str, &'static str); 3] {
        ExtraKind::ALL.map(|it| (it.word(), it.name()))
    }

    pub fn may_cancel(&self, extra: &Extra) -> bool {
        extra.state.is_open() && self.visitor.may_send("/trips/{id}/services/cancellation")
    }
}

impl OpsExtras {
    pub fn may_answer(&self, extra: &Extra) -> bool {
        extra.state.is_open() && self.visitor.may_send("/trips/{id}/services/answers")
    }

    /// Whether this is the service that a form with complaints was sent for.
    pub fn is_open(&self, extra: &Extra) -> bool {
        self.form.is("extra", extra.id)
    }
}

impl ExtraState {
    /// The class of its badge.
    pub fn class(self) -> &'static str {
        match self {
            Self::Requested => "wait",
            Self::Confirmed => "ok",
            Self::Completed | Self::Canceled => "off",
            Self::Declined => "late",
        }
    }

    /// The word on the button that brings a service to this state.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Confirmed => "Confirm",
            Self::Completed => "Complete",
            Self::Declined => "Decline",
            Self::Requested | Self::Canceled => "Cancel",
        }
    }
}
