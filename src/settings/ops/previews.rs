//! Previews of documents: the newest of a kind, in a template.
use crate::{
    error::{Error, Result},
    http::{download::Wanted, routes::Id, visit::Visit},
    invoices,
    pdf::Printed,
    quotes,
    settings::documents::{Document, Preview},
    trips,
    users::Visitor,
};
use axum::response::Response;

/// `GET /settings/documents/{file}`: the newest quote, trip or invoice in a template.
pub(super) async fn preview(
    visit: Visit,
    Id(preview): Id<Preview>,
    wanted: Wanted,
) -> Result<Response> {
    let printed = match preview.document {
        Document::Quote => quote(&visit, preview).await?,
        Document::Trip => trip(&visit, preview).await?,
        Document::Invoice => invoice(&visit, preview).await?,
    };
    let none = "There is none to show yet. The preview is of your newest one.";
    let printed = printed.ok_or_else(|| Error::refused(none))?;
    visit.app.download(&printed, &preview.file(), &wanted).await
}

async fn quote(visit: &Visit, preview: Preview) -> Result<Option<Printed>> {
    let (visitor, quote) = visit.read(quotes::newest(&visit.scope)).await?;
    let Visitor { mut workspace, now, .. } = visitor;
    workspace.quote_report = preview.report;
    let reader = quotes::QuoteReader { workspace: &workspace, sees_money: true, now };
    Ok(quote.map(|it| quotes::printed(&it, reader)))
}

async fn trip(visit: &Visit, preview: Preview) -> Result<Option<Printed>> {
    let (mut visitor, (trip, travelers)) = visit.read(trips::newest(&visit.scope)).await?;
    visitor.workspace.trip_report = preview.report;
    let sheet = trip.map(|it| trips::TripSheet::for_staff(&visitor, &it, &travelers).sheet());
    let place = format!("{}/previews/trip", visitor.workspace.id);
    Ok(sheet.map(|it| Printed::of(it, visitor.workspace.logo_key(), &place)))
}

async fn invoice(visit: &Visit, preview: Preview) -> Result<Option<Printed>> {
    let (visitor, invoice) = visit.read(invoices::newest(&visit.scope)).await?;
    let printed = invoice.map(|mut it| {
        it.issuer.report = preview.report;
        invoices::printed(visitor.workspace.id, &it)
    });
    Ok(printed)
}
