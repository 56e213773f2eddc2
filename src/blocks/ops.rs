//! `/blocks` on the operations side
use super::{
    BlockedTail, Refusal, mail,
    plan::{Reading, filled, plan},
    queries, views,
};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::BlockId,
    users::{Right, Visitor, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/blocks/new", may(Right::MoveTrips), new)
        .post("/blocks", may(Right::MoveTrips), create)
        .get("/blocks/{id}", staff(), show)
        .post("/blocks/{id}", may(Right::MoveTrips), update)
        .post("/blocks/{id}/answer", may(Right::MoveTrips), answer)
        .post("/blocks/{id}/removal", may(Right::MoveTrips), remove)
}

/// `GET /blocks/new`: the form of a new block; `?tail` and `?on` fill it in.
async fn new(visit: Visit) -> Result<Response> {
    let (visitor, tails) = visit.read(queries::tails(&visit.scope)).await?;
    let form = Form::of([
        ("tail", visit.param("tail")),
        ("kind", "maintenance".to_owned()),
        ("from_on", visit.param("on")),
        ("until_on", visit.param("on")),
    ]);
    page(&views::OpsNew { visitor, tails, form })
}

/// `POST /blocks`: enters a block.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let (visitor, tails) = visit.read_once(&form, queries::tails(&visit.scope)).await?;
    let dates = visitor.dates();
    let Some(plan) = plan(&mut form, None, reading(&visitor, &tails, &dates)) else {
        return again(&views::OpsNew { visitor, tails, form });
    };
    let id = BlockId::new(visit.scope.now, &visit.chance());
    let notice = format!("{} is blocked {}.", plan.tail.registration, plan.time(&visitor));
    visit.write(&form, queries::add(id, &plan), &format!("/blocks/{id}"), &notice).await
}

/// How the form of a block is read for this visitor.
pub(super) fn reading<'a>(
    visitor: &'a Visitor,
    tails: &'a [BlockedTail],
    dates: &'a crate::kit::clock::Dates,
) -> Reading<'a> {
    let (zone, vehicle) = (&visitor.workspace.zone, visitor.workspace.vehicle());
    Reading { tails, zone, dates, vehicle }
}

/// `GET /blocks/{id}`: a block, the trips at the same time, and the form that changes it.
async fn show(visit: Visit, Id(id): Id<BlockId>) -> Result<Response> {
    let (visitor, (block, tails, trips)) = visit.read(queries::file(&visit.scope, id)).await?;
    let block = block.ok_or(Error::NotFound)?;
    let form = filled(&block, &visitor.workspace.zone, &visitor.dates());
    page(&views::OpsShow { visitor, block, tails, trips, form })
}

/// Reads what a form is about.
async fn found(visit: &Visit, form: Form, id: BlockId) -> Result<views::OpsShow> {
    let (visitor, (block, tails, trips)) =
        visit.read_once(&form, queries::file(&visit.scope, id)).await?;
    Ok(views::OpsShow { visitor, block: block.ok_or(Error::NotFound)?, tails, trips, form })
}

/// `POST /blocks/{id}`: changes a block, unless somebody else did since the page was opened.
async fn update(visit: Visit, Id(id): Id<BlockId>, form: Form) -> Result<Response> {
    let mut view = found(&visit, form, id).await?;
    let dates = view.visitor.dates();
    let Some(plan) = plan(&mut view.form, None, reading(&view.visitor, &view.tails, &dates)) else {
        return again(&view);
    };
    let it = view.block.change(plan, view.form.seen())?;
    let letter = mail::changed(&view.block, &it, &view.visitor);
    let write = queries::change(&it, &view.block, &letter);
    visit.write(&view.form, write, &format!("/blocks/{id}"), "Block saved.").await
}

/// `POST /blocks/{id}/answer`: approves or refuses what an owner asked for.
async fn answer(visit: Visit, Id(id): Id<BlockId>, form: Form) -> Result<Response> {
    let mut view = found(&visit, form, id).await?;
    let words = view.form.text("answer", 300);
    let is_approved = view.form.is("decision", "approve");
    if !is_approved && !view.form.is("decision", "refuse") {
        view.form.complain("decision", "Choose whether to approve or to refuse it.");
    }
    let it = match view.block.answer(is_approved, &words, view.form.seen()) {
        _ if view.form.has_complaints() => return again(&view.with_form_filled()),
        Err(Refusal::NoWords) => {
            view.form.complain("answer", Refusal::NoWords.words());
            return again(&view.with_form_filled());
        }
        decided => decided?,
    };
    let letter = mail::answered(&view.block, &it, &view.visitor);
    let notice = if is_approved { "Block approved." } else { "Block refused." };
    let write = queries::answer(&it, &view.block, &letter);
    visit.write(&view.form, write, &format!("/blocks/{id}"), notice).await
}

/// `POST /blocks/{id}/removal`: removes a block.
async fn remove(visit: Visit, Id(id): Id<BlockId>, form: Form) -> Result<Response> {
    let view = found(&visit, form, id).await?;
    let letter = mail::removed(&view.block, &view.visitor);
    let write = queries::remove(&view.block, view.form.seen(), &letter);
    visit.write(&view.form, write, &view.block.in_calendar(&view.visitor), "Block removed.").await
}

#[cfg(test)]
mod tests;
