//! A client's data as one file: an archive that is made while it is sent, so that it may be larger than the memory of an
//! isolate.
use crate::{
    edge::{Files, Reading},
    erasures::{KeptFile, names::Names},
    error::Result,
    kit::{
        zip::{Entry, Zip},
        zoned::Moment,
    },
};
use serde_json::{Map, Value, json};
use std::{collections::VecDeque, mem};

/// How many bytes are sent at once, at least: R2 gives fewer, and each crossing into JavaScript costs as much as copying many.
const PIECE: usize = 256 * 1024;

/// The lists of data, by their names.
pub type Lists = Map<String, Value>;

const GONE: &str = "These files had been removed when they were to be added:";

pub struct Archive {
    files: Files,
    zip: Zip,
    /// When and where it is made.
    made: Moment,
    zone: String,
    /// The bytes that come first.
    first: Vec<u8>,
    waiting: VecDeque<(String, KeptFile)>,
    open: Option<(Entry, Reading)>,
    /// The names of files whose bytes are not there.
    missing: Vec<String>,
    is_finished: bool,
}

impl Archive {
    /// An archive of what the lists say and of files, with a text about it for whoever opens it.
    pub fn new(
        files: Files,
        (now, zone): (i64, &str),
        about: &str,
        mut lists: Lists,
        kept: Vec<KeptFile>,
    ) -> Self {
        let mut names = Names::default();
        let waiting: VecDeque<_> =
            kept.into_iter().map(|it| (names.give(&it.folder, &it.name), it)).collect();
        let listed = |(name, it): &(String, KeptFile)| {
            let added = Moment::new(it.at, zone).machine();
            json!({ "name": it.name, "in_archive": name, "kind": it.content_type, "bytes": it.size, "sha256": it.digest, "added": added })
        };
        lists.insert("files".to_owned(), waiting.iter().map(listed).collect());
        let mut archive = Self {
            files,
            zip: Zip::default(),
            made: Moment::new(now, zone),
            zone: zone.to_owned(),
            first: Vec::new(),
            waiting,
            open: None,
            missing: Vec::new(),
            is_finished: false,
        };
        let data = serde_json::to_string_pretty(&lists).unwrap_or_default();
        archive.first =
            [archive.text("README.txt", about), archive.text("data.json", &data)].concat();
        archive
    }

    /// The next bytes; none at the end. A file that is not there any more is named at the end.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        if !self.first.is_empty() {
            return Ok(Some(mem::take(&mut self.first)));
        }
        if let Some((mut entry, mut reading)) = self.open.take() {
            let mut bytes = Vec::new();
            while let Some(piece) = reading.next().await? {
                entry.add(&piece);
                bytes.extend(piece);
                if bytes.len() >= PIECE {
                    self.open = Some((entry, reading));
                    return Ok(Some(bytes));
                }
            }
            bytes.extend(self.zip.end(entry));
            return Ok(Some(bytes));
        }
        while let Some((name, file)) = self.waiting.pop_front() {
            let Some(reading) = self.files.read(&file.key).await? else {
                self.missing.push(name);
                continue;
            };
            let (entry, head) = self.zip.begin(&name, &Moment::new(file.at, &self.zone));
            self.open = Some((entry, reading));
            return Ok(Some(head));
        }
        if mem::replace(&mut self.is_finished, true) {
            return Ok(None);
        }
        let mut last = match self.missing.join("\n") {
            names if names.is_empty() => Vec::new(),
            names => self.text("MISSING.txt", &format!("{GONE}\n\n{names}\n")),
        };
        last.extend(mem::take(&mut self.zip).finish());
        Ok(Some(last))
    }

    fn text(&mut self, name: &str, text: &str) -> Vec<u8> {
        let (mut entry, head) = self.zip.begin(name, &self.made);
        entry.add(text.as_bytes());
        [head, text.as_bytes().to_vec(), self.zip.end(entry)].concat()
    }
}
