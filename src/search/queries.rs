//! Statements about the words that a search looks up.
use super::{ListFilter, Noun, PER_PAGE, words};
use crate::db::{
    page::most,
    query::{Bindings, as_json},
    write::{Follower, follows},
};

/// A table expression after `me`: `hits` has the ids of rows of a noun for which each typed word is the beginning of
/// one of their words, up to 200. Of several words the rarest one is looked up, as far as the first matches tell, and the
/// reading ends with the last hit: what many share costs no more than what few have. Where no word is rare, it ends
/// after 1,000 matches. `$most` is another number of hits.
macro_rules! found {
    ($noun:literal) => {
        $crate::search::found!($noun, "200")
    };
    ($noun:literal, $most:literal) => {
        concat!(
            ", typed AS (SELECT :first AS word UNION SELECT t.value FROM json_each(:others) t),
             rarest AS (SELECT word FROM (SELECT t.word, iif(json_array_length(:others) = 0, 0, (SELECT count(*) FROM (
               SELECT 1 FROM me JOIN search_words w ON w.workspace_id = me.workspace_id AND w.noun = '",
            $noun,
            "' AND w.word >= t.word AND w.word < t.word || char(1114111) LIMIT 100))) AS matches FROM typed t)
               ORDER BY matches, length(word) DESC LIMIT 1),
             near AS (SELECT w.id FROM me CROSS JOIN rarest r CROSS JOIN search_words w ON w.workspace_id = me.workspace_id AND w.noun = '",
            $noun,
            "' AND w.word >= r.word AND w.word < r.word || char(1114111) LIMIT 1000),
             hits AS (SELECT DISTINCT n.id FROM me, near n WHERE NOT EXISTS (SELECT 1 FROM typed t WHERE NOT EXISTS (
               SELECT 1 FROM search_words x WHERE x.workspace_id = me.workspace_id AND x.noun = '",
            $noun,
            "' AND x.id = n.id AND x.word >= t.word AND x.word < t.word || char(1114111))) LIMIT ",
            $most,
            ") "
        )
    };
}
pub(crate) use found;

/// A table expression: `typed` has the typed words, bound as `:words`.
macro_rules! typed {
    () => {
        "typed AS (SELECT j.value AS word FROM json_each(:words) j)"
    };
}
pub(crate) use typed;

/// Whether the reference of a row begins with the typed word `t`, or is the prefix and this word.
macro_rules! has_reference {
    ($row:literal, $prefix:literal) => {
        concat!(
            "(",
            $row,
            ".reference = '",
            $prefix,
            "' || t.word OR ",
            $row,
            ".reference >= upper(t.word) AND ",
            $row,
            ".reference < upper(t.word) || char(1114111))"
        )
    };
}
pub(crate) use has_reference;

/// The ids of at most `$most` rows of a noun of which a word begins with the typed word `t`: of those with the same word,
/// the rows that were created last.
macro_rules! with_word {
    ($noun:literal, $most:literal) => {
        concat!(
            "(SELECT s.id FROM search_words s WHERE s.workspace_id = me.workspace_id AND s.noun = '",
            $noun,
            "' AND s.word >= t.word AND s.word < t.word || char(1114111) ORDER BY s.word DESC, s.id DESC LIMIT ",
            $most,
            ")"
        )
    };
}
pub(crate) use with_word;

/// Whether a word of the row `$id` of a noun begins with the typed word `t`.
macro_rules! has_word {
    ($noun:literal, $id:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM search_words s WHERE s.workspace_id = me.workspace_id AND s.noun = '",
            $noun,
            "' AND s.id = ",
            $id,
            " AND s.word >= t.word AND s.word < t.word || char(1114111))"
        )
    };
}
pub(crate) use has_word;

/// The bindings of a list's statement: the typed words or else the cursor, the limit and the tab.
pub fn bindings(filter: &ListFilter) -> Bindings {
    let mut bindings = match filter.typed() {
        Some(typed) => {
            vec![("first", typed.first.into()), ("others", as_json(&typed.others))]
        }
        None => vec![("after", filter.from.key()), ("after_id", filter.from.id())],
    };
    bindings.extend([("most", most(PER_PAGE)), ("show", filter.show.into())]);
    bindings
}

/// Replaces the words by which a search finds a row with the words of these texts.
pub fn set_words(noun: Noun, id: impl std::fmt::Display, texts: &[&str]) -> [Follower; 2] {
    let id = id.to_string();
    [
        Follower::new(follows!(
            "DELETE FROM search_words WHERE workspace_id = (SELECT workspace_id FROM it) AND noun = :noun AND id = :id"
        ))
        .bind("noun", noun.word())
        .bind("id", id.as_str()),
        add_words(noun, id, texts),
    ]
}

/// Adds the words of these texts to those by which a search finds a row.
pub fn add_words(noun: Noun, id: impl std::fmt::Display, texts: &[&str]) -> Follower {
    Follower::new(follows!(
        "INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id)
         SELECT it.workspace_id, :noun, w.value, :id FROM it, json_each(:texts) w"
    ))
    .bind("noun", noun.word())
    .bind("id", id.to_string())
    .bind("texts", as_json(&words(texts)))
}

/// Moves the words by which a search finds the row `from` to the row `to`.
pub fn move_words(
    noun: Noun,
    from: impl std::fmt::Display,
    to: impl std::fmt::Display,
) -> [Follower; 2] {
    let (from, to) = (from.to_string(), to.to_string());
    [
        Follower::new(follows!(
            "INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id)
             SELECT it.workspace_id, :noun, w.word, :to FROM it JOIN search_words w ON w.workspace_id = it.workspace_id AND w.noun = :noun AND w.id = :from"
        ))
        .bind("noun", noun.word())
        .bind("from", from.as_str())
        .bind("to", to.as_str()),
        Follower::new(follows!(
            "DELETE FROM search_words WHERE workspace_id = (SELECT workspace_id FROM it) AND noun = :noun AND id = :from"
        ))
        .bind("noun", noun.word())
        .bind("from", from.as_str()),
    ]
}
