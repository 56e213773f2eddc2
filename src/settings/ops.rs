//! `/settings` on the operations side
mod logo;
mod previews;

use super::{SettingsPage, finding::found, queries, views};
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
    Routes::new()
        .get("/settings", staff(), index)
        .get("/settings/{page}", staff(), show)
        .post("/settings/{page}", may(Right::Administer), update)
        .post("/settings/logo", may(Right::Administer), logo::create)
        .post("/settings/logo/removal", may(Right::Administer), logo::remove)
        .get("/settings/documents/{file}", staff(), previews::preview)
}

/// `GET /settings`: everything that can be set, or what `?q` finds.
async fn index(visit: Visit) -> Result<Response> {
    let (visitor, ()) = visit.read(()).await?;
    let q: String = visit.param("q").chars().take(80).collect();
    let mut entries = found(&q, visitor.workspace.trade);
    entries.retain(|it| {
        let path = it.href.split(['?', '#']).next().unwrap_or_default();
        path.starts_with("/settings/") || visitor.may_open(path)
    });
    shown(&views::Index { visitor, q, entries })
}

/// `GET /settings/{page}`: the settings of a page, as a form for administrators.
async fn show(visit: Visit, Id(page): Id<&'static SettingsPage>) -> Result<Response> {
    let (visitor, stored) = visit.read(queries::stored(&visit.scope, page)).await?;
    let stored = stored.ok_or(Error::NotFound)?;
    let form = page.form(&stored);
    shown(&views::Show { visitor, page, stored, form })
}

/// `POST /settings/{page}`: changes the settings of a page. They take effect with each visitor's
/// next request.
async fn update(
    visit: Visit,
    Id(page): Id<&'static SettingsPage>,
    mut form: Form,
) -> Result<Response> {
    let (visitor, stored) = visit.read_once(&form, queries::stored(&visit.scope, page)).await?;
    visitor.needs_proof(page.path)?;
    let stored = stored.ok_or(Error::NotFound)?;
    page.keep(&mut form, &stored, visitor.workspace.trade);
    let Some(new) = page.read(&mut form, &visitor.workspace.currency) else {
        return again(&views::Show { visitor, page, stored, form });
    };
    if let Some(first) =
        page.settings.first().filter(|_| page.changes(&page.stored(&stored), &new).is_empty())
    {
        form.complain(first.key, "Nothing is different from what is set already.");
        return again(&views::Show { visitor, page, stored, form });
    }
    let write = queries::set(visitor.workspace.id, page, form.seen(), &stored, &new);
    visit.write(&form, write, page.path, "Settings saved.").await
}

#[cfg(test)]
mod tests;
