//! What the pages of manifests show.
use super::{
    Manifest,
    lacking::{Lack, lacking, tell_apart},
    notes::{Note, notes},
};
use crate::{
    db::page::Page as Found,
    http::{form::Form, page::Faced},
    itineraries::{Leg, last_day},
    kit::keys::Keys,
    passengers::{AgeLimits, Opened, Owner, Passenger},
    users::Visitor,
    workspaces::Face,
};
use askama::Template;

#[derive(Template)]
#[template(path = "manifests/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub sheet: Sheet,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "manifests/ops/show.html")]
pub struct OpsShow {
    pub visitor: Visitor,
    pub sheet: Sheet,
    pub form: Form,
}

impl Show {
    pub fn trip_path(&self) -> String {
        self.sheet.trip_path()
    }
}

impl OpsShow {
    pub fn trip_path(&self) -> String {
        self.sheet.trip_path()
    }
}

/// The page of a leg's manifest, on the face of its reader.
pub type Page = Faced<Show, OpsShow>;

/// The manifest of one leg, and the directory to choose from.
pub struct Sheet {
    pub manifest: Manifest,
    pub leg: String,
    /// Why it can no longer be changed.
    pub closed: Option<String>,
    /// Whether it asks for the first night in the United States.
    pub asks_first_night: bool,
    pub aboard: Vec<Row>,
    /// What the authorities ask for and is missing, each with those who lack it.
    pub lacking: Vec<Lack>,
    pub found: Vec<Row>,
    /// The cursor of the next page of the directory.
    pub more: String,
    pub is_searched: bool,
}

/// A passenger to choose.
pub struct Row {
    pub id: String,
    pub name: String,
    pub is_on: bool,
    pub was_on: bool,
    /// The email address, where somebody else on the page has the same name.
    pub told_by: String,
    pub notes: Vec<(&'static str, String)>,
    pub missing: Vec<&'static str>,
}

/// Fills in the leg that is shown if none was asked for.
pub fn fill(form: &mut Form, manifest: &Manifest, now: i64) {
    if manifest.leg(form.value("leg")).is_none() {
        let leg = manifest.next_leg(now).and_then(|leg| leg.id.clone());
        form.set("leg", leg.unwrap_or_default());
    }
    let leg = form.value("leg").to_owned();
    for it in manifest.people.iter().filter(|it| manifest.is_on(&leg, it.id)) {
        form.add("on", it.id.to_string());
        form.add("was", it.id.to_string());
    }
    let first_night = manifest.first_night(&leg);
    form.set("first_night", first_night);
    form.set("first_night_was", first_night);
}

pub fn page(
    visitor: Visitor,
    manifest: Manifest,
    form: Form,
    (picked, found): (Vec<Passenger>, Found<Passenger>),
    keys: &Keys,
) -> Page {
    let leg = form.value("leg").to_owned();
    let face = visitor.user.face;
    let closed = manifest.leg(&leg).and_then(|it| manifest.closed(it, face, visitor.now));
    let closed = closed.map(|words| visitor.workspace.says(words));
    let rows = Rows { manifest: &manifest, form: &form, visitor: &visitor, keys };
    let mut first: Vec<&Passenger> = manifest
        .people
        .iter()
        .filter(|it| manifest.is_on(&leg, it.id) || rows.is_chosen(it))
        .collect();
    for it in &picked {
        if !first.iter().any(|other| other.id == it.id) {
            first.push(it);
        }
    }
    first.sort_by(|a, b| (&a.sort_name, a.id).cmp(&(&b.sort_name, b.id)));
    let others: Vec<&Passenger> =
        found.rows.iter().filter(|it| !first.iter().any(|on| on.id == it.id)).collect();
    let emails: Vec<_> =
        first.iter().chain(&others).map(|it| (it.id.to_string(), it.email.clone())).collect();
    let mut all: Vec<Row> = first.iter().chain(&others).map(|it| rows.row(it, &leg)).collect();
    tell_apart(&mut all, &emails);
    let found_rows = all.split_off(first.len());
    let aboard = all;
    let shown = manifest.leg(&leg);
    let sheet = Sheet {
        closed,
        asks_first_night: visitor.workspace.is_air()
            && shown.is_some_and(Leg::enters_united_states),
        lacking: lacking(&aboard),
        aboard,
        found: found_rows,
        more: found.next.map(|cursor| cursor.to_string()).unwrap_or_default(),
        is_searched: !form.value("find").is_empty(),
        leg,
        manifest,
    };
    match face {
        Face::Client => Faced::Client(Show { visitor, sheet, form }),
        Face::Ops => Faced::Ops(OpsShow { visitor, sheet, form }),
    }
}

/// What the rows of a page are made from.
struct Rows<'a> {
    manifest: &'a Manifest,
    form: &'a Form,
    visitor: &'a Visitor,
    keys: &'a Keys,
}

