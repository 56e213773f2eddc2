//! The audit trail: every action has a sentence, and nothing but `db::write` touches the table `events`.
use super::{House, source::Source};
use crate::audit::action;

const INSERT: &str = "INSERT INTO events";

/// The actions that a file writes, each with its line: the first argument of `Write::begin("…", …)`, the
/// text in `event(…, "…")`, and quoted words in a statement that inserts events.
fn written(source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for it in source.texts.iter().filter(|it| it.text.contains(INSERT)) {
        let words = it.text.split('\'').skip(1).step_by(2).filter(|it| it.contains('_'));
        found.extend(words.map(|word| (it.line, word.to_owned())));
    }
    for call in &source.calls {
        let texts: Vec<_> = match call.callee.rsplit("::").next() {
            Some("begin") if call.callee.ends_with("Write::begin") => {
                call.texts.iter().take(1).flatten().collect()
            }
            Some("event") => call.texts.iter().flatten().take(1).collect(),
            _ => continue,
        };
        found.extend(texts.into_iter().map(|it| (it.line, it.text.clone())));
    }
    found
}

/// Every action has a sentence in `src/audit/actions.rs`, which the page of the audit trail shows.
fn told(house: &House) -> Vec<String> {
    let written = house
        .shipped()
        .iter()
        .flat_map(|it| written(it).into_iter().map(move |action| (&it.path, action)));
    let untold = written.filter(|(_, (_, name))| action(name).is_none());
    untold
        .map(|(path, (line, name))| {
            format!("{path}:{line}: {name} has no row in src/audit/actions.rs")
        })
        .collect()
}

/// The file that deletes network addresses from old events, which their trigger allows.
const FORGETS: &str = "src/audit/queries/retention.rs";

/// The audit trail is append-only: no other statement updates or deletes events. `REPLACE` is not allowed in any
/// table, because it deletes rows without firing their triggers.
fn grows(house: &House) -> Vec<String> {
    const WORDS: [&str; 4] = ["UPDATE events", "DELETE FROM events", "OR REPLACE", "REPLACE INTO"];
    let texts = house.texts().filter(|(path, _)| *path != FORGETS);
    let texts = texts.filter(|(_, it)| WORDS.iter().any(|word| it.text.contains(word)));
    texts.map(|(path, it)| format!("{path}:{}: changes the audit trail", it.line)).collect()
}

/// Only `src/db` inserts events.
fn begun(house: &House) -> Vec<String> {
    let texts = house.texts().filter(|(path, _)| !path.starts_with("src/db/"));
    let inserts = texts.filter(|(_, it)| it.text.contains(INSERT));
    inserts.map(|(path, it)| format!("{path}:{}: inserts an event", it.line)).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn every_action_has_a_sentence() {
        keeps(told);
        let house = House::as_it_stands();
        let all: usize = house.shipped().iter().map(|it| written(it).len()).sum();
        assert!(all > 20, "{all}");
    }

    #[test]
    fn the_audit_trail_is_append_only() {
        keeps(grows);
        let breach = "fn a() { q(\"DELETE FROM events WHERE id = ?1\") }\nfn b() { q(\"INSERT OR REPLACE INTO a\") }";
        finds(
            grows,
            &[("src/a/queries.rs", breach)],
            &["src/a/queries.rs:1", "src/a/queries.rs:2"],
        );
    }

    #[test]
    fn an_event_inserted_outside_of_db_is_found() {
        let insert = "const A: &str = \"INSERT INTO events (id) SELECT 1\";";
        keeps(begun);
        finds(
            begun,
            &[("src/db/write.rs", insert), ("src/a/queries.rs", insert)],
            &["src/a/queries.rs:1"],
        );
    }

    #[test]
    fn an_action_without_a_sentence_is_found() {
        finds(
            told,
            &[(
                "src/a/queries.rs",
                "fn a() { Write::begin(\n \"a_done\", 1) }\nfn b() { queries::event(scope, entry.event(), \"b_done\", None) }\nconst C: &str = \"INSERT INTO events (x) SELECT 'c_done'\";\nfn d() { Write::begin(\"quote_sent\", it) }",
            )],
            &[
                "src/a/queries.rs:4: c_done",
                "src/a/queries.rs:2: a_done",
                "src/a/queries.rs:3: b_done",
            ],
        );
    }
}
