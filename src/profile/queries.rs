//! Statements about the visitor's own profile.
mod address;
pub use address::{ask, asked, confirm, draw, forget, pending, tried};

use super::{OpenSession, OwnAccount, OwnDetails, Preferences, Profile};
use crate::{
    contacts,
    db::{
        query::{Query, as_json},
        scope::{Scope, anyone, client},
        write::{Write, begins, follows},
    },
    kit::ids::UserId,
    sessions,
    users::{self, Visitor},
    workspaces::Face,
};

/// Selects the visitor's own details, the number of their sessions, and their topics of mails.
pub fn profile(scope: &Scope) -> Query<Option<Profile>> {
    scope.query(anyone!(
        "SELECT u.name, coalesce(c.phone, u.phone) AS phone, coalesce(c.title, '') AS title, u.contact_id, coalesce(c.version, u.version) AS version,
           (SELECT count(*) FROM (SELECT 1 FROM sessions s JOIN workspaces w ON w.id = me.workspace_id WHERE s.user_id = me.user_id
             AND s.ended_at IS NULL AND s.expires_at > :now AND s.seen_at > :now - w.idle_days * 86400000 LIMIT 50)) AS sessions,
           CASE me.face WHEN 'client' THEN (SELECT json_group_array(m.topic) FROM muted m WHERE m.user_id = me.user_id)
             ELSE (SELECT json_group_array(n.topic) FROM notifications n WHERE n.workspace_id = me.workspace_id
               AND n.topic IN ('request', 'answer', 'message', 'service', 'trip', 'access') AND n.user_id = me.user_id) END AS topics
         FROM me JOIN users u ON u.id = me.user_id LEFT JOIN contacts c ON c.id = me.contact_id"
    ))
}

/// Selects a client's own accounts.
pub fn accounts(scope: &Scope) -> Query<Vec<OwnAccount>> {
    scope.query(client!(
        "SELECT a.name, coalesce((SELECT group_concat(t.registration, ', ') FROM account_tails l JOIN tails t ON t.id = l.tail_id
           WHERE l.account_id = a.id), '') AS tails
         FROM my_accounts m JOIN accounts a ON a.id = m.account_id ORDER BY a.sort_name, a.id LIMIT 50"
    ))
}

/// Selects the visitor's open sessions; the one used last comes first.
pub fn open_sessions(scope: &Scope) -> Query<Vec<OpenSession>> {
    scope.query(anyone!(
        "SELECT s.digest, s.device, s.address, s.created_at, s.seen_at, s.digest = :session AS is_this
         FROM me JOIN workspaces w ON w.id = me.workspace_id JOIN sessions s ON s.user_id = me.user_id AND s.ended_at IS NULL
           AND s.expires_at > :now AND s.seen_at > :now - w.idle_days * 86400000
         ORDER BY s.seen_at DESC LIMIT 50"
    ))
}

/// Selects one of the visitor's open sessions by its digest.
pub fn open_session(scope: &Scope, digest: &str) -> Query<Option<OpenSession>> {
    scope.query(anyone!(
        "SELECT s.digest, s.device, s.address, s.created_at, s.seen_at, s.digest = :session AS is_this
         FROM me JOIN sessions s ON s.digest = :digest AND s.user_id = me.user_id AND s.ended_at IS NULL AND s.expires_at > :now"
    ))
    .bind("digest", digest)
}

/// Changes the visitor's own details, unless somebody else has changed them meanwhile.
pub fn change_details(
    visitor: &Visitor,
    profile: &Profile,
    to: &OwnDetails,
    version: &str,
) -> Write {
    let user = &visitor.user;
    let of_contact = profile
        .contact_id
        .map(|id| contacts::set_own_details(id, &user.email, (&to.name, &to.phone, &to.title)));
    Write::begin(
        "details_changed",
        user.id,
        begins!(
            anyone,
            "JOIN users u ON u.id = me.user_id LEFT JOIN contacts c ON c.id = me.contact_id WHERE coalesce(c.version, u.version) = CAST(:version AS INTEGER)"
        ),
    )
    .bind("version", version)
    .note(profile.changes(to))
    .with([users::set_own_details(&to.name, &to.phone)])
    .with(of_contact.into_iter().flatten())
}

/// Inserts rows with these topics for the visitor into a table.
macro_rules! insert_topics {
    ($table:literal, $topics:literal) => {
        follows!(
            "INSERT INTO ",
            $table,
            " (workspace_id, user_id, topic) SELECT it.workspace_id, it.actor_id, n.value FROM it JOIN json_each(",
            $topics,
            ") n WHERE true
             ON CONFLICT DO NOTHING"
        )
    };
}

/// Deletes the visitor's rows with these topics from a table.
macro_rules! delete_topics {
    ($table:literal, $topics:literal) => {
        follows!(
            "DELETE FROM ",
            $table,
            " WHERE user_id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)
             AND topic IN (SELECT value FROM json_each(",
            $topics,
            "))"
        )
    };
}

/// Changes the visitor's style of dates and times, and the topics of their mails.
pub fn change_preferences(visitor: &Visitor, it: &Preferences) -> Write {
    let (on, off) = match visitor.user.face {
        Face::Client => (delete_topics!("muted", ":wanted"), insert_topics!("muted", ":unwanted")),
        Face::Ops => (
            insert_topics!("notifications", ":wanted"),
            delete_topics!("notifications", ":unwanted"),
        ),
    };
    Write::begin("preferences_changed", visitor.user.id, begins!(anyone, "WHERE true"))
        .bind("wanted", as_json(&it.wanted))
        .bind("unwanted", as_json(&it.unwanted))
        .note(it.history())
        .with([users::set_own_style(it.language, it.hours, it.times)])
        .then(on)
        .then(off)
}

/// Ends one of the visitor's open sessions.
pub fn end_one(user: UserId, digest: &str, device: String) -> Write {
    Write::begin(
        "session_ended",
        user,
        begins!(
            anyone,
            "JOIN sessions s ON s.digest = :digest AND s.user_id = me.user_id AND s.ended_at IS NULL"
        ),
    )
    .bind("digest", digest)
    .note(device)
    .with([sessions::end_one(digest)])
}

/// Ends all the visitor's sessions but `kept`; all of them if it is empty.
pub fn end_all_but(user: UserId, kept: &str, note: &str) -> Write {
    Write::begin("sessions_ended", user, begins!(anyone, "WHERE true"))
        .note(note)
        .with([sessions::end_all_but(kept)])
}
