//! `/services`: a customer's orders.
use super::{
    OwnFbo, Refusal,
    listing::{PER_PAGE, Tab},
    mail,
    queries::{self, NewService},
    reading::Reading,
    views,
};
use crate::{
    db::page::{Cursor, Page},
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{ids::ServiceId, text::excerpt},
    ui::pieces::Pager,
    users::customers,
    workspaces::Module,
};
use axum::response::Response;

pub fn routes() -> Routes {
    let customers = customers().of_aircraft();
    Routes::of(Module::Services)
        .get("/services", customers, index)
        .get("/services/new", customers, new)
        .post("/services", customers, create)
        .get("/services/{id}", customers, show)
        .get("/services/{id}/edit", customers, edit)
        .post("/services/{id}", customers, update)
        .post("/services/{id}/acceptance", customers, accept)
        .post("/services/{id}/cancellation", customers, cancel)
}

/// `GET /services`: the customer's open orders, or closed ones with `?show=closed`.
async fn index(visit: Visit) -> Result<Response> {
    let tab = Tab::of(&Tab::CLIENT, &visit.param("show"));
    let from = visit.cursor(tab.start());
    let (visitor, rows) = visit.read(queries::mine(&visit.scope, tab, &from)).await?;
    let listed = Page::of(rows, PER_PAGE, |it| Cursor::after(it.arrives_at, it.id));
    let pager = Pager::more(&listed, "/services", &[("show", tab.word())]);
    page(&views::Index { visitor, tab, rows: listed.rows, pager })
}

/// `GET /services/new`: an empty order.
async fn new(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (fbos, accounts)) =
        visit.read((queries::own_fbos(scope), queries::accounts(scope))).await?;
    let form = Form::of([("unit", "gallons")]);
    page(&views::New { visitor, fbos, accounts, form })
}

/// `POST /services`: sends the order to operations.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (fbos, accounts)) =
        visit.read_once(&form, (queries::own_fbos(scope), queries::accounts(scope))).await?;
    let fbo = chosen(&mut form, &fbos);
    let found = accounts.iter().find(|it| accounts.len() == 1 || form.is("account", it.id));
    let account = found.map(|it| it.id);
    if account.is_none() {
        form.complain("account", "Choose the account that orders.");
    }
    let there = fbo.as_ref().map_or((visitor.workspace.zone.as_str(), ""), OwnFbo::there);
    let order = Reading::new(there, visitor.dates(), scope.now).read(&mut form);
    let (Some(fbo), Some(account), Some(order)) = (fbo.as_ref(), account, order) else {
        return again(&views::New { visitor, fbos, accounts, form });
    };
    let id = ServiceId::new(scope.now, &visit.chance());
    let letter = mail::requested(id, (fbo, &order), &visitor);
    let it = NewService { id, account, fbo: &fbo.id, order: &order };
    let write = queries::request(&it, &letter);
    visit.write(&form, write, &format!("/services/{id}"), "Order sent.").await
}

/// The FBO that the form chose; the only one if there is one.
fn chosen(form: &mut Form, fbos: &[OwnFbo]) -> Option<OwnFbo> {
    let found = fbos.iter().find(|it| fbos.len() == 1 || form.is("fbo", &it.id)).cloned();
    if found.is_none() {
        form.complain("fbo", "Choose one of our FBOs.");
    }
    found
}

/// `GET /services/{id}`: the order, what staff changed about it, and its history.
async fn show(visit: Visit, Id(id): Id<ServiceId>) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (service, history)) =
        visit.read((queries::service(scope, id), queries::history(scope, id))).await?;
    let service = service.ok_or(Error::NotFound)?;
    page(&views::Show { visitor, service, history })
}

/// `GET /services/{id}/edit`: the form with an order that nobody has answered yet.
async fn edit(visit: Visit, Id(id): Id<ServiceId>) -> Result<Response> {
    let (visitor, service) = visit.read(queries::service(&visit.scope, id)).await?;
    let service = service.ok_or(Error::NotFound)?;
    if !service.is_changeable() {
        return Err(Refusal::Answered.into());
    }
    let mut form = Form::default();
    Reading::new(service.there(), visitor.dates(), visitor.now).fill(&mut form, &service.order());
    page(&views::Change { visitor, service, form })
}

/// `POST /services/{id}`: changes the order, and tells operations.
async fn update(visit: Visit, Id(id): Id<ServiceId>, mut form: Form) -> Result<Response> {
    let (visitor, service) = visit.read_once(&form, queries::service(&visit.scope, id)).await?;
    let service = service.ok_or(Error::NotFound)?;
    let reading = Reading::new(service.there(), visitor.dates(), visitor.now);
    let Some(order) = reading.read(&mut form) else {
        return again(&views::Change { visitor, service, form });
    };
    let step = service.change(form.seen(), &order)?;
    let letter = mail::changed(&service, &order, &visitor);
    let write = queries::change(&step, &order, &letter);
    visit.write(&form, write, &format!("/services/{id}"), "Order changed.").await
}

/// `POST /services/{id}/acceptance`: the customer accepts what staff changed.
async fn accept(visit: Visit, Id(id): Id<ServiceId>, form: Form) -> Result<Response> {
    let (visitor, service) = visit.read_once(&form, queries::service(&visit.scope, id)).await?;
    let service = service.ok_or(Error::NotFound)?;
    let step = service.accept(form.seen())?;
    let letter = mail::settled(&service, &step, &visitor);
    let write = queries::settle(&step, &letter);
    visit.write(&form, write, &format!("/services/{id}"), "Order confirmed.").await
}

/// `POST /services/{id}/cancellation`: the customer cancels the order.
async fn cancel(visit: Visit, Id(id): Id<ServiceId>, form: Form) -> Result<Response> {
    let (visitor, service) = visit.read_once(&form, queries::service(&visit.scope, id)).await?;
    let service = service.ok_or(Error::NotFound)?;
    let step = service.cancel(form.seen(), &excerpt(form.value("reason"), 500))?;
    let letter = mail::settled(&service, &step, &visitor);
    let write = queries::settle(&step, &letter);
    visit.write(&form, write, &format!("/services/{id}"), "Order canceled.").await
}

#[cfg(test)]
mod tests;
