//! What the client asked for, beside the builder of a quote.
use super::super::Quote;
use crate::{itineraries::Leg, kit::ids::RequestId, requests::Request};

/// What the client asked for, beside the form.
#[derive(Debug)]
pub struct Asked {
    pub id: RequestId,
    pub reference: String,
    pub account: String,
    pub contact: String,
    pub legs: Vec<Leg>,
    pub passengers: i64,
    /// Labels, and the client's words.
    pub words: Vec<(&'static str, String)>,
}

/// The words that are not empty, each with its label.
fn labeled(words: [&String; 6]) -> Vec<(&'static str, String)> {
    let labels = [
        "Preference",
        "Catering",
        "Ground transportation",
        "Notes",
        "Other dates",
        "Changes asked for later",
    ];
    let words = labels.into_iter().zip(words.map(String::clone));
    words.filter(|(_, words)| !words.is_empty()).collect()
}

impl From<&Request> for Asked {
    fn from(it: &Request) -> Self {
        Self {
            id: it.id,
            reference: it.reference.clone(),
            account: it.account.clone(),
            contact: it.contact.clone(),
            legs: it.itinerary.clone(),
            passengers: it.passengers,
            words: labeled([
                &it.preference,
                &it.catering,
                &it.ground,
                &it.notes,
                &it.other_dates,
                &String::new(),
            ]),
        }
    }
}

impl From<&Quote> for Asked {
    fn from(it: &Quote) -> Self {
        Self {
            id: it.request_id,
            reference: it.request.clone(),
            account: it.account.clone(),
            contact: it.contact.clone(),
            legs: it.asked_legs.clone(),
            passengers: it.asked_passengers,
            words: labeled([
                &it.preference,
                &it.catering,
                &it.ground,
                &it.notes,
                &it.other_dates,
                &it.changes,
            ]),
        }
    }
}
