//! `/quotes/{id}/signed-copy` and `/signed-copies`: the signed copy as a download, and whether a file is one.
use super::super::{
    copies::{self, Unfit},
    queries::{self, StoredCopy},
    views,
};
use crate::{
    error::{Error, Result},
    http::{
        download::{Download, Wanted},
        form::Form,
        page::see,
        routes::{Id, Routes},
        upload::Upload,
        visit::Visit,
    },
    kit::ids::{EventId, QuoteId},
    users::{Access, Grant, travelers},
    workspaces::Module,
};
use axum::response::Response;

const fn readers() -> Access {
    travelers().hidden_without(Grant::SeeMoney)
}

pub fn routes() -> Routes {
    Routes::of(Module::Quotes)
        .get("/quotes/{id}/signed-copy", readers(), download)
        .get("/signed-copies", readers(), check)
        .post("/signed-copies", readers(), ask)
}

/// `GET /quotes/{id}/signed-copy`: what was signed, as it was stored. Downloading it is recorded.
async fn download(visit: Visit, Id(id): Id<QuoteId>, wanted: Wanted) -> Result<Response> {
    let scope = &visit.scope;
    let event = wanted.is_get().then(|| EventId::new(scope.now, &visit.chance()));
    let downloaded = event.map(|event| queries::copy_downloaded(scope, id, event));
    let (_, (copy, _)) = visit.read((queries::copy_for_client(scope, id), downloaded)).await?;
    stored(&visit, copy, &wanted).await
}

/// A stored copy as a download.
pub async fn stored(visit: &Visit, copy: Option<StoredCopy>, wanted: &Wanted) -> Result<Response> {
    let copy = copy.ok_or(Error::NotFound)?;
    let download = Download {
        name: &format!("Quote {}, signed.pdf", copy.name),
        content_type: "application/pdf",
        digest: &copy.sha256,
        size: u64::try_from(copy.size).unwrap_or_default(),
    };
    let found = wanted.stream(&download, &visit.app.files, &copy.key).await?;
    found.ok_or_else(|| Error::Internal(format!("the signed copy {} is lost", copy.key)))
}

/// `GET /signed-copies`: the form that asks about a file, and with `?sha256` the answer about the file with that digest.
async fn check(visit: Visit) -> Result<Response> {
    let sha256 = visit.param("sha256");
    let (visitor, known) = visit.read(queries::known_to_client(&visit.scope, &sha256)).await?;
    views::Check::of(visitor, (!sha256.is_empty(), known), Form::default()).page()
}

/// `POST /signed-copies`: leads to the answer about a file. The file is not kept.
async fn ask(visit: Visit, upload: Upload) -> Result<Response> {
    answer(&visit, upload).await
}

/// Leads to the answer about the file that was sent, for either face.
pub async fn answer(visit: &Visit, mut upload: Upload) -> Result<Response> {
    let (visitor, ()) = visit.read(()).await?;
    match digest(&mut upload).await? {
        Ok(sha256) => Ok(see(&format!("/signed-copies?sha256={sha256}"))),
        Err(unfit) => {
            let mut form = upload.form;
            form.complain("file", unfit.words());
            views::Check::of(visitor, (false, None), form).again()
        }
    }
}

/// The digest of the PDF that was sent.
async fn digest(upload: &mut Upload) -> Result<std::result::Result<String, Unfit>> {
    let Some(file) = upload.file.as_mut() else { return Ok(Err(Unfit::Missing)) };
    let mut read = copies::Reading::of(&file.name);
    while let Some(piece) = file.piece().await? {
        if let Err(unfit) = read.add(&piece) {
            file.drop_rest().await;
            return Ok(Err(unfit));
        }
    }
    Ok(read.finish())
}
