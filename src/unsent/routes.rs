//! `/unsent`, and keeping a form when it is answered by the door.
use super::{KeptForm, PAGE, id, queries};
use crate::{
    app::App,
    db::scope::Scope,
    error::Result,
    http::{
        cookies, key,
        page::see,
        replay::{Sent, instead},
        routes::Routes,
        visit::Visit,
    },
    users::everyone,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/unsent", everyone(), show)
}

/// `GET /unsent?form=`: the page of a form that was not carried out, with what its sender wrote. Whoever
/// else signed in does not see it.
async fn show(visit: Visit) -> Result<Response> {
    let found = queries::kept(&visit.scope, &visit.param("form"));
    let (visitor, found) = visit.read(found).await?;
    let (data_key, user) = (&visit.app.config.data_key, visitor.user.id.to_string());
    if let Some(kept) = found.and_then(|it| KeptForm::open(data_key, &it.sealed, &user)) {
        return Ok(instead(kept.sent()));
    }
    let words =
        "Nothing you wrote is kept here: it was more than an hour ago, or somebody else wrote it.";
    let mut response = see("/");
    cookies::notice(response.headers_mut(), &visit.app.config, words);
    Ok(response)
}

/// Keeps a form for the user whom its page was made for, and returns the address that shows it again. A
/// form whose key is not signed is not kept: it is from no page of this portal.
pub async fn keep(app: &App, host: &str, sent: &Sent) -> Option<String> {
    let (config, key) = (&app.config, sent.form.verbatim("key"));
    let user = key::owner(&config.signing_key, host, key)?;
    let mut nonce = [0; 12];
    (app.random)(&mut nonce);
    let sealed = KeptForm::of(sent).sealed(&config.data_key, nonce, &user.to_string())?;
    let scope = Scope::new(host, String::new(), app.now(), "");
    let id = id(key);
    let kept = app.db.run(queries::keep(&scope, &id, user, &sealed)).await;
    (kept.ok()?.0 > 0).then(|| format!("{PAGE}?form={id}"))
}
