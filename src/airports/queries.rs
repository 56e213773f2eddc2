//! Statements about airports. They are the same for every workspace, but only signed-in visitors
//! may read them.
use super::{
    Airport,
    naming::{self, Search},
};
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
    let search = |text: &String| {
        if naming::is_like_a_code(text) { Search::default() } else { Search::of(text) }
    };
    found(scope, typed.iter().map(|text| (text.as_str(), search(text))))
}

/// The airports to suggest while a text is being typed.
pub fn suggestions(scope: &Scope, typed: &str) -> Query<Vec<Found>> {
    found(scope, [(typed, Search::of(typed))])
}

/// For each text, and how to look for it: the airports that it names and those that it matches, the
/// most used first, and of these the airports of the city that is typed before others near it. Of each
/// tier, the first rows of the index are read, so that the whole world is searched as fast as a few
/// airports. The cross joins keep `SQLite` from reading all airports.
const FOUND: &str = anyone!(
    ", asked AS (SELECT j.value ->> 0 AS typed, j.value -> 1 AS names, j.value ->> 2 AS word, j.value -> 3 AS others, j.value ->> 4 AS beginning
       FROM me, json_each(:asked) j),
     hits AS (
       SELECT t.typed, n.airport_id, 1 AS named FROM asked t, json_each(t.names) k JOIN airport_names n ON n.name = k.value
       UNION
       SELECT t.typed, j.value, 0 FROM asked t, json_each('[0, 1, 2, 3]') tier, json_each((SELECT json_group_array(f.airport_id) FROM (
           SELECT w.airport_id FROM airport_words w WHERE w.tier = tier.value AND w.word >= t.word AND w.word < t.word || '~' ORDER BY w.word LIMIT 100) f)) j
         WHERE NOT EXISTS (SELECT 1 FROM json_each(t.others) o WHERE NOT EXISTS (
           SELECT 1 FROM airport_words w WHERE w.airport_id = j.value AND w.word >= o.value AND w.word < o.value || '~'))
       UNION
       SELECT t.typed, j.value, 0 FROM asked t, json_each((SELECT json_group_array(f.airport_id) FROM (
           SELECT n.airport_id FROM airport_names n WHERE n.name >= t.beginning AND n.name < t.beginning || '~' LIMIT 40) f)) j),
     placed AS (SELECT h.typed, h.named, h.airport_id, row_number() OVER (PARTITION BY h.typed, h.named ORDER BY a.rank, instr(lower(a.city), coalesce(t.beginning, t.word)) <> 1, a.name) AS place
       FROM hits h JOIN asked t ON t.typed = h.typed CROSS JOIN airports a ON a.id = h.airport_id)
     SELECT p.typed, p.named, json_object('id', a.id, 'code', a.code, 'icao', a.icao, 'iata', a.iata, 'lid', a.lid, 'name', a.name, 'city', a.city,
       'region', a.region, 'country', a.country, 'latitude', a.latitude, 'longitude', a.longitude, 'zone', a.zone,
       'names', json((SELECT json_group_array(n.name) FROM airport_names n WHERE n.airport_id = a.id)),
       'areas', json((SELECT json_group_array(x.name) FROM area_names x WHERE x.country = a.country AND x.region IN ('', a.region)))) AS airport
     FROM placed p CROSS JOIN airports a ON a.id = p.airport_id
     WHERE p.place <= iif(p.named, 40, 10) ORDER BY p.named DESC, p.place LIMIT 500"
);

fn found<'a>(
    scope: &Scope,
    asked: impl IntoIterator<Item = (&'a str, Search)>,
) -> Query<Vec<Found>> {
    let asked: Vec<_> = asked
        .into_iter()
        .map(|(text, it)| (text, naming::beginnings(text), it.word, it.others, it.beginning))
        .collect();
    scope.query(FOUND).bind("asked", as_json(&asked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cast::*;

    #[test]
    fn no_search_reads_all_airports() {
        let plan = Portal::open("").app.db.plan(&FOUND.replace(':', "@"));
        for table in ["a", "n", "w", "x"] {
            let scan = format!("SCAN {table}");
            assert!(
                !plan.lines().any(|step| step == scan || step.starts_with(&format!("{scan} "))),
                "{plan}"
            );
        }
        assert!(plan.contains("airport_words_by_tier (tier=? AND word>? AND word<?)"), "{plan}");
        assert!(
            plan.contains("airport_words_by_airport (airport_id=? AND word>? AND word<?)"),
            "{plan}"
        );
    }
}
