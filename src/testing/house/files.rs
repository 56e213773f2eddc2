//! Rules for every file: its length, first line and name; and for every table.
use super::{House, is_rust};

/// The most lines of a file, without its tests. A longer one is split by what its parts do.
const LONGEST: usize = 250;

fn short(house: &House) -> Vec<String> {
    let shipped = house.shipped();
    let lengths = shipped.iter().map(|it| (&it.path, it.text.lines().count()));
    lengths
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("{path}: {lines} lines, of {LONGEST} at most"))
        .collect()
}

/// Every file begins with a `//!` comment that says what it is about.
fn introduced(house: &House) -> Vec<String> {
    let rust = house.under("src/").filter(|(path, _)| is_rust(path));
    rust.filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| format!("{path}:1: does not say what it is about"))
        .collect()
}

/// File names say what is in the file. "services" is allowed: customers order them at an FBO.
fn telling(house: &House) -> Vec<String> {
    const SAY_NOTHING: [&str; 15] = [
        "util", "utils", "helper", "helpers", "manager", "managers", "service", "common", "misc",
        "shared", "model", "models", "types", "data", "base",
    ];
    let says_nothing = |path: &str| {
        let mut words = path.split(['/', '_', '.', '-']);
        words.any(|word| SAY_NOTHING.contains(&word))
    };
    let files = ["src/", "templates/"].into_iter().flat_map(|folder| house.under(folder));
    files
        .map(|(path, _)| path)
        .filter(|path| says_nothing(path))
        .map(|path| format!("{path}: its name says nothing"))
        .collect()
}

/// No comment or string says that something is left to do.
fn finished(house: &House) -> Vec<String> {
    const LEFT: [&str; 4] = ["TODO", "FIXME", "XXX", "HACK"];
    let said = house.comments().chain(house.texts());
    let left = said.filter(|(_, it)| LEFT.iter().any(|word| it.text.contains(word)));
    left.map(|(path, it)| format!("{path}:{}: leaves something to do", it.line)).collect()
}

/// Every table has a comment above it that says why it exists.
fn explained(house: &House) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in house.under("migrations/") {
        let mut above = "";
        for (i, line) in text.lines().enumerate() {
            if line.starts_with("CREATE TABLE") && !above.starts_with("-- ") {
                found.push(format!("{path}:{}: is a table without a comment above it", i + 1));
            }
            above = line;
        }
    }
    found
}

/// Every table is STRICT, so that `SQLite` checks the types of its columns.
fn strict(house: &House) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in house.under("migrations/") {
        for (at, _) in text.match_indices("CREATE TABLE") {
            let end = text[at..].lines().find(|line| line.starts_with(')')).unwrap_or_default();
            if !end.contains("STRICT") {
                found.push(format!(
                    "{path}:{}: is not STRICT",
                    text[..at].matches('\n').count() + 1
                ));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn files_are_short() {
        keeps(short);
        let (long, tested) =
            ("//\n".repeat(251), "//\n".repeat(250) + "#[cfg(test)]\nmod tests {\n}\n");
        finds(short, &[("src/a/mod.rs", &long), ("src/b/mod.rs", &tested)], &["src/a/mod.rs"]);
    }

    #[test]
    fn files_begin_with_a_comment() {
        keeps(introduced);
        finds(
            introduced,
            &[("src/a/mod.rs", "//! A.\n"), ("src/b/mod.rs", "use x;\n//! B.")],
            &["src/b/mod.rs"],
        );
    }

    #[test]
    fn file_names_say_what_is_in_them() {
        keeps(telling);
        finds(
            telling,
            &[
                ("src/quotes/utils.rs", ""),
                ("src/quote_service.rs", ""),
                ("src/database.rs", ""),
                ("templates/common/x.html", ""),
            ],
            &["src/quotes/utils.rs", "src/quote_service.rs", "templates/common/x.html"],
        );
    }

    #[test]
    fn nothing_is_left_to_do() {
        keeps(finished);
        let left = format!("fn f() {{}} // {}: later", ["TO", "DO"].concat());
        finds(finished, &[("src/a/mod.rs", &left)], &["src/a/mod.rs:1"]);
    }

    #[test]
    fn every_table_is_explained_and_strict() {
        keeps(explained);
        keeps(strict);
        let planted =
            [("migrations/1.sql", "-- Why.\nCREATE TABLE a (\n) STRICT;\n\nCREATE TABLE b (\n);")];
        finds(explained, &planted, &["migrations/1.sql:5"]);
        finds(strict, &planted, &["migrations/1.sql:5"]);
    }
}
