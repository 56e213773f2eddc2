//! Statements that add, rename and remove passkeys, and sign in by them.
use super::{
    super::passkey::{MOST, New, Passkey, Shown, StoredPasskey},
    Entering,
    challenges::spent,
    codes, fresh, spare,
};
use crate::{
    db::{
        change::{Change, Sent},
        query::Query,
        scope::{Scope, begun, door},
        write::{Follower, Write, begins, follows},
    },
    http::form::Form,
    kit::ids::{PasskeyId, UserId},
    mail::{self, Letter, Recipients},
    sessions,
    users::{self, PROOF},
};

/// Selects the visitor's passkeys, the oldest first.
pub fn passkeys(scope: &Scope) -> Query<Vec<Passkey>> {
    scope
        .query(begun!(
            "SELECT p.id, p.name, p.credential, p.host, p.host = :host AS works_here, p.added_at, p.used_at FROM me
             JOIN passkeys p ON p.user_id = me.user_id ORDER BY p.added_at LIMIT :most"
        ))
        .bind("most", MOST)
}

/// Selects a passkey of the visitor by its credential id.
pub fn own(scope: &Scope, credential: &str) -> Query<Option<StoredPasskey>> {
    scope.query(begun!(
        "SELECT p.id, p.user_id, p.algorithm, p.public_key, p.counter FROM me
         JOIN passkeys p ON p.user_id = me.user_id AND p.host = :host AND p.credential = :credential"
    ))
    .bind("credential", credential)
}

