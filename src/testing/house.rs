//! The rules of this house, kept by tests. A rule reads files and returns what breaks it; beside
//! each stands a test that plants a breach and sees it found.
mod files;
mod handlers;
mod layers;
mod order;
mod readme;
mod source;
mod statements;
mod templates;
mod trail;
mod words;

use source::{Source, Text};
use std::{fs, path::Path, sync::OnceLock, thread};

/// The files of the project, or a few made up to be found at fault.
pub struct House {
    files: Vec<(String, String)>,
    shipped: OnceLock<Vec<Source>>,
}

impl House {
    /// Read and parsed once for all the rules.
    fn as_it_stands() -> &'static Self {
        static HOUSE: OnceLock<House> = OnceLock::new();
        HOUSE.get_or_init(|| {
            let mut files = Vec::new();
            for folder in ["src", "templates", "migrations", "docs"] {
                gather(Path::new(folder), &mut files);
            }
            files.push(("README.md".to_owned(), fs::read_to_string("README.md").unwrap()));
            files.sort();
            Self { files, shipped: OnceLock::new() }
        })
    }

    fn planted(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        Self { files: files.collect(), shipped: OnceLock::new() }
    }

    /// Path and text of every file below a folder.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let files = self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        files.filter(move |(path, _)| path.starts_with(folder))
    }

    /// What ships of the Rust code: no file and no module of tests.
    pub fn shipped(&self) -> &[Source] {
        self.shipped.get_or_init(|| {
            // A module is declared above the folder it lies in, so that tests need no parsing.
            let depth = |path: &str| {
                path.trim_end_matches("/mod.rs").trim_end_matches("/lib.rs").matches('/').count()
            };
            let rust: Vec<_> = self.under("src/").filter(|(path, _)| is_rust(path)).collect();
            let (mut all, mut tests): (Vec<Source>, Vec<String>) = (Vec::new(), Vec::new());
            for level in 0..=rust.iter().map(|(path, _)| depth(path)).max().unwrap_or_default() {
                let is_test = |path: &str| {
                    let mut rests = tests.iter().filter_map(|it| path.strip_prefix(it.as_str()));
                    rests.any(|rest| rest.starts_with(['.', '/']))
                };
                let here = rust.iter().filter(|(path, _)| depth(path) == level && !is_test(path));
                let parsed = parsed(&here.copied().collect::<Vec<_>>());
                tests.extend(parsed.iter().flat_map(|it| it.test_modules.clone()));
                all.extend(parsed);
            }
            all.sort_by_key(|it| rust.iter().position(|(path, _)| *path == it.path));
            all
        })
    }

    /// Every path that shipped code names, with its file.
    fn names(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.shipped().iter().flat_map(|it| it.names.iter().map(|name| (it.path.as_str(), name)))
    }

    /// Every string of shipped code, with its file.
    fn texts(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.shipped().iter().flat_map(|it| it.texts.iter().map(|text| (it.path.as_str(), text)))
    }

    fn comments(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.shipped().iter().flat_map(|it| it.comments.iter().map(|text| (it.path.as_str(), text)))
    }
}

/// Parsing takes most of the time of all the rules.
fn parsed(files: &[(&str, &str)]) -> Vec<Source> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let parse = |(path, text): &(&str, &str)| Source::parse(path, text);
    thread::scope(|scope| {
        let parts = files.chunks(files.len().div_ceil(workers).max(1));
        let parts = parts.map(|it| scope.spawn(move || it.iter().map(parse).collect::<Vec<_>>()));
        parts.collect::<Vec<_>>().into_iter().flat_map(|it| it.join().unwrap()).collect()
    })
}

/// Every Rust file that ships.
pub fn shipped() -> &'static [Source] {
    House::as_it_stands().shipped()
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
    let breaches = rule(House::as_it_stands());
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
