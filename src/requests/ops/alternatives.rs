//! `/requests/{id}/alternatives`: what the operator proposes in place of what was asked for
use super::super::{Request, alternative::Offer, draft, mail as letters, queries, views::Propose};
use super::opened;
use crate::{
    airports,
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    itineraries::{Detail, Ends, Leg, Reading, fields},
    kit::ids::{AlternativeId, RequestId},
    mail::{self, Mailing, Recipients},
    users::{Right, may},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/requests/{id}/alternatives/new", may(Right::WorkRequests), new)
        .post("/requests/{id}/alternatives", may(Right::WorkRequests), create)
        .post("/requests/{id}/alternatives/withdrawal", may(Right::WorkRequests), withdraw)
}

/// `GET /requests/{id}/alternatives/new`: a form that is filled in with what was asked for.
async fn new(visit: Visit, Id(id): Id<RequestId>) -> Result<Response> {
    let request = queries::request_for_staff(&visit.scope, id);
    let (visitor, request) = visit.read(request).await?;
    let request = request.ok_or(Error::NotFound)?;
    request.closable()?;
    let mut form = Form::default();
    fields::fill(&mut form, &request.itinerary, &visitor.dates());
    page(&Propose { visitor, request, form })
}

/// `POST /requests/{id}/alternatives`: proposes the alternative to the client. A button that adds or removes a leg
/// shows the form again instead.
async fn create(visit: Visit, Id(id): Id<RequestId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let found = airports::lookup(scope, &fields::typed(&form));
    let batch = (queries::request_for_staff(scope, id), found);
    let (visitor, (request, found)) = visit.read_once(&form, batch).await?;
    let request = request.ok_or(Error::NotFound)?;
    if draft::edit_legs(&mut form) {
        return page(&Propose { visitor, request, form });
    }
    let reading = Reading {
        ends: Ends::of(&visitor.workspace, &found),
        detail: Detail::Asked,
        own_speeds: &[],
        agreed: &request.itinerary,
        dates: visitor.dates(),
        now: scope.now,
    };
    let legs = reading.read(&mut form);
    let Some(offer) = offer(&mut form, legs, &request) else {
        return again(&Propose { visitor, request, form });
    };
    let alternative = AlternativeId::new(scope.now, &visit.chance());
    let it = request.propose(form.seen(), alternative, offer)?;
    let letter = letters::proposed(&request, &it.offer, &visitor);
    let clients = Recipients::Clients { account: request.account_id, mailing: Mailing::Trips };
    let write = queries::propose(&it, mail::to(clients, &letter));
    visit.write(&form, write, &format!("/requests/{id}"), "Alternative proposed.").await
}

/// `POST /requests/{id}/alternatives/withdrawal`: takes back the alternative that the client has not answered.
async fn withdraw(visit: Visit, Id(id): Id<RequestId>, mut form: Form) -> Result<Response> {
    let (visitor, file) = visit.read_once(&form, queries::file(&visit.scope, id)).await?;
    let words = form.text("retraction", 1_000);
    let view = opened(visitor, file, form)?;
    if view.form.has_complaints() {
        return again(&view);
    }
    let request = &view.request;
    let it = request.retract(view.form.seen(), view.alternative.as_ref(), &words)?;
    let letter = letters::retracted(request, &words, &view.visitor);
    let clients = Recipients::Clients { account: request.account_id, mailing: Mailing::Trips };
    let write = queries::retract(&it, mail::to(clients, &letter));
    visit.write(&view.form, write, &format!("/requests/{id}"), "Alternative withdrawn.").await
}

/// What the form proposes. Complains if it is what was asked for.
fn offer(form: &mut Form, legs: Option<Vec<Leg>>, request: &Request) -> Option<Offer> {
    let vehicle = form.text("vehicle", 200);
    let note = form.required("note", 2_000, "Tell the client why you propose this.");
    if legs.as_deref() == Some(request.itinerary.as_slice()) && vehicle.is_empty() {
        let words = "This is what the client asked for. Change a date, a time or a place, or name what you offer.";
        form.complain("vehicle", words);
    }
    let itinerary = legs.filter(|_| !form.has_complaints())?;
    Some(Offer { itinerary, vehicle, note })
}
