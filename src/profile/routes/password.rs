//! `/profile/password`.
use super::super::{mail, views};
use crate::{
    error::{Error, Result},
    http::{form::Form, visit::Visit},
    kit::turns::Waiting,
    sessions::{self, Entry, Failures, Lock, Step, password, tries},
    users::Visitor,
};
use axum::response::Response;

const HERE: &str = "/profile/password";

/// `GET /profile/password`: the form for the current password and the new one.
pub async fn edit(visit: Visit) -> Result<Response> {
    let (visitor, kept) = visit.read(sessions::own(&visit.scope)).await?;
    visitor.needs_proof(HERE)?;
    let known = kept.and_then(|it| it.password);
    asking(visitor, known.as_deref(), Form::default()).page()
}

/// `POST /profile/password`: sets the new password, ends every other session, and gives this browser a
/// new one. The current password is counted as a try before it is compared.
pub async fn update(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let chosen = form.verbatim("password").to_owned();
    let is_sound = password::complaint(&chosen, form.verbatim("again"), &[]).is_none();
    let is_try = is_sound && !form.verbatim("current").is_empty();
    let batch = (
        is_try.then(|| sessions::tried(scope, Step::Proof)),
        sessions::own(scope),
        sessions::step_tries(scope, Step::Proof),
    );
    let comparing = if is_try { Some(visit.app.turn(Waiting::Known)?) } else { None };
    let hashing = if is_sound { Some(visit.app.turn(Waiting::Known)?) } else { None };
    let (visitor, (_, kept, failures)) = visit.read_once(&form, batch).await?;
    visitor.needs_proof(HERE)?;
    tries::pace(&visit).await?;
    let known = kept.and_then(|it| it.password);
    let config = &visit.app.config;
    let failures: Vec<Failures> = failures.into_iter().collect();
    let (workspace, user) = (&visitor.workspace, &visitor.user);
    let names = [workspace.slug.as_str(), workspace.name.as_str(), user.name.as_str()];
    if let Some(words) = password::complaint(&chosen, form.verbatim("again"), &names) {
        form.complain("password", words);
    } else if needs_current(&visitor, known.as_deref()) {
        let mut lock = Lock::of(&failures);
        match comparing {
            None => form.complain("current", "Type your current password."),
            Some(turn) if lock.is_none() => {
                let (current, kept) = (form.verbatim("current"), known.as_deref());
                if !turn.with(|| password::verify(current, &config.pepper, kept)).await {
                    let action = "password_change_failed";
                    lock = tries::wrong_again(&visit, &visitor, &failures, action).await?;
                    form.complain(
                        "current",
                        "That is not your current password. Check it and try again.",
                    );
                }
            }
            Some(_) => {}
        }
        if let Some(lock) = lock.filter(|_| is_try) {
            let seconds = tries::complain(&visit, lock, &mut form, workspace)?;
            return Ok(tries::later(asking(visitor, known.as_deref(), form).again()?, seconds));
        }
    }
    let Some(hashing) = hashing.filter(|_| !form.has_complaints()) else {
        return asking(visitor, known.as_deref(), form).again();
    };
    let mut salt = [0; 16];
    (visit.app.random)(&mut salt);
    let hash = hashing
        .with(|| password::hash(&chosen, &config.pepper, &salt))
        .await
        .ok_or_else(|| Error::Internal("argon2 refused its parameters".to_owned()))?;
    let entry = Entry::new(&visit);
    let write = sessions::change_password(
        scope,
        (user.id, known.as_deref()),
        &hash,
        (&entry.digest(), &visit.device),
        &mail::password_changed(&visitor),
    );
    let notice = "Your password was changed. Other browsers were signed out.";
    let mut response = visit.write(&form, write, "/profile", notice).await?;
    entry.set_cookie(&visit, &mut response)?;
    Ok(response)
}

/// Whether the current password has to be typed: not if there is none, nor after a mailed code for a
/// lost password.
fn needs_current(visitor: &Visitor, known: Option<&str>) -> bool {
    known.is_some() && !visitor.user.lost_password
}

/// The page with the form.
fn asking(
    visitor: Visitor,
    known: Option<&str>,
    form: Form,
) -> crate::http::page::Faced<views::Password, views::OpsPassword> {
    let is_known = needs_current(&visitor, known);
    views::Password::of(
        visitor,
        views::PasswordForm { is_known, shortest: password::SHORTEST, form },
    )
}
