//! Layers: which parts of the crate, and which libraries, each file may import.
use super::House;

/// The layer of a file within its feature, or the part of the foundation that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    /// Types and decisions: `mod.rs`, and every file that is none of the others.
    Noun,
    Queries,
    Routes,
    Views,
    Jobs,
    /// Value types.
    Kit,
    /// Statements as data.
    Db,
    /// The frame of every page, and its components.
    Ui,
    /// HTTP, and the files at the top of `src`.
    Frame,
    Edge,
}

fn layer_of(path: &str) -> Layer {
    let words: Vec<&str> = path.trim_end_matches(".rs").split('/').skip(1).collect();
    let has = |name: &str| words.iter().skip(1).any(|word| *word == name);
    match words.as_slice() {
        ["edge", ..] => Layer::Edge,
        ["kit", ..] => Layer::Kit,
        ["db", ..] => Layer::Db,
        ["ui", ..] => Layer::Ui,
        [_] | ["http" | "app", ..] => Layer::Frame,
        _ if has("queries") => Layer::Queries,
        _ if has("routes") || has("ops") || has("api") => Layer::Routes,
        _ if has("views") => Layer::Views,
        _ if has("jobs") => Layer::Jobs,
        _ => Layer::Noun,
    }
}

/// The modules that a layer must not import.
fn banned(layer: Layer) -> &'static [&'static [&'static str]] {
    const HTTP: &[&str] = &["axum", "crate::http::router", "crate::http::visit"];
    const HTML: &[&str] = &["askama", "crate::http::page", "crate::ui"];
    const SQL: &[&str] = &["crate::db::query", "crate::db::write"];
    const OUTSIDE: &[&str] = &["crate::app", "crate::edge"];
    match layer {
        Layer::Noun | Layer::Db => &[HTTP, HTML, OUTSIDE],
        Layer::Kit => &[HTTP, HTML, OUTSIDE, &["crate::http"]],
        Layer::Queries => &[HTTP, HTML, OUTSIDE, &["crate::http::routes"]],
        Layer::Views | Layer::Ui => &[HTTP, SQL, OUTSIDE, &["crate::db::scope"]],
        Layer::Routes => &[SQL, &["askama"]],
        Layer::Jobs => &[&["axum", "crate::http::visit"]],
        Layer::Frame | Layer::Edge => &[],
    }
}

/// No layer imports what it must not.
fn layers(house: &House) -> Vec<String> {
    let mut found = Vec::new();
    for (path, it) in house.names() {
        let begins = |with: &&&str| {
            it.text.strip_prefix(**with).is_some_and(|it| it.is_empty() || it.starts_with("::"))
        };
        let word = banned(layer_of(path)).iter().copied().flatten().find(begins);
        found.extend(word.map(|word| format!("{path}:{}: names {word}", it.line)));
    }
    found
}

/// Only `src/edge` and `lib.rs` use the Workers platform, its clock and its random numbers; and the engine's tables of
/// Unicode are a pure function.
fn platform(house: &House) -> Vec<String> {
    const CRATES: [&str; 4] = ["worker", "js_sys", "wasm_bindgen", "getrandom"];
    const CLOCKS: [&str; 4] = ["Utc::now", "Local::now", "SystemTime::now", "Instant::now"];
    let is_platform = |name: &str| {
        CRATES.iter().any(|it| name.split("::").next() == Some(it))
            || CLOCKS.iter().any(|it| name.ends_with(it))
    };
    let is_bound = |path: &str| {
        layer_of(path) == Layer::Edge || matches!(path, "src/lib.rs" | "src/kit/unicode/engine.rs")
    };
    let named = house.names().filter(|(path, it)| is_platform(&it.text) && !is_bound(path));
    named.map(|(path, it)| format!("{path}:{}: names {}", it.line, it.text)).collect()
}

/// SQL is written only in files of queries, and in the files of `src/db` that open every statement, pack it or tell
/// what it does.
fn sql(house: &House) -> Vec<String> {
    const VERBS: [&str; 5] = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", " FROM me "];
    const OPENING: [&str; 7] = [
        "src/db/change.rs",
        "src/db/effect.rs",
        "src/db/event.rs",
        "src/db/limits.rs",
        "src/db/packed.rs",
        "src/db/scope.rs",
        "src/db/write.rs",
    ];
    let is_at_home = |path: &str| layer_of(path) == Layer::Queries || OPENING.contains(&path);
    let texts = house.texts().filter(|(path, _)| !is_at_home(path));
    let sql = texts.filter(|(_, it)| VERBS.iter().any(|verb| it.text.contains(verb)));
    sql.map(|(path, it)| format!("{path}:{}: is SQL outside queries", it.line)).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn no_layer_imports_what_it_must_not() {
        keeps(layers);
    }

    #[test]
    fn a_forbidden_import_is_found() {
        finds(
            layers,
            &[
                (
                    "src/quotes/mod.rs",
                    "//! x\nuse axum::response::Response;\n#[cfg(test)]\nmod tests { use axum::y; }",
                ),
                ("src/quotes/ops.rs", "use axum::x;\nfn f() { crate::db::query::Query::new(A) }"),
                ("src/quotes/queries.rs", "use crate::{db::query, http::page};"),
                ("src/quotes/queries/reads.rs", "use askama::Template;"),
                (
                    "src/quotes/views.rs",
                    "use crate::{\n  db::query::Query,\n};\n// axum::x\nuse askama::Template;",
                ),
                ("src/kit/money.rs", "use crate::app::App;"),
                ("src/db/query.rs", "use crate::http::{form::Form, visit::Visit};"),
                ("src/ui/frame.rs", "use askama::Template;\nuse crate::db::query::Query;"),
                ("src/pdf/press.rs", "use crate::http;\nfn f() { http::page::page() }"),
            ],
            &[
                "src/quotes/mod.rs:2",
                "src/quotes/ops.rs:2",
                "src/quotes/queries.rs:1",
                "src/quotes/queries/reads.rs:1",
                "src/quotes/views.rs:2",
                "src/kit/money.rs:1",
                "src/db/query.rs:1",
                "src/ui/frame.rs:2",
                "src/pdf/press.rs:2",
            ],
        );
    }

    #[test]
    fn only_the_edge_uses_the_platform() {
        keeps(platform);
    }

    #[test]
    fn the_platform_used_elsewhere_is_found() {
        finds(
            platform,
            &[
                ("src/edge/d1.rs", "use worker::D1Database;"),
                ("src/trips/jobs.rs", "use worker::Env;"),
                ("src/trips/mod.rs", "fn f() { chrono::Utc::now() }"),
                ("src/app.rs", "// worker::Env\nfn f() { std::time::Instant::now() }"),
            ],
            &["src/trips/jobs.rs:1", "src/trips/mod.rs:1", "src/app.rs:2"],
        );
    }

    #[test]
    fn only_queries_contain_sql() {
        keeps(sql);
    }

    #[test]
    fn sql_elsewhere_is_found() {
        finds(
            sql,
            &[
                ("src/trips/queries.rs", "const A: &str = \"SELECT 1\";"),
                ("src/trips/ops.rs", "const A: &str = \"SELECT 1\";"),
                (
                    "src/trips/mod.rs",
                    "\nconst A: &str = \"please SELECT one\";\n// UPDATE x\nconst B: &str = \"Update trip\";",
                ),
                ("src/trips/stage.rs", "fn f() { g(r#\"DELETE FROM trips\"#) }"),
            ],
            &["src/trips/ops.rs:1", "src/trips/mod.rs:2", "src/trips/stage.rs:1"],
        );
    }
}
