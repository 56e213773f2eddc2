//! Making recovery codes, and showing them once.
use super::super::{PAGE, Refusal, mail, queries, recovery, views};
use super::of;
use crate::{
    error::{Error, Result},
    http::{cookies, form::Form, page::page, visit::Visit},
    kit::{ids::UserId, sealed, zoned::MINUTE},
    sessions::safe_next,
    users::Visitor,
};
use axum::{http::HeaderMap, response::Response};

pub const HERE: &str = "/profile/factors/codes";
const PURPOSE: &str = "recovery codes";
/// How long new codes wait for the page that shows them.
const WAIT: i64 = 10 * MINUTE;

/// Where to go after adding a factor: to the new recovery codes, if there are any.
pub fn after(made: Option<&Made>) -> &'static str {
    made.map_or(PAGE, |_| HERE)
}

/// New recovery codes, which are shown once and stored as digests.
pub struct Made {
    codes: Vec<String>,
    pub digests: Vec<String>,
}

impl Made {
    pub fn new(visit: &Visit, user: UserId) -> Self {
        let codes: Vec<String> = (0..recovery::MANY)
            .map(|_| {
                let mut chance = recovery::Chance::default();
                (visit.app.random)(&mut chance);
                recovery::written(&chance)
            })
            .collect();
        let digests = codes.iter().map(|code| recovery::digest(user, code)).collect();
        Self { codes, digests }
    }

    /// Puts the codes into a sealed cookie, for the page that shows them.
    pub fn carry(&self, visit: &Visit, visitor: &Visitor, response: &mut Response) -> Result<()> {
        let mut nonce = [0; 12];
        (visit.app.random)(&mut nonce);
        let (workspace, user) = (visitor.workspace.id.to_string(), visitor.user.id.to_string());
        let text = format!("{} {}", visit.scope.now + WAIT, self.codes.join(" "));
        let config = &visit.app.config;
        let sealed = sealed::seal(&config.data_key, nonce, &of(&workspace, &user, PURPOSE), &text)
            .ok_or_else(|| Error::Internal("codes could not be sealed".to_owned()))?;
        let seconds = Some(WAIT / 1_000);
        cookies::set(response.headers_mut(), config, cookies::CODES, &sealed, seconds);
        Ok(())
    }
}

/// `GET /profile/factors/codes`: shows new codes once; later, how many are left.
pub async fn show(visit: Visit, headers: HeaderMap) -> Result<Response> {
    let (visitor, factors) = visit.read(queries::factors(&visit.scope)).await?;
    let factors = factors.ok_or(Error::NotFound)?;
    let config = &visit.app.config;
    let carried = cookies::read(&headers, config, cookies::CODES);
    let (workspace, user) = (visitor.workspace.id.to_string(), visitor.user.id.to_string());
    let codes = carried
        .as_ref()
        .and_then(|it| sealed::open(&config.data_key, it, &of(&workspace, &user, PURPOSE)).ok())
        .and_then(|text| shown(&text, visit.scope.now))
        .unwrap_or_default();
    let workspace = visitor.workspace.clone();
    let unsent = cookies::unsent(&headers, config);
    let next = unsent.as_deref().map_or(PAGE, safe_next).to_owned();
    let notice = visit.notice();
    let view = views::Codes { workspace, notice, visitor, fresh: codes, factors, next };
    let mut response = page(&view)?;
    for (name, value) in [(cookies::CODES, carried), (cookies::UNSENT, unsent)] {
        if value.is_some() {
            cookies::set(response.headers_mut(), config, name, "", Some(0));
        }
    }
    Ok(response)
}

/// The codes of the cookie, if it is not too old.
pub(super) fn shown(text: &str, now: i64) -> Option<Vec<String>> {
    let (until, codes) = text.split_once(' ')?;
    let is_fresh = until.parse::<i64>().is_ok_and(|until| now < until);
    is_fresh.then(|| codes.split(' ').map(str::to_owned).collect())
}

/// `POST /profile/factors/codes`: makes ten new codes, which replace the old ones.
pub async fn make(visit: Visit, form: Form) -> Result<Response> {
    let (visitor, factors) = visit.read_once(&form, queries::factors(&visit.scope)).await?;
    visitor.needs_proof(PAGE)?;
    if !factors.ok_or(Error::NotFound)?.has_any() {
        return Err(Refusal::None.into());
    }
    let made = Made::new(&visit, visitor.user.id);
    let letter = mail::codes_made();
    let write = queries::make_codes(visitor.user.id, &made.digests, &letter);
    let mut response = visit.write(&form, write, HERE, "New recovery codes made.").await?;
    made.carry(&visit, &visitor, &mut response)?;
    Ok(response)
}
