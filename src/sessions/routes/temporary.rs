//! Choosing the permanent password after signing in with a temporary one.
use super::{
    super::{password, queries, safe_next, views},
    Entry,
};
use crate::{
    error::{Error, Result},
    http::{
        cookies,
        form::Form,
        page::{again, page},
        visit::Visit,
    },
    kit::turns::Waiting,
    users::{self, Standing, User},
    workspaces::{self, Workspace},
};
use axum::{http::HeaderMap, response::Response};

const TEMPORARY: &str =
    "That is the temporary password from the email. Choose one that only you know.";

/// `GET /password/new`: the form for the permanent password.
pub async fn choose(visit: Visit) -> Result<Response> {
    let (workspace, user, _) = invited(&visit).await?;
    page(&views::Password {
        workspace,
        notice: visit.notice(),
        form: Form::default(),
        name: user.name,
        shortest: password::SHORTEST,
    })
}

/// `POST /password`: sets the permanent password, ends every session, and begins a new one here.
pub async fn set(visit: Visit, headers: HeaderMap, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (workspace, user, spent) = invited(&visit).await?;
    let chosen = form.verbatim("password").to_owned();
    let names = [workspace.slug.as_str(), workspace.name.as_str(), user.name.as_str()];
    let config = &visit.app.config;
    let mut complaint = password::complaint(&chosen, form.verbatim("again"), &names);
    if complaint.is_none() && spent.is_some() {
        let turn = visit.app.turn(Waiting::Known)?;
        let is_same =
            turn.with(|| password::verify(&chosen, &config.pepper, spent.as_deref())).await;
        complaint = is_same.then(|| TEMPORARY.to_owned());
    }
    if let Some(words) = complaint {
        form.complain("password", words);
        return again(&views::Password {
            workspace,
            notice: None,
            form,
            name: user.name,
            shortest: password::SHORTEST,
        });
    }
    let mut salt = [0; 16];
    (visit.app.random)(&mut salt);
    let turn = visit.app.turn(Waiting::Known)?;
    let hash = turn
        .with(|| password::hash(&chosen, &config.pepper, &salt))
        .await
        .ok_or_else(|| Error::Internal("argon2 refused its parameters".to_owned()))?;
    let entry = Entry::new(&visit);
    let write = queries::choose(scope, user.id, &hash, &entry.digest(), &visit.device);
    let began = visit.db().run(write.by(scope, entry.event)).await?;
    visit.app.witness.saw_change(&began);
    if !began.held {
        return Err(Error::refused(
            "This invitation was withdrawn or has been used. Please ask for a new one.",
        ));
    }
    let config = &visit.app.config;
    let Some(unsent) = cookies::unsent(&headers, config) else {
        return entry.answer(&visit, &began, "/").await;
    };
    let mut response = entry.answer(&visit, &began, safe_next(&unsent)).await?;
    cookies::set(response.headers_mut(), config, cookies::UNSENT, "", Some(0));
    Ok(response)
}

/// The workspace, the invited user of this session, and their temporary password; others are redirected.
async fn invited(visit: &Visit) -> Result<(Workspace, User, Option<String>)> {
    let scope = &visit.scope;
    let (workspace, user, spent) = visit
        .db()
        .run((workspaces::at(&scope.host), users::visitor(scope), queries::spent(scope)))
        .await?;
    let spent = spent.and_then(|it| it.password);
    let workspace = visit.workspace(workspace)?;
    match user {
        Some(user) if user.standing() == Standing::MustChoosePassword => {
            Ok((workspace, user, spent))
        }
        Some(_) => Err(Error::Done("/".to_owned())),
        None => Err(Error::SignInFirst { next: "/".to_owned() }),
    }
}
