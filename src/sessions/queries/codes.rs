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
    Query::new(
        "INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, note, address, host, at)
         SELECT ?2, h.workspace_id, NULL, h.face, 'code_asked', coalesce(u.id, ''), ?3, ?4, ?1, ?5
         FROM hosts h LEFT JOIN users u ON u.workspace_id = h.workspace_id AND u.face = h.face AND u.email = ?6
         WHERE h.host = ?1",
        [
            scope.host.as_str().into(),
            it.id.into(),
            note.into(),
            scope.address.as_str().into(),
            scope.now.into(),
            it.asked.email.as_str().into(),
        ],
    )
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
    Query::new(
        follows!(concat!(
            "UPDATE codes SET ended_at = (SELECT at FROM it)
             WHERE account = ?2 AND ended_at IS NULL AND (workspace_id, face) IN
               (SELECT h.workspace_id, h.face FROM it JOIN hosts h ON h.host = ?3 AND h.workspace_id = it.workspace_id WHERE ",
            few!("?2", "?4", "?5"),
            ")"
        )),
        [
            it.id.into(),
            it.account.into(),
            scope.host.as_str().into(),
            WINDOW.into(),
            MOST_ASKED.into(),
        ],
    )
}

fn add(scope: &Scope, it: &Asking) -> Query<Changes> {
    Query::new(
        follows!(concat!(
            "INSERT INTO codes (id, workspace_id, face, user_id, account, purpose, next, browser, device, created_at, expires_at)
             SELECT a.id, a.workspace_id, a.face, CASE WHEN a.is_few THEN u.id END, CASE WHEN a.is_few THEN ?2 ELSE '' END, ?6, ?7, ?8, ?9, a.at, a.at + ?10
             FROM (SELECT it.id, it.workspace_id, h.face, it.at, it.subject_id, ",
            few!("?2", "?4", "?5"),
            " AS is_few FROM it JOIN hosts h ON h.host = ?3 AND h.workspace_id = it.workspace_id) a
             LEFT JOIN users u ON u.id = a.subject_id AND u.workspace_id = a.workspace_id AND u.state = 'active'"
        )),
        [
            it.id.into(),
            it.account.into(),
            scope.host.as_str().into(),
            WINDOW.into(),
            MOST_ASKED.into(),
            it.purpose.word().into(),
            it.next.into(),
            it.asked.digest().into(),
            it.device.into(),
            LIFETIME.into(),
        ],
    )
}

/// What was asked for: by the digest of the browser that did, or of the link.
macro_rules! code {
    ($by:literal) => {
        concat!(
            "SELECT c.id, u.email, c.purpose, c.next, c.browser, c.code_digest AS digest, c.tries, c.expires_at, c.ended_at
             FROM hosts h JOIN codes c ON c.workspace_id = h.workspace_id AND c.face = h.face AND ", $by,
            " LEFT JOIN users u ON u.id = c.user_id AND u.state = 'active'
             WHERE h.host = ?1 ORDER BY c.created_at DESC LIMIT 1"
        )
    };
}

pub fn of_browser(host: &str, digest: &str) -> Query<Option<Code>> {
    Query::new(code!("c.browser = ?2"), [host.into(), digest.into()])
}

pub fn of_link(host: &str, digest: &str) -> Query<Option<Code>> {
    Query::new(code!("c.link_digest = ?2"), [host.into(), digest.into()])
}

/// A wrong code: one try fewer, of those that are left.
pub fn miss(scope: &Scope, id: EventId, code: &Code) -> (Query<Changes>, Query<Changes>) {
    (
        Query::new(
            "INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, address, host, at)
             SELECT ?2, c.workspace_id, NULL, c.face, 'code_failed', coalesce(c.user_id, ''), ?3, ?1, ?4
             FROM hosts h JOIN codes c ON c.id = ?5 AND c.workspace_id = h.workspace_id AND c.face = h.face
               AND c.ended_at IS NULL AND c.expires_at > ?4 AND c.tries < ?6
             WHERE h.host = ?1",
            [
                scope.host.as_str().into(),
                id.into(),
                scope.address.as_str().into(),
                scope.now.into(),
                code.id.into(),
                MOST_TRIES.into(),
            ],
        ),
        Query::new(
            follows!("UPDATE codes SET tries = tries + 1 WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"),
            [id.into(), code.id.into()],
        ),
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
        Query::new(
            "INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, note, address, host, at)
             SELECT ?2, u.workspace_id, u.id, u.face, 'signed_in', u.id, ?3, ?4, ?1, ?5
             FROM hosts h JOIN codes c ON c.id = ?6 AND c.workspace_id = h.workspace_id AND c.face = h.face AND c.browser = ?7
               AND c.ended_at IS NULL AND c.expires_at > ?5 AND c.tries < ?8
             JOIN users u ON u.id = c.user_id AND u.workspace_id = c.workspace_id AND u.face = c.face AND u.state = 'active'
             WHERE h.host = ?1",
            [
                scope.host.as_str().into(),
                id.into(),
                note.into(),
                scope.address.as_str().into(),
                scope.now.into(),
                code.id.into(),
                code.browser.as_str().into(),
                MOST_TRIES.into(),
            ],
        ),
        Query::new(
            follows!("UPDATE codes SET ended_at = (SELECT at FROM it) WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"),
            [id.into(), code.id.into()],
        ),
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
    Query::new(
        "UPDATE codes SET link_digest = ?2, code_digest = ?3
         WHERE id = ?1 AND ended_at IS NULL AND expires_at > ?4 AND tries < ?5
           AND user_id IN (SELECT u.id FROM users u WHERE u.state = 'active')
         RETURNING purpose, device, created_at, (SELECT w.zone FROM workspaces w WHERE w.id = workspace_id) AS zone",
        [code.into(), link.into(), digest.into(), now.into(), MOST_TRIES.into()],
    )
}

/// Removes some of those that nobody needs any more.
pub fn forget(before: i64) -> Query<Changes> {
    Query::new(
        "DELETE FROM codes WHERE id IN (SELECT c.id FROM codes c WHERE c.created_at < ?1 LIMIT 1000)",
        [before.into()],
    )
}
