//! Statements about mailed links and codes. They make the scope, so they are not scoped themselves.
use super::super::{
    WINDOW,
    code::{Asked, Code, LIFETIME, MOST_ASKED, MOST_TRIES, Purpose},
    jobs::SignInCode,
    mail::not_activated,
};
use super::failed;
use crate::{
    db::{
        query::{Changes, Query},
        scope::Scope,
        write::{TaskId, follows, tasks},
    },
    kit::ids::EventId,
    mail::{self, Recipients},
};
use serde::Deserialize;

/// What is asked for, and by whom.
pub struct Asking<'a> {
    pub id: EventId,
    pub asked: &'a Asked,
    /// Digest of the address typed, and of the network address that asks.
    pub account: &'a str,
    pub address: &'a str,
    pub purpose: Purpose,
    pub next: &'a str,
    pub device: &'a str,
}

type Asks = (
    Query<Changes>,
    Query<Changes>,
    Query<Changes>,
    (Query<Changes>, Query<Changes>),
    Query<Changes>,
    Query<Vec<TaskId>>,
);

/// What somebody asks for, whoever's address it is: only the rows tell whether anybody gets a mail.
pub fn ask(scope: &Scope, it: &Asking) -> Asks {
    (
        asked(scope, it),
        end_earlier(scope, it),
        add(scope, it),
        (
            mail::to(Recipients::Asker(it.id), &SignInCode { code: it.id }).after(it.id),
            mail::to(Recipients::InvitedAsker(it.id), &not_activated()).after(it.id),
        ),
        failed(&scope.host, it.address, scope.now),
        tasks(&[it.id]),
    )
}

