//! Every action that is written to the trail has its words there.
use super::{
    House,
    source::{Kind, Source},
};
use crate::audit::action;

/// The actions that a file writes, each with its line: `Write::begin("…"`, `event(…, "…"`, and what
/// stands in a statement that inserts events.
fn written(source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (i, token) in source.tokens.iter().enumerate() {
        let is_call = source.tokens.get(i + 1).is_some_and(|next| next.is("("));
        let is_begin = token.is("begin") && i > 2 && source.tokens[i - 3].is("Write");
        if token.kind == Kind::Text && token.text.contains("INSERT INTO events") {
            let words = token.text.split('\'').skip(1).step_by(2).filter(|it| it.contains('_'));
            found.extend(words.map(|word| (token.line, word.to_owned())));
        } else if is_call && (is_begin || token.is("event")) {
            let mut depth = 0_usize;
            let within = source.tokens[i + 1..].iter().take_while(|it| {
                depth = (depth + usize::from(it.is("("))).saturating_sub(usize::from(it.is(")")));
                depth > 0
            });
            let text = within.take(if is_begin { 2 } else { 40 }).find(|it| it.kind == Kind::Text);
            found.extend(text.map(|it| (it.line, it.text.trim_matches('"').to_owned())));
        }
    }
    found
}

/// Whoever reads the trail reads words.
fn told(house: &House) -> Vec<String> {
    let mut found = Vec::new();
    for source in house.shipped() {
        for (line, name) in written(&source) {
            if action(&name).is_none() {
                found.push(format!(
                    "{}:{line}: {name} has no row in src/audit/actions.rs",
                    source.path
                ));
            }
        }
    }
    found
}

/// The trail grows, and nothing else: no statement changes it, and none replaces rows of any table, as
/// that removes them unseen.
fn grows(house: &House) -> Vec<String> {
    const WORDS: [&str; 4] = ["UPDATE events", "DELETE FROM events", "OR REPLACE", "REPLACE INTO"];
    let mut found = Vec::new();
    for source in house.shipped() {
        let texts = source.texts().filter(|it| WORDS.iter().any(|word| it.text.contains(word)));
        found.extend(texts.map(|it| format!("{}:{}: changes the trail", source.path, it.line)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn every_action_has_its_words() {
        keeps(told);
        let house = House::as_it_stands();
        let all: usize = house.shipped().iter().map(|it| written(it).len()).sum();
        assert!(all > 20, "{all}");
    }

    #[test]
    fn the_trail_only_grows() {
        keeps(grows);
        let breach = "fn a() { q(\"DELETE FROM events WHERE id = ?1\") }\nfn b() { q(\"INSERT OR REPLACE INTO a\") }";
        finds(
            grows,
            &[("src/a/queries.rs", breach)],
            &["src/a/queries.rs:1", "src/a/queries.rs:2"],
        );
    }

    #[test]
    fn an_action_without_words_is_found() {
        finds(
            told,
            &[(
                "src/a/queries.rs",
                "fn a() { Write::begin(\n \"a_done\", 1) }\nfn b() { queries::event(scope, entry.event(), \"b_done\", None) }\nconst C: &str = \"INSERT INTO events (x) SELECT 'c_done'\";\nfn d() { Write::begin(\"quote_sent\", it) }",
            )],
            &[
                "src/a/queries.rs:2: a_done",
                "src/a/queries.rs:3: b_done",
                "src/a/queries.rs:4: c_done",
            ],
        );
    }
}
