//! `/invoices`
use super::{jobs, listing::Show, queries, views};
use crate::{
    error::{Error, Result},
    http::{
        page::page,
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::{EventId, InvoiceId},
    ui::pieces::Pager,
    users::{Grant, clients},
};
use axum::{
    http::{Method, header},
    response::{IntoResponse as _, Response},
};

#[cfg(test)]
mod tests;

pub fn routes() -> Routes {
    Routes::new()
        .get("/invoices", clients().hidden_without(Grant::SeeMoney), index)
        .get("/invoices/{id}", clients().hidden_without(Grant::SeeMoney), show)
        .get("/invoices/{id}/pdf", clients().hidden_without(Grant::SeeMoney), pdf)
}

/// `GET /invoices`: all of them, with `?show=open` those to be paid, with `?show=aircraft` those of
/// others on the client's aircraft.
async fn index(visit: Visit) -> Result<Response> {
    let tab = Show::of(&visit.param("show"))
        .filter(|tab| matches!(tab, Show::Open | Show::OnAircraft))
        .unwrap_or(Show::All);
    let from = visit.cursor(tab.start());
    let query = if tab == Show::OnAircraft {
        queries::on_aircraft(&visit.scope, &from)
    } else {
        queries::mine(&visit.scope, tab, &from)
    };
    let (visitor, entries) = visit.read(query).await?;
    let listed = tab.page(entries);
    let pager = Pager::more(&listed, "/invoices", &[("show", tab.word())]);
    page(&views::Index { visitor, entries: listed.rows, tab, pager })
}

/// `GET /invoices/{id}`: the invoice as a page. Opening it is remembered; asking for its headers is not.
async fn show(visit: Visit, Id(id): Id<InvoiceId>, method: Method) -> Result<Response> {
    let scope = &visit.scope;
    let event = (method == Method::GET).then(|| EventId::new(scope.now, &visit.chance()));
    let viewed = event.map(|event| queries::viewed(scope, id, event));
    let batch = (queries::my_invoice(scope, id), queries::my_payments(scope, id), viewed);
    let (visitor, (invoice, payments, _)) = visit.read(batch).await?;
    let invoice = invoice.ok_or(Error::NotFound)?;
    page(&views::Show { visitor, invoice, payments })
}

/// `GET /invoices/{id}/pdf`: the newest rendering.
async fn pdf(visit: Visit, Id(id): Id<InvoiceId>) -> Result<Response> {
    let (_visitor, file) = visit.read(queries::my_file(&visit.scope, id)).await?;
    attached(&visit, file).await
}

/// A rendering as a file to keep, or word that it is not made yet.
pub async fn attached(visit: &Visit, file: Option<queries::File>) -> Result<Response> {
    let file = file.ok_or(Error::NotFound)?;
    let stored = match &file.pdf_key {
        Some(key) => visit.app.files.get(key).await?,
        None => None,
    };
    let stored = stored.ok_or_else(|| Error::NotReady {
        why: format!(
            "The PDF of invoice {} is being made. Please try again in half a minute.",
            file.number
        ),
        seconds: 30,
    })?;
    let name = format!("attachment; filename=\"Invoice {}.pdf\"", file.number);
    let headers =
        [(header::CONTENT_TYPE, jobs::PDF.to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, stored.bytes).into_response())
}
