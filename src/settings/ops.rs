//! `/settings` on the operations side
use super::{SettingsPage, queries, views};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page as shown},
        routes::{Id, Routes},
        visit::Visit,
    },
    users::{Right, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/settings/{page}", staff(), show).post(
        "/settings/{page}",
        may(Right::Administer),
        update,
    )
}

/// `GET /settings/{page}`: its settings, as a form for administrators.
async fn show(visit: Visit, Id(page): Id<&'static SettingsPage>) -> Result<Response> {
    let (visitor, stored) = visit.read(queries::stored(&visit.scope, page)).await?;
    let stored = stored.ok_or(Error::NotFound)?;
    let form = page.form(&stored);
    shown(&views::Show { visitor, page, stored, form })
}

/// `POST /settings/{page}`: saves all of them; they take effect with the next request.
async fn update(
    visit: Visit,
    Id(page): Id<&'static SettingsPage>,
    mut form: Form,
) -> Result<Response> {
    let (visitor, stored) = visit.read_once(&form, queries::stored(&visit.scope, page)).await?;
    visitor.needs_proof(page.path)?;
    let stored = stored.ok_or(Error::NotFound)?;
    if !form.is("version", stored.version) {
        return Err(Error::refused(
            "Somebody changed these settings while you were looking at them. Please read them again.",
        ));
    }
    let Some(new) = page.read(&mut form) else {
        return again(&views::Show { visitor, page, stored, form });
    };
    if let Some(first) = page.settings.first().filter(|_| new == page.stored(&stored)) {
        form.complain(first.key, "Nothing is different from what is set already.");
        return again(&views::Show { visitor, page, stored, form });
    }
    let write = queries::set(visitor.workspace.id, page, &stored, &new);
    visit.write(&form, write, page.path, "Settings saved.").await
}

#[cfg(test)]
mod tests;
