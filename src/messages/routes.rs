//! `/messages`
pub mod attachments;
pub mod documents;

use super::{MOST, NewMessage, Opening, Subject, Thread, queries, views};
use crate::{
    db::page::{Cursor, most},
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page, see},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{
        ids::{MessageId, ThreadId},
        room::Notice,
    },
    notices,
    search::Typed,
    ui::pieces::Pager,
    users::{Grant, Visitor, clients, everyone, travelers},
    workspaces::{Face, Module},
};
use axum::response::Response;

pub fn routes() -> Routes {
    let payers = clients().hidden_without(Grant::SeeMoney);
    Routes::of(Module::Messages)
        .get("/messages", everyone(), index)
        .get("/messages/new", everyone().with_field("trip", travelers()), new)
        .post("/messages", everyone().with_field("trip", travelers()), create)
        .get("/messages/{id}", everyone(), show)
        .post("/messages/{id}/replies", everyone(), reply)
        .get("/attachments/{id}", everyone(), attachments::show)
        .post("/messages/{id}/files", everyone(), attachments::create)
        .get("/quotes/{id}/thread", travelers().of(Module::Quotes), documents::of_quote)
        .post("/quotes/{id}/thread", travelers().of(Module::Quotes), documents::write_of_quote)
        .get("/invoices/{id}/thread", payers.of(Module::Invoices), documents::of_invoice)
        .post("/invoices/{id}/thread", payers.of(Module::Invoices), documents::write_of_invoice)
}

/// `GET /messages`: the threads of the client's accounts, newest first, or those that `?q` finds.
async fn index(visit: Visit) -> Result<Response> {
    let from = visit.cursor(Cursor::newest());
    let q = visit.param("q");
    let typed = Typed::of(&q);
    let query = match &typed {
        Some(typed) => queries::my_matches(&visit.scope, typed),
        None => queries::threads(&visit.scope, &from, most(queries::THREADS)),
    };
    let (visitor, threads) = visit.read(query).await?;
    let listed = views::paged(threads);
    let pager = match typed {
        Some(_) => Pager::none(),
        None => Pager::by_age(&listed, &from, "/messages", &[]),
    };
    page(&views::Index { visitor, threads: listed.rows, q, pager })
}

/// `GET /messages/{id}`: the thread, oldest message first. Opening it marks it as read.
async fn show(visit: Visit, Id(id): Id<ThreadId>) -> Result<Response> {
    let scope = &visit.scope;
    let from = visit.cursor(Cursor::newest());
    let talk = (queries::messages(scope, id, &from), queries::readers(scope, id));
    let path = format!("/messages/{id}");
    let marks = (queries::mark(scope, id), notices::opened(scope, &path));
    let (mut visitor, (thread, talk, (read, _))) =
        visit.read((queries::thread(scope, id), talk, marks)).await?;
    visitor.has_opened(&path);
    let thread = thread.ok_or(Error::NotFound)?;
    if read.0 > 0 {
        tell_reading(&visit, &visitor, &thread).await;
    }
    visitor.user.unread -= i64::from(thread.is_unread(visitor.user.face));
    page(&views::Show::of(visitor, thread, talk, Form::default()))
}

/// Lets the open pages of the other side show that messages were read.
pub async fn tell_reading(visit: &Visit, visitor: &Visitor, thread: &Thread) {
    let topic = match visitor.user.face {
        Face::Client => thread.id.to_string(),
        Face::Ops => thread.account_id.to_string(),
    };
    let notice = Notice { topics: vec![topic], users: Vec::new() };
    visit.app.rooms.tell(visitor.workspace.id, &notice).await;
}

