//! `/tails` on the operations side.
use super::{Particulars, Speed, Tail, queries, views};
use crate::{
    db::page::{Cursor, Page},
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{ids::TailId, numeral},
    ui::pieces::Pager,
    users::{Right, Visitor, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/tails", staff(), index)
        .get("/tails/new", may(Right::Administer), new)
        .post("/tails", may(Right::Administer), create)
        .get("/tails/{id}", may(Right::Administer), edit)
        .post("/tails/{id}", may(Right::Administer), update)
        .post("/tails/{id}/retirement", may(Right::Administer), retire)
        .post("/tails/{id}/restoration", may(Right::Administer), restore)
}

/// `GET /tails`: the fleet by registration.
async fn index(visit: Visit) -> Result<Response> {
    let from = visit.cursor(Cursor::text());
    let (visitor, tails) = visit.read(queries::tails(&visit.scope, &from)).await?;
    let listed = Page::of(tails, queries::PER_PAGE, |it| {
        Cursor::after_text(it.registration.as_str(), it.id)
    });
    let pager = Pager::more(&listed, "/tails", &[]);
    page(&views::Index { visitor, tails: listed.rows, pager })
}

/// `GET /tails/new`: the form for a new one.
async fn new(visit: Visit) -> Result<Response> {
    let (visitor, ()) = visit.read(()).await?;
    page(&views::New { visitor, form: Form::default() })
}

/// `POST /tails`: adds one.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let batch = queries::named(&visit.scope, &registration(&form));
    let (visitor, namesake) = visit.read_once(&form, batch).await?;
    refuse_namesake(&mut form, namesake.as_ref());
    let Some(it) = particulars(&mut form, &visitor) else {
        return again(&views::New { visitor, form });
    };
    let id = TailId::new(visit.scope.now, &visit.chance());
    let notice = format!("{} added.", it.registration);
    visit.write(&form, queries::add(id, &it), "/tails", &notice).await
}

/// `GET /tails/{id}`: the form with its details.
async fn edit(visit: Visit, Id(id): Id<TailId>) -> Result<Response> {
    let (visitor, tail) = visit.read(queries::one(&visit.scope, id)).await?;
    let tail = tail.ok_or(Error::NotFound)?;
    let form = Form::of([
        ("registration", tail.registration.clone()),
        ("type", tail.kind.clone()),
        ("seats", tail.seats.to_string()),
        ("speed", views::figure(tail.speed(visitor.workspace.trade))),
    ]);
    page(&views::Edit { visitor, form, tail })
}

/// `POST /tails/{id}`: changes the details.
async fn update(visit: Visit, Id(id): Id<TailId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::one(scope, id), queries::named(scope, &registration(&form)));
    let (visitor, (tail, namesake)) = visit.read_once(&form, batch).await?;
    let tail = tail.ok_or(Error::NotFound)?;
    refuse_namesake(&mut form, namesake.as_ref().filter(|it| it.id != id));
    let Some(it) = particulars(&mut form, &visitor) else {
        return again(&views::Edit { visitor, form, tail });
    };
    let notice = format!("{} saved.", it.registration);
    let note = tail.changes(&it, visitor.workspace.trade);
    visit.write(&form, queries::change(id, form.seen(), &it, note), "/tails", &notice).await
}

/// `POST /tails/{id}/retirement`: takes it out of use.
async fn retire(visit: Visit, Id(id): Id<TailId>, form: Form) -> Result<Response> {
    let tail = found(&visit, &form, id).await?;
    let notice = format!("{} is out of use.", tail.registration);
    visit.write(&form, queries::retire(id, form.seen()), "/tails", &notice).await
}

/// `POST /tails/{id}/restoration`: takes it back into use.
async fn restore(visit: Visit, Id(id): Id<TailId>, form: Form) -> Result<Response> {
    let tail = found(&visit, &form, id).await?;
    let notice = format!("{} is in use again.", tail.registration);
    visit.write(&form, queries::restore(id, form.seen()), "/tails", &notice).await
}

async fn found(visit: &Visit, form: &Form, id: TailId) -> Result<Tail> {
    let (_, tail) = visit.read_once(form, queries::one(&visit.scope, id)).await?;
    tail.ok_or(Error::NotFound)
}

/// The registration that was typed, in capitals.
fn registration(form: &Form) -> String {
    form.value("registration").to_uppercase()
}

fn refuse_namesake(form: &mut Form, namesake: Option<&Tail>) {
    if let Some(it) = namesake {
        let state = if it.is_in_use() { "in the fleet" } else { "in the fleet, out of use" };
        form.complain("registration", format!("{} is {state} already.", it.registration));
    }
}

/// The details that were typed; none where the form has something to correct.
fn particulars(form: &mut Form, visitor: &Visitor) -> Option<Particulars> {
    let trade = visitor.workspace.trade;
    form.required("registration", 20, views::asks(trade).registration);
    let registration = registration(form);
    let kind = form.required("type", 80, "Enter the type, as clients know it.");
    let seats = form.number("seats", "Enter the number of seats, from 1 to 999.", |it| {
        numeral::whole(it, 1, 999)
    });
    let speed = form.number("speed", views::asks(trade).speed, |it| numeral::whole(it, 10, 999));
    let (seats, speed) = seats.zip(speed).filter(|_| !form.has_complaints())?;
    Some(Particulars { registration, kind, seats, speed: Speed::of(trade, speed) })
}
