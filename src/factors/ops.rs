//! Removing the second factors of a user who lost them, by an administrator.
use super::{Refusal, mail, queries};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::{ContactId, UserId},
    users::{Right, Visitor, may},
};
use axum::response::Response;

pub fn ops() -> Routes {
    Routes::new().post("/contacts/{id}/factors/reset", may(Right::Administer), reset_contact).post(
        "/staff/{id}/factors/reset",
        may(Right::Administer),
        reset_user,
    )
}

/// `POST /contacts/{id}/factors/reset`: removes a client's second factors, so that they sign in with a
/// password alone until they set up another.
async fn reset_contact(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let (visitor, whose) = visit.read_once(&form, queries::whose_contact(&visit.scope, id)).await?;
    let page = format!("/contacts/{id}");
    let whose = allowed(&visitor, whose, &page)?;
    let write = queries::undo(id, ("client", whose.id), &mail::undone(&visitor.workspace.name));
    visit.write(&form, write, &page, &said(&whose)).await
}

/// `POST /staff/{id}/factors/reset`: removes the second factors of a member of staff.
async fn reset_user(visit: Visit, Id(id): Id<UserId>, form: Form) -> Result<Response> {
    let (visitor, whose) = visit.read_once(&form, queries::whose_user(&visit.scope, id)).await?;
    let page = format!("/staff/{id}");
    let whose = allowed(&visitor, whose, &page)?;
    let write = queries::undo(id, ("ops", whose.id), &mail::undone(&visitor.workspace.name));
    visit.write(&form, write, &page, &said(&whose)).await
}

/// The user whose factors may be removed: another user, who has some, by a visitor who proved their
/// identity recently.
fn allowed(visitor: &Visitor, whose: Option<queries::Whose>, page: &str) -> Result<queries::Whose> {
    let whose = whose.ok_or(Error::NotFound)?;
    visitor.needs_proof(page)?;
    match whose {
        it if it.id == visitor.user.id => Err(Refusal::Oneself.into()),
        it if it.factors < 2 => Err(Refusal::None.into()),
        it => Ok(it),
    }
}

fn said(whose: &queries::Whose) -> String {
    format!("Two-step verification was turned off for {}, and every session has ended.", whose.name)
}