/// `GET /messages/new`: the form of a new thread, in general, with a `?subject` and an `?account`, about a `?trip` or
/// an order of `?service`s.
async fn new(visit: Visit) -> Result<Response> {
    let (trip, service) = (visit.param("trip"), visit.param("service"));
    let (visitor, (accounts, about, services)) =
        visit.read(subjects(&visit, &trip, &service)).await?;
    let (about, services) = (seen(&trip, about)?, seen(&service, services)?);
    let there = about.as_ref().and_then(|about| about.thread_id);
    if let Some(thread) = there.or(services.as_ref().and_then(|it| it.thread_id)) {
        return Ok(see(&format!("/messages/{thread}")));
    }
    let subject = about.as_ref().map(|about| about.subject(&visitor.workspace));
    let subject = subject.unwrap_or_else(|| visit.param("subject"));
    let form = Form::of([("subject", subject), ("account", visit.param("account"))]);
    page(&views::New { visitor, form, accounts, about, services })
}

/// `POST /messages`: opens a thread. If the trip or the order has a thread by now, the message is added
/// to that.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (trip, service) = (form.value("trip").to_owned(), form.value("service").to_owned());
    let (visitor, (accounts, about, services)) =
        visit.read_once(&form, subjects(&visit, &trip, &service)).await?;
    let (about, services) = (seen(&trip, about)?, seen(&service, services)?);
    let joined = about.as_ref().filter(|about| about.is_joined);
    let subject = match (joined, &services) {
        (Some(about), _) => about.route.clone(),
        (None, Some(it)) => it.subject(),
        (None, None) => form.required("subject", 120, "Enter a subject."),
    };
    let body = words(&mut form);
    let chosen = accounts
        .iter()
        .find(|account| accounts.len() == 1 || form.value("account") == account.id.to_string());
    let account = joined.map(|about| about.account_id);
    let account = account.or(services.as_ref().map(|it| it.account_id));
    let account = account.or(chosen.map(|account| account.id));
    if account.is_none() {
        form.complain(
            "account",
            if accounts.is_empty() {
                "You belong to no account yet. Please call operations."
            } else {
                "Choose the account it concerns."
            },
        );
    }
    let Some(account) = account.filter(|_| !form.has_complaints()) else {
        return again(&views::New { visitor, form, accounts, about, services });
    };
    let there = joined.and_then(|about| about.thread_id);
    let there = there.or(services.as_ref().and_then(|it| it.thread_id));
    let thread = there.unwrap_or_else(|| ThreadId::new(scope.now, &visit.chance()));
    let id = MessageId::new(scope.now, &visit.chance());
    let first = NewMessage::new(id, thread, account, &subject, &visitor.user, body);
    let write = if there.is_some() {
        queries::reply(&first)
    } else {
        let (trip, service) = (joined.map(|it| it.trip_id), services.map(|it| it.service_id));
        queries::open(&Opening { about: Subject::of(trip, service), first })
    };
    visit.write(&form, write, &format!("/messages/{thread}"), "Message sent.").await
}

/// `POST /messages/{id}/replies`: adds a message.
async fn reply(visit: Visit, Id(id): Id<ThreadId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let from = visit.cursor(Cursor::newest());
    let talk = (queries::messages(scope, id, &from), queries::readers(scope, id));
    let (visitor, (thread, talk)) =
        visit.read_once(&form, (queries::thread(scope, id), talk)).await?;
    let thread = thread.ok_or(Error::NotFound)?;
    let body = words(&mut form);
    if form.has_complaints() {
        return again(&views::Show::of(visitor, thread, talk, form));
    }
    let id = MessageId::new(scope.now, &visit.chance());
    let reply = thread.reply(id, &visitor.user, body);
    visit
        .write(&form, queries::reply(&reply), &format!("/messages/{}", thread.id), "Message sent.")
        .await
}

/// Reads the client's accounts, and the trip or the order of a new thread.
fn subjects(visit: &Visit, trip: &str, service: &str) -> queries::ClientsNewThread {
    queries::subjects(&visit.scope, trip.parse().ok(), service.parse().ok())
}

/// The trip or the order that was asked for, if any. One that the visitor may not see is not found.
fn seen<T>(asked: &str, about: Option<T>) -> Result<Option<T>> {
    if asked.is_empty() {
        return Ok(None);
    }
    about.map(Some).ok_or(Error::NotFound)
}

/// The text of a message.
pub(super) fn words(form: &mut Form) -> String {
    form.required("body", MOST, "Write your message.")
}

#[cfg(test)]
mod tests;
