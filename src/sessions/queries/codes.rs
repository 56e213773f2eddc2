//! Statements about mailed links and codes. There is no session yet, so they are not scoped.
use super::super::{
    WINDOW,
    code::{
        Code, CodeCookie, LIFETIME, LIFETIME_ANYWHERE, MOST_BY_STRANGERS, MOST_FOR_ASKER,
        MOST_TRIES, Purpose,
    },
    jobs::SignInCode,
    mail::not_activated,
};
use crate::{
    db::{
        query::{Changes, Query},
        scope::door,
        write::{Follower, Write, begins, follows},
    },
    kit::{ids::EventId, zoned::HOUR},
    mail::{self, Recipients},
};
use serde::Deserialize;

/// A request for a mailed link and code.
pub struct Asking<'a> {
    pub id: EventId,
    pub asked: &'a CodeCookie,
    /// The digest of the typed address.
    pub account: &'a str,
    /// The digest of who asks for this account: a network address, or a browser that its owner uses.
    pub asker: &'a str,
    pub is_known: bool,
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
        add(it),
        end_earlier(it),
        mail::to(Recipients::Asker(it.id), &SignInCode { code: it.id }),
        mail::to(Recipients::InvitedAsker(it.id), &not_activated()),
    ])
}

/// Inserts the code, for the user with the address if there is one. The last one before a limit has a link
/// that works in any browser, and while that link works no other code of the account is made beyond the
/// limit: so the owner of the account, who reads its mails, always has a link that works.
fn add(it: &Asking) -> Follower {
    Follower::new(follows!(
        "INSERT INTO codes (id, workspace_id, face, user_id, account, asker, is_known, purpose, next, browser, device, is_anywhere, created_at, expires_at)
         SELECT a.id, a.workspace_id, a.face, u.id, :account, :asker, :is_known, :purpose, :next, :browser, :device,
           a.beyond >= -1, a.at, a.at + CASE WHEN a.beyond >= -1 THEN :lifetime_anywhere ELSE :lifetime END
         FROM (SELECT it.id, it.workspace_id, it.face, it.at, it.subject_id,
             max((SELECT count(*) FROM codes n WHERE n.workspace_id = it.workspace_id AND n.face = it.face AND n.account = :account
                 AND n.created_at > it.at - :window AND n.asker = :asker) - :most_for_asker,
               CASE :is_known WHEN 1 THEN -:most_by_strangers ELSE
                 (SELECT count(*) FROM codes n WHERE n.workspace_id = it.workspace_id AND n.face = it.face AND n.account = :account
                 AND n.created_at > it.at - :hour AND n.is_known = 0) - :most_by_strangers END) AS beyond
           FROM it) a
         LEFT JOIN users u ON u.id = a.subject_id AND u.workspace_id = a.workspace_id AND u.state = 'active'
         WHERE a.beyond < 0 OR NOT EXISTS (SELECT 1 FROM codes n WHERE n.workspace_id = a.workspace_id AND n.face = a.face
           AND n.account = :account AND n.is_anywhere = 1 AND n.ended_at IS NULL AND n.expires_at > a.at)"
    ))
    .bind("account", it.account)
    .bind("asker", it.asker)
    .bind("is_known", i64::from(it.is_known))
    .bind("window", WINDOW)
    .bind("most_for_asker", MOST_FOR_ASKER)
    .bind("hour", HOUR)
    .bind("most_by_strangers", MOST_BY_STRANGERS)
    .bind("purpose", it.purpose.word())
    .bind("next", it.next)
    .bind("browser", it.asked.digest())
    .bind("device", it.device)
    .bind("lifetime", LIFETIME)
    .bind("lifetime_anywhere", LIFETIME_ANYWHERE)
}

/// Ends the earlier codes of this browser, if it has a new one. Those of other browsers stay: whoever
/// asks must not end what somebody else holds.
fn end_earlier(it: &Asking) -> Follower {
    Follower::new(follows!(
        "UPDATE codes SET ended_at = (SELECT at FROM it)
         WHERE browser = :browser AND id <> :code AND ended_at IS NULL AND is_anywhere = 0
           AND workspace_id = (SELECT workspace_id FROM it) AND EXISTS (SELECT 1 FROM codes n WHERE n.id = :code)"
    ))
    .bind("browser", it.asked.digest())
    .bind("code", it.id)
}

/// Selects a code by the digest of the browser that asked for it, or by that of its link.
macro_rules! code {
    ($by:literal) => {
        concat!(
            "SELECT c.id, u.email, c.purpose, c.next, c.browser, c.code_digest AS digest, c.tries, c.is_anywhere, c.expires_at, c.ended_at
             FROM hosts h JOIN codes c ON c.workspace_id = h.workspace_id AND c.face = h.face AND ", $by,
            " LEFT JOIN users u ON u.id = c.user_id AND u.state = 'active'
             WHERE h.host = :host ORDER BY c.created_at DESC, c.id DESC LIMIT 1"
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

/// Counts a try of the newest code that a browser asked for, before it is compared.
pub fn try_code(host: &str, digest: &str, now: i64) -> Query<Changes> {
    Query::new(
        "UPDATE codes SET tries = tries + 1 WHERE ended_at IS NULL AND expires_at > :now AND id =
           (SELECT c.id FROM hosts h JOIN codes c ON c.workspace_id = h.workspace_id AND c.face = h.face AND c.browser = :digest
            WHERE h.host = :host ORDER BY c.created_at DESC, c.id DESC LIMIT 1)",
    )
    .bind("host", host)
    .bind("digest", digest)
    .bind("now", now)
}

/// Records a wrong code.
pub fn miss(code: &Code) -> Write {
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
               AND c.ended_at IS NULL AND c.expires_at > :now AND c.tries <= :most_tries
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
    pub expires_at: i64,
    /// Whether the link works in any browser.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_anywhere: bool,
}

/// Stores the digests of the link and the code that the mail will bring, if the code is still open and
/// its user active.
pub fn arm(code: EventId, link: &str, digest: &str, now: i64) -> Query<Option<Drawn>> {
    Query::new(
        "UPDATE codes SET link_digest = :link, code_digest = :digest
                WHERE id = :code AND ended_at IS NULL AND expires_at > :now AND tries < :most_tries
                  AND user_id IN (SELECT u.id FROM users u WHERE u.state = 'active')
                RETURNING purpose, device, created_at, expires_at, is_anywhere",
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
