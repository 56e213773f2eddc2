//! `/settings` on the operations side
use super::{Access, addresses, queries, views};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::Routes,
        visit::Visit,
    },
    users::{Right, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/settings/access", staff(), access).post(
        "/settings/access",
        may(Right::Administer),
        set_access,
    )
}

/// `GET /settings/access`: what is asked of whoever wants in.
async fn access(visit: Visit) -> Result<Response> {
    let (visitor, stored) = visit.read(queries::access(&visit.scope)).await?;
    let stored = stored.ok_or(Error::NotFound)?;
    let form = views::Access::form_of(&stored);
    page(&views::Access { visitor, stored, form })
}

/// `POST /settings/access`: asks something else of them, from the next click on.
async fn set_access(visit: Visit, mut form: Form) -> Result<Response> {
    let (visitor, stored) = visit.read_once(&form, queries::access(&visit.scope)).await?;
    visitor.needs_proof("/settings/access")?;
    let stored = stored.ok_or(Error::NotFound)?;
    if !form.is("version", stored.version) {
        return Err(Error::refused(
            "Somebody changed these settings while you were looking at them. Please read them again.",
        ));
    }
    let Some(new) = read(&mut form) else {
        return again(&views::Access { visitor, stored, form });
    };
    if new == stored.access {
        form.complain("idle_days", "Nothing is different from what is set already.");
        return again(&views::Access { visitor, stored, form });
    }
    let write = queries::set_access(visitor.workspace.id, &stored, &new);
    visit.write(&form, write, "/settings/access", "Settings saved.").await
}

/// The settings that were typed; none where the form has complaints.
fn read(form: &mut Form) -> Option<Access> {
    let days = form.value("idle_days").parse::<i64>().ok().filter(|days| (1..=30).contains(days));
    if days.is_none() {
        form.complain("idle_days", "Give a number of days from 1 to 30.");
    }
    let addresses = addresses(&form.text("addresses", 4_000));
    if let Err(words) = &addresses {
        form.complain("addresses", words);
    }
    if form.has_complaints() {
        return None;
    }
    let is = |name: &str| form.is(name, "yes");
    let factors = |name: &str| if is(name) { 2 } else { 1 };
    Some(Access {
        idle_days: days?,
        staff_factors: factors("staff_factors"),
        client_factors: factors("client_factors"),
        hides_other_parties: !is("shows_other_parties"),
        takes_sign_ups: is("takes_sign_ups"),
        addresses: addresses.ok()?,
    })
}

#[cfg(test)]
mod tests;
