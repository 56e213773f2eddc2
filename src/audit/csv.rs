//! The audit trail as a file.
use super::Event;
use crate::{
    kit::{csv, zoned::Moment},
    workspaces::Trade,
};

const HEAD: [&str; 13] = [
    "time",
    "time_utc",
    "actor",
    "actor_id",
    "face",
    "action",
    "what",
    "note",
    "subject_id",
    "host",
    "network_address",
    "country",
    "event_id",
];

pub fn file(events: &[Event], (zone, trade): (&str, Trade)) -> Option<String> {
    let head = HEAD.map(str::to_owned);
    csv::file([head].into_iter().chain(events.iter().map(|it| row(it, zone, trade))))
}

fn row(it: &Event, zone: &str, trade: Trade) -> [String; 13] {
    let (before, subject, after) = it.told(trade);
    [
        Moment::new(it.at, zone).machine(),
        Moment::new(it.at, "UTC").machine(),
        it.who().to_owned(),
        it.actor_id.clone().unwrap_or_default(),
        it.face_name().to_owned(),
        it.action.clone(),
        format!("{before}{subject}{after}"),
        it.note.clone(),
        it.subject_id.clone(),
        it.host.clone(),
        it.address.clone(),
        it.country.clone(),
        it.id.clone(),
    ]
}
