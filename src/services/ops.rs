//! `/services` on the operations side.
use super::{
    Service, Step,
    listing::{PER_PAGE, Tab},
    mail, queries,
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
    users::{Right, Visitor, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    let (read, handle) = (staff().of_aircraft(), may(Right::Handle).of_aircraft());
    Routes::new()
        .get("/services", read, index)
        .get("/services/{id}", read, show)
        .get("/services/{id}/edit", handle, edit)
        .post("/services/{id}/amendment", handle, amend)
        .post("/services/{id}/confirmation", handle, confirm)
        .post("/services/{id}/completion", handle, complete)
        .post("/services/{id}/decline", handle, decline)
}

/// `GET /services`: the orders that wait for an answer, the soonest arrival first; `?show` is a tab.
async fn index(visit: Visit) -> Result<Response> {
    let tab = Tab::of(&Tab::OPS, &visit.param("show"));
    let from = visit.cursor(tab.start());
    let (visitor, rows) = visit.read(queries::all(&visit.scope, tab, &from)).await?;
    let listed = Page::of(rows, PER_PAGE, |it| Cursor::after(it.arrives_at, it.id));
    let pager = Pager::more(&listed, "/services", &[("show", tab.word())]);
    page(&views::OpsIndex { visitor, tab, rows: listed.rows, pager })
}

/// `GET /services/{id}`: the order, and the forms that answer it.
async fn show(visit: Visit, Id(id): Id<ServiceId>) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::service_for_staff(scope, id), queries::history_for_staff(scope, id));
    let (visitor, (service, history)) = visit.read(batch).await?;
    let service = service.ok_or(Error::NotFound)?;
    page(&views::OpsShow { visitor, service, history, form: Form::default() })
}

/// `GET /services/{id}/edit`: the form with the order, to change it.
async fn edit(visit: Visit, Id(id): Id<ServiceId>) -> Result<Response> {
    let (visitor, service) = visit.read(queries::service_for_staff(&visit.scope, id)).await?;
    let service = service.ok_or(Error::NotFound)?;
    let mut form = Form::default();
    Reading::new(service.there(), visitor.dates(), visitor.now).fill(&mut form, &service.order());
    page(&views::Edit { visitor, service, form })
}

/// `POST /services/{id}/amendment`: changes the order, and asks the customer to accept that.
async fn amend(visit: Visit, Id(id): Id<ServiceId>, mut form: Form) -> Result<Response> {
    let (visitor, service) = found(&visit, &form, id).await?;
    let note = form.text("note", 500);
    let reading = Reading::new(service.there(), visitor.dates(), visitor.now).by_staff();
    let Some(order) = reading.read(&mut form) else {
        return again(&views::Edit { visitor, service, form });
    };
    let it = service.amend(form.seen(), order, &note)?;
    let letter = mail::amended(&service, &it, &visitor);
    let write = queries::amend(&it, service.account_id, &letter);
    visit.write(&form, write, &format!("/services/{id}"), "Change sent to the customer.").await
}

/// `POST /services/{id}/confirmation`: confirms the order as it was requested.
async fn confirm(visit: Visit, Id(id): Id<ServiceId>, form: Form) -> Result<Response> {
    let (visitor, service) = found(&visit, &form, id).await?;
    let step = service.confirm(form.seen(), &excerpt(form.value("note"), 500))?;
    answer(&visit, &form, (&visitor, &service), &step, "Order confirmed.").await
}

/// `POST /services/{id}/completion`: notes that everything was done.
async fn complete(visit: Visit, Id(id): Id<ServiceId>, form: Form) -> Result<Response> {
    let (visitor, service) = found(&visit, &form, id).await?;
    let step = service.complete(form.seen(), visitor.now)?;
    answer(&visit, &form, (&visitor, &service), &step, "Order completed.").await
}

/// `POST /services/{id}/decline`: declines the order, for a reason that the customer reads.
async fn decline(visit: Visit, Id(id): Id<ServiceId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::service_for_staff(scope, id), queries::history_for_staff(scope, id));
    let (visitor, (service, history)) = visit.read_once(&form, batch).await?;
    let service = service.ok_or(Error::NotFound)?;
    let reason = form.required("reason", 500, "Enter a reason: the customer reads it.");
    if form.has_complaints() {
        return again(&views::OpsShow { visitor, service, history, form });
    }
    let step = service.decline(form.seen(), &reason)?;
    answer(&visit, &form, (&visitor, &service), &step, "Order declined.").await
}

/// The visitor and the order, for a form that changes it.
async fn found(visit: &Visit, form: &Form, id: ServiceId) -> Result<(Visitor, Service)> {
    let (visitor, service) =
        visit.read_once(form, queries::service_for_staff(&visit.scope, id)).await?;
    Ok((visitor, service.ok_or(Error::NotFound)?))
}

/// Writes what staff decided, and mails the account.
async fn answer(
    visit: &Visit,
    form: &Form,
    (visitor, service): (&Visitor, &Service),
    step: &Step,
    notice: &str,
) -> Result<Response> {
    let letter = mail::answered(service, step, visitor);
    let write = queries::answer(step, service.account_id, &letter);
    visit.write(form, write, &format!("/services/{}", service.id), notice).await
}
