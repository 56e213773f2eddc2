//! Statements of the sweep, which checks the domains of every workspace.
use super::{columns, seen, stored};
use crate::{
    db::{
        query::{Changes, Query},
        scope::system,
        write::{Write, begins},
    },
    domains::{Domain, checking::Step},
    kit::zoned::HOUR,
};

/// The domains that are due, of workspaces that are not disabled; and removed ones whose custom hostname is to be
/// deleted.
pub fn due(now: i64) -> Query<Vec<Domain>> {
    Query::new(concat!(
        "SELECT ",
        columns!(),
        " FROM domains d INDEXED BY domains_due WHERE d.next_at IS NOT NULL AND d.next_at <= :now
           AND (d.removed_at IS NOT NULL OR EXISTS (SELECT 1 FROM hosts h WHERE h.workspace_id = d.workspace_id))
         ORDER BY d.next_at, d.id LIMIT 20"
    ))
    .bind("now", now)
}

/// Stores that a check changed nothing.
pub fn noted(it: &Domain, step: &Step, now: i64) -> Query<Changes> {
    Query::new(
        "UPDATE domains SET checked_at = :now, next_at = :next_at, problem = :problem WHERE id = :domain AND version = :version",
    )
    .repeats()
    .bind("domain", it.id)
    .bind("version", it.version)
    .bind("now", now)
    .bind("next_at", step.next_at)
    .bind("problem", step.problem.as_str())
}

/// Stores that the custom hostname of a removed domain is gone, or when that is tried again.
pub fn deleted(it: &Domain, is_gone: bool, now: i64) -> Query<Changes> {
    Query::new(
        "UPDATE domains SET next_at = :next_at, provider_id = CASE WHEN :next_at IS NULL THEN NULL ELSE provider_id END WHERE id = :domain AND removed_at IS NOT NULL",
    )
    .repeats()
    .bind("domain", it.id)
    .bind("next_at", (!is_gone).then_some(now + HOUR))
}

/// Stores what the clock's check found out.
pub fn moves(it: &Domain, step: &Step) -> Write {
    stored(Write::begin("domain_moved", it.id, begins!(system, seen!())), it, step)
}

/// Removes a domain whose record nobody has set.
pub fn give_up(it: &Domain) -> Write {
    super::removed(
        Write::begin(
            "domain_moved",
            it.id,
            begins!(
                system,
                "JOIN domains d ON d.workspace_id = me.workspace_id AND d.id = :domain AND d.version = :version AND d.removed_at IS NULL"
            ),
        ),
        it,
    )
}
