//! `/quotes`
pub mod copies;

use super::{
    DeclineReason, Quote, QuoteReader, Refusal, extras,
    jobs::AcceptanceReceipt,
    mail::{self, Said},
    printed, queries, signing, views,
};
use crate::{
    db::{change::Change, page::Cursor},
    error::{Error, Result},
    http::{
        download::Wanted,
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{
        ids::{EventId, QuoteId, TripId},
        zoned,
    },
    users::{Grant, Visitor, travelers},
    workspaces::Module,
};
use axum::{http::Method, response::Response};

pub fn routes() -> Routes {
    Routes::of(Module::Quotes)
        .get("/quotes", travelers(), index)
        .get("/quotes/{id}", travelers(), show)
        .get("/quotes/{id}/pdf", travelers().of(Module::Documents), pdf)
        .get("/quotes/{id}/comparison", travelers(), compare)
        .post("/quotes/{id}/acceptance", travelers().granted(Grant::ApproveQuotes), accept)
        .post("/quotes/{id}/decline", travelers().granted(Grant::ApproveQuotes), decline)
        .post(
            "/quotes/{id}/change-request",
            travelers().granted(Grant::ApproveQuotes),
            ask_for_changes,
        )
        .merge(copies::routes())
}

/// `GET /quotes`: the quotes that await an answer, or with `?show=all` all of them or those of a `?status`; sent between
/// the days `?from` and `?until`.
async fn index(visit: Visit) -> Result<Response> {
    let days = Form::days(["from", "until"], |name| visit.param(name));
    let cursor = visit.cursor(Cursor::newest());
    let (show, status) = (visit.param("show"), visit.param("status"));
    let mut list = views::List::new(&show, &status, days, cursor);
    // The days are in the workspace's time zone, which is not known before the read: a day more is
    // read at each end.
    let span = list.span("UTC", zoned::DAY);
    let query = if list.shows_all {
        queries::sent_to_client(&visit.scope, list.status, span, &list.from)
    } else {
        queries::awaiting_client(&visit.scope, span, &list.from)
    };
    let (visitor, quotes) = visit.read(query).await?;
    list.fill(quotes, &visitor.workspace.zone);
    page(&views::Index { visitor, list })
}

/// `GET /quotes/{id}`: the quote, and the client's possible answers. Opening it is recorded; a `HEAD` request is not.
async fn show(visit: Visit, Id(id): Id<QuoteId>, method: Method) -> Result<Response> {
    let viewed = viewed(&visit, id, &method);
    let (visitor, (offered, _)) = visit.read((queries::offer(&visit.scope, id), viewed)).await?;
    page(&shown(visitor, offered, Form::default())?)
}

fn viewed(visit: &Visit, id: QuoteId, method: &Method) -> Option<Change> {
    let event = (method == Method::GET).then(|| EventId::new(visit.scope.now, &visit.chance()));
    event.map(|event| queries::viewed(&visit.scope, id, event))
}

/// `GET /quotes/{id}/comparison`: the options for the same trip beside each other. It is recorded as opening the first.
async fn compare(visit: Visit, Id(id): Id<QuoteId>, method: Method) -> Result<Response> {
    let viewed = viewed(&visit, id, &method);
    let (visitor, (options, _)) = visit.read((queries::options(&visit.scope, id), viewed)).await?;
    let quote = options.iter().find(|it| it.id == id).cloned().ok_or(Error::NotFound)?;
    page(&views::Comparison { visitor, quote, options })
}

fn shown(visitor: Visitor, offered: queries::OfferAnswers, form: Form) -> Result<views::Show> {
    let (quote, beside, approvers, previous, signature) = offered;
    let quote = quote.ok_or(Error::NotFound)?;
    Ok(views::Show { visitor, quote, beside, approvers, previous, signature, form })
}

/// `GET /quotes/{id}/pdf`: the quote as a document. Downloading it is recorded.
async fn pdf(visit: Visit, Id(id): Id<QuoteId>, wanted: Wanted) -> Result<Response> {
    let scope = &visit.scope;
    let event = wanted.is_get().then(|| EventId::new(scope.now, &visit.chance()));
    let downloaded = event.map(|event| queries::downloaded(scope, id, event));
    let batch = (queries::quote_for_client(scope, id), downloaded);
    let (visitor, (quote, _)) = visit.read(batch).await?;
    attached(&visit, &visitor, &quote.ok_or(Error::NotFound)?, &wanted).await
}

/// The PDF as a download.
pub async fn attached(
    visit: &Visit,
    visitor: &Visitor,
    quote: &Quote,
    wanted: &Wanted,
) -> Result<Response> {
    let (workspace, sees_money) = (&visitor.workspace, visitor.sees_money());
    let printed = printed(quote, QuoteReader { workspace, sees_money, now: visitor.now });
    visit.app.download(&printed, &format!("Quote {}.pdf", quote.name()), wanted).await
}

/// `POST /quotes/{id}/acceptance`: accepts the quote with the extras that are ticked, and leads on to pay the deposit.
/// Only one quote of a request can be accepted. The button for the total shows the page with what is ticked instead.
async fn accept(visit: Visit, Id(id): Id<QuoteId>, form: Form) -> Result<Response> {
    let mut view = asked(&visit, id, form).await?;
    let acceptable = view.quote.acceptable(view.form.seen(), visit.scope.now);
    acceptable.map_err(|it| it.about(&view.quote))?;
    view.tick();
    if view.form.is("then", "totals") && !view.form.is_replayed() {
        return page(&view);
    }
    let name = signing::signed(&mut view.form, &view.visitor.user.name);
    let po_number = view.form.text("po_number", 180);
    let total = view.total();
    extras::check(&mut view.form, &view.quote, &total);
    if !view.form.has("terms", "yes") {
        view.form.complain("terms", "Check the box to accept the terms.");
    }
    if view.form.has_complaints() {
        return again(&view);
    }
    let (quote, workspace, now) = (&view.quote, &view.visitor.workspace, view.visitor.now);
    let trip = TripId::new(now, &visit.chance());
    let it = quote.acceptable(view.form.seen(), now)?.accept(name, po_number, trip);
    let style = workspace.style(now);
    let mut letter = mail::answered(quote, Said::Yes, &it.name, &it.po_number, style);
    letter.facts.extend(mail::scheduled(quote, workspace, now));
    let receipt = mail::accepted(quote, &it.name, workspace, now);
    let receipt = AcceptanceReceipt { letter: receipt, quote: id };
    let write = queries::accept(&it, &visit.device, &letter, &receipt);
    let (next, words) = view.next(trip);
    let written = visit.write(&view.form, write, &next, &words).await;
    written.map_err(|error| match error {
        Error::Refused(_) => Refusal::Overtaken.into(),
        other => other,
    })
}

/// `POST /quotes/{id}/decline`: declines the quote, with a reason from the list and perhaps words.
async fn decline(visit: Visit, Id(id): Id<QuoteId>, form: Form) -> Result<Response> {
    let mut view = asked(&visit, id, form).await?;
    let open = view.quote.answerable(view.form.seen(), visit.scope.now);
    let open = open.map_err(|it| it.about(&view.quote))?;
    let words = view.form.text("reason", 2_000);
    let reason = DeclineReason::of(view.form.value("why"));
    if reason.is_none() {
        view.form.complain("why", "Choose a reason.");
    }
    if reason == Some(DeclineReason::Other) && words.is_empty() {
        view.form.complain("reason", "Tell us the other reason.");
    }
    let Some(reason) = reason.filter(|_| !view.form.has_complaints()) else {
        return again(&view);
    };
    let visitor = &view.visitor;
    let why = reason.with(&words, visitor.workspace.trade);
    let style = visitor.workspace.style(visitor.now);
    let letter = mail::answered(&view.quote, Said::No, &visitor.user.name, &why, style);
    let write = queries::decline(&open.decline(reason, words), &why, &letter);
    visit.write(&view.form, write, &format!("/quotes/{id}"), "Quote declined.").await
}

/// `POST /quotes/{id}/change-request`: asks for a changed version, with a comment.
async fn ask_for_changes(visit: Visit, Id(id): Id<QuoteId>, form: Form) -> Result<Response> {
    let mut view = asked(&visit, id, form).await?;
    let open = view.quote.changeable(view.form.seen(), visit.scope.now);
    let open = open.map_err(|it| it.about(&view.quote))?;
    let words = view.form.required("comment", 2_000, "Tell us what you would like changed.");
    if view.form.has_complaints() {
        return again(&view);
    }
    let visitor = &view.visitor;
    let style = visitor.workspace.style(visitor.now);
    let letter = mail::answered(&view.quote, Said::NotLikeThis, &visitor.user.name, &words, style);
    let write = queries::ask_for_changes(&open.ask_for_changes(words), &letter);
    let words = "Changes requested. We will email you when the new version is ready.";
    visit.write(&view.form, write, &format!("/quotes/{id}"), words).await
}

/// Reads what a client's answer is decided on.
async fn asked(visit: &Visit, id: QuoteId, form: Form) -> Result<views::Show> {
    let (visitor, offered) = visit.read_once(&form, queries::offer(&visit.scope, id)).await?;
    shown(visitor, offered, form)
}

#[cfg(test)]
mod tests;
