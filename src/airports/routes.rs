//! `/airports`
use super::{Candidates, queries};
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

/// The most suggestions for a text.
const MOST: usize = 8;

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
    /// What the field shows once it is picked.
    label: String,
    /// Whether it is called like the typed text, which is more than having words that begin so.
    exact: bool,
}

/// `GET /airports?q=`: at most eight airports that match, as JSON.
async fn index(visit: Visit) -> Result<Response> {
    let typed = visit.param("q");
    let found = visit.read(queries::suggestions(&visit.scope, &typed)).await?.1;
    let candidates = Candidates::of(&typed, &found);
    let suggestions: Vec<_> = candidates
        .all()
        .take(MOST)
        .map(|it| Suggestion {
            id: &it.id,
            code: &it.code,
            name: &it.name,
            city: it.whereabouts(),
            country: &it.country,
            label: it.label(),
            exact: candidates.called.iter().any(|called| called.id == it.id),
        })
        .collect();
    let json = serde_json::to_string(&suggestions)?;
    Ok(([(header::CONTENT_TYPE, "application/json; charset=utf-8")], json).into_response())
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;

    #[test]
    fn suggestions_are_completions_and_codes_of_airlines_come_first() {
        let portal = Portal::open("");
        let codes = |typed: &str| {
            let reply = portal.get(MIRA, &format!("/airports?q={typed}"));
            let all: Vec<serde_json::Value> = serde_json::from_str(&reply.body).unwrap();
            all.iter().map(|it| it["label"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(codes("hnd"), ["HND Tokyo Haneda", "HND Henderson Executive"]);
        assert_eq!(codes("Mailand"), ["LIN Milan Linate", "MXP Milan Malpensa"]);
        assert_eq!(codes("Nice%2C%20France"), ["NCE Nice Côte d'Azur"]);
        assert_eq!(codes("teterb"), ["TEB Teterboro"]);
        assert!(codes("x").is_empty() && codes("%2C").is_empty());
    }
}
