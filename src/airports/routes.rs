//! `/airports`
use super::{Airport, queries, words};
use crate::{
    error::Result,
    http::{routes::Routes, visit::Visit},
    users::everyone,
};
use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;

pub fn routes() -> Routes {
    Routes::new().get("/airports", everyone(), index)
}

#[derive(Serialize)]
struct Suggestion<'a> {
    id: &'a str,
    code: &'a str,
    name: &'a str,
    city: String,
    country: &'a str,
}

/// `GET /airports?q=`: at most eight airports that match, as JSON.
async fn index(visit: Visit) -> Result<Response> {
    let typed = visit.param("q");
    let found = visit.read(queries::matches(&visit.scope, &typed)).await?.1;
    let found: &[Airport] = if words(&typed).is_empty() { &[] } else { &found };
    let suggestions: Vec<_> = found
        .iter()
        .map(|it| Suggestion {
            id: &it.id,
            code: it.code(),
            name: &it.name,
            city: it.whereabouts(),
            country: &it.country,
        })
        .collect();
    let json = serde_json::to_string(&suggestions)?;
    Ok(([(header::CONTENT_TYPE, "application/json; charset=utf-8")], json).into_response())
}
