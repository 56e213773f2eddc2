//! The files of messages on the operations side.
use super::desk;
use crate::{
    error::{Error, Result},
    files,
    http::{download::Wanted, page::again, routes::Id, upload::Upload, visit::Visit},
    kit::ids::{FileId, ThreadId},
    messages::{
        queries,
        routes::attachments::{download, send},
        views::OpsShow,
    },
};
use axum::response::Response;

/// `POST /messages/{id}/files`: sends a file to the client, with or without a few words.
pub async fn create(visit: Visit, Id(id): Id<ThreadId>, mut upload: Upload) -> Result<Response> {
    let (visitor, read) = visit.read(desk(&visit, id)).await?;
    let thread = read.0.0.clone().ok_or(Error::NotFound)?;
    match files::receive(&visit, &mut upload, 0).await? {
        Ok(file) => send(&visit, &mut upload, (&thread, &visitor), &file).await,
        Err(unfit) => {
            let mut form = upload.form;
            form.complain("file", unfit.words());
            again(&OpsShow::of(visitor, read, form).ok_or(Error::NotFound)?)
        }
    }
}

/// `GET /attachments/{id}`: a file of a message as a download.
pub async fn show(visit: Visit, Id(id): Id<FileId>, wanted: Wanted) -> Result<Response> {
    let (_, file) = visit.read(queries::attachment_for_staff(&visit.scope, id)).await?;
    download(&visit, &file.ok_or(Error::NotFound)?, &wanted).await
}
