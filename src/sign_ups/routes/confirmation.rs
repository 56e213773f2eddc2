//! Confirming the address by the link of the first mail and the chosen password. If somebody typed the
//! address of another person, neither of the two has both.
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, encoded, page, see},
        visit::Visit,
    },
    kit::{
        ids::{EventId, SignUpId},
        turns::Waiting,
    },
    sessions::{password, token, tries::pace},
    sign_ups::{
        Link, SUBJECT, queries,
        tries::{Counters, network_wait, wait_for_one},
        views,
    },
    workspaces,
};
use axum::response::Response;

/// `GET /sign-ups/confirmation`: the form for the chosen password. Opening it changes nothing, as
/// programs that scan mails open it too.
pub async fn show(visit: Visit) -> Result<Response> {
    let host = &visit.scope.host;
    let form = Form::of([("token", visit.param("token"))]);
    let id = sealed(&visit, &form);
    let (workspace, pending) =
        visit.db().run((workspaces::at(host), queries::pending(host, id))).await?;
    let workspace = visit.workspace(workspace)?;
    let link = Link::of(pending.as_ref());
    page(&views::Confirmation { workspace, notice: visit.notice(), form, link })
}

/// `POST /sign-ups/confirmation`: confirms the address, if the password is right. The try is counted before
/// it is compared.
pub async fn confirm(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    pace(&visit).await?;
    let id = sealed(&visit, &form);
    let counters = Counters::of_link(id, &scope.network());
    let turn = visit.app.turn(Waiting::Stranger)?;
    let (workspace, pending, tries, _) = visit
        .db()
        .run((
            workspaces::at(&scope.host),
            queries::pending(&scope.host, id),
            queries::tries(&scope.host, &counters),
            queries::claim(&scope.host, scope.now, &counters),
        ))
        .await?;
    let workspace = visit.workspace(workspace)?;
    let waits = network_wait(&tries, scope.now).into_iter().chain(wait_for_one(&tries, scope.now));
    if let Some(seconds) = waits.max() {
        return Err(Error::TooMany { seconds });
    }
    let link = Link::of(pending.as_ref());
    if link != Link::Open {
        return page(&views::Confirmation { workspace, notice: None, form, link });
    }
    let kept = pending.as_ref().and_then(|it| it.password.as_deref());
    let pepper = &visit.app.config.pepper;
    let right = turn.with(|| password::verify(form.verbatim("password"), pepper, kept)).await;
    let event = EventId::new(scope.now, &visit.chance());
    let Some(pending) = pending.filter(|_| right) else {
        visit.app.witness.failed("proof");
        visit.db().run(queries::mistaken(id).by(scope, event)).await?;
        form.complain("password", "That is not the password you chose when you requested access.");
        return again(&views::Confirmation { workspace, notice: None, form, link });
    };
    let confirmed = queries::confirmed(&pending, &counters).by(scope, event);
    visit.app.witness.saw_change(&visit.db().run(confirmed).await?);
    Ok(see(&format!("/sign-ups/confirmation?token={}", encoded(form.value("token")))))
}

/// The sign-up of a link, if it was signed for this host and is not too old.
fn sealed(visit: &Visit, form: &Form) -> Option<SignUpId> {
    let (key, scope) = (&visit.app.config.signing_key, &visit.scope);
    token::open_for(SUBJECT, key, form.value("token"), &scope.host, scope.now)?.parse().ok()
}
