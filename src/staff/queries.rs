//! Statements about staff.
use super::{Member, StaffInvitation};
use crate::{
    db::{
        page::{Cursor, most},
        query::{Query, Value, as_json},
        scope::{Scope, staff},
        write::{Write, begins},
    },
    kit::ids::UserId,
    mail::{self, Recipients},
    sessions::{self, jobs::Activation},
    users::{self, Right, Role},
};
use serde::Deserialize;

/// Selects the columns of a [`Member`] from the user `u`; `:administrators` are the roles that may
/// administer.
macro_rules! member {
    ($($from:tt)+) => {
        concat!(
            "SELECT u.id, u.name, u.sort_name, u.email,
             coalesce((SELECT f.words FROM address_faults f WHERE f.workspace_id = u.workspace_id AND f.email = lower(u.email)), '') AS email_fault, u.role, u.state, u.invited_at, u.temporary_until, u.activated_at, u.revoked_at, u.factors, u.version,
             (SELECT max(s.created_at) FROM sessions s WHERE s.user_id = u.id) AS signed_in_at,
             u.state = 'active' AND u.role IN (SELECT value FROM json_each(:administrators)) AND NOT EXISTS (SELECT 1 FROM users o
               WHERE o.workspace_id = u.workspace_id AND o.face = 'ops' AND o.state = 'active' AND o.role IN (SELECT value FROM json_each(:administrators))
                 AND o.id <> u.id) AS is_last ",
            $($from)+
        )
    };
}

/// How many members of staff a page shows.
pub const PER_PAGE: usize = 50;

/// Selects a page of the staff, sorted by name.
pub fn members(scope: &Scope, from: &Cursor) -> Query<Vec<Member>> {
    scope.query(staff!(member!(
        "FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.face = 'ops' AND (u.sort_name, u.id) > (:after, :after_id)
         ORDER BY u.sort_name, u.id LIMIT :most"
    )))
    .bind("administrators", administrators())
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(PER_PAGE))
}

/// Selects one member of staff.
pub fn member(scope: &Scope, id: UserId) -> Query<Option<Member>> {
    scope.query(staff!(member!(
        "FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.face = 'ops' AND u.id = :id"
    )))
    .bind("administrators", administrators())
    .bind("id", id)
}

/// A member of staff with the address of a new invitation.
#[derive(Debug, Deserialize)]
pub struct StaffNamesake {
    pub name: String,
}

/// Selects the member of staff who signs in with an address.
pub fn namesake(scope: &Scope, email: &str) -> Query<Option<StaffNamesake>> {
    scope.query(staff!(
        "SELECT u.name FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.face = 'ops' AND u.email = :email"
    ))
    .bind("email", email)
}

/// The roles that may administer the workspace.
fn administrators() -> Value {
    as_json(&Right::Administer.roles())
}

/// Inserts an invited member of staff and queues the activation mail.
pub fn invite(it: &StaffInvitation) -> Write {
    Write::begin(
        "staff_invited",
        it.user,
        begins!(
            staff,
            "WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.workspace_id = me.workspace_id AND u.face = 'ops' AND u.email = :email)"
        ),
    )
    .bind("email", &it.email)
    .note(format!("{}, {}: {}", it.name, it.email, it.role.name()))
    .with([
        users::invite(it.user, &it.name, &it.email, it.role),
        mail::to(Recipients::User(it.user), &Activation),
    ])
}

/// Joins the member `u`, who has the version that the page showed.
macro_rules! unmoved {
    ($and:literal) => {
        concat!(
            "JOIN users u ON u.workspace_id = me.workspace_id AND u.face = 'ops' AND u.id = :user AND u.version = :seen WHERE ",
            $and
        )
    };
}

/// Joins the member `u` in the same way, unless they are the only active administrator.
macro_rules! not_the_last {
    ($and:literal) => {
        concat!(
            unmoved!($and),
            " AND (u.state <> 'active' OR u.role NOT IN (SELECT value FROM json_each(:administrators)) OR EXISTS (SELECT 1 FROM users o
             WHERE o.workspace_id = me.workspace_id AND o.face = 'ops' AND o.state = 'active' AND o.role IN (SELECT value FROM json_each(:administrators))
               AND o.id <> u.id))"
        )
    };
}

/// A change of a member of staff, with the bindings of [`unmoved`].
fn change_of(action: &'static str, guard: &'static str, it: &Member, seen: i64) -> Write {
    Write::begin(action, it.id, guard).bind("user", it.id).bind("seen", seen)
}

/// Sends the activation mail again: deletes the old temporary password and ends the sessions.
pub fn invite_again(it: &Member, seen: i64) -> Write {
    change_of(
        "staff_invited_again",
        begins!(
            staff,
            unmoved!("(u.state = 'invited' OR u.state = 'disabled' AND u.activated_at IS NULL)")
        ),
        it,
        seen,
    )
    .note(it.name.as_str())
    .with([
        users::invite_again(it.id),
        sessions::end_of(it.id),
        mail::to(Recipients::User(it.id), &Activation),
    ])
}

/// Revokes an invitation or the access of an active member, and ends their sessions.
pub fn remove(it: &Member, seen: i64) -> Write {
    change_of("staff_removed", begins!(staff, not_the_last!("u.state <> 'disabled'")), it, seen)
        .bind("administrators", administrators())
        .note(it.name.as_str())
        .with([users::revoke(it.id), sessions::end_of(it.id)])
}

/// Restores access that was removed from a member who had chosen a password.
pub fn restore(it: &Member, seen: i64) -> Write {
    change_of(
        "staff_restored",
        begins!(staff, unmoved!("u.state = 'disabled' AND u.activated_at IS NOT NULL")),
        it,
        seen,
    )
    .note(it.name.as_str())
    .with([users::restore(it.id)])
}

/// Changes the role of a member.
pub fn change(it: &Member, role: Role, note: &str, seen: i64) -> Write {
    change_of(
        "staff_role_changed",
        begins!(staff, not_the_last!("u.state <> 'disabled'")),
        it,
        seen,
    )
    .bind("administrators", administrators())
    .note(format!("{}. {note}", it.name))
    .with([users::set_role(it.id, role)])
}
