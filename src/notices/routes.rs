//! `/notices` and `/profile/notices` on either face
mod outside;
pub use outside::outside;

use super::{choosing, queries, views};
use crate::{
    db::page::{Cursor, Page},
    error::{Error, Result},
    http::{
        form::Form,
        page::see,
        routes::{Id, Routes},
        visit::Visit,
    },
    ui::pieces::Pager,
    users::everyone,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/notices", everyone(), index)
        .get("/notices/{id}", everyone(), show)
        .post("/notices/reading", everyone(), read_all)
        .get("/profile/notices", everyone(), choices)
        .post("/profile/notices", everyone(), choose)
}

/// `GET /notices`: what the visitor was told, newest first.
async fn index(visit: Visit) -> Result<Response> {
    let from = visit.cursor(Cursor::newest());
    let (visitor, rows) = visit.read(queries::notices(&visit.scope, &from)).await?;
    let listed = Page::of(rows, queries::PER_PAGE, |it| Cursor::after(it.at, &it.id));
    let pager = Pager::by_age(&listed, &from, "/notices", &[]);
    views::Index::of(visitor, views::Listed { notices: listed.rows, pager }).page()
}

/// `GET /notices/{id}`: marks the notice as read, and leads to what it is about.
async fn show(visit: Visit, Id(id): Id<String>) -> Result<Response> {
    let batch = (queries::notice(&visit.scope, &id), queries::read(&visit.scope, &id));
    let (_, (notice, _)) = visit.read(batch).await?;
    Ok(see(&notice.ok_or(Error::NotFound)?.path))
}

/// `POST /notices/reading`: marks everything as read.
async fn read_all(visit: Visit, form: Form) -> Result<Response> {
    let (visitor, ()) = visit.read_once(&form, ()).await?;
    let write = queries::read_all(visitor.user.id);
    visit.write(&form, write, "/notices", "Everything is marked as read.").await
}

/// `GET /profile/notices`: how the visitor is told of each occasion.
async fn choices(visit: Visit) -> Result<Response> {
    let batch = (queries::choices(&visit.scope), queries::quiet(&visit.scope));
    let (visitor, (chosen, hours)) = visit.read(batch).await?;
    let occasions = choosing::occasions(&visitor);
    let quiet = hours.map(|it| it.quiet);
    let form = choosing::form(&occasions, &chosen, quiet.as_ref());
    views::Choices::of(visitor, views::Choosing { occasions, form }).page()
}

/// `POST /profile/notices`: changes that.
async fn choose(visit: Visit, mut form: Form) -> Result<Response> {
    let (visitor, _) = visit.read_once(&form, queries::choices(&visit.scope)).await?;
    let occasions = choosing::occasions(&visitor);
    let all = choosing::read(&mut form, &occasions);
    let quiet = choosing::read_quiet(&mut form);
    if form.has_complaints() {
        return views::Choices::of(visitor, views::Choosing { occasions, form }).again();
    }
    let write = queries::choose(visitor.user.id, &all, quiet.as_ref());
    visit.write(&form, write, "/profile/notices", "Your choices were saved.").await
}

#[cfg(test)]
mod tests;
