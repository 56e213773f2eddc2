//! `/invoices.csv` and `/payments.csv`: files for the bookkeeper.
use super::super::{books, queries};
use crate::{
    error::{Error, Result},
    http::{form::Form, visit::Visit},
    kit::zoned,
};
use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use chrono::{Datelike as _, NaiveDate};

/// The days `?from` and `?until`; this month where none are given. A file of other days than were asked for would be
/// taken for these.
fn period(visit: &Visit) -> Result<(NaiveDate, NaiveDate)> {
    let today = zoned::today(visit.scope.now, "UTC");
    let form = Form::days(["from", "until"], |name| visit.param(name));
    if let Some((_, words)) = form.complaints().first() {
        return Err(Error::refused(words));
    }
    let from = form.day("from").or(today.with_day(1)).unwrap_or(today);
    Ok((from, form.day("until").unwrap_or(today)))
}

/// `GET /invoices.csv`: the invoices that were issued in a period.
pub(super) async fn invoices(visit: Visit) -> Result<Response> {
    let (from, until) = period(&visit)?;
    let (visitor, rows) = visit.read(queries::booked_invoices(&visit.scope, from, until)).await?;
    file("invoices", (from, until), books::invoices(&rows, visitor.today()))
}

/// `GET /payments.csv`: the payments that were received in a period.
pub(super) async fn payments(visit: Visit) -> Result<Response> {
    let (from, until) = period(&visit)?;
    let (_, rows) = visit.read(queries::booked_payments(&visit.scope, from, until)).await?;
    file("payments", (from, until), books::payments(&rows))
}

fn file(
    name: &str,
    (from, until): (NaiveDate, NaiveDate),
    body: Option<String>,
) -> Result<Response> {
    let body =
        body.ok_or_else(|| Error::Internal(format!("{name} could not be written as CSV")))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}-{from}-{until}.csv\""),
        ),
    ];
    Ok((headers, body).into_response())
}
