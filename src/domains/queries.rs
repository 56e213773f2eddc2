//! Statements about domains.
mod directory;
mod sweep;
pub use directory::{claimed, claimed_by, claims_of, free, had, in_use};
pub use sweep::{deleted, due, give_up, moves, noted};

use super::{Claims, Domain, State, checking::Step};
use crate::{
    db::{
        query::Query,
        scope::{Scope, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::ids::DomainId,
    workspaces::Face,
};
use serde::Deserialize;

/// The columns of a [`Domain`], of `d`.
macro_rules! columns {
    () => {
        "d.id, d.workspace_id, d.host, d.face, d.state, d.proof, d.provider_id, d.problem, d.version, d.created_at, d.checked_at, d.live_at, d.removed_at"
    };
}
use columns;

/// An address at which the workspace answers.
#[derive(Debug, Clone, Deserialize)]
pub struct Address {
    pub host: String,
    pub face: Face,
    /// Whether emails lead here.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_canonical: bool,
}

pub fn domains(scope: &Scope) -> Query<Vec<Domain>> {
    scope.query(staff!(concat!(
        "SELECT ",
        columns!(),
        " FROM me JOIN domains d ON d.workspace_id = me.workspace_id AND d.removed_at IS NULL ORDER BY d.face LIMIT 2"
    )))
}

pub fn domain(scope: &Scope, id: DomainId) -> Query<Option<Domain>> {
    scope
        .query(staff!(concat!(
            "SELECT ",
            columns!(),
            " FROM me JOIN domains d ON d.workspace_id = me.workspace_id AND d.id = :domain AND d.removed_at IS NULL"
        )))
        .bind("domain", id)
}

pub fn addresses(scope: &Scope) -> Query<Vec<Address>> {
    scope.query(staff!(
        "SELECT h.host, h.face, h.is_canonical FROM me JOIN hosts h ON h.workspace_id = me.workspace_id ORDER BY h.face, h.host LIMIT 20"
    ))
}

/// Who else has a name, or had it.
pub fn claims(scope: &Scope, name: &str, face: Face) -> Query<Option<Claims>> {
    scope
        .query(staff!(
            "SELECT EXISTS (SELECT 1 FROM domains d WHERE d.host = :name AND d.removed_at IS NULL) OR EXISTS (SELECT 1 FROM hosts h WHERE h.host = :name AND (h.workspace_id <> me.workspace_id OR h.face <> :face))
               OR EXISTS (SELECT 1 FROM disabled_hosts h WHERE h.host = :name) OR EXISTS (SELECT 1 FROM elsewhere e WHERE e.host = :name) AS is_taken,
               EXISTS (SELECT 1 FROM domains d WHERE d.host = :name AND d.workspace_id <> me.workspace_id AND d.live_at IS NOT NULL) AS was_anothers,
               EXISTS (SELECT 1 FROM domains d WHERE d.workspace_id = me.workspace_id AND d.face = :face AND d.removed_at IS NULL) AS has_one
             FROM me"
        ))
        .bind("name", name)
        .bind("face", word(face))
}

pub(super) fn word(face: Face) -> &'static str {
    match face {
        Face::Client => "client",
        Face::Ops => "ops",
    }
}

/// A domain that is being added.
pub struct NewDomain<'a> {
    pub id: DomainId,
    pub host: &'a str,
    pub face: Face,
    pub state: State,
    pub proof: &'a str,
}

/// Adds a domain, unless somebody has it by now. The clock checks it soon.
pub fn add(it: &NewDomain) -> Write {
    let guard = begins!(
        staff,
        "WHERE NOT EXISTS (SELECT 1 FROM domains d WHERE d.removed_at IS NULL AND (d.host = :name OR (d.workspace_id = me.workspace_id AND d.face = :face)))
           AND NOT EXISTS (SELECT 1 FROM hosts h WHERE h.host = :name AND (h.workspace_id <> me.workspace_id OR h.face <> :face))
           AND NOT EXISTS (SELECT 1 FROM elsewhere e WHERE e.host = :name)"
    );
    Write::begin("domain_added", it.id, guard)
        .bind("domain", it.id)
        .bind("name", it.host)
        .bind("face", word(it.face))
        .bind("state", it.state.word())
        .bind("proof", it.proof)
        .note(it.host)
        .then(follows!(
            "INSERT INTO domains (id, workspace_id, host, face, state, proof, created_at, next_at)
             SELECT :domain, it.workspace_id, :name, :face, :state, :proof, it.at, it.at FROM it"
        ))
}

