//! Statements about words that are searched for.
use super::{Asked, Noun, PER_PAGE, words};
use crate::db::{
    page::most,
    query::{Value, as_json},
    write::{Follower, follows},
};

/// After `me`: `hits` are the ids of a noun all of whose typed words begin a word of theirs. `?4` is
/// the word looked up, `?5` the others; what begins like a great many is cut off.
macro_rules! found {
    ($noun:literal) => {
        concat!(
            ", near AS (SELECT w.id FROM me JOIN search_words w ON w.workspace_id = me.workspace_id AND w.noun = '",
            $noun,
            "' AND w.word >= ?4 AND w.word < ?4 || char(1114111) LIMIT 1000),
             hits AS (SELECT DISTINCT n.id FROM me, near n WHERE NOT EXISTS (SELECT 1 FROM json_each(?5) t WHERE NOT EXISTS (
               SELECT 1 FROM search_words x WHERE x.workspace_id = me.workspace_id AND x.noun = '",
            $noun,
            "' AND x.id = n.id AND x.word >= t.value AND x.word < t.value || char(1114111)))) "
        )
    };
}
pub(crate) use found;

/// What a list's statement is told from `?4`: the words typed, or the cursor; how
/// many rows at most, and the tab.
pub fn bindings(asked: &Asked) -> [Value; 4] {
    let (first, second) = match asked.typed() {
        Some(typed) => (typed.first.into(), as_json(&typed.others)),
        None => (asked.from.key(), asked.from.id()),
    };
    [first, second, most(PER_PAGE), asked.show.into()]
}

/// Has something found by the words of these texts, and by no others.
pub fn indexed(noun: Noun, id: impl std::fmt::Display, texts: &[&str]) -> [Follower; 2] {
    let id = id.to_string();
    [
        Follower::new(
            follows!(
                "DELETE FROM search_words WHERE workspace_id = (SELECT workspace_id FROM it) AND noun = ?2 AND id = ?3"
            ),
            [noun.word().into(), id.as_str().into()],
        ),
        Follower::new(
            follows!(
                "INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id)
                 SELECT it.workspace_id, ?2, w.value, ?3 FROM it, json_each(?4) w"
            ),
            [noun.word().into(), id.as_str().into(), as_json(&words(texts))],
        ),
    ]
}

/// Has one found by what another was found by, and the other no more.
pub fn moved(
    noun: Noun,
    from: impl std::fmt::Display,
    to: impl std::fmt::Display,
) -> [Follower; 2] {
    let (from, to) = (from.to_string(), to.to_string());
    [
        Follower::new(
            follows!(
                "INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id)
                 SELECT it.workspace_id, ?2, w.word, ?4 FROM it JOIN search_words w ON w.workspace_id = it.workspace_id AND w.noun = ?2 AND w.id = ?3"
            ),
            [noun.word().into(), from.as_str().into(), to.as_str().into()],
        ),
        Follower::new(
            follows!(
                "DELETE FROM search_words WHERE workspace_id = (SELECT workspace_id FROM it) AND noun = ?2 AND id = ?3"
            ),
            [noun.word().into(), from.as_str().into()],
        ),
    ]
}
