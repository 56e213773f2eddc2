//! Statements about signing in by password, and about counting the tries.
use super::super::{Failures, SignInUser, Try, WINDOW, jobs::Locked};
use crate::{
    db::{
        query::{Changes, Query},
        scope::{Scope, begun, door},
        write::{Follower, Write, begins, follows},
    },
    kit::ids::UserId,
    mail::{self, Letter, Recipients},
};
use serde::Deserialize;

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

/// Selects the password of a request for access with this address that waits for approval.
pub fn awaiting(host: &str, email: &str) -> Query<Option<Kept>> {
    Query::new("SELECT s.password FROM hosts h JOIN sign_ups s ON s.workspace_id = h.workspace_id AND s.email = :email AND s.state = 'waiting'
                WHERE h.host = :host AND h.face = 'client'")
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

/// Counts a try for its account or browser and for its network address, before it is compared.
pub fn claim(host: &str, now: i64, it: &Try) -> Query<Changes> {
    Query::new(
        "INSERT INTO sign_in_failures (workspace_id, face, who, count, since)
         SELECT h.workspace_id, h.face, w.value, 1, :now
         FROM hosts h JOIN json_each(json_array(:account, :address)) w ON w.value <> '' WHERE h.host = :host
         ON CONFLICT (workspace_id, face, who) DO UPDATE SET
           count = CASE WHEN since + :window <= excluded.since THEN 1 ELSE count + 1 END,
           since = CASE WHEN since + :window <= excluded.since THEN excluded.since ELSE since END",
    )
    .bind("host", host)
    .bind("now", now)
    .bind("account", it.account.as_str())
    .bind("address", it.address.as_str())
    .bind("window", WINDOW)
}

/// Selects the counts of the tries that [`claim`] counted.
pub fn failures(host: &str, it: &Try) -> Query<Vec<Failures>> {
    Query::new("SELECT f.who = :account AS is_account, f.count, f.since FROM hosts h
                JOIN sign_in_failures f ON f.workspace_id = h.workspace_id AND f.face = h.face AND f.who IN (:account, :address)
                WHERE h.host = :host")
        .bind("host", host)
        .bind("account", it.account.as_str())
        .bind("address", it.address.as_str())
}

/// After a right try: the tries of the account count no more, nor does this one of the network address.
pub fn forgiven(it: &Try) -> [Follower; 2] {
    [
        Follower::new(follows!(
            "DELETE FROM sign_in_failures WHERE who = :account AND face = (SELECT face FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("account", it.account.as_str()),
        Follower::new(follows!(
            "UPDATE sign_in_failures SET count = count - 1
             WHERE who = :address AND face = (SELECT face FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("address", it.address.as_str()),
    ]
}

/// Records a failed try, with the user it concerns if known. The event has no actor, as nobody has
/// proved their identity.
pub fn noted(action: &'static str, user: Option<UserId>, note: &str) -> Write {
    let subject = user.map(|user| user.to_string()).unwrap_or_default();
    Write::begin(action, subject, begins!(door, "WHERE me.workspace_id IS NOT NULL")).note(note)
}

/// Records the lockout of the account of `user`, if there is one, and mails its owner.
pub fn lock(scope: &Scope, user: Option<UserId>) -> Write {
    let mail = Locked { address: scope.address.clone(), at: scope.now, until: scope.now + WINDOW };
    Write::begin(
        "account_locked",
        "",
        begins!(
            door,
            subject = "u.id",
            "JOIN users u ON u.id = :user AND u.workspace_id = me.workspace_id AND u.face = me.face"
        ),
    )
    .bind("user", user)
    .with([mail::to(Recipients::Locked { host: &scope.host }, &mail)])
}

/// Records that a signed-in user may not try their password again for a while, and mails them.
pub fn lock_proof(user: UserId, letter: &Letter) -> Write {
    Write::begin("account_locked", user, begins!(begun, "WHERE me.user_id = :user"))
        .bind("user", user)
        .note("While signed in")
        .with([mail::to(Recipients::User(user), letter)])
}

/// Signs a user in by their password, if it is still theirs.
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
               AND (u.state = 'active' OR u.state = 'invited' AND u.temporary_until >= :now)"
        ),
    )
    .bind("user", user.id)
    .bind("password", user.password.clone())
    .with(forgiven(it))
}

/// Records that the user of this session has just proved their identity.
pub fn proven(scope: &Scope) -> Follower {
    Follower::new(follows!(
        "UPDATE sessions SET proven_at = (SELECT at FROM it)
         WHERE digest = :session AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("session", scope.session.as_str())
}
