//! `/messages` on the operations side
mod attachments;
mod canned;
mod documents;
mod handling;

use super::{
    About, AboutServices, InboxTab, MOST, NewMessage, Opening, Subject, ThreadAccount, queries,
    routes::{tell_reading, words},
    views,
};
use crate::{
    accounts,
    db::page::{Cursor, most},
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page, see},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::{MessageId, ThreadId},
    notices,
    search::Typed,
    ui::pieces::Pager,
    users::{Right, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/messages", staff(), index)
        .get("/messages/new", may(Right::Message), new)
        .post("/messages", may(Right::Message), create)
        .get("/messages/{id}", staff(), show)
        .post("/messages/{id}/replies", may(Right::Message), reply)
        .get("/attachments/{id}", staff(), attachments::show)
        .post("/messages/{id}/files", may(Right::Message), attachments::create)
        .post("/messages/{id}/state", may(Right::Message), handling::put)
        .post("/messages/{id}/assignment", may(Right::Message), handling::assign)
        .post("/messages/{id}/notes", may(Right::Message), handling::note)
        .get("/messages/answers", staff(), canned::index)
        .post("/messages/answers", may(Right::Administer), canned::create)
        .post("/messages/answers/{id}", may(Right::Administer), canned::update)
        .post("/messages/answers/{id}/removal", may(Right::Administer), canned::remove)
        .get("/quotes/{id}/thread", may(Right::Message), documents::of_quote)
        .post("/quotes/{id}/thread", may(Right::Message), documents::write_of_quote)
        .get("/invoices/{id}/thread", may(Right::Message), documents::of_invoice)
        .post("/invoices/{id}/thread", may(Right::Message), documents::write_of_invoice)
}

/// The longest note, in characters.
const LONGEST_NOTE: usize = 2_000;

/// `GET /messages`: the inbox. `?show` is a tab; `?q` finds threads by the words of subjects and messages.
async fn index(visit: Visit) -> Result<Response> {
    let (scope, q) = (&visit.scope, visit.param("q"));
    let tab = InboxTab::of(&visit.param("show"));
    let is_oldest_first = tab == InboxTab::Open;
    let from = visit.cursor(if is_oldest_first { Cursor::oldest() } else { Cursor::newest() });
    let typed = Typed::of(&q);
    let query = match &typed {
        Some(typed) => queries::matches(scope, typed),
        None => queries::in_tab(scope, tab, &from, most(queries::THREADS)),
    };
    let (visitor, threads) = visit.read(query).await?;
    let listed = views::paged(threads);
    let pager = match typed {
        Some(_) => Pager::none(),
        None => Pager::by_age(&listed, &from, "/messages", &[("show", tab.word())]),
    };
    page(&views::OpsIndex { visitor, threads: listed.rows, tab, q, pager })
}

/// `GET /messages/{id}`: the thread. Opening it marks it as read by this person.
async fn show(visit: Visit, Id(id): Id<ThreadId>) -> Result<Response> {
    let (scope, path) = (&visit.scope, format!("/messages/{id}"));
    let marks = (queries::mark_for_staff(scope, id), notices::opened(scope, &path));
    let (mut visitor, (read, (marked, _))) = visit.read((desk(&visit, id), marks)).await?;
    visitor.has_opened(&path);
    if let (Some(thread), ..) = &read.0 {
        if marked.0 > 0 {
            tell_reading(&visit, &visitor, thread).await;
        }
        visitor.user.unread -= i64::from(thread.is_unread(visitor.user.face));
    }
    page(&views::OpsShow::of(visitor, read, Form::default()).ok_or(Error::NotFound)?)
}

/// `GET /messages/new`: the form of a new thread, with an `?account` and a `?subject`, about a `?trip` or an
/// order of `?service`s. Without these it finds the account with `?find`.
async fn new(visit: Visit) -> Result<Response> {
    let find = visit.param("find");
    let batch = (asked(&visit, |name| visit.param(name)), accounts::matching(&visit.scope, &find));
    let (visitor, ((account, about, services), found)) = visit.read(batch).await?;
    if ["account", "trip", "service"].iter().all(|name| visit.param(name).is_empty()) {
        return page(&views::OpsChoose { visitor, find, found });
    }
    let there = about.as_ref().and_then(|about| about.thread_id);
    if let Some(thread) = there.or(services.as_ref().and_then(|it| it.thread_id)) {
        return Ok(see(&format!("/messages/{thread}")));
    }
    let account = addressed(account, about.as_ref(), services.as_ref())?;
    let form = Form::of([("subject", visit.param("subject"))]);
    page(&views::OpsNew { visitor, form, account, about, services })
}

