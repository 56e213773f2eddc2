//! `/trips/{id}/manifest`
mod choosing;
pub use choosing::{manifest, save, show};

use crate::{
    error::Result,
    http::{
        form::Form,
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::TripId,
    users::{Grant, travelers},
    workspaces::Module,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::of(Module::Passengers)
        .get("/trips/{id}/manifest", travelers().granted(Grant::ManagePassengers), index)
        .post("/trips/{id}/manifest", travelers().granted(Grant::ManagePassengers), update)
}

/// `GET /trips/{id}/manifest`: who is on the leg `?leg`, to be changed while it has not departed.
async fn index(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    show(visit, id).await
}

/// `POST /trips/{id}/manifest`: changes the manifest of a leg. A button that finds passengers shows the form again
/// instead.
async fn update(visit: Visit, Id(id): Id<TripId>, form: Form) -> Result<Response> {
    save(visit, id, form).await
}

#[cfg(test)]
mod tests;
