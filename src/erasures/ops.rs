//! `/contacts/{id}/data` on the operations side
use super::{queries, views};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::ContactId,
    users::{Right, may},
};
use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use serde_json::{Map, Value};

pub fn routes() -> Routes {
    Routes::new()
        .get("/contacts/{id}/data", may(Right::Administer), show)
        .get("/contacts/{id}/data.json", may(Right::Administer), hand_out)
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

/// `GET /contacts/{id}/data.json`: everything about the client, as a file.
async fn hand_out(visit: Visit, Id(id): Id<ContactId>) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::profile(scope, id), queries::data(scope, id));
    let (visitor, (profile, (asked, added, told))) = visit.read(batch).await?;
    visitor.needs_proof(&place(id))?;
    if profile.is_empty() {
        return Err(Error::NotFound);
    }
    let mut file: Map<String, Value> = Map::new();
    let ((requests, trips, invoices, messages), (files, passengers, emails, trail)) =
        (asked, added);
    let (notices, received, notes, signed) = told;
    let asked = [requests, trips, invoices, messages, files, passengers];
    let lists = asked.into_iter().chain([emails, trail, notices, received, notes, signed]);
    for it in profile.into_iter().chain(lists.flatten()) {
        let list = file.entry(it.list).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(all) = list {
            all.push(serde_json::from_str(&it.json)?);
        }
    }
    let headers = [
        (header::CONTENT_TYPE, "application/json; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"data.json\""),
    ];
    Ok((headers, Value::Object(file).to_string()).into_response())
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