impl Rows<'_> {
    fn is_chosen(&self, it: &Passenger) -> bool {
        self.form.has("on", it.id.to_string())
    }

    fn row(&self, it: &Passenger, leg: &str) -> Row {
        let notes = self.manifest.leg(leg).map(|leg| self.notes(it, leg)).unwrap_or_default();
        let missing = notes.iter().find_map(|note| match note {
            Note::Missing(missing) => Some(missing.clone()),
            _ => None,
        });
        Row {
            id: it.id.to_string(),
            name: it.name.clone(),
            is_on: self.is_chosen(it),
            was_on: self.form.has("was", it.id.to_string()),
            told_by: String::new(),
            notes: notes.iter().map(|note| told(note, self.visitor)).collect(),
            missing: missing.unwrap_or_default(),
        }
    }

    fn notes(&self, it: &Passenger, leg: &Leg) -> Vec<Note> {
        let workspace = &self.visitor.workspace;
        let owner = Owner { workspace: workspace.id, passenger: it.id };
        let born_on = Opened::of(owner, self.keys, &it.details).born_on();
        let ends_on = last_day(&self.manifest.trip.legs).unwrap_or_else(|| leg.last_day());
        let all = notes(it, born_on, leg, ends_on, AgeLimits::of(workspace));
        if workspace.is_air() { all } else { Vec::new() }
    }
}

/// The class of a note's badge, and its words.
fn told(note: &Note, visitor: &Visitor) -> (&'static str, String) {
    let years =
        |years: u32| if years == 1 { "1 year".to_owned() } else { format!("{years} years") };
    match note {
        Note::Expired(day) if *day < visitor.today() => {
            ("late", format!("Passport expired {}", visitor.date(*day)))
        }
        Note::Expired(day) => {
            ("late", format!("Passport expires {}, before this leg", visitor.date(*day)))
        }
        Note::Soon(day) => (
            "wait",
            format!("Passport expires {}, within six months after the trip", visitor.date(*day)),
        ),
        Note::Missing(missing) if missing.len() > 2 => {
            ("wait", format!("{} details missing", missing.len()))
        }
        Note::Missing(missing) => ("wait", format!("Missing: {}", missing.join(", "))),
        Note::Ready => ("ok", "Ready for international".to_owned()),
        Note::LapChild(age) => ("info", format!("Lap child, {}", years(*age))),
        Note::Minor(age) => ("info", format!("Minor, {}", years(*age))),
    }
}

impl Sheet {
    fn trip_path(&self) -> String {
        format!("/trips/{}", self.manifest.trip.id)
    }

    /// The tabs of the legs: address, words, whether it is shown, how many are on it.
    pub fn tabs(&self, visitor: &Visitor) -> Vec<(String, String, bool, i64)> {
        let legs = self.manifest.trip.legs.iter();
        let tabs = legs.map(|leg| {
            let id = leg.id.as_deref().unwrap_or_default();
            let path = format!("/trips/{}/manifest?leg={id}", self.manifest.trip.id);
            let count = i64::try_from(self.manifest.count(id)).unwrap_or(i64::MAX);
            (path, words(leg, visitor), id == self.leg, count)
        });
        tabs.collect()
    }

    /// The other legs that can be given the same manifest: id and words.
    pub fn others(&self, visitor: &Visitor) -> Vec<(String, String)> {
        let legs = self.manifest.trip.legs.iter();
        let is_open = |leg: &&Leg| {
            self.manifest.closed(leg, visitor.user.face, visitor.now).is_none()
                && leg.id.as_deref() != Some(self.leg.as_str())
        };
        legs.filter(is_open)
            .map(|leg| (leg.id.clone().unwrap_or_default(), words(leg, visitor)))
            .collect()
    }

    /// What the trip is for, where more are aboard: "The trip is for 4 passengers."
    pub fn is_over(&self) -> bool {
        i64::try_from(self.aboard.iter().filter(|it| it.is_on).count())
            .is_ok_and(|count| count > self.manifest.trip.passengers)
    }
}

/// "TEB to LTN, Dec 10"
fn words(leg: &Leg, visitor: &Visitor) -> String {
    let day = visitor.day_in(leg.departs_at, &leg.origin.zone).day();
    format!("{} to {}, {day}", leg.origin.code, leg.destination.code)
}
