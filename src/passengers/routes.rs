//! `/passengers`
mod editing;
pub use editing::{add, disclose, edit, update};

use super::{entry::Entry, queries, views};
use crate::{
    db::page::Cursor,
    error::Result,
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::PassengerId,
    ui::pieces::Pager,
    users::{Grant, travelers},
    workspaces::Module,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::of(Module::Passengers)
        .get("/passengers", travelers(), index)
        .get("/passengers/new", travelers().granted(Grant::ManagePassengers), new)
        .post("/passengers", travelers().granted(Grant::ManagePassengers), create)
        .get("/passengers/{id}/edit", travelers().granted(Grant::ManagePassengers), show_form)
        .post("/passengers/{id}", travelers().granted(Grant::ManagePassengers), change)
        .post("/passengers/{id}/disclosure", travelers().granted(Grant::ManagePassengers), reveal)
        .post("/passengers/{id}/removal", travelers().granted(Grant::ManagePassengers), remove)
}

/// `GET /passengers`: the client's passengers by name, or those that `?q` finds.
async fn index(visit: Visit) -> Result<Response> {
    let (q, from) = (visit.param("q"), visit.cursor(Cursor::text()));
    let (visitor, passengers) = visit.read(queries::passengers(&visit.scope, &q, &from)).await?;
    let listed = views::paged(passengers);
    let pager = Pager::more(&listed, "/passengers", &[("q", &q)]);
    page(&views::Index { visitor, passengers: listed.rows, q, from, pager })
}

/// `GET /passengers/new`: the form of a new passenger; `?next` is the page to return to.
async fn new(visit: Visit) -> Result<Response> {
    let (visitor, accounts) = visit.read(queries::accounts(&visit.scope)).await?;
    let form = Form::of(["next", "account"].map(|name| (name, visit.param(name))));
    page(&views::New { visitor, form, accounts })
}

/// `POST /passengers`: adds a passenger to the directory of an account.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let accounts = queries::accounts(&visit.scope);
    let (visitor, accounts) = visit.read_once(&form, accounts).await?;
    let entry = Entry::read(&mut form, visitor.dates(), visitor.workspace.trade);
    let chosen = accounts
        .iter()
        .find(|account| accounts.len() == 1 || form.value("account") == account.id.to_string())
        .map(|account| account.id);
    if chosen.is_none() {
        form.complain("account", "Choose the account they travel for.");
    }
    let Some(account) = chosen.filter(|_| !form.has_complaints()) else {
        return again(&views::New { visitor, form, accounts });
    };
    editing::add(&visit, &visitor, &form, account, entry).await
}

/// `GET /passengers/{id}/edit`: the form that changes a passenger.
async fn show_form(visit: Visit, Id(id): Id<PassengerId>) -> Result<Response> {
    edit(visit, id).await
}

/// `POST /passengers/{id}`: changes a passenger, unless somebody else did since the page was
/// opened.
async fn change(visit: Visit, Id(id): Id<PassengerId>, form: Form) -> Result<Response> {
    update(visit, id, form).await
}

/// `POST /passengers/{id}/disclosure`: shows numbers and the date of birth in full for five minutes, which is recorded.
async fn reveal(visit: Visit, Id(id): Id<PassengerId>, form: Form) -> Result<Response> {
    disclose(visit, id, form).await
}

/// `POST /passengers/{id}/removal`: removes a passenger from the directory.
async fn remove(visit: Visit, Id(id): Id<PassengerId>, form: Form) -> Result<Response> {
    let (_, passenger) = editing::found(&visit, &form, id).await?;
    let notice = format!("{} removed.", passenger.name);
    visit.write(&form, queries::remove(id, form.seen()), "/passengers", &notice).await
}

#[cfg(test)]
mod tests;
