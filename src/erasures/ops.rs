//! `/contacts/{id}/data` on the operations side
mod archive;

use super::{
    names::safe,
    queries::{self, Entry},
    views,
};
use crate::{
    edge::log_fault_of,
    error::{Error, Result},
    http::{
        download::disposition,
        form::Form,
        page::{again, page, see},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{ids::ContactId, text::counted},
    users::{Right, may},
};
use archive::Archive;
use axum::{
    body::Body,
    http::header,
    response::{IntoResponse as _, Response},
};
use futures_util::stream::try_unfold;
use serde_json::Value;
use std::io;

pub fn routes() -> Routes {
    Routes::new()
        .get("/contacts/{id}/data", may(Right::Administer), show)
        .post("/contacts/{id}/data/exports", may(Right::Administer), export)
        .get("/contacts/{id}/data.zip", may(Right::Administer), hand_out)
        .post("/contacts/{id}/erasure", may(Right::Administer), erase)
}

fn place(id: ContactId) -> String {
    format!("/contacts/{id}/data")
}

/// `GET /contacts/{id}/data`: what can be handed out and erased about a client.
async fn show(visit: Visit, Id(id): Id<ContactId>) -> Result<Response> {
    let (visitor, subject) = visit.read(queries::subject(&visit.scope, id)).await?;
    let subject = subject.ok_or(Error::NotFound)?;
    page(&views::Show { visitor, subject, form: Form::default() })
}

/// `POST /contacts/{id}/data/exports`: records that the data leaves the portal, and leads to it.
async fn export(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let batch = (queries::subject(&visit.scope, id), queries::files(&visit.scope, id));
    let (visitor, (subject, files)) = visit.read_once(&form, batch).await?;
    visitor.needs_proof(&place(id))?;
    subject.ok_or(Error::NotFound)?;
    let many = i64::try_from(files.len()).unwrap_or(i64::MAX);
    let write = queries::export(id, counted(many, "file"));
    visit.write(&form, write, &format!("/contacts/{id}/data.zip"), "Exported.").await
}

/// `GET /contacts/{id}/data.zip`: everything about the client with their files, within five minutes after the export was
/// recorded.
async fn hand_out(visit: Visit, Id(id): Id<ContactId>) -> Result<Response> {
    let scope = &visit.scope;
    let about = (queries::subject(scope, id), queries::recorded_export(scope, id));
    let batch =
        (about, queries::profile(scope, id), queries::data(scope, id), queries::files(scope, id));
    let (visitor, ((subject, export), profile, data, files)) = visit.read(batch).await?;
    visitor.needs_proof(&place(id))?;
    let subject = subject.ok_or(Error::NotFound)?;
    if !export.is_some_and(|it| it.is_recorded) {
        return Ok(see(&place(id)));
    }
    let now = (visit.scope.now, visitor.workspace.zone.as_str());
    let about = views::readme(&visitor.workspace.name, &subject.name);
    let archive = Archive::new(visit.app.files.clone(), now, &about, lists(profile, data)?, files);
    let request = visit.app.witness.request().to_owned();
    let pieces = try_unfold((archive, request), async |(mut archive, request)| {
        let piece = archive.next().await.map_err(|cause| {
            let fault = log_fault_of(&request, &format!("an archive broke off: {cause:?}"));
            io::Error::other(fault)
        })?;
        Ok::<_, io::Error>(piece.map(|it| (it, (archive, request))))
    });
    let name = disposition(&safe(&format!("Data of {}.zip", subject.name)));
    let headers =
        [(header::CONTENT_TYPE, "application/zip".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

/// What was read, by lists.
fn lists(profile: Vec<Entry>, data: queries::Lists) -> Result<archive::Lists> {
    let ((requests, trips, invoices, messages), (passengers, emails, trail), told) = data;
    let (notices, received, notes, signed) = told;
    let asked = [profile, requests, trips, invoices, messages, passengers, emails];
    let all = asked.into_iter().chain([trail, notices, received, notes, signed]).flatten();
    let mut lists = archive::Lists::new();
    for it in all {
        let list = lists.entry(it.list).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(all) = list {
            all.push(serde_json::from_str(&it.json)?);
        }
    }
    Ok(lists)
}

/// `POST /contacts/{id}/erasure`: erases a client, whose name is typed to confirm it.
async fn erase(visit: Visit, Id(id): Id<ContactId>, mut form: Form) -> Result<Response> {
    let (visitor, subject) = visit.read_once(&form, queries::subject(&visit.scope, id)).await?;
    visitor.needs_proof(&place(id))?;
    let subject = subject.ok_or(Error::NotFound)?;
    let reason = form.required("reason", 500, "Say who asked for it, and when.");
    if form.value("name") != subject.name {
        form.complain("name", "Type the name exactly as it is written above.");
    }
    if form.has_complaints() {
        return again(&views::Show { visitor, subject, form });
    }
    let erasure = subject.erase(form.seen(), &reason).map_err(|no| Error::refused(no.words()))?;
    let there = format!("/contacts/{id}");
    visit.write(&form, queries::erase(&erasure), &there, "Erased.").await
}

#[cfg(test)]
mod tests;
