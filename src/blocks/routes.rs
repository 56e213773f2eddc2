//! `/blocks` on the client's side: whose account is tied to a tail asks to keep it.
use super::{Kind, Plan, mail, plan::plan, queries, views};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::BlockId,
    users::{Visitor, travelers},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/blocks/new", travelers(), new)
        .post("/blocks", travelers(), ask)
        .get("/blocks/{id}", travelers(), show)
        .post("/blocks/{id}/removal", travelers(), withdraw)
}

/// `GET /blocks/new`: the form that asks for a block. Not found by clients without a tail.
async fn new(visit: Visit) -> Result<Response> {
    let (visitor, tails) = visit.read(queries::tied_tails(&visit.scope)).await?;
    if tails.is_empty() {
        return Err(Error::NotFound);
    }
    let form = Form::of([("tail", visit.param("tail")), ("from_on", visit.param("on"))]);
    page(&views::New { visitor, tails, form })
}

/// `POST /blocks`: asks staff to block a tail.
async fn ask(visit: Visit, mut form: Form) -> Result<Response> {
    let (visitor, tails) = visit.read_once(&form, queries::tied_tails(&visit.scope)).await?;
    if tails.is_empty() {
        return Err(Error::NotFound);
    }
    let dates = visitor.dates();
    let read = plan(&mut form, Some(Kind::Owner), super::ops::reading(&visitor, &tails, &dates));
    let Some(plan) = ahead(read, &mut form, &visitor) else {
        return again(&views::New { visitor, tails, form });
    };
    let id = BlockId::new(visit.scope.now, &visit.chance());
    let letter = mail::asked(id, &plan, &visitor);
    let notice = format!("Request sent. {} will email you the answer.", visitor.workspace.name);
    visit.write(&form, queries::ask(id, &plan, &letter), &format!("/blocks/{id}"), &notice).await
}

/// The block that was asked for, if it is not over already.
fn ahead(plan: Option<Plan>, form: &mut Form, visitor: &Visitor) -> Option<Plan> {
    let plan = plan?;
    if plan.ends_at <= visitor.now {
        form.complain("until_on", "Choose a time that is still ahead.");
        return None;
    }
    Some(plan)
}

/// `GET /blocks/{id}`: a block of the client's tail, and what staff answered.
async fn show(visit: Visit, Id(id): Id<BlockId>) -> Result<Response> {
    let (visitor, block) = visit.read(queries::own_block(&visit.scope, id)).await?;
    page(&views::Show { visitor, block: block.ok_or(Error::NotFound)? })
}

/// `POST /blocks/{id}/removal`: takes back what the client asked for.
async fn withdraw(visit: Visit, Id(id): Id<BlockId>, form: Form) -> Result<Response> {
    let (visitor, block) = visit.read_once(&form, queries::own_block(&visit.scope, id)).await?;
    let block = block.filter(|it| it.is_of(&visitor)).ok_or(Error::NotFound)?;
    block.withdraw(form.seen())?;
    let write = queries::withdraw(&block, form.seen());
    visit.write(&form, write, "/schedule", "Request taken back.").await
}
