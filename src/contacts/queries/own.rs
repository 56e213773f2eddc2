//! What clients change of their own contact: each follows an event of theirs.
use crate::{
    db::write::{Follower, follows},
    kit::{ids::ContactId, text::folded},
    search::{self, Noun},
};

/// What they say of themselves, found by it from then on.
pub fn set_own_details(
    id: ContactId,
    email: &str,
    (name, phone, title): (&str, &str, &str),
) -> impl Iterator<Item = Follower> {
    let told = Follower::named(follows!(
        "UPDATE contacts SET name = :name, phone = :phone, title = :title, sort_name = :sort_name, version = version + 1
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
        .bind("id", id)
        .bind("name", name)
        .bind("phone", phone)
        .bind("title", title)
        .bind("sort_name", folded(name));
    std::iter::once(told).chain(search::set_words(Noun::Contact, id, &[name, email]))
}

/// The address they are reached at.
pub fn move_to(id: ContactId, email: &str, name: &str) -> impl Iterator<Item = Follower> {
    let moved = Follower::named(follows!(
        "UPDATE contacts SET email = :email, version = version + 1
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("id", id)
    .bind("email", email);
    std::iter::once(moved).chain(search::set_words(Noun::Contact, id, &[name, email]))
}
