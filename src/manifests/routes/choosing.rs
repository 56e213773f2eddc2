//! What both faces do with the manifest of a leg: show it, and change it.
use super::super::{
    Boarding, Change, Manifest, ManifestTrip,
    choosing::{self, Setting},
    queries, views,
};
use crate::{
    db::page::{Cursor, Page},
    error::{Error, Result},
    http::{form::Form, page::see, visit::Visit},
    kit::{ids::TripId, text::counted},
    passengers::Passenger,
    users::Visitor,
    workspaces::Trade,
};
use axum::response::Response;

type Answers = (Option<ManifestTrip>, Vec<Passenger>, Vec<Boarding>);

pub async fn show(visit: Visit, id: TripId) -> Result<Response> {
    let (scope, face) = (&visit.scope, visit.host.face);
    let directory = queries::directory(scope, face, id, "", &Cursor::text());
    let batch = (queries::whole(scope, face, id), directory);
    let (visitor, (whole, found)) = visit.read(batch).await?;
    let manifest = manifest(whole)?;
    let mut form = Form::of([("leg", visit.param("leg"))]);
    views::fill(&mut form, &manifest, visitor.now);
    let found = paged(found);
    view(&visit, visitor, manifest, form, (Vec::new(), found)).page()
}

pub async fn save(visit: Visit, id: TripId, mut form: Form) -> Result<Response> {
    let (scope, face) = (&visit.scope, visit.host.face);
    let is_edit = choosing::edit(&mut form);
    let from = Cursor::read(form.value("after"), Cursor::text());
    let batch = (
        queries::whole(scope, face, id),
        queries::picked(scope, face, id, &form.values("on")),
        queries::directory(scope, face, id, form.value("find"), &from),
    );
    let (visitor, (whole, picked, found)) = visit.read_once(&form, batch).await?;
    let manifest = manifest(whole)?;
    if is_edit && !form.is_replayed() {
        let found = paged(found);
        return view(&visit, visitor, manifest, form, (picked, found)).page();
    }
    let trade = visitor.workspace.trade;
    let setting = Setting {
        face,
        trade,
        now: visitor.now,
        requires_documents: visitor.workspace.requires_documents,
    };
    let Some(change) = choosing::read(&mut form, &manifest, &picked, setting) else {
        let found = paged(found);
        return view(&visit, visitor, manifest, form, (picked, found)).again();
    };
    let answer = format!("/trips/{id}/manifest?leg={}", change.leg);
    if change.is_empty() {
        return Ok(see(&answer));
    }
    let note = note(&manifest, &change, trade);
    visit.write(&form, queries::change(face, &change, note), &answer, "Manifest saved.").await
}

pub fn manifest((trip, people, boarding): Answers) -> Result<Manifest> {
    Ok(Manifest { trip: trip.ok_or(Error::NotFound)?, people, boarding })
}

/// "TEB to LTN: 2 added, 1 removed; also for 1 leg". It names nobody.
fn note(manifest: &Manifest, change: &Change, trade: Trade) -> String {
    let leg = manifest.leg(&change.leg);
    let route = leg.map(|it| format!("{} to {}: ", it.origin.code, it.destination.code));
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let changed = format!("{} added, {} removed", change.added.len(), change.removed.len());
    let also = match change.also.len() {
        0 => String::new(),
        n => format!("; also for {}", counted(count(n), &trade.says("other leg"))),
    };
    let night = if change.first_night.is_some() { "; first night changed" } else { "" };
    format!("{}{changed}{also}{night}", route.unwrap_or_default())
}

fn paged(rows: Vec<Passenger>) -> Page<Passenger> {
    Page::of(rows, queries::PER_PAGE, |it| Cursor::after_text(it.sort_name.as_str(), it.id))
}

fn view(
    visit: &Visit,
    visitor: Visitor,
    manifest: Manifest,
    form: Form,
    choices: (Vec<Passenger>, Page<Passenger>),
) -> views::Page {
    views::page(visitor, manifest, form, choices, &visit.app.config.data_key)
}
