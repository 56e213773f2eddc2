//! What clients change of their own contact: each follows an event of theirs.
use crate::{
    db::write::{Follower, follows},
    kit::{ids::ContactId, text::folded},
    search::{self, Noun},
};

/// What they say of themselves, found by it from then on.
pub fn tell(
    id: ContactId,
    email: &str,
    (name, phone, title): (&str, &str, &str),
) -> impl Iterator<Item = Follower> {
    let told = Follower::new(
        follows!(
            "UPDATE contacts SET name = ?3, phone = ?4, title = ?5, sort_name = ?6, version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [id.into(), name.into(), phone.into(), title.into(), folded(name).into()],
    );
    std::iter::once(told).chain(search::indexed(Noun::Contact, id, &[name, email]))
}

/// The address they are reached at.
pub fn move_to(id: ContactId, email: &str, name: &str) -> impl Iterator<Item = Follower> {
    let moved = Follower::new(
        follows!(
            "UPDATE contacts SET email = ?3, version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [id.into(), email.into()],
    );
    std::iter::once(moved).chain(search::indexed(Noun::Contact, id, &[name, email]))
}
