//! `/session/codes` and `/session/code`: asking for a link and a code, and typing the code.
use super::{
    super::{
        Failures, Lock, Method, Try, browser,
        code::{self, Code, CodeCookie, Purpose},
        queries::{self, Asking},
        safe_next, views,
    },
    Entry, tries,
};
use crate::{
    db::change::Outcome,
    error::{Error, Result},
    http::{
        cookies,
        form::Form,
        page::{again, encoded, page, see},
        visit::Visit,
    },
    kit::{email::Email, ids::EventId, text},
    workspaces::{self, Workspace},
};
use axum::{http::StatusCode, response::Response};

/// Where a user who lost their password sets a new one.
const NEW_PASSWORD: &str = "/profile/password";
/// Longer paths to go on to are ignored.
const LONGEST_NEXT: usize = 500;

/// `POST /session/codes`: mails a link and a code if the address is that of an active user. The answer
/// and the work are the same for every address.
pub async fn ask(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    tries::pace(&visit).await?;
    let sought = Email::sought(form.value("email"));
    let who = Try::new(&sought, visit.known.as_ref(), &scope.network());
    let asks = asks(&who, &scope.network());
    let (workspace, _, asked) = visit
        .db()
        .run((
            workspaces::at(&scope.host),
            queries::claim(&scope.host, scope.now, &asks),
            queries::failures(&scope.host, &asks),
        ))
        .await?;
    let workspace = visit.workspace(workspace)?;
    refuse_if_locked(&asked, scope.now)?;
    let Some(email) = form.email("email") else {
        let face = visit.host.face;
        return again(&views::New { workspace, notice: None, form, face });
    };
    let purpose = Purpose::of(form.value("purpose"));
    let next = Some(safe_next(form.value("next"))).filter(|it| it.len() <= LONGEST_NEXT);
    let next = next.unwrap_or("/");
    let asked = CodeCookie::again(visit.asked.as_ref(), &email, visit.app.secret());
    let id = EventId::new(scope.now, &visit.chance());
    let account = browser::account(&asked.email);
    let asking = Asking {
        id,
        asked: &asked,
        account: &account,
        asker: if who.is_known() { &who.account } else { &asks.address },
        is_known: who.is_known(),
        purpose,
        next,
        device: &visit.device,
    };
    let outcome = visit.db().run(queries::ask(&asking).by(scope, id)).await?;
    // Without a mail to send, an id that no mail has is queued, so that the time of the response does not
    // show whether the address has access.
    let task =
        outcome.tasks.into_iter().next().map_or_else(|| id.0.simple().to_string(), |it| it.id);
    visit.app.queue.send(&task, 0).await;
    let mut response = see(&match (purpose.is_reset(), next) {
        (false, "/") => "/session/code".to_owned(),
        (_, next) => format!("/session/code?purpose={}&next={}", purpose.word(), encoded(next)),
    });
    let age = Some(code::LIFETIME / 1_000);
    cookies::set(response.headers_mut(), &visit.app.config, cookies::ASKED, &asked.written(), age);
    Ok(response)
}

/// `GET /session/code`: the form for the code.
pub async fn show(visit: Visit) -> Result<Response> {
    let workspace = visit.workspace(visit.db().run(workspaces::at(&visit.scope.host)).await?)?;
    let form = Form::of([("next", visit.param("next")), ("purpose", visit.param("purpose"))]);
    page(&views::Code::new(workspace, form, visit.asked.as_ref()))
}

/// Who is counted for asking: a network address, unless the account knows the browser.
fn asks(who: &Try, network: &str) -> Try {
    let address = text::digest(&[b"asks", network.as_bytes()]);
    let address = if who.is_known() { String::new() } else { address };
    Try { account: String::new(), address }
}

