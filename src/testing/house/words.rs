//! Comments and texts are understood when they are first read.
use super::House;

/// Phrases, in lower case, that readers did not understand. Instead of "a counter that moves on", a comment
/// says that the signature counter must increase.
const RIDDLES: [&str; 16] = [
    "in vain",
    "is theirs no more",
    "who they are not",
    "a counter that moves on",
    "of no other's frame",
    "tells nothing",
    "that it was the last",
    "without telling it",
    "now parts the",
    "rest with them",
    "what answers on",
    "a dot and a word",
    "hold from the next click",
    "whose an address is",
    "behind the model of",
    "with other words in it",
];

/// The riddles in a text, each with the number of lines above it. A riddle may continue on the next line.
fn riddles(text: &str) -> Vec<(usize, &'static str)> {
    let squeeze = |it: &str| it.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.to_lowercase().replace('\u{2019}', "'");
    let lines: Vec<_> = text.lines().map(squeeze).collect();
    let mut found = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let next = lines.get(i + 1).map_or("", String::as_str);
        let both = format!("{line} {next}");
        let begun = RIDDLES.iter().filter(|it| both.contains(*it) && !next.contains(*it));
        found.extend(begun.map(|it| (i, *it)));
    }
    found
}

/// No comment or string of shipped code, no template and no page of documentation contains a riddle.
fn plain(house: &House) -> Vec<String> {
    let said = house.comments().chain(house.texts());
    let said = said.map(|(path, it)| (path, it.line, it.text.as_str()));
    let pages = ["templates/", "docs/", "README.md"].into_iter().flat_map(|it| house.under(it));
    let said = said.chain(pages.map(|(path, text)| (path, 1, text)));
    let found = |(path, line, text): (&str, usize, &str)| {
        let all = riddles(text).into_iter();
        all.map(|(above, it)| format!("{path}:{}: \"{it}\"", line + above)).collect::<Vec<_>>()
    };
    said.flat_map(found).collect()
}

/// Nobody reads the debug form of a value, such as `Refused("…")`: that is for the log,
/// or to be hashed.
fn worded(house: &House) -> Vec<String> {
    const DEBUG: [&str; 4] = [":?}", ":#?}", "|debug", "| debug"];
    let logs = |path: &str| path.starts_with("src/edge/") || path == "src/lib.rs";
    let code = house.shipped().iter().map(|it| (it.path.as_str(), it.text.as_str()));
    let code = code.filter(|(path, _)| !logs(path));
    let mut found = Vec::new();
    for (path, text) in code.chain(house.under("templates/")) {
        for (i, line) in text.lines().enumerate() {
            if DEBUG.iter().any(|it| line.contains(it))
                && !["log_fault(", "log_fault_of(", "digest("].iter().any(|it| line.contains(it))
            {
                found.push(format!("{path}:{}: shows a value in its debug form", i + 1));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn nothing_is_shown_in_its_debug_form() {
        keeps(worded);
        finds(
            worded,
            &[
                ("src/a/views.rs", "//! A.\nfn a(e: E) -> String {\n    format!(\"{e:?}\")\n}\n"),
                ("src/a/ops.rs", "//! A.\nfn a(e: E) {\n    log_fault(&format!(\"{e:?}\"));\n}\n"),
                ("templates/a.html", "<p>{{ state|debug }}</p>\n"),
            ],
            &["src/a/views.rs:3", "templates/a.html:1"],
        );
    }

    #[test]
    fn words_are_plain() {
        keeps(plain);
    }

    #[test]
    fn a_riddle_is_found() {
        finds(
            plain,
            &[
                (
                    "src/a/mod.rs",
                    "//! A.\n// One.\n/// A Counter that\n/// moves on.\nconst A: &str = \"Tried in vain\";\n#[cfg(test)]\nmod tests { /* in vain */ }",
                ),
                ("templates/a.html", "<p>\n{#- a dot\n  and a word -#}\n</p>"),
            ],
            &["src/a/mod.rs:3", "src/a/mod.rs:5", "templates/a.html:2"],
        );
    }
}
