//! FBOs: who handles the operator's aircraft at an airport, and which of them each account prefers.
mod ops;
mod queries;
mod views;
pub use ops::routes;
pub use queries::{along, change_account};

use crate::{
    airports::Airport,
    itineraries::HandledBy,
    kit::{ids::FboId, text::changes},
};
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
pub struct Fbo {
    pub id: FboId,
    pub airport_id: String,
    /// "TEB", "Teterboro"
    pub code: String,
    pub airport: String,
    pub latitude: f64,
    pub longitude: f64,
    pub name: String,
    /// The name with case and accents folded: lists sort by it.
    pub sort_name: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    /// Whether it is the operator's own, at which customers ask for services.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_own: bool,
    /// Opening hours and the like.
    pub notes: String,
    pub retired_at: Option<i64>,
    pub version: i64,
}

/// The details of an FBO that a form may change.
#[derive(Debug, Clone, PartialEq)]
pub struct Particulars {
    pub airport: Airport,
    pub name: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub is_own: bool,
    pub notes: String,
}

/// An FBO that an account prefers, or one that it may.
#[derive(Debug, Clone, Deserialize)]
pub struct Preference {
    pub id: FboId,
    pub airport_id: String,
    pub code: String,
    pub name: String,
    pub address: String,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_preferred: bool,
    /// The FBO that the account prefers at this airport now; empty where it prefers none.
    pub instead_of: String,
}

impl Fbo {
    pub fn is_in_use(&self) -> bool {
        self.retired_at.is_none()
    }

    /// The copy of it that a trip keeps.
    pub fn copied(&self) -> HandledBy {
        HandledBy {
            name: self.name.clone(),
            address: self.address.clone(),
            phone: self.phone.clone(),
        }
    }

    /// The differences, for the history.
    pub fn changes(&self, now: &Particulars) -> String {
        let own = |it: bool| if it { "yes" } else { "no" };
        changes(&[
            ("Airport", &self.code, &now.airport.code),
            ("Name", &self.name, &now.name),
            ("Address", &self.address, &now.address),
            ("Phone", &self.phone, &now.phone),
            ("Email", &self.email, &now.email),
            ("Own", own(self.is_own), own(now.is_own)),
            ("Notes", &self.notes, &now.notes),
        ])
    }
}
