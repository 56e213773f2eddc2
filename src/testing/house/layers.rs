//! Files by layer: what each may name.
use super::{House, source::Source};

/// The question a file answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    /// What is true: `mod.rs`, and every file that is none of the others.
    Noun,
    Queries,
    Routes,
    Views,
    Jobs,
    /// Stands at the top, outside every feature.
    Frame,
    Edge,
}

fn layer_of(path: &str) -> Layer {
    let words: Vec<&str> = path.trim_end_matches(".rs").split('/').skip(1).collect();
    let has = |name: &str| words.iter().skip(1).any(|word| *word == name);
    match words.as_slice() {
        ["edge", ..] => Layer::Edge,
        [_] | ["db" | "http" | "ui", ..] => Layer::Frame,
        _ if has("queries") => Layer::Queries,
        _ if has("routes") || has("ops") || has("api") => Layer::Routes,
        _ if has("views") => Layer::Views,
        _ if has("jobs") => Layer::Jobs,
        _ => Layer::Noun,
    }
}

/// The beginnings of paths that a layer does not name.
fn banned(layer: Layer) -> &'static [&'static str] {
    match layer {
        Layer::Noun => &[
            "axum",
            "askama",
            "crate::app",
            "crate::edge",
            "crate::http::page",
            "crate::http::router",
            "crate::http::visit",
        ],
        Layer::Queries => &[
            "axum",
            "askama",
            "crate::app",
            "crate::edge",
            "crate::http::page",
            "crate::http::router",
            "crate::http::visit",
            "crate::http::routes",
        ],
        Layer::Views => &[
            "axum",
            "crate::app",
            "crate::edge",
            "crate::db::query",
            "crate::http::router",
            "crate::db::scope",
            "crate::http::visit",
            "crate::db::write",
        ],
        Layer::Routes => &["askama", "crate::db::query", "crate::db::write"],
        Layer::Jobs => &["axum", "crate::http::visit"],
        Layer::Frame | Layer::Edge => &[],
    }
}

/// No layer names what another is there for.
fn layers(house: &House) -> Vec<String> {
    let mut found = Vec::new();
    for source in house.shipped() {
        let banned = banned(layer_of(source.path));
        for (line, path) in source.names() {
            let full = path.join("::");
            let begins = |with: &&&str| full == **with || full.starts_with(&format!("{with}::"));
            if let Some(word) = banned.iter().find(begins) {
                found.push(format!("{}:{line}: names {word}", source.path));
            }
        }
    }
    found
}

/// The platform is named where it is bound, and nowhere else; so are its clock and its chance.
fn platform(house: &House) -> Vec<String> {
    let is_platform = |path: &[String]| {
        matches!(path[0].as_str(), "worker" | "js_sys" | "wasm_bindgen" | "getrandom")
            && path.len() > 1
            || path.ends_with(&["Utc".into(), "now".into()])
            || path.ends_with(&["Local".into(), "now".into()])
            || path.ends_with(&["SystemTime".into(), "now".into()])
            || path.ends_with(&["Instant".into(), "now".into()])
    };
    let mut found = Vec::new();
    for source in house.shipped() {
        if layer_of(source.path) != Layer::Edge && source.path != "src/lib.rs" {
            for (line, path) in source.names().into_iter().filter(|(_, path)| is_platform(path)) {
                found.push(format!("{}:{line}: names {}", source.path, path.join("::")));
            }
        }
    }
    found
}

/// SQL stands in files of queries, beside the two that open every statement.
fn sql(house: &House) -> Vec<String> {
    let mut found = Vec::new();
    for source in house.shipped() {
        let is_at_home = layer_of(source.path) == Layer::Queries
            || matches!(source.path, "src/db/scope.rs" | "src/db/write.rs");
        if !is_at_home {
            found.extend(statements(&source));
        }
    }
    found
}

fn statements(source: &Source) -> Vec<String> {
    const VERBS: [&str; 5] = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", " FROM me "];
    let texts = source.texts().filter(|it| VERBS.iter().any(|verb| it.text.contains(verb)));
    texts.map(|it| format!("{}:{}: is SQL outside queries", source.path, it.line)).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn no_layer_does_anothers_work() {
        keeps(layers);
    }

    #[test]
    fn a_layer_that_reaches_out_is_found() {
        finds(
            layers,
            &[
                (
                    "src/quotes/mod.rs",
                    "//! x\nuse axum::response::Response;\n#[cfg(test)]\nmod tests { use axum::y; }",
                ),
                ("src/quotes/ops.rs", "use axum::x;\nfn f() { crate::db::query::Query::new() }"),
                ("src/quotes/queries.rs", "use crate::{db::query, http::page};"),
                ("src/quotes/queries/reads.rs", "use askama::Template;"),
                (
                    "src/quotes/views.rs",
                    "use crate::{\n  db::query::Query,\n};\n// axum::x\nuse askama::Template;",
                ),
                ("src/kit/money.rs", "use crate::app::App;"),
            ],
            &[
                "src/quotes/mod.rs:2",
                "src/quotes/ops.rs:2",
                "src/quotes/queries.rs:1",
                "src/quotes/queries/reads.rs:1",
                "src/quotes/views.rs:2",
                "src/kit/money.rs:1",
            ],
        );
    }

    #[test]
    fn the_platform_stays_at_the_edge() {
        keeps(platform);
    }

    #[test]
    fn the_platform_elsewhere_is_found() {
        finds(
            platform,
            &[
                ("src/edge/d1.rs", "use worker::D1Database;"),
                ("src/trips/jobs.rs", "use worker::Env;"),
                ("src/trips/mod.rs", "fn f() { chrono::Utc::now() }"),
                ("src/app.rs", "let worker = 1; // worker::Env\nstd::time::Instant::now()"),
            ],
            &["src/trips/jobs.rs:1", "src/trips/mod.rs:1", "src/app.rs:2"],
        );
    }

    #[test]
    fn sql_stands_with_the_queries() {
        keeps(sql);
    }

    #[test]
    fn sql_elsewhere_is_found() {
        finds(
            sql,
            &[
                ("src/trips/queries.rs", "const A: &str = \"SELECT 1\";"),
                ("src/trips/ops.rs", "const A: &str = \"SELECT 1\";"),
                ("src/trips/mod.rs", "\n\"please SELECT one\"\n// UPDATE x\n\"Update trip\""),
                ("src/trips/stage.rs", "r#\"DELETE FROM trips\"#"),
            ],
            &["src/trips/ops.rs:1", "src/trips/mod.rs:2", "src/trips/stage.rs:1"],
        );
    }
}
