//! `/trips/{id}/files` and `/files`
use super::{
    Kind, LARGEST, MOST, TripFile, Unfit,
    jobs::PREFIX,
    kind::HEAD,
    name::file_name,
    queries::{self, FileChange, NewFile},
    views,
};
use crate::{
    db::once::Once,
    error::{Error, Result},
    http::{
        download::{Download, Wanted},
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        upload::{Incoming, Upload},
        visit::Visit,
    },
    kit::{
        ids::{FileId, TripId},
        text,
    },
    users::travelers,
};
use axum::{body::Bytes, response::Response};
use sha2::{Digest as _, Sha256};

pub fn routes() -> Routes {
    Routes::new()
        .get("/trips/{id}/files", travelers(), index)
        .post("/trips/{id}/files", travelers(), create)
        .get("/files/{id}", travelers(), show)
        .post("/files/{id}/removal", travelers(), remove)
}

/// `GET /trips/{id}/files`: the files of a trip of the client's own, and the form that adds one.
async fn index(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let batch = (queries::trip(&visit.scope, id), queries::files(&visit.scope, id));
    let (visitor, (trip, files)) = visit.read(batch).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    page(&views::Index { visitor, trip, files, form: Form::default() })
}

/// `POST /trips/{id}/files`: adds a file, which the operator sees, too.
async fn create(visit: Visit, Id(id): Id<TripId>, mut upload: Upload) -> Result<Response> {
    let batch = (queries::trip(&visit.scope, id), queries::files(&visit.scope, id));
    let (visitor, (trip, files)) = visit.read(batch).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    match receive(&visit, &mut upload, files.len()).await? {
        Ok(file) => keep(&visit, &upload, (id, &file), queries::add(id, &file)).await,
        Err(unfit) => {
            let mut form = upload.form;
            form.complain("file", unfit.words());
            again(&views::Index { visitor, trip, files, form })
        }
    }
}

/// `GET /files/{id}`: a file as a download.
async fn show(visit: Visit, Id(id): Id<FileId>, wanted: Wanted) -> Result<Response> {
    let (_, file) = visit.read(queries::file(&visit.scope, id)).await?;
    download(&visit, &file.ok_or(Error::NotFound)?, &wanted).await
}

/// `POST /files/{id}/removal`: removes a file that the client added.
async fn remove(visit: Visit, Id(id): Id<FileId>, form: Form) -> Result<Response> {
    let (visitor, file) = visit.read_once(&form, queries::file(&visit.scope, id)).await?;
    let file = file.ok_or(Error::NotFound)?;
    if !file.is_of(visitor.user.id) {
        return Err(Error::refused("Only who added a file may remove it. Please ask operations."));
    }
    removed(&visit, &form, &file, queries::remove(&file)).await
}

/// Stores the bytes of the file that was sent, or says why it is not accepted.
pub async fn receive(
    visit: &Visit,
    upload: &mut Upload,
    has: usize,
) -> Result<Result<NewFile, Unfit>> {
    let Some(file) = upload.file.as_mut() else { return Ok(Err(Unfit::Missing)) };
    let received = if has < MOST { store(visit, file).await } else { Ok(Err(Unfit::TooMany)) };
    if !matches!(received, Ok(Ok(_))) {
        file.drop_rest().await;
    }
    received
}

async fn store(visit: &Visit, file: &mut Incoming) -> Result<Result<NewFile, Unfit>> {
    let mut head = Vec::new();
    while head.len() < HEAD {
        let Some(piece) = file.piece().await? else { break };
        head.extend_from_slice(&piece);
    }
    if head.is_empty() {
        let is_chosen = !file.name.trim().is_empty();
        return Ok(Err(if is_chosen { Unfit::Empty } else { Unfit::Missing }));
    }
    let Some(kind) = Kind::of(&head) else { return Ok(Err(Unfit::Kind)) };
    // Random, because whoever has the key of a file could otherwise guess those of others.
    let key = format!("{PREFIX}{}", visit.app.secret());
    let mut writing = visit.app.files.begin(&key, kind.content_type);
    let (mut hash, mut size) = (Sha256::new(), 0);
    let mut next: Option<Bytes> = Some(head.into());
    while let Some(piece) = next {
        size += piece.len() as u64;
        if size > LARGEST {
            return Ok(Err(Unfit::TooLarge));
        }
        hash.update(&piece);
        writing.add(&piece).await?;
        next = file.piece().await?;
    }
    writing.finish().await?;
    Ok(Ok(NewFile {
        id: FileId::new(visit.scope.now, &visit.chance()),
        name: file_name(&file.name, kind),
        content_type: kind.content_type,
        size: i64::try_from(size).unwrap_or(i64::MAX),
        digest: text::token(&hash.finalize()),
        key,
    }))
}

/// Writes the row of a stored file. Where it is refused, the bytes are deleted at once; where it is not known what
/// became of it, the sweep finds out.
pub async fn keep(
    visit: &Visit,
    upload: &Upload,
    (trip, file): (TripId, &NewFile),
    write: FileChange,
) -> Result<Response> {
    let once: Once = upload.once(&file.digest);
    let there = format!("/trips/{trip}/files");
    let answer = visit.write(&once, write, &there, "File added.").await;
    if let Err(Error::Done(_) | Error::Refused(_) | Error::Limited { .. }) = &answer {
        let _ = visit.app.files.delete(&file.key).await;
    }
    answer
}

/// A file as a download.
pub async fn download(visit: &Visit, file: &TripFile, wanted: &Wanted) -> Result<Response> {
    let download = Download {
        name: &file.name,
        content_type: &file.content_type,
        digest: &file.digest,
        size: u64::try_from(file.size).unwrap_or_default(),
    };
    let found = wanted.stream(&download, &visit.app.files, &file.key).await?;
    found.ok_or_else(|| Error::Internal(format!("the bytes of the file {} are lost", file.id)))
}

/// Removes a file, and then its bytes. If R2 does not answer, the sweep deletes them.
pub async fn removed(
    visit: &Visit,
    form: &Form,
    file: &TripFile,
    write: FileChange,
) -> Result<Response> {
    let there = format!("/trips/{}/files", file.trip_id);
    let answer = visit.write(form, write, &there, "File removed.").await?;
    let _ = visit.app.files.delete(&file.key).await;
    Ok(answer)
}

#[cfg(test)]
mod tests;
