//! `/api/v1`, for programs on the operations host
use super::{Document, Resource, queries};
use crate::{
    db::page::{Cursor, Page},
    error::{Error, Result},
    http::{
        page::origin,
        routes::{Id, Routes},
        visit::Visit,
    },
    users::{Ability, programs},
};
use axum::{
    http::{StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use chrono::DateTime;
use uuid::Uuid;

/// Records on a page, if the program does not say how many.
const PER_PAGE: usize = 25;
const MOST_PER_PAGE: usize = 100;

pub fn routes() -> Routes {
    let trips = programs(Ability::ReadTrips);
    let quotes = programs(Ability::ReadQuotes);
    let invoices = programs(Ability::ReadInvoices);
    let accounts = programs(Ability::ReadAccounts);
    Routes::new()
        .get("/api/v1/requests", trips, index)
        .get("/api/v1/requests/{id}", trips, show)
        .get("/api/v1/trips", trips, index)
        .get("/api/v1/trips/{id}", trips, show)
        .get("/api/v1/quotes", quotes, index)
        .get("/api/v1/quotes/{id}", quotes, show)
        .get("/api/v1/invoices", invoices, index)
        .get("/api/v1/invoices/{id}", invoices, show)
        .get("/api/v1/payments", invoices, index)
        .get("/api/v1/payments/{id}", invoices, show)
        .get("/api/v1/accounts", accounts, index)
        .get("/api/v1/accounts/{id}", accounts, show)
}

/// What an address names: `/api/v1/trips/…`
fn resource(uri: &Uri) -> Result<Resource> {
    let word = uri.path().split('/').nth(3);
    word.and_then(|it| it.parse().ok()).ok_or(Error::NotFound)
}

/// A page of a resource, as `?limit`, `?cursor` and `?updated_since` say:
/// `GET /api/v1/requests`
/// `GET /api/v1/trips`
/// `GET /api/v1/quotes`
/// `GET /api/v1/invoices`
/// `GET /api/v1/payments`
/// `GET /api/v1/accounts`
async fn index(visit: Visit, uri: Uri) -> Result<Response> {
    let resource = resource(&uri)?;
    let (from, per_page) = asked(&visit)?;
    let batch = queries::page(&visit.scope, resource, &from, per_page, &origin(&uri));
    let (_, documents) = visit.read_by_key(batch).await?;
    let page = Page::of(documents, per_page, |it| Cursor::after(it.updated_at, &it.id));
    let bodies: Vec<_> = page.rows.into_iter().map(|it| it.body).collect();
    let next = page.next.map_or("null".to_owned(), |it| format!("\"{it}\""));
    Ok(json(StatusCode::OK, format!("{{\"data\":[{}],\"next\":{next}}}", bodies.join(","))))
}

/// Where a page begins, and how many records it has.
fn asked(visit: &Visit) -> Result<(Cursor, usize)> {
    let invalid = |field: &str, words: &str| {
        Err(Error::Invalid { field: field.to_owned(), words: words.to_owned() })
    };
    let (limit, cursor, since) =
        (visit.param("limit"), visit.param("cursor"), visit.param("updated_since"));
    let per_page = match limit.as_str() {
        "" => PER_PAGE,
        limit => limit.parse().unwrap_or(0),
    };
    if !(1..=MOST_PER_PAGE).contains(&per_page) {
        return invalid("limit", "Send a number from 1 to 100.");
    }
    if !cursor.is_empty() {
        let from = Cursor::read(&cursor, Cursor::oldest());
        let is_known = !from.is_start();
        return if is_known {
            Ok((from, per_page))
        } else {
            invalid("cursor", "Send the value of \u{201c}next\u{201d} as it was.")
        };
    }
    match DateTime::parse_from_rfc3339(&since) {
        Ok(since) => Ok((Cursor::moment(since.timestamp_millis()), per_page)),
        Err(_) if since.is_empty() => Ok((Cursor::oldest(), per_page)),
        Err(_) => invalid("updated_since", "Send a time, such as 2026-11-30T16:00:00Z."),
    }
}

/// One record of a resource:
/// `GET /api/v1/requests/{id}`
/// `GET /api/v1/trips/{id}`
/// `GET /api/v1/quotes/{id}`
/// `GET /api/v1/invoices/{id}`
/// `GET /api/v1/payments/{id}`
/// `GET /api/v1/accounts/{id}`
async fn show(visit: Visit, Id(id): Id<Uuid>, uri: Uri) -> Result<Response> {
    let resource = resource(&uri)?;
    let batch = queries::one(&visit.scope, resource, &id.to_string(), &origin(&uri));
    let (_, document) = visit.read_by_key(batch).await?;
    Ok(json(StatusCode::OK, document.ok_or(Error::NotFound)?.body))
}

/// 201: the record that was made.
pub fn created(document: Option<Document>) -> Result<Response> {
    Ok(json(StatusCode::CREATED, document.ok_or(Error::NotFound)?.body))
}

fn json(status: StatusCode, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}
