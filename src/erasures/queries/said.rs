//! Statements that take a person out of what others were told and noted about them.
use super::super::{Erasure, NAME};
use crate::db::write::{Follower, follows};

/// A condition: the name is long enough that it is nobody else's word, so that it may be replaced within a text.
macro_rules! named {
    () => {
        " AND instr(:was, ' ') > 0"
    };
}

/// Notes about conversations in which no other client wrote are deleted; from others, and from what others were told by
/// notice and mail, the name goes. Mails to the address and the mark that it does not work are deleted, too.
pub fn about(it: &Erasure) -> [Follower; 6] {
    let user = it.user.map(|id| id.to_string()).unwrap_or_default();
    let of_user = |sql| Follower::new(sql).bind("user", user.as_str());
    let replaced = |sql| Follower::new(sql).bind("was", it.name.as_str()).bind("name", NAME);
    let at_address = |sql| Follower::new(sql).bind("email", it.email.to_lowercase());
    [
        of_user(follows!(
            "DELETE FROM thread_notes WHERE workspace_id = (SELECT workspace_id FROM it)
               AND thread_id IN (SELECT m.thread_id FROM messages m WHERE m.user_id = :user)
               AND NOT EXISTS (SELECT 1 FROM messages o WHERE o.thread_id = thread_notes.thread_id AND o.side = 'client' AND o.user_id <> :user)"
        )),
        replaced(follows!(
            "UPDATE thread_notes SET words = replace(words, :was, :name) WHERE workspace_id = (SELECT workspace_id FROM it) AND instr(words, :was) > 0",
            named!()
        )),
        replaced(follows!(
            "UPDATE notices SET subject = replace(subject, :was, :name), lead = replace(lead, :was, :name), task = replace(task, :was, :name)
             WHERE workspace_id = (SELECT workspace_id FROM it) AND instr(subject || ' ' || lead || ' ' || task, :was) > 0",
            named!()
        )),
        replaced(follows!(
            "UPDATE outbox SET subject = replace(subject, :was, :name), task = replace(task, :was, :name)
             WHERE workspace_id = (SELECT workspace_id FROM it) AND instr(subject || ' ' || task, :was) > 0",
            named!()
        )),
        at_address(follows!(
            "DELETE FROM outbox WHERE workspace_id = (SELECT workspace_id FROM it) AND :email <> '' AND lower(to_email) = :email"
        )),
        at_address(follows!(
            "DELETE FROM address_faults WHERE workspace_id = (SELECT workspace_id FROM it) AND email = :email"
        )),
    ]
}
