//! Statements by which clients change their own contact. Each follows an event of the client.
use crate::{
    db::write::{Follower, follows},
    kit::{ids::ContactId, text::folded},
    search::{self, Noun},
};

/// Changes the client's name, phone and title, and the words by which a search finds them.
pub fn set_own_details(
    id: ContactId,
    email: &str,
    (name, phone, title): (&str, &str, &str),
) -> impl Iterator<Item = Follower> {
    let changed = Follower::new(follows!(
        "UPDATE contacts SET name = :name, phone = :phone, title = :title, sort_name = :sort_name, version = version + 1
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("id", id)
    .bind("name", name)
    .bind("phone", phone)
    .bind("title", title)
    .bind("sort_name", folded(name));
    std::iter::once(changed).chain(search::set_words(Noun::Contact, id, &[name, email]))
}

/// Changes the email address of a contact, and the words by which a search finds them.
pub fn move_to(id: ContactId, email: &str, name: &str) -> impl Iterator<Item = Follower> {
    let changed = Follower::new(follows!(
        "UPDATE contacts SET email = :email, version = version + 1
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("id", id)
    .bind("email", email);
    std::iter::once(changed).chain(search::set_words(Noun::Contact, id, &[name, email]))
}
