//! Statements about airports. They are the same for every workspace, but only signed-in visitors
//! may read them.
use super::{Airport, naming};
use crate::db::{
    columns::flag,
    query::{Query, as_json},
    scope::{Scope, anyone},
};
use serde::Deserialize;

/// An airport that matches a text typed into the form.
#[derive(Debug, Clone, Deserialize)]
pub struct Found {
    pub typed: String,
    /// Whether the text begins with a code or whole name of it, and not only with the beginning of
    /// its words.
    #[serde(deserialize_with = "flag")]
    pub named: bool,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub airport: Airport,
}

/// The airports that match each of several typed texts, in one statement. What looks like a code
/// matches nothing else.
pub fn lookup(scope: &Scope, typed: &[String]) -> Query<Vec<Found>> {
    let prefixes = |text: &String| {
        if naming::is_like_a_code(text) { vec![] } else { naming::prefixes(text) }
    };
    found(scope, typed.iter().map(|text| (text.as_str(), prefixes(text))))
}

/// The airports to suggest while a text is being typed.
pub fn suggestions(scope: &Scope, typed: &str) -> Query<Vec<Found>> {
    found(scope, [(typed, naming::prefixes(typed))])
}

/// For each text, with the words to match the beginning of words by: the airports that it names
/// and those that it matches, the most used first.
fn found<'a>(
    scope: &Scope,
    asked: impl IntoIterator<Item = (&'a str, Vec<String>)>,
) -> Query<Vec<Found>> {
    let asked: Vec<_> = asked
        .into_iter()
        .map(|(text, prefixes)| (text, naming::beginnings(text), prefixes))
        .collect();
    scope.query(anyone!(
        ", asked AS (SELECT j.value ->> 0 AS typed, j.value -> 1 AS names, j.value -> 2 AS words FROM me, json_each(:asked) j),
         hits AS (
           SELECT t.typed, n.airport_id, 1 AS named FROM asked t, json_each(t.names) k JOIN airport_names n ON n.name = k.value
           UNION
           SELECT t.typed, w.airport_id, 0 FROM asked t, json_each(t.words) k JOIN airport_words w ON w.word >= k.value AND w.word < k.value || '~'
             GROUP BY t.typed, w.airport_id HAVING count(DISTINCT k.value) = (SELECT count(DISTINCT value) FROM json_each(t.words))),
         placed AS (SELECT h.typed, h.named, h.airport_id, row_number() OVER (PARTITION BY h.typed, h.named ORDER BY a.rank, a.name) AS place
           FROM hits h JOIN airports a ON a.id = h.airport_id)
         SELECT p.typed, p.named, json_object('id', a.id, 'code', a.code, 'icao', a.icao, 'iata', a.iata, 'lid', a.lid, 'name', a.name, 'city', a.city,
           'region', a.region, 'country', a.country, 'latitude', a.latitude, 'longitude', a.longitude, 'zone', a.zone,
           'names', json((SELECT json_group_array(n.name) FROM airport_names n WHERE n.airport_id = a.id)),
           'areas', json((SELECT json_group_array(x.name) FROM area_names x WHERE x.country = a.country AND x.region IN ('', a.region)))) AS airport
         FROM placed p JOIN airports a ON a.id = p.airport_id
         WHERE p.place <= iif(p.named, 40, 10) ORDER BY p.named DESC, p.place LIMIT 500"
    ))
    .bind("asked", as_json(&asked))
}
