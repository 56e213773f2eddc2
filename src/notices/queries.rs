//! Statements about a person's own notices and choices.
/// What a notice of money is about, which was not known when it was written, as JSON of [`Sum`](super::Sum).
macro_rules! sum_of_notice {
    () => {
        "coalesce((SELECT json_object('route', i.route, 'currency', i.currency, 'amount', i.total) FROM invoices i WHERE i.id = n.task ->> 'invoice' AND i.workspace_id = n.workspace_id),
           (SELECT json_object('route', '', 'currency', p.currency, 'amount', p.amount) FROM payments p WHERE p.id = n.task ->> 'payment' AND p.workspace_id = n.workspace_id), 'null') AS about"
    };
}

mod clock;
mod digests;
mod quiet;
pub use clock::{Expiring, MOST as CLOCK_MOST, Near, expiring, near, tell_expiring, tell_near};
pub use digests::{PEOPLE, Pending, Waiting, digest, forget, pending, waiting};
pub use quiet::{about_near, quiet};

use super::{Choice, Notice};
use crate::{
    db::{
        page::{Cursor, most},
        query::{Changes, Query, as_json},
        scope::{Scope, anyone, system},
        write::{Write, begins, follows},
    },
    kit::{ids::UserId, quiet::Quiet},
    mail::Stop,
    workspaces::{readable, told_subject},
};
use serde::Deserialize;

/// Notices on a page.
pub const PER_PAGE: usize = 30;

/// Selects those of the visitor's notices `n` that they may read.
macro_rules! notice {
    ($which:literal, $then:literal) => {
        concat!(
            "SELECT n.id, ",
            told_subject!("n"),
            " AS subject, n.lead, ",
            sum_of_notice!(),
            ", n.path, n.at, n.read_at FROM me JOIN workspaces w ON w.id = me.workspace_id
               JOIN notices n ON n.user_id = me.user_id AND ",
            $which,
            " AND ",
            readable!("n", "me.contact_id"),
            $then
        )
    };
}

/// A page of the visitor's notices that they may read, newest first.
pub fn notices(scope: &Scope, from: &Cursor) -> Query<Vec<Notice>> {
    scope
        .query(anyone!(notice!(
            "n.shown = 1",
            " AND (n.at, n.id) < (:after, :after_id) ORDER BY n.at DESC, n.id DESC LIMIT :most"
        )))
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE))
}

/// One of the visitor's notices.
pub fn notice(scope: &Scope, id: &str) -> Query<Option<Notice>> {
    scope.query(anyone!(notice!("n.id = :id", ""))).bind("id", id)
}

/// Marks one of the visitor's notices as read.
pub fn read(scope: &Scope, id: &str) -> Query<Changes> {
    scope
        .query(anyone!(concat!(
            " UPDATE notices SET read_at = :now WHERE id = :id AND user_id = (SELECT user_id FROM me) AND workspace_id = (SELECT workspace_id FROM me) AND read_at IS NULL
              AND EXISTS (SELECT 1 FROM me JOIN workspaces w ON w.id = me.workspace_id WHERE ",
            readable!("notices", "me.contact_id"),
            ")"
        )))
        .bind("id", id)
}

/// Marks those of the visitor's notices as read that lead to a page, which they have opened.
pub fn opened(scope: &Scope, path: &str) -> Query<Changes> {
    scope
        .query(anyone!(
            " UPDATE notices SET read_at = :now WHERE user_id = (SELECT user_id FROM me) AND workspace_id = (SELECT workspace_id FROM me) AND path = :path AND shown = 1 AND read_at IS NULL"
        ))
        .bind("path", path)
}

/// Marks all that the visitor was told until now as read.
pub fn read_all(user: UserId) -> Write {
    Write::begin("notices_read", user, begins!(anyone, "WHERE true")).then(follows!(
        "UPDATE notices SET read_at = (SELECT at FROM it) WHERE user_id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)
           AND shown = 1 AND read_at IS NULL"
    ))
}

/// What the visitor chose for single occasions.
pub fn choices(scope: &Scope) -> Query<Vec<Choice>> {
    scope.query(anyone!(
        "SELECT c.occasion, c.email, c.shown FROM me JOIN notice_choices c ON c.user_id = me.user_id ORDER BY c.occasion LIMIT 100"
    ))
}

/// Replaces the visitor's choices and quiet hours. A choice that is as for the topic and shown is not kept.
pub fn choose(user: UserId, all: &[Choice], hours: Option<&Quiet>) -> Write {
    let own: Vec<_> = all.iter().filter(|it| it.email.is_some() || it.shown == 0).collect();
    Write::begin("notices_chosen", user, begins!(anyone, "WHERE true"))
        .bind("all", as_json(&all))
        .bind("own", as_json(&own))
        .then(follows!(
            "DELETE FROM notice_choices WHERE user_id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)
             AND occasion IN (SELECT c.value ->> 'occasion' FROM json_each(:all) c)"
        ))
        .then(follows!(
            "INSERT INTO notice_choices (workspace_id, user_id, occasion, email, shown)
             SELECT it.workspace_id, it.actor_id, c.value ->> 'occasion', c.value ->> 'email', c.value ->> 'shown' FROM it, json_each(:own) c"
        ))
        .with(quiet::set_quiet(hours))
}

/// The side of the person whose mails a link stops.
#[derive(Debug, Deserialize)]
pub struct Side {
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_staff: bool,
}

pub fn side(it: &Stop) -> Query<Option<Side>> {
    Query::new("SELECT u.face = 'ops' AS is_staff FROM users u WHERE u.id = :user AND u.workspace_id = :workspace")
        .bind("user", it.user)
        .bind("workspace", it.workspace)
}

/// Stops mails about an occasion, for whoever the link was made for.
pub fn stop(it: &Stop) -> Write {
    Write::begin(
        "emails_stopped",
        it.user,
        begins!(
            system,
            actor = "u.id",
            subject = "u.id",
            "JOIN users u ON u.workspace_id = me.workspace_id AND u.id = :user"
        ),
    )
    .bind("user", it.user)
    .bind("occasion", it.occasion.as_str())
    .note(it.occasion.as_str())
    .then(follows!(
        "INSERT INTO notice_choices (workspace_id, user_id, occasion, email) SELECT it.workspace_id, it.actor_id, :occasion, 'never' FROM it WHERE true
         ON CONFLICT (user_id, occasion) DO UPDATE SET email = 'never'"
    ))
}
