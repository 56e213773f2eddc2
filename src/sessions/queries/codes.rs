//! Statements about mailed links and codes. There is no session yet, so they are not scoped.
use super::super::{
    Try, WINDOW,
    code::{Code, CodeCookie, LIFETIME, MOST_ASKED, MOST_TRIES, Purpose},
    jobs::SignInCode,
    mail::not_activated,
};
use super::failed;
use crate::{
    db::{
        query::{Changes, Query},
        scope::door,
        write::{Follower, Write, begins, follows},
    },
    kit::ids::EventId,
    mail::{self, Recipients},
};
use serde::Deserialize;

/// A request for a mailed link and code.
pub struct Asking<'a> {
    pub id: EventId,
    pub asked: &'a CodeCookie,
    /// The digests of the typed address, and of the network address that asks.
    pub account: &'a str,
    pub address: &'a str,
    pub purpose: Purpose,
    pub next: &'a str,
    pub device: &'a str,
}

/// Records that somebody asked for a link and a code with an address. The statements are the same for
/// every address; whether anybody gets a mail depends on the rows they find.
pub fn ask(it: &Asking) -> Write {
    let note = if it.purpose.is_reset() { "Lost password" } else { "Sign-in link" };
    Write::begin(
        "code_asked",
        "",
        begins!(
            door,
            subject = "coalesce(u.id, '')",
            "LEFT JOIN users u ON u.workspace_id = me.workspace_id AND u.face = me.face AND u.email = :email"
        ),
    )
    .bind("email", it.asked.email.as_str())
    .note(note)
    .with([
        end_earlier(it),
        add(it),
        mail::to(Recipients::Asker(it.id), &SignInCode { code: it.id }),
        mail::to(Recipients::InvitedAsker(it.id), &not_activated()),
        failed(it.address),
    ])
}

/// Whether fewer codes than `$most` were asked for with the account `$account` in the time `$window`.
macro_rules! few {
    ($account:literal, $window:literal, $most:literal) => {
        concat!(
            "(SELECT count(*) FROM codes n WHERE n.workspace_id = it.workspace_id AND n.face = it.face AND n.account = ",
            $account, " AND n.created_at > it.at - ", $window, ") < ", $most
        )
    };
}

/// Ends the earlier codes of the account.
fn end_earlier(it: &Asking) -> Follower {
    Follower::new(follows!(concat!(
        "UPDATE codes SET ended_at = (SELECT at FROM it)
         WHERE account = :account AND ended_at IS NULL AND (workspace_id, face) IN
           (SELECT it.workspace_id, it.face FROM it WHERE ",
        few!(":account", ":window", ":most_asked"),
        ")"
    )))
    .bind("account", it.account)
    .bind("window", WINDOW)
    .bind("most_asked", MOST_ASKED)
}

/// Inserts the code, for the user with the address if there is one and they have not asked too often.
fn add(it: &Asking) -> Follower {
    Follower::new(follows!(concat!(
        "INSERT INTO codes (id, workspace_id, face, user_id, account, purpose, next, browser, device, created_at, expires_at)
         SELECT a.id, a.workspace_id, a.face, CASE WHEN a.is_few THEN u.id END, CASE WHEN a.is_few THEN :account ELSE '' END, :purpose, :next,
           :browser, :device, a.at, a.at + :lifetime
         FROM (SELECT it.id, it.workspace_id, it.face, it.at, it.subject_id, ",
        few!(":account", ":window", ":most_asked"),
        " AS is_few FROM it) a
         LEFT JOIN users u ON u.id = a.subject_id AND u.workspace_id = a.workspace_id AND u.state = 'active'"
    )))
    .bind("account", it.account)
    .bind("window", WINDOW)
    .bind("most_asked", MOST_ASKED)
    .bind("purpose", it.purpose.word())
    .bind("next", it.next)
    .bind("browser", it.asked.digest())
    .bind("device", it.device)
    .bind("lifetime", LIFETIME)
}

/// Selects a code by the digest of the browser that asked for it, or by that of its link.
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

/// Selects the newest code that a browser asked for.
pub fn of_browser(host: &str, digest: &str) -> Query<Option<Code>> {
    Query::new(code!("c.browser = :digest")).bind("host", host).bind("digest", digest)
}

/// Selects the code of a mailed link.
pub fn of_link(host: &str, digest: &str) -> Query<Option<Code>> {
    Query::new(code!("c.link_digest = :digest")).bind("host", host).bind("digest", digest)
}

/// Records a wrong code, and counts the try for the code, if it is still open, and for the network
/// address: each of many guesses that arrive at the same time.
pub fn miss(code: &Code, it: &Try) -> Write {
    Write::begin(
        "code_failed",
        "",
        begins!(
            door,
            subject = "coalesce(c.user_id, '')",
            "JOIN codes c ON c.id = :code AND c.workspace_id = me.workspace_id AND c.face = me.face"
        ),
    )
    .bind("code", code.id)
    .bind("most_tries", MOST_TRIES)
    .then(follows!(
        "UPDATE codes SET tries = tries + 1
         WHERE id = :code AND workspace_id = (SELECT workspace_id FROM it)
           AND ended_at IS NULL AND expires_at > (SELECT at FROM it) AND tries < :most_tries"
    ))
    .with([failed(&it.address)])
}

/// Signs a user in by a code or its link, if it is still open and the user is active, and uses it up.
pub fn redeem(code: &Code, note: &str) -> Write {
    Write::begin(
        "signed_in",
        "",
        begins!(
            door,
            actor = "u.id",
            subject = "u.id",
            "JOIN codes c ON c.id = :code AND c.workspace_id = me.workspace_id AND c.face = me.face AND c.browser = :browser
               AND c.ended_at IS NULL AND c.expires_at > :now AND c.tries < :most_tries
             JOIN users u ON u.id = c.user_id AND u.workspace_id = c.workspace_id AND u.face = c.face AND u.state = 'active'"
        ),
    )
    .bind("code", code.id)
    .bind("browser", code.browser.as_str())
    .bind("most_tries", MOST_TRIES)
    .note(note)
    .then(follows!(
        "UPDATE codes SET ended_at = (SELECT at FROM it) WHERE id = :code AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}

/// What the mail says about the request for the code.
#[derive(Debug, Deserialize)]
pub struct Drawn {
    pub purpose: Purpose,
    pub device: String,
    pub created_at: i64,
}

/// Stores the digests of the link and the code that the mail will bring, if the code is still open and
/// its user active.
pub fn arm(code: EventId, link: &str, digest: &str, now: i64) -> Query<Option<Drawn>> {
    Query::new(
        "UPDATE codes SET link_digest = :link, code_digest = :digest
                WHERE id = :code AND ended_at IS NULL AND expires_at > :now AND tries < :most_tries
                  AND user_id IN (SELECT u.id FROM users u WHERE u.state = 'active')
                RETURNING purpose, device, created_at",
    )
    .bind("code", code)
    .bind("link", link)
    .bind("digest", digest)
    .bind("now", now)
    .bind("most_tries", MOST_TRIES)
}

/// Deletes up to 1,000 codes created before a time.
pub fn forget(before: i64) -> Query<Changes> {
    Query::new("DELETE FROM codes WHERE id IN (SELECT c.id FROM codes c WHERE c.created_at < :before LIMIT 1000)")
        .bind("before", before)
}
