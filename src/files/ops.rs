//! `/trips/{id}/files` and `/files` on the operations side
use super::{
    Audience, queries,
    routes::{download, keep, receive, removed},
    views,
};
use crate::{
    error::{Error, Result},
    http::{
        download::Wanted,
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        upload::Upload,
        visit::Visit,
    },
    kit::ids::{FileId, TripId},
    users::{Right, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/trips/{id}/files", staff(), index)
        .post("/trips/{id}/files", may(Right::Message), create)
        .get("/files/{id}", staff(), show)
        .post("/files/{id}/removal", may(Right::Message), remove)
        .post("/files/{id}/audience", may(Right::Message), address)
}

/// `GET /trips/{id}/files`: the files of a trip, and the form that adds one.
async fn index(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::trip_for_staff(scope, id), queries::files_for_staff(scope, id));
    let (visitor, (trip, files)) = visit.read(batch).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    page(&views::OpsIndex { visitor, trip, files, form: Form::default() })
}

/// `POST /trips/{id}/files`: adds a file, for the client to see or for the staff alone.
async fn create(visit: Visit, Id(id): Id<TripId>, mut upload: Upload) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::trip_for_staff(scope, id), queries::files_for_staff(scope, id));
    let (visitor, (trip, files)) = visit.read(batch).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    match receive(&visit, &mut upload, files.len()).await? {
        Ok(file) => {
            let write = queries::add_for_staff(id, &file, audience(&upload.form));
            keep(&visit, &upload, (id, &file), write).await
        }
        Err(unfit) => {
            let mut form = upload.form;
            form.complain("file", unfit.words());
            again(&views::OpsIndex { visitor, trip, files, form })
        }
    }
}

fn audience(form: &Form) -> Audience {
    if form.value("internal").is_empty() { Audience::Everyone } else { Audience::Staff }
}

/// `GET /files/{id}`: a file as a download.
async fn show(visit: Visit, Id(id): Id<FileId>, wanted: Wanted) -> Result<Response> {
    let (_, file) = visit.read(queries::file_for_staff(&visit.scope, id)).await?;
    download(&visit, &file.ok_or(Error::NotFound)?, &wanted).await
}

/// `POST /files/{id}/removal`: removes a file, whoever added it.
async fn remove(visit: Visit, Id(id): Id<FileId>, form: Form) -> Result<Response> {
    let (_, file) = visit.read_once(&form, queries::file_for_staff(&visit.scope, id)).await?;
    let file = file.ok_or(Error::NotFound)?;
    removed(&visit, &form, &file, queries::remove_for_staff(&file)).await
}

/// `POST /files/{id}/audience`: shows a file of the staff to the client, or no longer.
async fn address(visit: Visit, Id(id): Id<FileId>, form: Form) -> Result<Response> {
    let (_, file) = visit.read_once(&form, queries::file_for_staff(&visit.scope, id)).await?;
    let file = file.ok_or(Error::NotFound)?;
    if !file.is_from_staff() {
        return Err(Error::refused("The client added this file, and sees it."));
    }
    let there = format!("/trips/{}/files", file.trip_id);
    let (audience, notice) = match audience(&form) {
        Audience::Everyone => (Audience::Everyone, "The client sees the file now."),
        Audience::Staff => (Audience::Staff, "Only staff see the file now."),
    };
    visit.write(&form, queries::show_to(&file, audience), &there, notice).await
}
