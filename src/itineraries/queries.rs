//! Fragments by which the statements of other features read legs, and the words by which a search finds them.
use super::{Leg, Place};
use crate::{
    db::{
        query::as_json,
        write::{Follower, follows},
    },
    search::{self, Noun},
};
use std::fmt::Display;

/// The legs of the trip `t` as a JSON array. A leg that is stored to arrive when it departs has no
/// arrival yet.
macro_rules! legs_of_trip {
    () => {
        "(SELECT json_group_array(json_object('id', l.id, 'origin', json(l.origin), 'destination', json(l.destination), 'departs_at', l.departs_at,
           'time_agreed', json(iif(l.time_agreed, 'true', 'false')), 'arrives_at', nullif(l.arrives_at, l.departs_at), 'arrive_by', l.arrive_by, 'lasts', l.lasts, 'tail', l.tail_id,
           'vehicle', (SELECT type FROM tails WHERE id = l.tail_id)))
         FROM (SELECT id, origin, destination, departs_at, time_agreed, arrives_at, arrive_by, lasts, tail_id FROM legs WHERE trip_id = t.id ORDER BY position LIMIT 50) l)"
    };
}
pub(crate) use legs_of_trip;

/// Replaces the words by which a search finds a request or a trip: of the places of its legs, as they are written and by
/// every code of their airports.
pub fn set_words(noun: Noun, id: impl Display, legs: &[Leg]) -> Vec<Follower> {
    let places: Vec<&Place> = legs.iter().flat_map(|leg| [&leg.origin, &leg.destination]).collect();
    let texts = places.iter().flat_map(|it| [it.code.as_str(), it.city.as_str(), it.name.as_str()]);
    // "TEB to LTN" is searched as it is read.
    let texts: Vec<&str> = texts.chain(["to"]).collect();
    let airports: Vec<&str> = places.iter().filter_map(|it| it.airport.as_deref()).collect();
    let of_airports = Follower::new(follows!(
        "INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id)
         SELECT it.workspace_id, :noun, w.word, :id FROM it, json_each(:airports) j JOIN airport_words w ON w.airport_id = j.value WHERE w.is_code = 1"
    ))
    .bind("noun", noun.word())
    .bind("id", id.to_string())
    .bind("airports", as_json(&airports));
    search::set_words(noun, id, &texts).into_iter().chain([of_airports]).collect()
}
