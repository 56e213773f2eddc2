//! What people change of their own user: each follows an event of theirs.
use crate::{
    db::write::{Follower, follows},
    kit::{
        style::{Hours, Style, Times},
        text::folded,
    },
};

/// What they say of themselves. A client's phone is the contact's.
pub fn tell(name: &str, phone: &str) -> Follower {
    Follower::new(
        follows!(
            "UPDATE users SET name = ?2, sort_name = ?4, phone = CASE face WHEN 'ops' THEN ?3 ELSE '' END, version = version + 1
             WHERE id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [name.into(), phone.into(), folded(name).into()],
    )
}

pub fn prefer(style: Style) -> Follower {
    let hours = if style.hours == Hours::Twelve { 12 } else { 24 };
    let times = if style.times == Times::Zulu { "zulu" } else { "local" };
    Follower::new(
        follows!(
            "UPDATE users SET language = ?2, hours = ?3, times = ?4
             WHERE id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [style.language.word().into(), hours.into(), times.into()],
    )
}

pub fn set_password(hash: &str) -> Follower {
    Follower::new(
        follows!(
            "UPDATE users SET password = ?2, temporary_until = NULL, version = version + 1
             WHERE id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [hash.into()],
    )
}

/// The address they sign in with.
pub fn move_to(email: &str) -> Follower {
    Follower::new(
        follows!(
            "UPDATE users SET email = ?2, version = version + 1
             WHERE id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [email.into()],
    )
}