/// Selects a passkey of any active user on this host by its credential id.
pub fn anyones(host: &str, credential: &str) -> Query<Option<StoredPasskey>> {
    Query::new("SELECT p.id, p.user_id, p.algorithm, p.public_key, p.counter FROM hosts h
                JOIN passkeys p ON p.workspace_id = h.workspace_id AND p.host = h.host AND p.credential = :credential
                JOIN users u ON u.id = p.user_id AND u.face = h.face AND u.state = 'active' WHERE h.host = :host")
        .bind("host", host)
        .bind("credential", credential)
}

/// Adds a passkey, and recovery codes with the first factor. Every session ends, and a new one begins.
pub fn add(
    scope: &Scope,
    form: &Form,
    (user, it): (UserId, &New),
    digests: Option<&[String]>,
    (letter, answer): (&Letter, &str),
    entry: &Entering<'_>,
) -> Sent {
    Write::begin(
        "passkey_added",
        it.id,
        begins!(
            begun,
            fresh!(
                "WHERE NOT EXISTS (SELECT 1 FROM passkeys p WHERE p.workspace_id = me.workspace_id AND p.credential = :credential)
                 AND NOT EXISTS (SELECT 1 FROM spent_challenges x WHERE x.digest = :digest)
                 AND (SELECT count(*) FROM passkeys p WHERE p.user_id = me.user_id) < :most"
            )
        ),
    )
    .bind("proof", PROOF)
    .bind("credential", it.credential.as_str())
    .bind("digest", it.challenge.digest.as_str())
    .bind("most", MOST)
    .bind("id", it.id)
    .bind("host_value", it.host.as_str())
    .bind("algorithm", it.algorithm)
    .bind("public_key", it.public_key.as_str())
    .bind("transports", it.transports.as_str())
    .bind("name", it.name.as_str())
    .bind("counter", it.counter)
    .note(it.name.as_str())
    .then(follows!(
        "INSERT INTO passkeys (id, workspace_id, user_id, host, credential, algorithm, public_key, transports, name, counter, added_at)
         SELECT :id, it.workspace_id, it.actor_id, :host_value, :credential, :algorithm, :public_key, :transports, :name, :counter, it.at FROM it"
    ))
    .with([spent(&it.challenge)])
    .with(digests.into_iter().flat_map(codes::keep))
    .with([users::count_factors(user), mail::to(Recipients::User(user), letter)])
    .with(entry.begins(scope))
    .with([sessions::end_all_but(&entry.digest)])
    .sent_by(scope, form, entry.event, answer)
}

/// Renames a passkey.
pub fn rename(id: PasskeyId, (from, to): (&str, &str)) -> Write {
    Write::begin(
        "passkey_renamed",
        id,
        begins!(begun, fresh!("JOIN passkeys p ON p.user_id = me.user_id AND p.id = :id")),
    )
    .bind("proof", PROOF)
    .bind("id", id)
    .bind("to", to)
    .note(format!("Name: {from} \u{2192} {to}"))
    .then(follows!("UPDATE passkeys SET name = :to WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"))
}

/// Removes a passkey, and the recovery codes if it was the last factor; other sessions end.
pub fn remove(user: UserId, it: &Passkey, session: &str, letter: &Letter) -> Write {
    Write::begin(
        "passkey_removed",
        it.id,
        begins!(
            begun,
            fresh!(
                "JOIN passkeys p ON p.user_id = me.user_id AND p.id = :id WHERE ",
                spare!("(p.host = :host)")
            )
        ),
    )
    .bind("proof", PROOF)
    .bind("id", it.id)
    .note(it.name.as_str())
    .then(follows!(
        "DELETE FROM passkeys WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([
        users::count_factors(user),
        codes::drop_unneeded(user),
        mail::to(Recipients::User(user), letter),
    ])
    .with([sessions::end_all_but(session)])
}

/// Narrows `me` to a passkey as it was when its signature was verified, and a challenge not answered yet.
macro_rules! unspent {
    () => {
        "JOIN passkeys p ON p.user_id = me.user_id AND p.id = :known AND p.counter = :counter
         WHERE NOT EXISTS (SELECT 1 FROM spent_challenges x WHERE x.digest = :digest)"
    };
}

/// Completes the sign-in by a passkey.
pub fn by_passkey(
    scope: &Scope,
    form: &Form,
    it: &Shown,
    answer: &str,
    entry: &Entering<'_>,
) -> Sent {
    Write::begin("factor_shown", it.known.user_id, begins!(begun, unspent!()))
        .bind("known", it.known.id)
        .bind("counter", it.known.counter)
        .bind("digest", it.challenge.digest.as_str())
        .note("Passkey")
        .with([used(it), spent(&it.challenge)])
        .with(entry.begins(scope))
        .with([sessions::forgive_tries(sessions::Step::Factor)])
        .sent_by(scope, form, entry.event, answer)
}

/// Records that the visitor proved their identity by a passkey.
pub fn prove(scope: &Scope, it: &Shown) -> Write {
    Write::begin("proved", it.known.user_id, begins!(begun, unspent!()))
        .bind("known", it.known.id)
        .bind("counter", it.known.counter)
        .bind("digest", it.challenge.digest.as_str())
        .note("Passkey")
        .with([used(it), spent(&it.challenge), sessions::proven(scope)])
}

/// Signs a user in by a passkey alone, which counts as two factors.
pub fn signed_in(scope: &Scope, it: &Shown, entry: &Entering<'_>) -> Change {
    Write::begin(
        "signed_in",
        it.known.user_id,
        begins!(
            door,
            actor = "u.id",
            subject = "u.id",
            "JOIN passkeys p ON p.workspace_id = me.workspace_id AND p.host = :host AND p.id = :passkey AND p.counter = :counter
             JOIN users u ON u.id = p.user_id AND u.face = me.face AND u.state = 'active'
             WHERE NOT EXISTS (SELECT 1 FROM spent_challenges x WHERE x.digest = :challenge)"
        ),
    )
    .bind("passkey", it.known.id)
    .bind("counter", it.known.counter)
    .bind("challenge", it.challenge.digest.as_str())
    .note("Passkey")
    .with([used(it), spent(&it.challenge)])
    .with(entry.begins(scope))
    .by(scope, entry.event)
}

fn used(it: &Shown) -> Follower {
    Follower::new(follows!(
        "UPDATE passkeys SET counter = :counter, used_at = (SELECT at FROM it)
         WHERE id = :known AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("known", it.known.id)
    .bind("counter", it.counter)
}