/// Narrows a guard to the domain that was read.
macro_rules! seen {
    () => {
        "JOIN domains d ON d.workspace_id = me.workspace_id AND d.id = :domain AND d.version = :version AND d.removed_at IS NULL
           AND (:state <> 'live' OR NOT EXISTS (SELECT 1 FROM hosts h WHERE h.host = d.host AND (h.workspace_id <> me.workspace_id OR h.face <> d.face))
             AND NOT EXISTS (SELECT 1 FROM elsewhere e WHERE e.host = d.host))"
    };
}
use seen;

/// Stores what an administrator's check found out.
pub fn checked(it: &Domain, step: &Step) -> Write {
    stored(Write::begin("domain_checked", it.id, begins!(staff, seen!())), it, step)
}

/// The statements that a check leads to: the host answers while its domain is live, and emails lead to it.
fn stored(write: Write, it: &Domain, step: &Step) -> Write {
    write
        .bind("domain", it.id)
        .bind("version", it.version)
        .bind("state", step.state.word())
        .bind("provider", step.provider_id.as_deref())
        .bind("problem", step.problem.as_str())
        .bind("next_at", step.next_at)
        .note(if step.state == it.state {
            it.host.clone()
        } else {
            format!("{}: {} \u{2192} {}", it.host, it.state.name(), step.state.name())
        })
        .then(follows!(
            "UPDATE domains SET state = :state, provider_id = :provider, problem = :problem, next_at = :next_at, checked_at = (SELECT at FROM it),
               live_at = coalesce(live_at, CASE :state WHEN 'live' THEN (SELECT at FROM it) END), version = version + 1
             WHERE id = :domain AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .with(if step.state == State::Live { answers(it) } else { steps_back(it) })
}

/// The host answers, and emails lead to it.
fn answers(it: &Domain) -> Vec<Follower> {
    let of = |sql| Follower::new(sql).bind("name", it.host.as_str()).bind("face", word(it.face));
    vec![
        of(follows!(
            "INSERT INTO hosts (host, workspace_id, face, is_canonical) SELECT :name, it.workspace_id, :face, 0 FROM it WHERE true ON CONFLICT (host) DO NOTHING"
        )),
        of(follows!(
            "UPDATE hosts SET is_canonical = 0 WHERE workspace_id = (SELECT workspace_id FROM it) AND face = :face AND host <> :name"
        )),
        of(follows!(
            "UPDATE hosts SET is_canonical = 1 WHERE workspace_id = (SELECT workspace_id FROM it) AND face = :face AND host = :name"
        )),
    ]
}

/// Emails lead to the workspace's own address, or another one that it has.
fn steps_back(it: &Domain) -> Vec<Follower> {
    let of = |sql| Follower::new(sql).bind("name", it.host.as_str()).bind("face", word(it.face));
    vec![
        of(follows!(
            "UPDATE hosts SET is_canonical = 0 WHERE workspace_id = (SELECT workspace_id FROM it) AND face = :face AND host = :name"
        )),
        of(follows!(
            "UPDATE hosts SET is_canonical = 1 WHERE workspace_id = (SELECT workspace_id FROM it) AND face = :face
               AND NOT EXISTS (SELECT 1 FROM hosts c WHERE c.workspace_id = (SELECT workspace_id FROM it) AND c.face = :face AND c.is_canonical = 1)
               AND host = (SELECT o.host FROM hosts o WHERE o.workspace_id = (SELECT workspace_id FROM it) AND o.face = :face
                 ORDER BY o.host = :name, instr(o.host, '.') > 0, o.host LIMIT 1)"
        )),
    ]
}

/// Removes a domain: its links end, and its custom hostname is deleted afterwards.
pub fn remove(it: &Domain) -> Write {
    removed(
        Write::begin(
            "domain_removed",
            it.id,
            begins!(
                staff,
                "JOIN domains d ON d.workspace_id = me.workspace_id AND d.id = :domain AND d.version = :version AND d.removed_at IS NULL"
            ),
        ),
        it,
    )
}

fn removed(write: Write, it: &Domain) -> Write {
    let gone = Follower::new(follows!(
        "DELETE FROM hosts WHERE workspace_id = (SELECT workspace_id FROM it) AND face = :face AND host = :name"
    ));
    write
        .bind("domain", it.id)
        .bind("version", it.version)
        .note(it.host.as_str())
        .then(follows!(
            "UPDATE domains SET removed_at = (SELECT at FROM it), next_at = CASE WHEN provider_id IS NULL THEN NULL ELSE (SELECT at FROM it) END, version = version + 1
             WHERE id = :domain AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .with(steps_back(it))
        .with([gone.bind("name", it.host.as_str()).bind("face", word(it.face))])
}
