//! Statements by which staff handle threads: the state, the colleague who answers, and notes.
use crate::{
    db::{
        scope::staff,
        write::{Follower, Write, begins, follows},
    },
    kit::ids::{CannedId, NoteId, ThreadId},
    kit::text::{changes_of, folded},
    messages::{Assignment, ThreadState, queries::Canned},
};

/// Sets the state of a thread that has another one.
pub fn set_state(thread: ThreadId, state: ThreadState) -> Write {
    Write::begin(
        "thread_state_set",
        thread,
        begins!(
            staff,
            "JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :thread AND t.state <> :state"
        ),
    )
    .bind("thread", thread)
    .bind("state", state.word())
    .note(state.name())
    .then(follows!(
        "UPDATE threads SET state = :state WHERE id = :thread AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}

/// Gives a thread to a colleague, or to nobody; `mail` tells them.
pub fn assign(it: &Assignment, mail: Option<Follower>) -> Write {
    Write::begin(
        "thread_assigned",
        it.thread,
        begins!(
            staff,
            "JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :thread AND t.assigned_to IS NOT :colleague
             WHERE :colleague IS NULL OR EXISTS (SELECT 1 FROM users u WHERE u.id = :colleague AND u.workspace_id = me.workspace_id
               AND u.face = 'ops' AND u.state = 'active')"
        ),
    )
    .bind("thread", it.thread)
    .bind("colleague", it.to.as_ref().map(|to| to.id))
    .note(it.to.as_ref().map_or("Nobody", |to| to.name.as_str()))
    .then(follows!(
        "UPDATE threads SET assigned_to = :colleague WHERE id = :thread AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with(mail)
}

/// Keeps a note about a thread, for staff alone.
pub fn note(id: NoteId, thread: ThreadId, words: &str) -> Write {
    Write::begin(
        "thread_noted",
        thread,
        begins!(staff, "JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :thread"),
    )
    .bind("id", id)
    .bind("thread", thread)
    .bind("words", words)
    .then(follows!(
        "INSERT INTO thread_notes (id, workspace_id, thread_id, user_id, words, at) SELECT :id, it.workspace_id, :thread, it.actor_id, :words, it.at FROM it"
    ))
}

/// Adds a canned answer, of which a workspace has at most 200.
pub fn add_canned(id: CannedId, name: &str, words: &str) -> Write {
    Write::begin(
        "canned_answer_added",
        id,
        begins!(
            staff,
            "WHERE (SELECT count(*) FROM canned_answers c WHERE c.workspace_id = me.workspace_id) < 200"
        ),
    )
    .bind("id", id)
    .bind("name", name)
    .bind("sort_name", folded(name))
    .bind("words", words)
    .note(name)
    .then(follows!(
        "INSERT INTO canned_answers (id, workspace_id, name, sort_name, words, created_at) SELECT :id, it.workspace_id, :name, :sort_name, :words, it.at FROM it"
    ))
}

/// Joins the canned answer `:id`, which has the version that the page showed.
macro_rules! unmoved {
    () => {
        "JOIN canned_answers c ON c.workspace_id = me.workspace_id AND c.id = :id AND c.version = :version"
    };
}

/// Changes a canned answer, unless somebody else has changed it meanwhile.
pub fn change_canned(was: &Canned, version: i64, name: &str, words: &str) -> Write {
    Write::begin("canned_answer_changed", was.id, begins!(staff, unmoved!()))
        .bind("id", was.id)
        .bind("version", version)
        .bind("name", name)
        .bind("sort_name", folded(name))
        .bind("words", words)
        .note(changes_of(&[("Name", &was.name, name), ("Answer", &was.words, words)]))
        .then(follows!(
            "UPDATE canned_answers SET name = :name, sort_name = :sort_name, words = :words, version = version + 1
             WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
        ))
}

/// Removes a canned answer.
pub fn remove_canned(id: CannedId, version: i64, name: &str) -> Write {
    Write::begin("canned_answer_removed", id, begins!(staff, unmoved!()))
        .bind("id", id)
        .bind("version", version)
        .note(name)
        .then(follows!(
            "DELETE FROM canned_answers WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
        ))
}
