//! `/fbos` on the operations side.
mod preferred;
#[cfg(test)]
mod tests;

use super::{Fbo, Particulars, queries, views};
use crate::{
    airports::{self, Airport, Candidates, Found},
    db::page::Cursor,
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{ids::FboId, text::excerpt},
    search::{List, ListFilter, Noun, Tabs},
    users::{Right, Visitor, may, staff},
};
use axum::response::Response;

/// The tabs of the list.
const BY_USE: Tabs = &[("in_use", "In use"), ("own", "Our own"), ("retired", "Retired")];

/// The longest name of an airport that is looked up, in characters.
const LONGEST_NAME: usize = 120;

pub fn routes() -> Routes {
    let (read, handle) = (staff().of_aircraft(), may(Right::Handle).of_aircraft());
    Routes::new()
        .get("/fbos", read, index)
        .get("/fbos/new", handle, new)
        .post("/fbos", handle, create)
        .get("/fbos/{id}", read, show)
        .get("/fbos/{id}/edit", handle, edit)
        .post("/fbos/{id}", handle, update)
        .post("/fbos/{id}/retirement", handle, retire)
        .post("/fbos/{id}/restoration", handle, restore)
        .get("/accounts/{id}/fbos", handle, preferred::index)
        .post("/accounts/{id}/fbos", handle, preferred::prefer)
        .post("/accounts/{id}/fbos/removal", handle, preferred::prefer_none)
}

/// `GET /fbos`: the FBOs sorted by name, or those that `?q` finds; `?show` is a tab.
async fn index(visit: Visit) -> Result<Response> {
    let filter = ListFilter::new(Noun::Fbo, BY_USE, |name| visit.param(name));
    let (visitor, fbos) = visit.read(queries::fbos(&visit.scope, &filter)).await?;
    let list = List::of(filter, fbos, |it| Cursor::after_text(it.sort_name.as_str(), it.id));
    page(&views::Index { visitor, list })
}

/// `GET /fbos/new`: the form for a new FBO, perhaps at an `?airport`.
async fn new(visit: Visit) -> Result<Response> {
    let (visitor, ()) = visit.read(()).await?;
    let form = Form::of([("airport", visit.param("airport"))]);
    page(&views::New { visitor, form })
}

/// `POST /fbos`: adds an FBO.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let batch = airports::lookup(&visit.scope, &[typed(&form)]);
    let (visitor, found) = visit.read_once(&form, batch).await?;
    let Some(it) = particulars(&mut form, &found) else {
        return again(&views::New { visitor, form });
    };
    let id = FboId::new(visit.scope.now, &visit.chance());
    let notice = format!("{} added.", it.name);
    visit.write(&form, queries::add(id, &it), &format!("/fbos/{id}"), &notice).await
}

/// `GET /fbos/{id}`: how to reach the FBO, and what staff noted about it.
async fn show(visit: Visit, Id(id): Id<FboId>) -> Result<Response> {
    let (visitor, fbo) = visit.read(queries::one(&visit.scope, id)).await?;
    page(&views::Show { visitor, fbo: fbo.ok_or(Error::NotFound)? })
}

/// `GET /fbos/{id}/edit`: the form with the FBO's details.
async fn edit(visit: Visit, Id(id): Id<FboId>) -> Result<Response> {
    let (visitor, fbo) = visit.read(queries::one(&visit.scope, id)).await?;
    let fbo = fbo.ok_or(Error::NotFound)?;
    let form = Form::of([
        ("airport", format!("{} {}", fbo.code, fbo.airport)),
        ("name", fbo.name.clone()),
        ("address", fbo.address.clone()),
        ("phone", fbo.phone.clone()),
        ("email", fbo.email.clone()),
        ("is_own", if fbo.is_own { "yes" } else { "" }.to_owned()),
        ("notes", fbo.notes.clone()),
    ]);
    page(&views::Edit { visitor, form, fbo })
}

/// `POST /fbos/{id}`: changes the details, unless somebody else has changed them meanwhile.
async fn update(visit: Visit, Id(id): Id<FboId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::one(scope, id), airports::lookup(scope, &[typed(&form)]));
    let (visitor, (fbo, found)) = visit.read_once(&form, batch).await?;
    let fbo = fbo.ok_or(Error::NotFound)?;
    let Some(it) = particulars(&mut form, &found) else {
        return again(&views::Edit { visitor, form, fbo });
    };
    let notice = format!("{} saved.", it.name);
    let write = queries::change(&fbo, form.seen(), &it);
    visit.write(&form, write, &format!("/fbos/{id}"), &notice).await
}

/// `POST /fbos/{id}/retirement`: takes the FBO out of use.
async fn retire(visit: Visit, Id(id): Id<FboId>, form: Form) -> Result<Response> {
    let (_, fbo) = found(&visit, &form, id).await?;
    let notice = format!("{} retired.", fbo.name);
    visit.write(&form, queries::retire(id, form.seen()), &format!("/fbos/{id}"), &notice).await
}

/// `POST /fbos/{id}/restoration`: takes a retired FBO back into use.
async fn restore(visit: Visit, Id(id): Id<FboId>, form: Form) -> Result<Response> {
    let (_, fbo) = found(&visit, &form, id).await?;
    let notice = format!("{} is in use again.", fbo.name);
    visit.write(&form, queries::restore(id, form.seen()), &format!("/fbos/{id}"), &notice).await
}

/// The visitor and the FBO, for a form that changes it.
async fn found(visit: &Visit, form: &Form, id: FboId) -> Result<(Visitor, Fbo)> {
    let (visitor, fbo) = visit.read_once(form, queries::one(&visit.scope, id)).await?;
    Ok((visitor, fbo.ok_or(Error::NotFound)?))
}

/// What was typed for the airport, to be looked up.
fn typed(form: &Form) -> String {
    excerpt(form.value("airport"), LONGEST_NAME)
}

/// The details that were typed; none where the form has something to correct.
fn particulars(form: &mut Form, found: &[Found]) -> Option<Particulars> {
    let airport = airport(form, found);
    let name = form.company("name", 120, "Enter the name of the FBO.");
    let address = form.text("address", 300);
    let phone = form.text("phone", 40);
    let email = form.email_or_none("email").map(|it| it.to_string()).unwrap_or_default();
    let is_own = !form.value("is_own").is_empty();
    let notes = form.text("notes", 2_000);
    let airport = airport.filter(|_| !form.has_complaints())?;
    Some(Particulars { airport, name, address, phone, email, is_own, notes })
}

/// The airport that was typed. Complains where it is not known, and asks where it can be several.
fn airport(form: &mut Form, found: &[Found]) -> Option<Airport> {
    form.required("airport", LONGEST_NAME, "Enter an airport code, name or city.");
    if form.complaint("airport").is_some() {
        return None;
    }
    let typed = typed(form);
    let candidates = Candidates::of(&typed, found);
    if let Some(only) = candidates.only() {
        return Some(only.clone());
    }
    let short = excerpt(&typed, 40);
    let all: Vec<&Airport> = candidates.all().take(10).collect();
    if all.is_empty() {
        let words = format!("No airport is known as “{short}”. Try its code or its city.");
        form.complain("airport", words);
        return None;
    }
    let value = |it: &Airport| format!("{} {typed}", it.id);
    let readings = all.iter().map(|it| (value(it), it.described())).collect();
    let words = format!("“{short}” can be several airports. Which one do you mean?");
    let meant = form.ask("airport", "airport_at", words, readings)?;
    all.into_iter().find(|it| value(it) == meant).cloned()
}
