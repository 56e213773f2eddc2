//! Statements about airports. They are the same for every workspace, but only signed-in visitors
//! may read them.
use super::{Airport, words};
use crate::db::{
    query::{Query, as_json},
    scope::{Scope, anyone},
};
use serde::Deserialize;

/// The airports in which each typed word begins a word; matches of a code come first, then the most
/// used airports.
pub fn matches(scope: &Scope, typed: &str) -> Query<Vec<Airport>> {
    scope.query(anyone!(
        ", typed AS (SELECT value AS word FROM json_each(:typed)),
         hits AS (SELECT w.airport_id, max(w.is_code = 1 AND w.word = t.word) AS by_code, count(DISTINCT t.word) AS hit
           FROM me, typed t JOIN airport_words w ON w.word >= t.word AND w.word < t.word || '~' GROUP BY w.airport_id)
         SELECT a.id, a.icao, a.iata, a.lid, a.name, a.city, a.region, a.country, a.latitude, a.longitude, a.zone
         FROM hits h JOIN airports a ON a.id = h.airport_id
         WHERE h.hit = (SELECT count(DISTINCT word) FROM typed)
         ORDER BY h.by_code DESC, a.rank, a.name LIMIT 8"
    ))
    .bind("typed", as_json(&words(typed)))
}

/// An airport that matches a text typed into the form.
#[derive(Debug, Clone, Deserialize)]
pub struct Found {
    pub typed: String,
    #[serde(deserialize_with = "crate::db::query::json")]
    pub airport: Airport,
}

/// The airports that match each of several typed texts, in one statement.
pub fn lookup(scope: &Scope, typed: &[String]) -> Query<Vec<Found>> {
    let asked: Vec<_> = typed.iter().map(|text| (text, words(text))).collect();
    scope.query(anyone!(
        ", asked AS (SELECT j.value ->> 0 AS typed, w.value AS word FROM me, json_each(:asked) j, json_each(j.value -> 1) w),
         hits AS (SELECT t.typed, w.airport_id, max(w.is_code = 1 AND w.word = t.word) AS by_code, count(DISTINCT t.word) AS hit
           FROM asked t JOIN airport_words w ON w.word >= t.word AND w.word < t.word || '~' GROUP BY t.typed, w.airport_id)
         SELECT h.typed, json_object('id', a.id, 'icao', a.icao, 'iata', a.iata, 'lid', a.lid, 'name', a.name, 'city', a.city,
           'region', a.region, 'country', a.country, 'latitude', a.latitude, 'longitude', a.longitude, 'zone', a.zone) AS airport
         FROM hits h JOIN airports a ON a.id = h.airport_id
         WHERE h.hit = (SELECT count(DISTINCT word) FROM asked t WHERE t.typed = h.typed)
         ORDER BY h.by_code DESC, a.rank, a.name LIMIT 200"
    ))
    .bind("asked", as_json(&asked))
}
