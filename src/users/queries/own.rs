//! Statements by which people change their own user. Each follows an event of theirs.
use crate::{
    db::write::{Follower, follows},
    kit::{
        style::{Hours, Style, Times},
        text::folded,
    },
};

/// Changes their own name and phone. The phone of a client is stored with the contact instead.
pub fn set_own_details(name: &str, phone: &str) -> Follower {
    Follower::new(follows!(
        "UPDATE users SET name = :name, sort_name = :sort_name, phone = CASE face WHEN 'ops' THEN :phone ELSE '' END, version = version + 1
         WHERE id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("name", name)
    .bind("phone", phone)
    .bind("sort_name", folded(name))
}

/// Changes how they like to read dates and times.
pub fn set_own_style(style: Style) -> Follower {
    let hours = if style.hours == Hours::Twelve { 12 } else { 24 };
    let times = if style.times == Times::Zulu { "zulu" } else { "local" };
    Follower::new(follows!(
        "UPDATE users SET language = :language, hours = :hours, times = :times
         WHERE id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("language", style.language.word())
    .bind("hours", hours)
    .bind("times", times)
}

/// Sets the permanent password, which replaces a temporary one.
pub fn set_password(hash: &str) -> Follower {
    Follower::new(follows!(
        "UPDATE users SET password = :hash, temporary_until = NULL, version = version + 1
         WHERE id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("hash", hash)
}

/// Changes the address they sign in with.
pub fn set_own_email(email: &str) -> Follower {
    Follower::new(follows!(
        "UPDATE users SET email = :email, version = version + 1
         WHERE id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("email", email)
}
