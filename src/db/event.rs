//! The macros that open the statements of a change: [`begins`] inserts its event, [`follows`] depends on it.

/// The row of `me` that may begin a change: none if the user's version, and so perhaps their rights,
/// changed since they were read. Somebody who is signed out, and the portal itself, have no rights that could
/// change, nor has an API key; a reader is recorded in the batch that reads them, if the
/// portal is open.
macro_rules! author {
    (door) => {
        "me"
    };
    (system) => {
        "me"
    };
    (keyed) => {
        "me"
    };
    (reader) => {
        "(SELECT * FROM me WHERE EXISTS (SELECT 1 FROM workspaces o WHERE o.id = me.workspace_id AND o.portal_is_open = 1)) me"
    };
    ($person:ident) => {
        "(SELECT * FROM me WHERE version = :read_as) me"
    };
}
pub(crate) use author;

/// The API key by which a change is made.
macro_rules! key_id {
    (keyed) => {
        "me.key_id"
    };
    ($person:ident) => {
        "NULL"
    };
}
pub(crate) use key_id;

/// The guard of a change: `begins!(client, "JOIN …")` inserts the event if `FROM me JOIN …` finds a row. The
/// first argument is the macro of [`crate::db::scope`] that opens the statement. The actor, the subject and
/// the note of the event may be columns that the guard joins:
/// `begins!(door, actor = "u.id", subject = "u.id", note = ":note", "JOIN users u …")`.
///
/// A guard does not ask again what its visitor may do: the route's `Access` decided that, and a right
/// that was withdrawn since has raised `users.version`, which is compared with the version that was read.
macro_rules! begins {
    ($face:ident, actor = $actor:literal, subject = $subject:literal, note = $note:literal, $($guard:tt)+) => {
        $face!(concat!(
            " INSERT INTO events (id, workspace_id, actor_id, api_key_id, face, action, subject_id, note, key, digest, answer, address, country, host, at) ",
            "SELECT :event, me.workspace_id, ", $actor, ", ", $crate::db::event::key_id!($face), ", me.face, :action, ", $subject, ", ", $note,
            ", :form_key, :form_digest, :form_answer, :network, :country, :host, :now FROM ", $crate::db::event::author!($face), " ",
            $($guard)+,
            " ON CONFLICT DO NOTHING"
        ))
    };
    ($face:ident, actor = $actor:literal, subject = $subject:literal, $($guard:tt)+) => {
        $crate::db::event::begins!($face, actor = $actor, subject = $subject, note = ":note", $($guard)+)
    };
    ($face:ident, subject = $subject:literal, $($guard:tt)+) => {
        $crate::db::event::begins!($face, actor = "me.user_id", subject = $subject, note = ":note", $($guard)+)
    };
    ($face:ident, $($guard:tt)+) => {
        $crate::db::event::begins!($face, actor = "me.user_id", subject = ":subject", note = ":note", $($guard)+)
    };
}
pub(crate) use begins;

/// Opens a follower: `it` is the event of the change, or no row if the guard refused it.
macro_rules! follows {
    ($($sql:tt)+) => {
        concat!("WITH it AS (SELECT id, workspace_id, face, actor_id, subject_id, action, at FROM events WHERE id = :event) ", $($sql)+)
    };
}
pub(crate) use follows;
