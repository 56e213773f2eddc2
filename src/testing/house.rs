//! The rules of this house, kept by tests. A rule reads files and returns what breaks it; beside
//! each stands a test that plants a breach and sees it found.
mod files;
mod handlers;
mod layers;
mod order;
mod source;
mod statements;
mod templates;
mod trail;

use source::Source;
use std::{fs, path::Path};

/// The files of the project, or a few made up to be found at fault.
pub struct House {
    files: Vec<(String, String)>,
}

impl House {
    fn as_it_stands() -> Self {
        let mut files = Vec::new();
        for folder in ["src", "templates", "migrations"] {
            gather(Path::new(folder), &mut files);
        }
        files.sort();
        Self { files }
    }

    fn planted(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        Self { files: files.collect() }
    }

    /// Path and text of every file below a folder.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let files = self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        files.filter(move |(path, _)| path.starts_with(folder))
    }

    /// What ships of the Rust code: no file and no module of tests.
    pub fn shipped(&self) -> Vec<Source<'_>> {
        let rust = || self.under("src/").filter(|(path, _)| is_rust(path));
        let tests: Vec<String> =
            rust().flat_map(|(path, text)| source::test_modules(path, text)).collect();
        let is_test = |path: &str| {
            tests.iter().any(|it| {
                path.strip_prefix(it.as_str())
                    .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
            })
        };
        rust()
            .filter(|(path, _)| !is_test(path))
            .map(|(path, text)| Source::of(path, source::without_tests(text)))
            .collect()
    }
}

/// Path and text of every Rust file that ships.
pub fn shipped() -> Vec<(String, String)> {
    let house = House::as_it_stands();
    house.shipped().iter().map(|it| (it.path.to_owned(), it.text.to_owned())).collect()
}

fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "rs")
}

fn gather(folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, files);
        } else if let Ok(text) = fs::read_to_string(&path) {
            files.push((path.to_string_lossy().replace('\\', "/"), text));
        }
    }
}

type Rule = fn(&House) -> Vec<String>;

/// The project keeps the rule.
fn keeps(rule: Rule) {
    let breaches = rule(&House::as_it_stands());
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

/// The rule finds the breach in these files, at these places and no others.
fn finds(rule: Rule, files: &[(&str, &str)], places: &[&str]) {
    let breaches = rule(&House::planted(files));
    let found = breaches.iter().zip(places).filter(|(breach, place)| breach.starts_with(*place));
    assert!(
        breaches.len() == places.len() && found.count() == places.len(),
        "\nexpected {places:?}, found\n{}\n",
        breaches.join("\n")
    );
}
