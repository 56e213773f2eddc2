//! `/trips/{id}/price-review` on the operations side
use super::super::{
    mail,
    queries::{planning as plans, whole},
    views::OpsShow,
};
use crate::{
    error::Result,
    http::{
        form::Form,
        page::again,
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::TripId,
    users::{Right, may},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().post("/trips/{id}/price-review", may(Right::MoveTrips), review)
}

/// `POST /trips/{id}/price-review`: staff looked at the price after a change and tell the client what it comes to.
async fn review(visit: Visit, Id(id): Id<TripId>, form: Form) -> Result<Response> {
    let (visitor, answers) = visit.read_once(&form, whole(&visit.scope, id)).await?;
    let mut view = super::view(visitor, answers, form)?;
    view.trip.seen(view.form.seen())?;
    let Some(words) = told(&mut view) else { return again(&view) };
    let letter = mail::priced(&view.trip, &words, &view.visitor);
    let write = plans::price_reviewed(&view.trip, &words, &letter);
    let path = format!("/trips/{id}");
    visit.write(&view.form, write, &path, "Price reviewed. The client is told.").await
}

/// What the client is told: "$1,400.00 more. It includes the second landing." None where the form has complaints.
fn told(view: &mut OpsShow) -> Option<String> {
    let workspace = &view.visitor.workspace;
    let currency = view.parts.offer.as_ref().map_or(&workspace.currency, |it| &it.currency);
    let form = &mut view.form;
    let words = form.text("words", 500);
    let result = match form.value("price").to_owned().as_str() {
        "same" => Some("The price stays the same.".to_owned()),
        more @ ("more" | "less") => {
            let asked = "Enter the amount, such as 1,400.00.";
            let amount = form.number("amount", asked, |typed| currency.read(typed));
            if amount.is_some_and(|it| it < 1) {
                form.complain("amount", asked);
            }
            let style = workspace.style(view.visitor.now);
            amount.map(|it| format!("{} {more}.", style.money(currency, it)))
        }
        _ => {
            form.complain("price", "Choose what the change does to the price.");
            None
        }
    };
    let result = result.filter(|_| !form.has_complaints())?;
    Some([result, words].join(" ").trim_end().to_owned())
}

#[cfg(test)]
mod tests;
