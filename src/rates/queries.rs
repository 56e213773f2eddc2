//! Statements about rates.
use super::{Ending, Rate};
use crate::{
    db::{
        query::Query,
        scope::{Scope, staff},
        write::{Write, begins, follows},
    },
    kit::ids::RateId,
};

/// The newest 200 rates, by their first day, latest first.
pub fn rates(scope: &Scope) -> Query<Vec<Rate>> {
    scope.query(staff!(
        "SELECT r.id, r.name, r.kind, r.ppm, r.amount, r.in_force_from, r.in_force_until
         FROM me JOIN rates r ON r.workspace_id = me.workspace_id ORDER BY r.in_force_from DESC LIMIT 200"
    ))
}

pub fn rate(scope: &Scope, id: RateId) -> Query<Option<Rate>> {
    scope
        .query(staff!(
            "SELECT r.id, r.name, r.kind, r.ppm, r.amount, r.in_force_from, r.in_force_until
             FROM me JOIN rates r ON r.workspace_id = me.workspace_id AND r.id = :id"
        ))
        .bind("id", id)
}

pub fn add(it: &Rate) -> Write {
    Write::begin(
        "rate_added",
        it.id,
        begins!(staff, "WHERE me.workspace_id IS NOT NULL"),
    )
    .bind("id", it.id)
    .bind("name", it.name.as_str())
    .bind("kind", it.kind.word())
    .bind("ppm", it.ppm)
    .bind("amount", it.amount)
    .bind("from", it.from.to_string())
    .bind("until", it.until.map(|day| day.to_string()))
    .note(&it.name)
    .then(follows!(
        "INSERT INTO rates (id, workspace_id, name, kind, ppm, amount, in_force_from, in_force_until, created_at)
         SELECT :id, it.workspace_id, :name, :kind, :ppm, :amount, :from, :until, it.at FROM it"
    ))
}

pub fn end(it: &Ending) -> Write {
    Write::begin(
        "rate_ended",
        it.rate,
        begins!(
            staff,
            "JOIN rates r ON r.workspace_id = me.workspace_id AND r.id = :rate AND r.in_force_until IS :was"
        ),
    )
    .bind("rate", it.rate)
    .bind("was", it.was.map(|day| day.to_string()))
    .bind("last", it.last.to_string())
    .note(it.last.to_string())
    .then(follows!(
        "UPDATE rates SET in_force_until = :last WHERE id = :rate AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}
