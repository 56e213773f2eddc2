//! Statements by which people change their own user. Each follows an event of theirs.
use crate::{
    db::write::{Follower, follows},
    kit::{
        language::Language,
        style::{Hours, Times},
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
pub fn set_own_style(language: Language, hours: Option<Hours>, times: Times) -> Follower {
    let times = if times == Times::Zulu { "zulu" } else { "local" };
    Follower::new(follows!(
        "UPDATE users SET language = :language, clock = :hours, times = :times
         WHERE id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("language", language.word())
    .bind("hours", hours.map(Hours::number))
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
