//! `/quotes/{id}/signed-copy` and `/signed-copies` on the operations side
use super::super::{
    queries,
    routes::copies::{answer, stored},
    views,
};
use crate::{
    error::Result,
    http::{
        download::Wanted,
        form::Form,
        routes::{Id, Routes},
        upload::Upload,
        visit::Visit,
    },
    kit::ids::QuoteId,
    users::staff,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/quotes/{id}/signed-copy", staff(), download)
        .get("/signed-copies", staff(), check)
        .post("/signed-copies", staff(), ask)
}

/// `GET /quotes/{id}/signed-copy`: what was signed, as the client has it.
async fn download(visit: Visit, Id(id): Id<QuoteId>, wanted: Wanted) -> Result<Response> {
    let (_, copy) = visit.read(queries::copy_for_staff(&visit.scope, id)).await?;
    stored(&visit, copy, &wanted).await
}

/// `GET /signed-copies`: the form that asks about a file, and with `?sha256` the answer about the file with that digest.
async fn check(visit: Visit) -> Result<Response> {
    let sha256 = visit.param("sha256");
    let (visitor, known) = visit.read(queries::known_to_staff(&visit.scope, &sha256)).await?;
    views::Check::of(visitor, (!sha256.is_empty(), known), Form::default()).page()
}

/// `POST /signed-copies`: leads to the answer about a file. The file is not kept.
async fn ask(visit: Visit, upload: Upload) -> Result<Response> {
    answer(&visit, upload).await
}
