//! Rules for the source code, as tests. A rule is a function that reads files and returns every breach. Each
//! has two tests: the project keeps the rule, and the rule finds a breach in made-up files.
mod bidi;
mod files;
mod handlers;
mod layers;
mod order;
mod readme;
mod source;
mod statements;
mod stored;
mod templates;
mod trail;
mod words;

use source::{Source, Text};
use std::{fs, path::Path, sync::OnceLock, thread};

/// The files of the project, or a few made-up ones that break a rule.
pub struct House {
    files: Vec<(String, String)>,
    shipped: OnceLock<Vec<Source>>,
}

impl House {
    /// The files of the project, read and parsed once for all rules.
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

    /// The path and text of every file in a folder.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let files = self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        files.filter(move |(path, _)| path.starts_with(folder))
    }

    /// The Rust code that ships, without tests.
    pub fn shipped(&self) -> &[Source] {
        self.shipped.get_or_init(|| {
            // A module is declared in a folder above its own. Reading level by level tells which modules are
            // declared for tests only, so that they need not be parsed.
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

    /// Every path of a name in shipped code (`crate::db::query`), with its file.
    fn names(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.shipped().iter().flat_map(|it| it.names.iter().map(|name| (it.path.as_str(), name)))
    }

    /// Every string in shipped code, with its file.
    fn texts(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.shipped().iter().flat_map(|it| it.texts.iter().map(|text| (it.path.as_str(), text)))
    }

    fn comments(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.shipped().iter().flat_map(|it| it.comments.iter().map(|text| (it.path.as_str(), text)))
    }
}

/// Parses files in parallel: parsing takes most of the time of these tests.
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

/// Path and text of the code and templates that ship.
pub fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    let house = House::as_it_stands();
    let code = house.under("src/").filter(|(path, _)| !path.starts_with("src/testing/"));
    code.chain(house.under("templates/"))
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

/// The rule finds breaches in these files at exactly these places.
fn finds(rule: Rule, files: &[(&str, &str)], places: &[&str]) {
    let breaches = rule(&House::planted(files));
    let found = breaches.iter().zip(places).filter(|(breach, place)| breach.starts_with(*place));
    assert!(
        breaches.len() == places.len() && found.count() == places.len(),
        "\nexpected {places:?}, found\n{}\n",
        breaches.join("\n")
    );
}