/// `POST /session/code`: signs in by the code, in the browser that asked for it. The try is counted
/// before it is compared.
pub async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    tries::pace(&visit).await?;
    let Some(typed) = code::typed(form.value("code")) else {
        let workspace = visit.db().run(workspaces::at(&scope.host)).await?;
        form.complain("code", "Type the six digits of the code.");
        let workspace = visit.workspace(workspace)?;
        return again(&views::Code::new(workspace, form, visit.asked.as_ref()));
    };
    let browser = visit.asked.as_ref().map(CodeCookie::digest).unwrap_or_default();
    let it = Try::of_network(&scope.network());
    let (workspace, _, _, found, failures) = visit
        .db()
        .run((
            workspaces::at(&scope.host),
            queries::claim(&scope.host, scope.now, &it),
            queries::try_code(&scope.host, &browser, scope.now),
            queries::of_browser(&scope.host, &browser),
            queries::failures(&scope.host, &it),
        ))
        .await?;
    let workspace = visit.workspace(workspace)?;
    refuse_if_locked(&failures, scope.now)?;
    let Some(found) = found.filter(|it| it.may_be_tried(scope.now)) else {
        return over(
            &visit,
            workspace,
            form,
            "This code has been used or is older than 10 minutes.",
        );
    };
    if found.is_opened_by(&typed, &visit.app.config.pepper) {
        let entry = Entry::new(&visit);
        let began = redeem(&visit, &entry, &found, "code").await?;
        if began.held {
            return enter(&visit, &entry, &began, &found).await;
        }
        return over(&visit, workspace, form, "This code has just been used, or asked for again.");
    }
    visit.app.witness.failed("proof");
    let event = EventId::new(scope.now, &visit.chance());
    visit.db().run(queries::miss(&found).by(scope, event)).await?;
    let words = match found.tries_left() {
        0 => {
            return over(
                &visit,
                workspace,
                form,
                "That was the sixth wrong code, so it has ended.",
            );
        }
        1 => "That is not the code. One try is left. Look at the newest email.".to_owned(),
        left => format!("That is not the code. {left} tries are left. Look at the newest email."),
    };
    form.complain("code", words);
    again(&views::Code::new(workspace, form, visit.asked.as_ref()))
}

/// Refuses a network address that asked or tried too often.
fn refuse_if_locked(failures: &[Failures], now: i64) -> Result<()> {
    match Lock::of(failures) {
        Some(Lock::Address { until } | Lock::Account { until }) => {
            Err(Error::TooMany { seconds: (until - now) / 1_000 + 1 })
        }
        None => Ok(()),
    }
}

/// Answers that the code can no longer be used (410), and how to ask for another.
fn over(visit: &Visit, workspace: Workspace, form: Form, why: &'static str) -> Result<Response> {
    let view = views::Code::new(workspace, form, visit.asked.as_ref()).over(why);
    let mut response = page(&view)?;
    *response.status_mut() = StatusCode::GONE;
    Ok(response)
}

/// Uses the code up and begins a session, unless the code was used or ended meanwhile.
pub async fn redeem(visit: &Visit, entry: &Entry, found: &Code, by: &str) -> Result<Outcome> {
    let method = if found.purpose.is_reset() { Method::Reset } else { Method::Code };
    let note = match (found.purpose.is_reset(), by) {
        (true, by) => format!("Mailed {by}, lost password"),
        (false, by) => format!("Mailed {by}"),
    };
    let scope = &visit.scope;
    let begin = queries::begin(scope, &entry.digest(), &visit.device, (method, 1));
    let counted = if by == "code" {
        queries::forgiven(&Try::of_network(&scope.network())).into()
    } else {
        Vec::new()
    };
    let write = queries::redeem(found, &note).with(begin).with(counted);
    visit.db().run(write.by(scope, entry.event)).await
}

/// Redirects to the page they wanted or to the form for a new password, and deletes the cookie of the
/// code.
pub async fn enter(
    visit: &Visit,
    entry: &Entry,
    began: &Outcome,
    found: &Code,
) -> Result<Response> {
    let next = if found.purpose.is_reset() { NEW_PASSWORD } else { safe_next(&found.next) };
    let mut response = entry.answer(visit, began, next).await?;
    cookies::set(response.headers_mut(), &visit.app.config, cookies::ASKED, "", Some(0));
    Ok(response)
}
