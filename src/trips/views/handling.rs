//! What the form with a trip's FBOs shows.
use super::OpsShow;
use crate::{
    fbos::Fbo,
    http::{form::Form, page::address},
    itineraries::HandledBy,
    trips::{
        Trip,
        handling::{End, KEPT},
    },
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "trips/ops/fbos.html")]
pub struct EditFbos {
    pub visitor: Visitor,
    pub trip: Trip,
    /// Those in use at the trip's airports.
    pub fbos: Vec<Fbo>,
    pub form: Form,
}

/// The field for one end of a leg.
pub struct EndField {
    pub name: String,
    pub label: String,
    pub options: Vec<(String, String)>,
    /// The address of the form for a new FBO there; empty for a place that is no known airport.
    pub add: String,
}

impl EditFbos {
    /// The fields of each leg.
    pub fn legs(&self) -> Vec<[EndField; 2]> {
        let legs = 0..self.trip.legs.len();
        legs.map(|i| End::BOTH.map(|end| self.field(i, end))).collect()
    }

    fn field(&self, i: usize, end: End) -> EndField {
        let place = self.trip.legs.get(i).map(|leg| end.of(leg).clone()).unwrap_or_default();
        let none = (String::new(), "To be chosen".to_owned());
        let there = self.fbos.iter().filter(|it| Some(&it.airport_id) == place.airport.as_ref());
        let known: Vec<&Fbo> = there.collect();
        let is_known = |it: &&HandledBy| known.iter().any(|fbo| fbo.copied() == **it);
        let kept = place.fbo.as_ref().filter(|it| !is_known(it));
        let kept = kept.map(|it| (KEPT.to_owned(), it.written()));
        let each = known.iter().map(|it| (it.id.to_string(), it.copied().written()));
        let verb = match end {
            End::Origin => "Departs from",
            End::Destination => "Arrives at",
        };
        EndField {
            name: end.field(i),
            label: format!("{verb} {}", place.code),
            options: std::iter::once(none).chain(kept).chain(each).collect(),
            add: match place.airport {
                Some(_) => {
                    address("/fbos/new", &[("airport", &format!("{} {}", place.code, place.name))])
                }
                None => String::new(),
            },
        }
    }
}

impl OpsShow {
    /// The address of the form with its FBOs; empty for a visitor who may not change them, and once the
    /// trip is over.
    pub fn fbos_at(&self) -> String {
        let may = self.visitor.workspace.is_air() && self.visitor.may_open("/trips/{id}/fbos");
        if may && self.trip.is_ahead() {
            format!("/trips/{}/fbos", self.trip.id)
        } else {
            String::new()
        }
    }
}
