//! The builder: `/requests/{id}/quotes` and `/quotes/{id}/edit` on the operations side
use super::super::{
    Quote, Refusal,
    builder::DraftReader,
    catalog::CatalogLine,
    queries, suggestions, ties,
    views::{Asked, Builder},
};
use crate::{
    airports,
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    itineraries::fields,
    kit::ids::{QuoteId, RequestId},
    rates, requests,
    users::{Right, may},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/requests/{id}/quotes/new", may(Right::Quote), new)
        .post("/requests/{id}/quotes", may(Right::Quote), create)
        .get("/quotes/{id}/edit", may(Right::Quote), edit)
        .post("/quotes/{id}", may(Right::Quote), update)
}

/// `GET /requests/{id}/quotes/new`: the builder, filled in from the request.
async fn new(visit: Visit, Id(id): Id<RequestId>) -> Result<Response> {
    let scope = &visit.scope;
    let reads = (
        requests::request_for_staff(scope, id),
        queries::tails(scope),
        queries::terms(scope),
        queries::bookings_for_request(scope, id),
    );
    let (visitor, (request, tails, terms, bookings)) = visit.read(reads).await?;
    let request = request.ok_or(Error::NotFound)?;
    let terms = terms.unwrap_or_default();
    let catalog = terms.catalog();
    let begins = (terms.text.as_str(), catalog.as_slice());
    let form = suggestions::of_request(&request, &tails, &visitor.workspace, begins, visitor.now);
    let legs = request.itinerary.clone();
    page(&Builder {
        visitor,
        asked: Asked::from(&request),
        legs,
        tails,
        bookings,
        catalog,
        saved: None,
        comes_to: None,
        form,
    })
}

/// `POST /requests/{id}/quotes`: saves a new draft. A button that changes legs or lines, or asks for the totals,
/// shows the form again instead.
async fn create(visit: Visit, Id(id): Id<RequestId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let reads = (
        requests::request_for_staff(scope, id),
        queries::tails(scope),
        rates::rates(scope),
        queries::bookings_for_request(scope, id),
        airports::lookup(scope, &fields::typed(&form)),
        queries::terms(scope),
    );
    let (visitor, (request, tails, rates, bookings, airports, terms)) =
        visit.read_once(&form, reads).await?;
    let catalog = terms.unwrap_or_default().catalog();
    let request = request.ok_or(Error::NotFound)?;
    let reader = DraftReader {
        workspace: &visitor.workspace,
        tails: &tails,
        rates: &rates,
        catalog: &catalog,
        airports: &airports,
        now: scope.now,
    };
    let draft = match Wish::of(&mut form, &catalog) {
        Wish::Save => reader.read(&mut form, &request.itinerary).ok_or(None),
        Wish::Totals => Err(reader.total(&mut form, &request.itinerary)),
        Wish::Edit => Err(None),
    };
    let draft = match draft {
        Ok(draft) => draft,
        Err(comes_to) => {
            let (asked, legs) = (Asked::from(&request), request.itinerary);
            let saved = None;
            return shown(&Builder {
                visitor,
                asked,
                legs,
                tails,
                bookings,
                catalog,
                saved,
                comes_to,
                form,
            });
        }
    };
    if !request.state.is_open() {
        return Err(Refusal::RequestClosed.into());
    }
    let quote = QuoteId::new(scope.now, &visit.chance());
    let write = queries::create(quote, id, &draft);
    visit.write(&form, write, &next(&form, quote), "Draft saved.").await
}

/// `GET /quotes/{id}/edit`: the builder of a draft, with its sums.
async fn edit(visit: Visit, Id(id): Id<QuoteId>) -> Result<Response> {
    let scope = &visit.scope;
    let reads = (
        queries::quote_for_staff(scope, id),
        queries::tails(scope),
        queries::bookings_beside(scope, id),
        queries::terms(scope),
    );
    let (visitor, (quote, tails, bookings, terms)) = visit.read(reads).await?;
    let quote = quote.ok_or(Error::NotFound)?;
    quote.editable()?;
    let form = suggestions::of_draft(&quote, &tails, &visitor.workspace, visitor.now);
    let catalog = terms.unwrap_or_default().catalog();
    page(&Builder::of(quote, visitor, tails, (bookings, catalog), form))
}

/// `POST /quotes/{id}`: saves a draft again, or shows the form again as for a new one.
async fn update(visit: Visit, Id(id): Id<QuoteId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let reads = (
        queries::quote_for_staff(scope, id),
        queries::tails(scope),
        rates::rates(scope),
        queries::bookings_beside(scope, id),
        airports::lookup(scope, &fields::typed(&form)),
        queries::terms(scope),
    );
    let (visitor, (quote, tails, rates, bookings, airports, terms)) =
        visit.read_once(&form, reads).await?;
    let catalog = terms.unwrap_or_default().catalog();
    let quote: Quote = quote.ok_or(Error::NotFound)?;
    let version = quote.editable()?.version(form.seen_of(quote.version))?;
    let reader = DraftReader {
        workspace: &visitor.workspace,
        tails: &tails,
        rates: &rates,
        catalog: &catalog,
        airports: &airports,
        now: scope.now,
    };
    let draft = match Wish::of(&mut form, &catalog) {
        Wish::Save => reader.read(&mut form, &quote.itinerary).ok_or(None),
        Wish::Totals => Err(reader.total(&mut form, &quote.itinerary)),
        Wish::Edit => Err(None),
    };
    let draft = match draft {
        Ok(draft) => draft,
        Err(comes_to) => {
            let builder = Builder::of(quote, visitor, tails, (bookings, catalog), form);
            return shown(&Builder { comes_to, ..builder });
        }
    };
    let write = queries::update(id, version, &draft);
    visit.write(&form, write, &next(&form, id), "Draft saved.").await
}

/// The builder again: with its complaints, or after a button that changed the form or asked for the totals, which
/// may be of a form that is not complete.
fn shown(view: &Builder) -> Result<Response> {
    let is_asked = view.form.is("then", "totals") && !view.form.is_replayed();
    if view.form.has_complaints() && !is_asked { again(view) } else { page(view) }
}

/// Where a saved draft is shown: as the client will see it, or in the builder again.
fn next(form: &Form, quote: QuoteId) -> String {
    if form.is("then", "preview") {
        format!("/quotes/{quote}")
    } else {
        format!("/quotes/{quote}/edit")
    }
}

/// What the pressed button asks for.
enum Wish {
    Save,
    /// To see what the quote comes to, without saving it.
    Totals,
    /// To see the form after a change, which was made.
    Edit,
}

impl Wish {
    fn of(form: &mut Form, catalog: &[CatalogLine]) -> Self {
        if edits(form, catalog) {
            Self::Edit
        } else if form.is("then", "totals") {
            Self::Totals
        } else {
            Self::Save
        }
    }
}

/// Adds a leg, a stop or a line, or removes a leg, if one of those buttons was pressed; returns whether one was.
fn edits(form: &mut Form, catalog: &[CatalogLine]) -> bool {
    if form.is("add", "catalog") {
        let chosen = form.value("catalog").parse().ok().and_then(|i: usize| catalog.get(i));
        if let Some(line) = chosen {
            line.add(form);
        }
        return true;
    }
    if form.is("add", "line") {
        let row = form.rows("label");
        form.set(&format!("label.{row}"), "");
        return true;
    }
    let Some(edit) = fields::edit(form) else { return false };
    match edit {
        fields::Edit::Added => {}
        fields::Edit::Removed(gone) => ties::without_leg(form, gone),
        fields::Edit::Split(at) => ties::with_stop(form, at),
    }
    true
}
