//! `/trips/{id}/manifest` on the operations side
use super::{Manifest, apis, queries, routes as shared};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::see,
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{ids::TripId, text::counted},
    passengers::{AgeLimits, Opened, Owner, Passenger},
    users::{Right, Visitor, may},
};
use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/trips/{id}/manifest", may(Right::ManagePassengers), index)
        .post("/trips/{id}/manifest", may(Right::ManagePassengers), update)
        .post("/trips/{id}/manifest/exports", may(Right::ManagePassengers), export)
        .get("/trips/{id}/manifest.csv", may(Right::ManagePassengers), download)
}

/// `GET /trips/{id}/manifest`: who is on the leg `?leg`, to be changed.
async fn index(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    shared::show(visit, id).await
}

/// `POST /trips/{id}/manifest`: changes the manifest of a leg. A button that finds passengers shows the form again
/// instead.
async fn update(visit: Visit, Id(id): Id<TripId>, form: Form) -> Result<Response> {
    shared::save(visit, id, form).await
}

/// `POST /trips/{id}/manifest/exports`: records that the manifests leave the portal, and leads to the file.
async fn export(visit: Visit, Id(id): Id<TripId>, form: Form) -> Result<Response> {
    let whole = queries::whole(&visit.scope, visit.host.face, id);
    let (visitor, whole) = visit.read_once(&form, whole).await?;
    let manifest = shared::manifest(whole)?;
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let people = counted(number(manifest.people.len()), "passenger");
    let note = format!(
        "{people}, {}",
        counted(number(manifest.trip.legs.len()), visitor.workspace.words().a_part)
    );
    let answer = format!("/trips/{id}/manifest.csv");
    visit.write(&form, queries::export(id, note), &answer, "Manifest exported.").await
}

/// `GET /trips/{id}/manifest.csv`: the manifests of a trip as a file, within five minutes after the export was recorded.
async fn download(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::whole(scope, visit.host.face, id), queries::recorded_export(scope, id));
    let (visitor, (whole, export)) = visit.read(batch).await?;
    let manifest = shared::manifest(whole)?;
    if !export.is_some_and(|it| it.is_recorded) {
        return Ok(see(&format!("/trips/{id}/manifest")));
    }
    let file = file(&visit, &visitor, &manifest)
        .ok_or_else(|| Error::Internal("a manifest could not be written as CSV".to_owned()))?;
    let name = format!("attachment; filename=\"manifest-{}.csv\"", manifest.trip.reference);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, file).into_response())
}

fn file(visit: &Visit, visitor: &Visitor, manifest: &Manifest) -> Option<String> {
    let (workspace, keys) = (visitor.workspace.id, &visit.app.config.data_key);
    let opened = |passenger: &Passenger| {
        let owner = Owner { workspace, passenger: passenger.id };
        Opened::of(owner, keys, &passenger.details)
    };
    apis::file(manifest, opened, AgeLimits::of(&visitor.workspace))
}

#[cfg(test)]
mod tests;
