//! `/session` and `/password`
mod entry;
pub use entry::Entry;

use super::{Method, password, queries, safe_next, views};
use crate::{
    cookies,
    error::{Error, Result},
    form::Form,
    kit::{ids::EventId, text},
    page::{again, page, see},
    routes::Routes,
    users::{self, Standing, User},
    visit::Visit,
    workspaces::{self, Workspace},
};
use axum::{
    http::{HeaderName, HeaderValue},
    response::Response,
};

pub fn routes() -> Routes {
    Routes::new()
        .open_get("/session/new", new)
        .open_post("/session", create)
        .post("/session/end", end)
        .open_get("/password/new", choose)
        .open_post("/password", set)
}

/// `GET /session/new`: the door.
async fn new(visit: Visit) -> Result<Response> {
    let workspace =
        visit.db().run(workspaces::at(&visit.scope.host)).await?.ok_or(Error::UnknownHost)?;
    let form = Form::of([("next", visit.param("next"))]);
    page(&views::New { workspace, notice: visit.notice(), form, face: visit.host.face })
}

/// `POST /session`: signs in by password.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let email = form.value("email").to_lowercase();
    if !visit.app.limiter.allows(format!("{}/{}", scope.host, scope.address)).await {
        return Err(Error::TooMany { seconds: 60 });
    }
    let account = text::digest(&[b"account", email.as_bytes()]);
    let address = text::digest(&[b"address", scope.address.as_bytes()]);
    let (workspace, user, failures) = visit
        .db()
        .run((
            workspaces::at(&scope.host),
            queries::candidate(&scope.host, &email),
            queries::failures(&scope.host, &account, &address),
        ))
        .await?;
    let workspace = workspace.ok_or(Error::UnknownHost)?;
    if let Some(seconds) = failures.iter().filter_map(|f| f.wait(scope.now)).max() {
        return Err(Error::TooMany { seconds });
    }
    let kept = user
        .as_ref()
        .filter(|user| user.is_open(scope.now))
        .and_then(|user| user.password.as_deref());
    let right = password::verify(form.verbatim("password"), &visit.app.config.pepper, kept);
    let entry = Entry::new(&visit);
    let Some(user) = user.filter(|_| right) else {
        let batch = (
            queries::failed(&scope.host, &account, scope.now),
            queries::failed(&scope.host, &address, scope.now),
            queries::event(scope, entry.event, "sign_in_failed", None),
        );
        visit.db().run(batch).await?;
        form.complain(
            "email",
            "That address and password do not go together. Check both and try again.",
        );
        return again(&views::New { workspace, notice: None, form, face: visit.host.face });
    };
    visit
        .db()
        .run((
            queries::event(scope, entry.event, "signed_in", Some(user.id)),
            queries::begin(
                entry.event,
                scope,
                &entry.digest(),
                &visit.device,
                (Method::Password, 1),
            ),
            queries::forgive(&scope.host, &account),
        ))
        .await?;
    entry.answer(&visit, safe_next(form.value("next")))
}

/// `POST /session/end`: signs out, also whoever is yet to choose a password.
async fn end(visit: Visit, _form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let user = visit.db().run(users::visitor(scope)).await?;
    let user = user.ok_or_else(|| visit.sign_in_first())?;
    let event = EventId::new(scope.now, &visit.chance());
    let trail = queries::event(scope, event, "signed_out", Some(user.id));
    visit.db().run((queries::end(&visit.scope), trail)).await?;
    let mut response = see("/session/new");
    let headers = response.headers_mut();
    cookies::set(headers, &visit.app.config, cookies::SESSION, "", Some(0));
    cookies::set(
        headers,
        &visit.app.config,
        cookies::NOTICE,
        &crate::page::encoded("You are signed out."),
        Some(60),
    );
    headers.insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    Ok(response)
}

/// `GET /password/new`: whoever has a temporary password chooses the permanent one.
async fn choose(visit: Visit) -> Result<Response> {
    let (workspace, user) = invited(&visit).await?;
    page(&views::Password {
        workspace,
        notice: visit.notice(),
        form: Form::default(),
        name: user.name,
        shortest: password::SHORTEST,
    })
}

/// `POST /password`: the permanent password; every other session ends, and this one is made anew.
async fn set(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (workspace, user) = invited(&visit).await?;
    let chosen = form.verbatim("password").to_owned();
    let names = [workspace.slug.as_str(), workspace.name.as_str(), user.name.as_str()];
    if let Some(words) = password::complaint(&chosen, form.verbatim("again"), &names) {
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
    let hash = password::hash(&chosen, &visit.app.config.pepper, &salt)
        .ok_or_else(|| Error::Internal("argon2 refused its parameters".to_owned()))?;
    let entry = Entry::new(&visit);
    let (chosen, ..) = visit
        .db()
        .run((
            queries::choose(scope, user.id, &hash),
            queries::chosen(scope, entry.event, user.id),
            queries::begin(
                entry.event,
                scope,
                &entry.digest(),
                &visit.device,
                (Method::Password, 1),
            ),
            queries::end_others(entry.event, &entry.digest()),
        ))
        .await?;
    if chosen.0 == 0 {
        return Err(Error::refused(
            "This invitation was withdrawn or has been used. Please ask for a new one.",
        ));
    }
    entry.answer(&visit, "/")
}

/// Whoever has this session and is yet to choose a password; others have no business here.
async fn invited(visit: &Visit) -> Result<(Workspace, User)> {
    let (workspace, user) =
        visit.db().run((workspaces::at(&visit.scope.host), users::visitor(&visit.scope))).await?;
    let workspace = workspace.ok_or(Error::UnknownHost)?;
    match user {
        Some(user) if user.standing() == Standing::MustChoosePassword => Ok((workspace, user)),
        Some(_) => Err(Error::Done("/".to_owned())),
        None => Err(Error::SignInFirst { next: "/".to_owned() }),
    }
}
