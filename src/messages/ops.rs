//! `/messages` on the operations side
use super::{
    About, AboutServices, NewMessage, Opening, ThreadAccount, queries, routes::words, views,
};
use crate::{
    db::page::{Cursor, most},
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page, see},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::{MessageId, ThreadId},
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
}

/// `GET /messages`: every thread, newest first; with `?show=unanswered` those that wait for
/// operations, the longest waiting first.
async fn index(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let unanswered = visit.param("show") == "unanswered";
    let from = visit.cursor(if unanswered { Cursor::oldest() } else { Cursor::newest() });
    let query = if unanswered {
        queries::unanswered(scope, &from, most(queries::THREADS))
    } else {
        queries::all_threads(scope, &from)
    };
    let (visitor, threads) = visit.read(query).await?;
    let listed = views::paged(threads);
    let show = if unanswered { "unanswered" } else { "" };
    let pager = Pager::by_age(&listed, &from, "/messages", &[("show", show)]);
    page(&views::OpsIndex { visitor, threads: listed.rows, unanswered, pager })
}

/// `GET /messages/{id}`: the thread. Opening it marks it as read by this person.
async fn show(visit: Visit, Id(id): Id<ThreadId>) -> Result<Response> {
    let (mut visitor, (told, _)) =
        visit.read((told(&visit, id), queries::mark_for_staff(&visit.scope, id))).await?;
    let (thread, messages, people, trip) = told;
    let thread = thread.ok_or(Error::NotFound)?;
    visitor.user.unread -= i64::from(thread.is_unread(visitor.user.face));
    page(&views::OpsShow::of(visitor, thread, messages, people, trip, Form::default()))
}

/// `GET /messages/new`: the form of a new thread, with an `?account`, about a `?trip` or an order of
/// `?service`s.
async fn new(visit: Visit) -> Result<Response> {
    let (visitor, (account, about, services)) =
        visit.read(asked(&visit, |name| visit.param(name))).await?;
    let there = about.as_ref().and_then(|about| about.thread_id);
    if let Some(thread) = there.or(services.as_ref().and_then(|it| it.thread_id)) {
        return Ok(see(&format!("/messages/{thread}")));
    }
    let account = addressed(account, about.as_ref(), services.as_ref())?;
    page(&views::OpsNew { visitor, form: Form::default(), account, about, services })
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
    let write = match there {
        Some(_) => queries::reply(&first),
        None => queries::open(&Opening {
            trip: about.map(|about| about.trip_id),
            service: services.map(|it| it.service_id),
            first,
        }),
    };
    visit.write(&form, write, &format!("/messages/{thread}"), "Message sent.").await
}

/// `POST /messages/{id}/replies`: adds a message.
async fn reply(visit: Visit, Id(id): Id<ThreadId>, mut form: Form) -> Result<Response> {
    let (visitor, (thread, messages, people, trip)) =
        visit.read_once(&form, told(&visit, id)).await?;
    let thread = thread.ok_or(Error::NotFound)?;
    let body = words(&mut form);
    if form.has_complaints() {
        return again(&views::OpsShow::of(visitor, thread, messages, people, trip, form));
    }
    let id = MessageId::new(visit.scope.now, &visit.chance());
    let reply = thread.reply(id, &visitor.user, body);
    visit
        .write(&form, queries::reply(&reply), &format!("/messages/{}", thread.id), "Message sent.")
        .await
}

/// Reads a thread with its messages, the people of its account and its trip.
fn told(visit: &Visit, id: ThreadId) -> queries::Told {
    queries::told(&visit.scope, id, &visit.cursor(Cursor::newest()))
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
mod tests {
    use crate::testing::cast::*;
    use axum::http::StatusCode;

    const SEED: &str = include_str!("seed.sql");
    const TRIP: &str = "00000000-0000-7000-8000-00000000e001";
    const LINDQVIST: &str = "00000000-0000-7000-8000-000000000a11";
    const HANGAR: &str = "/messages/00000000-0000-7000-8000-00000000f001";

    #[test]
    fn staff_write_first_to_an_account_or_about_a_trip() {
        let portal = Portal::open(SEED);
        let page = portal.get(INES, &format!("/messages/new?account={LINDQVIST}"));
        assert!(page.has("Message Lindqvist Holdings"), "{}", page.body);
        let fields =
            [("key", "a"), ("account", LINDQVIST), ("subject", "Invoice"), ("body", "It is paid.")];
        let sent = portal.post(INES, "/messages", &fields);
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let seen = portal.get(MIRA, "/messages");
        assert!(seen.has("Ines, Operations:") && seen.has("state-info\">New"), "{}", seen.body);

        assert!(portal.get(DANA, &format!("/messages/new?trip={TRIP}")).has("TEB to PBI"));
        let sent = portal.post(DANA, "/messages", &[("key", "b"), ("trip", TRIP), ("body", "Hi")]);
        let again = portal.get(DANA, &format!("/messages/new?trip={TRIP}"));
        assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, sent.location()));
        assert!(portal.get(TOMAS, sent.location()).has("Hi"));
        assert_eq!(portal.get(RUTH, sent.location()).status, StatusCode::NOT_FOUND);
    }

    #[test]
    fn a_thread_is_unanswered_while_the_client_wrote_last() {
        let portal = Portal::open(SEED);
        let unanswered = |words| portal.get(OLE, "/messages?show=unanswered").has(words);
        assert!(unanswered("Nothing unanswered"));
        portal.post(RUTH, &format!("{HANGAR}/replies"), &[("key", "a"), ("body", "Still?")]);
        assert!(unanswered("Hangar door"));
        portal.get(OLE, HANGAR);
        assert!(unanswered("Hangar door"), "reading a thread does not answer it");
        portal.post(OLE, &format!("{HANGAR}/replies"), &[("key", "b"), ("body", "Yes.")]);
        assert!(unanswered("Nothing unanswered"));
    }

    #[test]
    fn a_neighbor_sees_nothing() {
        let portal = Portal::open(SEED);
        for path in [
            HANGAR.to_owned(),
            format!("/messages/new?trip={TRIP}"),
            format!("/messages/new?account={LINDQVIST}"),
            "/messages/new".to_owned(),
        ] {
            assert_eq!(portal.get(RHEA, &path).status, StatusCode::NOT_FOUND, "{path}");
        }
        let fields = [("key", "a"), ("account", LINDQVIST), ("subject", "x"), ("body", "x")];
        assert_eq!(portal.post(RHEA, "/messages", &fields).status, StatusCode::NOT_FOUND);
        assert!(portal.get(RHEA, "/messages").has("No messages yet"));
    }

    #[test]
    fn staff_who_may_not_write_can_read() {
        let portal = Portal::open(SEED);
        portal
            .app
            .db
            .execute("UPDATE users SET role = 'read_only' WHERE email = 'ines@harbour.example'");
        let page = portal.get(INES, HANGAR);
        assert!(page.has("Does it open?") && !page.has("Send message"));
        let form = portal.get(INES, &format!("/messages/new?account={LINDQVIST}"));
        assert_eq!(form.status, StatusCode::FORBIDDEN);
        let sent = portal.post(INES, &format!("{HANGAR}/replies"), &[("key", "a"), ("body", "x")]);
        assert_eq!(sent.status, StatusCode::FORBIDDEN);
        assert_eq!(portal.value("SELECT count(*) FROM messages"), "2");
    }
}
