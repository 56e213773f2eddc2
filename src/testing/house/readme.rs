//! The README is read in four minutes, and leads to what is there; so do the files of `docs`.
use super::House;
use std::path::Path;

/// Words, as `wc -w` counts them, code and tables included.
const MOST_WORDS: usize = 999;

/// Folders at the top, by which a path is known from another word.
const FOLDERS: [&str; 8] =
    [".github/", "assets/", "docs/", "migrations/", "scripts/", "src/", "templates/", "tests/"];

fn pages(house: &House) -> impl Iterator<Item = (&str, &str)> {
    house.under("README.md").chain(house.under("docs/"))
}

fn short(house: &House) -> Vec<String> {
    let lengths =
        house.under("README.md").map(|(path, text)| (path, text.split_whitespace().count()));
    let long = lengths.filter(|(_, words)| *words > MOST_WORDS);
    long.map(|(path, words)| format!("{path}: {words} words, of {MOST_WORDS} at most")).collect()
}

/// The paths of a line; of one with a wildcard, the folder that it is in.
fn paths(line: &str) -> impl Iterator<Item = &str> {
    let words = line.split(|c: char| c.is_whitespace() || "`()[],;|".contains(c));
    let paths = words.filter(|word| FOLDERS.iter().any(|folder| word.starts_with(folder)));
    paths.map(|path| match path.find(['*', '<', '{']) {
        Some(at) => path[..at].rsplit_once('/').map_or("", |(folder, _)| folder),
        None => path.trim_end_matches(['.', ':']),
    })
}

/// Every path that is named is there.
fn true_to_the_tree(house: &House) -> Vec<String> {
    let mut found = Vec::new();
    for (page, text) in pages(house) {
        for (i, line) in text.lines().enumerate() {
            let gone = paths(line).filter(|path| !Path::new(path).exists());
            found.extend(gone.map(|path| format!("{page}:{}: there is no {path}", i + 1)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn the_readme_is_short() {
        keeps(short);
        let long = "word ".repeat(MOST_WORDS + 1);
        finds(short, &[("README.md", &long), ("docs/a.md", &long)], &["README.md"]);
    }

    #[test]
    fn every_path_that_is_named_is_there() {
        keeps(true_to_the_tree);
        let text =
            "`src/lib.rs`, (docs/access.md).\n`src/nowhere.rs`: and tests/*.test.ts\nsrc/gone/  a";
        finds(true_to_the_tree, &[("README.md", text)], &["README.md:2", "README.md:3"]);
    }
}
