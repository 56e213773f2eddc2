//! `/passengers` on the operations side
use super::{entry::Entry, queries, routes as shared, views};
use crate::{
    accounts,
    db::page::Cursor,
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::PassengerId,
    ui::pieces::Pager,
    users::{Right, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/passengers", staff(), index)
        .get("/passengers/new", may(Right::ManagePassengers), new)
        .post("/passengers", may(Right::ManagePassengers), create)
        .get("/passengers/{id}/edit", may(Right::ManagePassengers), edit)
        .post("/passengers/{id}", may(Right::ManagePassengers), update)
        .post("/passengers/{id}/disclosure", may(Right::ManagePassengers), disclose)
}

/// `GET /passengers`: the passengers of all accounts by name, or those that `?q` finds.
async fn index(visit: Visit) -> Result<Response> {
    let (q, from) = (visit.param("q"), visit.cursor(Cursor::text()));
    let query = queries::all_passengers(&visit.scope, &q, &from);
    let (visitor, passengers) = visit.read(query).await?;
    let listed = views::paged(passengers);
    let pager = Pager::more(&listed, "/passengers", &[("q", &q)]);
    page(&views::OpsIndex { visitor, passengers: listed.rows, q, from, pager })
}

/// `GET /passengers/new`: the form of a new passenger of the account `?account`; `?next` is the page to return to.
async fn new(visit: Visit) -> Result<Response> {
    let (account, next) = (visit.param("account"), visit.param("next"));
    let (visitor, account) = visit.read(accounts::active(&visit.scope, &account)).await?;
    let account = account.ok_or(Error::NotFound)?;
    page(&views::OpsNew { visitor, form: Form::of([("next", next)]), account })
}

/// `POST /passengers`: adds a passenger to the directory of an account.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let account = accounts::active(&visit.scope, form.value("account"));
    let (visitor, account) = visit.read_once(&form, account).await?;
    let account = account.ok_or_else(|| {
        Error::refused("This account is no longer active. Choose another one under Accounts.")
    })?;
    let entry = Entry::read(&mut form, visitor.dates(), visitor.workspace.trade);
    if form.has_complaints() {
        return again(&views::OpsNew { visitor, form, account });
    }
    shared::add(&visit, &visitor, &form, account.id, entry).await
}

/// `GET /passengers/{id}/edit`: the form that corrects a passenger of any account.
async fn edit(visit: Visit, Id(id): Id<PassengerId>) -> Result<Response> {
    shared::edit(visit, id).await
}

/// `POST /passengers/{id}`: corrects a passenger, unless somebody else changed them since the page was opened.
async fn update(visit: Visit, Id(id): Id<PassengerId>, form: Form) -> Result<Response> {
    shared::update(visit, id, form).await
}

/// `POST /passengers/{id}/disclosure`: shows numbers and the date of birth in full for five minutes, which is recorded.
async fn disclose(visit: Visit, Id(id): Id<PassengerId>, form: Form) -> Result<Response> {
    shared::disclose(visit, id, form).await
}
