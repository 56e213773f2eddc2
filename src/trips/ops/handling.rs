//! The FBOs of a trip: `/trips/{id}/fbos`.
use super::{mail, queries, views};
use crate::{
    error::{Error, Result},
    fbos::Fbo,
    http::{
        form::Form,
        page::{again, page, see},
        routes::Id,
        visit::Visit,
    },
    itineraries::HandledBy,
    kit::ids::TripId,
    trips::handling::{End, KEPT},
};
use axum::response::Response;

/// `GET /trips/{id}/fbos`: the form with the FBO at each end of each leg.
pub(super) async fn edit(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let (visitor, (trip, fbos)) = visit.read(queries::fbos_of(&visit.scope, id)).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    let mut form = Form::default();
    for (i, leg) in trip.legs.iter().enumerate() {
        for end in End::BOTH {
            form.set(&end.field(i), shown(end.of(leg).fbo.as_ref(), &fbos));
        }
    }
    page(&views::EditFbos { visitor, trip, fbos, form })
}

/// `POST /trips/{id}/fbos`: sets the FBOs of the legs.
pub(super) async fn update(visit: Visit, Id(id): Id<TripId>, form: Form) -> Result<Response> {
    let batch = queries::fbos_of(&visit.scope, id);
    let (visitor, (trip, fbos)) = visit.read_once(&form, batch).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    if form.is_replayed() {
        return again(&views::EditFbos { visitor, trip, fbos, form });
    }
    let chosen = |i: usize, end: End| {
        let value = form.value(&end.field(i)).to_owned();
        let now = trip.legs.get(i).and_then(|leg| end.of(leg).fbo.clone());
        let known = fbos.iter().find(|it| it.id.to_string() == value);
        known.map(Fbo::copied).or_else(|| now.filter(|_| value == KEPT))
    };
    let it = trip.handle(form.seen(), chosen)?;
    if it.ends.is_empty() {
        return Ok(see(&format!("/trips/{id}")));
    }
    let letter = mail::handled(&trip, &it, &visitor);
    let write = queries::set_fbos(&it, &trip, &letter);
    visit.write(&form, write, &format!("/trips/{id}"), "FBOs saved.").await
}

/// The value of the field for the FBO that an end has now.
fn shown(now: Option<&HandledBy>, fbos: &[Fbo]) -> String {
    let Some(now) = now else { return String::new() };
    let known = fbos.iter().find(|it| it.copied() == *now);
    known.map_or(KEPT.to_owned(), |it| it.id.to_string())
}

#[cfg(test)]
mod tests;
