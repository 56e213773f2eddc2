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

/// The newest two hundred, those that begin last first.
pub fn rates(scope: &Scope) -> Query<Vec<Rate>> {
    scope.query(
        staff!(
            "SELECT r.id, r.name, r.kind, r.ppm, r.amount, r.in_force_from, r.in_force_until
             FROM me JOIN rates r ON r.workspace_id = me.workspace_id ORDER BY r.in_force_from DESC LIMIT 200"
        ),
        [],
    )
}

pub fn rate(scope: &Scope, id: RateId) -> Query<Option<Rate>> {
    scope.query(
        staff!(
            "SELECT r.id, r.name, r.kind, r.ppm, r.amount, r.in_force_from, r.in_force_until
             FROM me JOIN rates r ON r.workspace_id = me.workspace_id AND r.id = ?4"
        ),
        [id.into()],
    )
}

pub fn add(it: &Rate) -> Write {
    Write::begin("rate_added", it.id, begins!(staff, "WHERE me.workspace_id IS NOT NULL"), [])
        .note(&it.name)
        .then(
            follows!(
                "INSERT INTO rates (id, workspace_id, name, kind, ppm, amount, in_force_from, in_force_until, created_at)
                 SELECT ?2, it.workspace_id, ?3, ?4, ?5, ?6, ?7, ?8, it.at FROM it"
            ),
            [
                it.id.into(),
                it.name.as_str().into(),
                it.kind.word().into(),
                it.ppm.into(),
                it.amount.into(),
                it.from.to_string().into(),
                it.until.map(|day| day.to_string()).into(),
            ],
        )
}

pub fn end(it: &Ending) -> Write {
    Write::begin(
        "rate_ended",
        it.rate,
        begins!(
            staff,
            "JOIN rates r ON r.workspace_id = me.workspace_id AND r.id = ?13 AND r.in_force_until IS ?14"
        ),
        [it.rate.into(), it.was.map(|day| day.to_string()).into()],
    )
    .note(it.last.to_string())
    .then(
        follows!(
            "UPDATE rates SET in_force_until = ?3 WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [it.rate.into(), it.last.to_string().into()],
    )
}
