//! `/audit` on the operations side
use super::{
    FIELDS, Filter, PER_FILE, PER_PAGE, Stretch, actions::action, csv, queries, views, words::Group,
};
use crate::{
    db::page::Cursor,
    error::{Error, Result},
    http::{
        form::Form,
        page::{address, page, see},
        routes::Routes,
        visit::Visit,
    },
    kit::zoned::{end_of_day, start_of_day},
    ui::pieces::Pager,
    users::{Right, Visitor, may},
};
use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};

pub fn routes() -> Routes {
    Routes::new().get("/audit", may(Right::ReadAudit), index).get(
        "/audit.csv",
        may(Right::ReadAudit),
        download,
    )
}

/// `GET /audit`: a page of the events that the filter finds, newest first.
async fn index(visit: Visit) -> Result<Response> {
    let mut form = asked(&visit);
    let filter = filter(&mut form);
    let from = visit.cursor(Cursor::newest());
    let rows = queries::events(&visit.scope, &filter, from.clone(), PER_PAGE);
    let (visitor, rows) = visit.read(rows).await?;
    if let Some(here) = in_zone_of(&visitor, "/audit", &mut form) {
        return Ok(see(&here));
    }
    let stretch = Stretch::of(rows, PER_PAGE);
    let pager = Pager::by_age(&stretch.page, &from, "/audit", &views::filters(&form, None));
    page(&views::Index { visitor, stretch, form, pager })
}

/// `GET /audit.csv`: the newest events that the filter finds, as a file.
async fn download(visit: Visit) -> Result<Response> {
    let mut form = asked(&visit);
    let filter = filter(&mut form);
    let rows = queries::events(&visit.scope, &filter, Cursor::newest(), PER_FILE).apart();
    let (visitor, rows) = visit.read(rows).await?;
    if let Some(here) = in_zone_of(&visitor, "/audit.csv", &mut form) {
        return Ok(see(&here));
    }
    let file = csv::file(
        &Stretch::of(rows, PER_FILE).page.rows,
        (&visitor.workspace.zone, visitor.workspace.trade),
    )
    .ok_or_else(|| Error::Internal("the audit trail could not be written as CSV".to_owned()))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""),
    ];
    // With the mark a spreadsheet reads accents.
    Ok((headers, format!("\u{feff}{file}")).into_response())
}

fn asked(visit: &Visit) -> Form {
    let mut form = Form::days(["from", "until"], |name| visit.param(name));
    for name in FIELDS.into_iter().filter(|name| !["from", "until"].contains(name)) {
        form.set(name, visit.param(name));
    }
    form
}

/// The address with the days in the time zone of this workspace, if it names another.
fn in_zone_of(visitor: &Visitor, path: &str, form: &mut Form) -> Option<String> {
    let has_days = !form.value("from").is_empty() || !form.value("until").is_empty();
    let is_here = form.is("zone", &visitor.workspace.zone);
    form.set("zone", &visitor.workspace.zone);
    (has_days && !is_here).then(|| address(path, &views::filters(form, None)))
}

/// The filter that was asked for. A day that is not valid is left out with a complaint.
fn filter(form: &mut Form) -> Filter {
    let zone = form.value("zone").to_owned();
    let (from, until) = (form.day("from"), form.day("until"));
    if until < from && until.is_some() {
        form.complain("until", "The last day cannot come before the first.");
    }
    let person = if form.value("person").is_empty() { "who" } else { "person" };
    let text = |name: &str| form.value(name).chars().take(80).collect::<String>();
    Filter {
        group: Group::of(form.value("kind")),
        action: action(form.value("action")).map(|it| it.name),
        person: text(person),
        subject: text("subject"),
        address: text("address"),
        from: from.map(|day| start_of_day(&zone, day)),
        until: until.map(|day| end_of_day(&zone, day)),
    }
}

#[cfg(test)]
mod tests;