fn asked(scope: &Scope, it: &Asking) -> Query<Changes> {
    let note = if it.purpose.is_reset() { "Lost password" } else { "Sign-in link" };
    Query::named("INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, note, address, host, at)
    SELECT :id, h.workspace_id, NULL, h.face, 'code_asked', coalesce(u.id, ''), :note, :address, :host, :now
    FROM hosts h LEFT JOIN users u ON u.workspace_id = h.workspace_id AND u.face = h.face AND u.email = :email
    WHERE h.host = :host")
        .bind("host", scope.host.as_str())
        .bind("event", it.id)
        .bind("note", note)
        .bind("address", scope.address.as_str())
        .bind("now", scope.now)
        .bind("email", it.asked.email.as_str())
}

/// Whether the account `$account` of the host `h` has not asked for too many yet.
macro_rules! few {
    ($account:literal, $window:literal, $most:literal) => {
        concat!(
            "(SELECT count(*) FROM codes n WHERE n.workspace_id = h.workspace_id AND n.face = h.face AND n.account = ",
            $account, " AND n.created_at > it.at - ", $window, ") < ", $most
        )
    };
}

fn end_earlier(scope: &Scope, it: &Asking) -> Query<Changes> {
    Query::named(follows!(concat!(
        "UPDATE codes SET ended_at = (SELECT at FROM it)
         WHERE account = :account AND ended_at IS NULL AND (workspace_id, face) IN
           (SELECT h.workspace_id, h.face FROM it JOIN hosts h ON h.host = :host AND h.workspace_id = it.workspace_id WHERE ",
        few!(":account", ":window", ":most_asked"),
        ")"
    )))
        .bind("event", it.id)
        .bind("account", it.account)
        .bind("host", scope.host.as_str())
        .bind("window", WINDOW)
        .bind("most_asked", MOST_ASKED)
}

fn add(scope: &Scope, it: &Asking) -> Query<Changes> {
    Query::named(follows!(concat!(
        "INSERT INTO codes (id, workspace_id, face, user_id, account, purpose, next, browser, device, created_at, expires_at)
         SELECT a.id, a.workspace_id, a.face, CASE WHEN a.is_few THEN u.id END, CASE WHEN a.is_few THEN :account ELSE '' END, :purpose, :next, :asked, :device, a.at, a.at + :lifetime
         FROM (SELECT it.id, it.workspace_id, h.face, it.at, it.subject_id, ",
        few!(":account", ":window", ":most_asked"),
        " AS is_few FROM it JOIN hosts h ON h.host = :host AND h.workspace_id = it.workspace_id) a
         LEFT JOIN users u ON u.id = a.subject_id AND u.workspace_id = a.workspace_id AND u.state = 'active'"
    )))
        .bind("event", it.id)
        .bind("account", it.account)
        .bind("host", scope.host.as_str())
        .bind("window", WINDOW)
        .bind("most_asked", MOST_ASKED)
        .bind("purpose", it.purpose.word())
        .bind("next", it.next)
        .bind("asked", it.asked.digest())
        .bind("device", it.device)
        .bind("lifetime", LIFETIME)
}

/// What was asked for: by the digest of the browser that did, or of the link.
macro_rules! code {
    ($by:literal) => {
        concat!(
            "SELECT c.id, u.email, c.purpose, c.next, c.browser, c.code_digest AS digest, c.tries, c.expires_at, c.ended_at
             FROM hosts h JOIN codes c ON c.workspace_id = h.workspace_id AND c.face = h.face AND ", $by,
            " LEFT JOIN users u ON u.id = c.user_id AND u.state = 'active'
             WHERE h.host = :host ORDER BY c.created_at DESC LIMIT 1"
        )
    };
}

pub fn of_browser(host: &str, digest: &str) -> Query<Option<Code>> {
    Query::named(code!("c.browser = :digest")).bind("host", host).bind("digest", digest)
}

pub fn of_link(host: &str, digest: &str) -> Query<Option<Code>> {
    Query::named(code!("c.link_digest = :digest")).bind("host", host).bind("digest", digest)
}

/// A wrong code: one try fewer, of those that are left.
pub fn miss(scope: &Scope, id: EventId, code: &Code) -> (Query<Changes>, Query<Changes>) {
    (
        Query::named("INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, address, host, at)
        SELECT :id, c.workspace_id, NULL, c.face, 'code_failed', coalesce(c.user_id, ''), :address, :host, :now
        FROM hosts h JOIN codes c ON c.id = :code AND c.workspace_id = h.workspace_id AND c.face = h.face
          AND c.ended_at IS NULL AND c.expires_at > :now AND c.tries < :most_tries
        WHERE h.host = :host")
            .bind("host", scope.host.as_str())
            .bind("id", id)
            .bind("address", scope.address.as_str())
            .bind("now", scope.now)
            .bind("code", code.id)
            .bind("most_tries", MOST_TRIES),
        Query::named(follows!("UPDATE codes SET tries = tries + 1 WHERE id = :code AND workspace_id = (SELECT workspace_id FROM it)"))
            .bind("event", id)
            .bind("code", code.id),
    )
}

/// That somebody signs in by it, if it is still open and they may still get in; it ends with that.
pub fn redeem(
    scope: &Scope,
    id: EventId,
    code: &Code,
    note: &str,
) -> (Query<Changes>, Query<Changes>) {
    (
        Query::named("INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, note, address, host, at)
        SELECT :id, u.workspace_id, u.id, u.face, 'signed_in', u.id, :note, :address, :host, :now
        FROM hosts h JOIN codes c ON c.id = :code AND c.workspace_id = h.workspace_id AND c.face = h.face AND c.browser = :browser
          AND c.ended_at IS NULL AND c.expires_at > :now AND c.tries < :most_tries
        JOIN users u ON u.id = c.user_id AND u.workspace_id = c.workspace_id AND u.face = c.face AND u.state = 'active'
        WHERE h.host = :host")
            .bind("host", scope.host.as_str())
            .bind("id", id)
            .bind("note", note)
            .bind("address", scope.address.as_str())
            .bind("now", scope.now)
            .bind("code", code.id)
            .bind("browser", code.browser.as_str())
            .bind("most_tries", MOST_TRIES),
        Query::named(follows!("UPDATE codes SET ended_at = (SELECT at FROM it) WHERE id = :code AND workspace_id = (SELECT workspace_id FROM it)"))
            .bind("event", id)
            .bind("code", code.id),
    )
}

/// What a mail says of who asked.
#[derive(Debug, Deserialize)]
pub struct Drawn {
    pub purpose: Purpose,
    pub device: String,
    pub created_at: i64,
    pub zone: String,
}

/// Keeps what the mail will open it by, if it is still open for somebody.
pub fn arm(code: EventId, link: &str, digest: &str, now: i64) -> Query<Option<Drawn>> {
    Query::named("UPDATE codes SET link_digest = :link, code_digest = :digest
    WHERE id = :code AND ended_at IS NULL AND expires_at > :now AND tries < :most_tries
      AND user_id IN (SELECT u.id FROM users u WHERE u.state = 'active')
    RETURNING purpose, device, created_at, (SELECT w.zone FROM workspaces w WHERE w.id = workspace_id) AS zone")
        .bind("code", code)
        .bind("link", link)
        .bind("digest", digest)
        .bind("now", now)
        .bind("most_tries", MOST_TRIES)
}

/// Removes some of those that nobody needs any more.
pub fn forget(before: i64) -> Query<Changes> {
    Query::named("DELETE FROM codes WHERE id IN (SELECT c.id FROM codes c WHERE c.created_at < :before LIMIT 1000)")
        .bind("before", before)
}