/// `POST /messages`: opens a thread. If the trip or the order has a thread by now, the message is added
/// to that.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let batch = asked(&visit, |name| form.value(name).to_owned());
    let (visitor, (account, about, services)) = visit.read_once(&form, batch).await?;
    let account = addressed(account, about.as_ref(), services.as_ref())?;
    let subject = match (&about, &services) {
        (Some(about), _) => about.route.clone(),
        (None, Some(it)) => it.subject(),
        (None, None) => form.required("subject", 120, "Enter a subject."),
    };
    let body = words(&mut form);
    if form.has_complaints() {
        return again(&views::OpsNew { visitor, form, account, about, services });
    }
    let there = about.as_ref().and_then(|about| about.thread_id);
    let there = there.or(services.as_ref().and_then(|it| it.thread_id));
    let thread = there.unwrap_or_else(|| ThreadId::new(scope.now, &visit.chance()));
    let id = MessageId::new(scope.now, &visit.chance());
    let first = NewMessage::new(id, thread, account.id, &subject, &visitor.user, body);
    let write = if there.is_some() {
        queries::reply(&first)
    } else {
        let (trip, service) = (about.map(|it| it.trip_id), services.map(|it| it.service_id));
        queries::open(&Opening { about: Subject::of(trip, service), first })
    };
    visit.write(&form, write, &format!("/messages/{thread}"), "Message sent.").await
}

/// `POST /messages/{id}/replies`: adds a message, or puts a canned answer into the one being written.
async fn reply(visit: Visit, Id(id): Id<ThreadId>, mut form: Form) -> Result<Response> {
    let (visitor, read) = visit.read_once(&form, desk(&visit, id)).await?;
    if !form.value("insert").is_empty() {
        insert(&mut form, &read.1.2);
        return again(&views::OpsShow::of(visitor, read, form).ok_or(Error::NotFound)?);
    }
    let body = words(&mut form);
    let view = views::OpsShow::of(visitor, read, form).ok_or(Error::NotFound)?;
    if view.form.has_complaints() {
        return again(&view);
    }
    let message = MessageId::new(visit.scope.now, &visit.chance());
    let reply = view.thread.reply(message, &view.visitor.user, body);
    let there = format!("/messages/{id}");
    visit.write(&view.form, queries::reply(&reply), &there, "Message sent.").await
}

/// Puts the chosen answer below what was written so far.
fn insert(form: &mut Form, canned: &[queries::Canned]) {
    let Some(chosen) = canned.iter().find(|it| form.is("answer", it.id)) else {
        form.complain("answer", "Choose an answer to insert.");
        return;
    };
    let written = form.value("body").to_owned();
    let parts = [written.as_str(), chosen.words.as_str()];
    let both = parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n\n");
    form.set("body", both.chars().take(MOST).collect::<String>());
    form.unset("answer");
}

/// Reads a thread with everything that staff see beside it.
fn desk(visit: &Visit, id: ThreadId) -> queries::Desk {
    queries::desk(&visit.scope, id, &visit.cursor(Cursor::newest()))
}

/// Reads the account, the trip or the order of a new thread; `value` returns a field.
fn asked(visit: &Visit, value: impl Fn(&str) -> String) -> queries::NewThread {
    let (account, trip, service) = (value("account"), value("trip"), value("service"));
    let (account, trip) = (account.parse().ok(), trip.parse().ok());
    queries::asked(&visit.scope, account, trip, service.parse().ok())
}

/// The account of a new thread: that of the trip or the order, or the one that was asked for.
fn addressed(
    account: Option<ThreadAccount>,
    about: Option<&About>,
    services: Option<&AboutServices>,
) -> Result<ThreadAccount> {
    let of_trip = about.map(|it| ThreadAccount { id: it.account_id, name: it.account.clone() });
    let of_services =
        services.map(|it| ThreadAccount { id: it.account_id, name: it.account.clone() });
    of_trip.or(of_services).or(account).ok_or(Error::NotFound)
}

#[cfg(test)]
mod tests;
