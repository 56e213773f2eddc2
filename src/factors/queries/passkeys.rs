//! Passkeys: added, named, removed, and used to get in.
use super::{
    super::passkey::{Known, MOST, New, Passkey, Shown},
    Entering,
    challenges::spent,
    codes, fresh, spare,
};
use crate::{
    db::{
        query::{Batch, Changes, Query},
        scope::{Scope, begun},
        write::{Follower, Sent, Write, begins, follows},
    },
    http::form::Form,
    kit::ids::{PasskeyId, UserId},
    mail::{self, Letter, Recipients},
    sessions,
    users::{self, PROOF},
};

/// One's own, the oldest first.
pub fn passkeys(scope: &Scope) -> Query<Vec<Passkey>> {
    scope.query(
        begun!(
            "SELECT p.id, p.name, p.credential, p.added_at, p.used_at FROM me
             JOIN passkeys p ON p.user_id = me.user_id ORDER BY p.added_at LIMIT ?4"
        ),
        [MOST.into()],
    )
}

/// One of one's own, by what its device calls it.
pub fn own(scope: &Scope, credential: &str) -> Query<Option<Known>> {
    scope.query(
        begun!(
            "SELECT p.id, p.user_id, p.algorithm, p.public_key, p.counter FROM me
             JOIN passkeys p ON p.user_id = me.user_id AND p.host = ?1 AND p.credential = ?4"
        ),
        [credential.into()],
    )
}

/// Whoever's it is on this host, as long as they may sign in.
pub fn anyones(host: &str, credential: &str) -> Query<Option<Known>> {
    Query::new(
        "SELECT p.id, p.user_id, p.algorithm, p.public_key, p.counter FROM hosts h
         JOIN passkeys p ON p.workspace_id = h.workspace_id AND p.host = h.host AND p.credential = ?2
         JOIN users u ON u.id = p.user_id AND u.face = h.face AND u.state = 'active' WHERE h.host = ?1",
        [host.into(), credential.into()],
    )
}

/// Adds one; with the first factor come recovery codes. Every session ends, and a new one begins.
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
                "WHERE NOT EXISTS (SELECT 1 FROM passkeys p WHERE p.workspace_id = me.workspace_id AND p.credential = ?14)
                   AND NOT EXISTS (SELECT 1 FROM spent_challenges x WHERE x.digest = ?15)
                   AND (SELECT count(*) FROM passkeys p WHERE p.user_id = me.user_id) < ?16"
            )
        ),
        [
            PROOF.into(),
            it.credential.as_str().into(),
            it.challenge.digest.as_str().into(),
            MOST.into(),
        ],
    )
    .note(it.name.as_str())
    .then(
        follows!(
            "INSERT INTO passkeys (id, workspace_id, user_id, host, credential, algorithm, public_key, transports, name, counter, added_at)
             SELECT ?2, it.workspace_id, it.actor_id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, it.at FROM it"
        ),
        [
            it.id.into(),
            it.host.as_str().into(),
            it.credential.as_str().into(),
            it.algorithm.into(),
            it.public_key.as_str().into(),
            it.transports.as_str().into(),
            it.name.as_str().into(),
            it.counter.into(),
        ],
    )
    .with([spent(&it.challenge)])
    .with(digests.into_iter().flat_map(codes::keep))
    .with([users::count_factors(user), mail::to(Recipients::User(user), letter)])
    .sent_by(scope, form, entry.event, answer)
    .followed_by(entry.begins(scope))
    .followed_by(sessions::end_others(entry.event, &entry.digest))
}

pub fn rename(id: PasskeyId, (from, to): (&str, &str)) -> Write {
    Write::begin(
        "passkey_renamed",
        id,
        begins!(begun, fresh!("JOIN passkeys p ON p.user_id = me.user_id AND p.id = ?14")),
        [PROOF.into(), id.into()],
    )
    .note(format!("Name: {from} \u{2192} {to}"))
    .then(
        follows!("UPDATE passkeys SET name = ?3 WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"),
        [id.into(), to.into()],
    )
}

/// Takes one away, and the recovery codes with the last factor; other sessions end.
pub fn remove(user: UserId, it: &Passkey, session: &str, letter: &Letter) -> Write {
    Write::begin(
        "passkey_removed",
        it.id,
        begins!(
            begun,
            fresh!("JOIN passkeys p ON p.user_id = me.user_id AND p.id = ?14 WHERE ", spare!())
        ),
        [PROOF.into(), it.id.into()],
    )
    .note(it.name.as_str())
    .then(
        follows!(
            "DELETE FROM passkeys WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [it.id.into()],
    )
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
        "JOIN passkeys p ON p.user_id = me.user_id AND p.id = ?13 AND p.counter = ?14
         WHERE NOT EXISTS (SELECT 1 FROM spent_challenges x WHERE x.digest = ?15)"
    };
}

/// Lets a session in that was half-way.
pub fn by_passkey(
    scope: &Scope,
    form: &Form,
    it: &Shown,
    answer: &str,
    entry: &Entering<'_>,
) -> Sent {
    Write::begin(
        "factor_shown",
        it.known.user_id,
        begins!(begun, unspent!()),
        [it.known.id.into(), it.known.counter.into(), it.challenge.digest.as_str().into()],
    )
    .note("Passkey")
    .with([used(it), spent(&it.challenge)])
    .sent_by(scope, form, entry.event, answer)
    .followed_by(entry.begins(scope))
    .followed_by(sessions::forgive_tries(entry.event))
}

/// That whoever is signed in showed it again.
pub fn prove(scope: &Scope, it: &Shown) -> Write {
    Write::begin(
        "proved",
        it.known.user_id,
        begins!(begun, unspent!()),
        [it.known.id.into(), it.known.counter.into(), it.challenge.digest.as_str().into()],
    )
    .note("Passkey")
    .with([used(it), spent(&it.challenge), sessions::proven(scope)])
}

/// Signs somebody in by it alone: it is something they have, and verified who they are.
pub fn signed_in(
    scope: &Scope,
    it: &Shown,
    entry: &Entering<'_>,
) -> (Query<Changes>, (Query<Changes>, Query<Changes>), impl Batch<Answers = sessions::Began> + use<>)
{
    let event = Query::new(
        "INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, note, address, host, at)
         SELECT ?2, u.workspace_id, u.id, u.face, 'signed_in', u.id, 'Passkey', ?3, ?1, ?4
         FROM hosts h JOIN passkeys p ON p.workspace_id = h.workspace_id AND p.host = h.host AND p.id = ?5 AND p.counter = ?6
         JOIN users u ON u.id = p.user_id AND u.face = h.face AND u.state = 'active'
         WHERE h.host = ?1 AND NOT EXISTS (SELECT 1 FROM spent_challenges x WHERE x.digest = ?7)",
        [
            scope.host.as_str().into(),
            entry.event.into(),
            scope.address.as_str().into(),
            scope.now.into(),
            it.known.id.into(),
            it.known.counter.into(),
            it.challenge.digest.as_str().into(),
        ],
    );
    let marks = (used(it).after(entry.event), spent(&it.challenge).after(entry.event));
    (event, marks, entry.begins(scope))
}

fn used(it: &Shown) -> Follower {
    Follower::new(
        follows!(
            "UPDATE passkeys SET counter = ?3, used_at = (SELECT at FROM it)
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [it.known.id.into(), it.counter.into()],
    )
}
