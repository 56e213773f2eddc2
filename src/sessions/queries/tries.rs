//! Statements about signing in by password, and about counting wrong ones.
use super::super::{Failures, MOST_FOR_ACCOUNT, SignInUser, Try, WINDOW, jobs::Locked};
use crate::{
    db::{
        change::Change,
        query::Query,
        scope::{Scope, begun, door},
        write::{Follower, Write, begins, follows},
    },
    kit::ids::{EventId, UserId},
    mail::{self, Recipients},
};
use serde::Deserialize;

/// Whether the account `$who` of the workspace and face of `$of` is not locked at `$now`.
macro_rules! unlocked {
    ($of:literal, $who:literal, $now:literal, $most:literal, $window:literal) => {
        concat!(
            "NOT EXISTS (SELECT 1 FROM sign_in_failures f WHERE f.workspace_id = ",
            $of,
            ".workspace_id AND f.face = ",
            $of,
            ".face AND f.who = ",
            $who,
            " AND f.count >= ",
            $most,
            " AND f.since + ",
            $window,
            " > ",
            $now,
            ")"
        )
    };
}
pub(crate) use unlocked;

/// Selects the user with an address on the face of a host.
pub fn candidate(host: &str, email: &str) -> Query<Option<SignInUser>> {
    Query::new(
        "SELECT u.id, u.state, u.password, u.temporary_until FROM hosts h
         JOIN users u ON u.workspace_id = h.workspace_id AND u.face = h.face AND u.email = :email
         WHERE h.host = :host",
    )
    .bind("host", host)
    .bind("email", email)
}

/// A stored password, as its hash.
#[derive(Debug, Deserialize)]
pub struct Kept {
    pub password: Option<String>,
}

/// Selects the password of the visitor.
pub fn own(scope: &Scope) -> Query<Option<Kept>> {
    scope.query(begun!("SELECT u.password FROM me JOIN users u ON u.id = me.user_id"))
}

/// Selects the counts of wrong passwords of an account and a network address.
pub fn failures(host: &str, account: &str, address: &str) -> Query<Vec<Failures>> {
    Query::new("SELECT f.who = :account AS is_account, f.count, f.since FROM hosts h
                JOIN sign_in_failures f ON f.workspace_id = h.workspace_id AND f.face = h.face AND f.who IN (:account, :address)
                WHERE h.host = :host")
        .bind("host", host)
        .bind("account", account)
        .bind("address", address)
}

/// Counts one more failure of an account or a network address.
pub fn failed(who: &str) -> Follower {
    Follower::new(follows!(
        "INSERT INTO sign_in_failures (workspace_id, face, who, count, since)
         SELECT it.workspace_id, it.face, :who, 1, it.at FROM it WHERE true
         ON CONFLICT (workspace_id, face, who) DO UPDATE SET
           count = CASE WHEN since + :window <= excluded.since THEN 1 ELSE count + 1 END,
           since = CASE WHEN since + :window <= excluded.since THEN excluded.since ELSE since END"
    ))
    .bind("who", who)
    .bind("window", WINDOW)
}

/// Deletes the count of wrong passwords of an account after the right one.
pub fn forgiven(it: &Try) -> Follower {
    Follower::new(follows!(
        "DELETE FROM sign_in_failures WHERE who = :account AND face = (SELECT face FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("account", it.account.as_str())
}

/// Records and counts a wrong password; the tenth locks the account and mails its owner. `denied` and
/// `locked` are the ids of the two events; `user` is the user with the address, if there is one.
pub fn wrong(
    scope: &Scope,
    (denied, locked): (EventId, EventId),
    it: &Try,
    user: Option<UserId>,
    (action, note): (&'static str, &str),
) -> (Change, Query<Vec<Failures>>) {
    let write = noted(action, user, note)
        .with([failed(&it.account), failed(&it.address)])
        .also(locked, lock(scope, it, user));
    (write.by(scope, denied), failures(&scope.host, &it.account, &it.address))
}

/// Records a failed try, with the user it concerns if known. The event has no actor, as nobody has
/// proved their identity.
pub fn noted(action: &'static str, user: Option<UserId>, note: &str) -> Write {
    let subject = user.map(|user| user.to_string()).unwrap_or_default();
    Write::begin(action, subject, begins!(door, "WHERE me.workspace_id IS NOT NULL")).note(note)
}

/// Records the lockout of an account, at exactly the tenth wrong password: once, however many arrive
/// at the same time.
fn lock(scope: &Scope, it: &Try, user: Option<UserId>) -> Write {
    let mail = Locked { address: scope.address.clone(), at: scope.now, until: scope.now + WINDOW };
    Write::begin(
        "account_locked",
        "",
        begins!(
            door,
            subject = "u.id",
            "JOIN users u ON u.id = :user AND u.workspace_id = me.workspace_id AND u.face = me.face
             JOIN sign_in_failures f ON f.workspace_id = me.workspace_id AND f.face = me.face AND f.who = :account AND f.count = :most"
        ),
    )
    .bind("user", user)
    .bind("account", it.account.as_str())
    .bind("most", MOST_FOR_ACCOUNT)
    .with([mail::to(Recipients::Locked { host: &scope.host }, &mail)])
}

/// Signs a user in by their password, if it is still theirs and the account is not locked.
pub fn signed_in(user: &SignInUser, it: &Try) -> Write {
    Write::begin(
        "signed_in",
        user.id,
        begins!(
            door,
            actor = "u.id",
            subject = "u.id",
            note = "CASE u.state WHEN 'invited' THEN 'Temporary password' ELSE 'Password' END",
            "JOIN users u ON u.id = :user AND u.workspace_id = me.workspace_id AND u.face = me.face AND u.password = :password
               AND (u.state = 'active' OR u.state = 'invited' AND u.temporary_until >= :now)
             WHERE ",
            unlocked!("me", ":account", ":now", ":most", ":window")
        ),
    )
    .bind("user", user.id)
    .bind("password", user.password.clone())
    .bind("account", it.account.as_str())
    .bind("most", MOST_FOR_ACCOUNT)
    .bind("window", WINDOW)
    .with([forgiven(it)])
}

/// Records that the user of this session has just proved their identity.
pub fn proven(scope: &Scope) -> Follower {
    Follower::new(follows!(
        "UPDATE sessions SET proven_at = (SELECT at FROM it)
         WHERE digest = :session AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("session", scope.session.as_str())
}
