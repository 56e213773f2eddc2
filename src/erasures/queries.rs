//! Statements that hand out and erase a client's data.
mod handing_out;
mod said;
pub use handing_out::{Entry, Lists, data, export, files, profile, recorded_export};

use super::{DataSubject, Erasure, NAME};
use crate::{
    db::{
        query::Query,
        scope::{Scope, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::ids::ContactId,
    search::{self, Noun},
};

pub fn subject(scope: &Scope, id: ContactId) -> Query<Option<DataSubject>> {
    scope
        .query(staff!(
            "SELECT c.id, c.name, c.email, c.version, u.id AS user, c.merged_into IS NOT NULL AS is_merged,
               (SELECT count(*) FROM (SELECT 1 FROM memberships m JOIN trips t ON t.account_id = m.account_id AND t.ends_at > :now
                 WHERE m.contact_id = c.id LIMIT 100)) AS upcoming
             FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :contact LEFT JOIN users u ON u.contact_id = c.id"
        ))
        .bind("contact", id)
}

/// Deletes what belongs to the user alone, table by table.
macro_rules! own {
    ($table:literal) => {
        follows!(
            "DELETE FROM ",
            $table,
            " WHERE user_id = :user AND workspace_id = (SELECT workspace_id FROM it)"
        )
    };
}

/// Erases a person. Their name goes out of what others read; what they wrote and ordered stays without it.
pub fn erase(it: &Erasure) -> Write {
    let user = it.user.map(|id| id.to_string()).unwrap_or_default();
    let of_user = |sql| Follower::new(sql).bind("user", user.as_str());
    let named = |sql| Follower::new(sql).bind("user", user.as_str()).bind("name", NAME);
    let of_contact = |sql| Follower::new(sql).bind("contact", it.contact);
    Write::begin(
        "contact_erased",
        it.contact,
        begins!(
            staff,
            "JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :contact AND c.version = :version AND c.merged_into IS NULL"
        ),
    )
    .bind("contact", it.contact)
    .bind("version", it.version)
    .note(it.reason.as_str())
    .with([
        named(follows!(
            "UPDATE threads SET last_author = :name WHERE workspace_id = (SELECT workspace_id FROM it) AND last_side = 'client'
               AND id IN (SELECT thread_id FROM messages WHERE user_id = :user) AND last_author IN (SELECT author FROM messages WHERE user_id = :user)"
        )),
        named(follows!(
            "UPDATE messages SET author = :name, folded = '', from_email = '', left_out = '[]' WHERE user_id = :user AND workspace_id = (SELECT workspace_id FROM it)"
        )),
    ])
    .with(passengers(it))
    .with(said::about(it))
    .with([
        of_user(own!("sessions")),
        of_user(own!("address_changes")),
        of_user(own!("codes")),
        of_user(own!("authenticators")),
        of_user(own!("recovery_codes")),
        of_user(own!("passkeys")),
        of_user(own!("unsent_forms")),
        of_user(own!("feeds")),
        of_user(own!("muted")),
        of_user(own!("notices")),
        of_user(own!("notice_choices")),
        of_user(own!("quiet_hours")),
        of_user(own!("reply_addresses")),
        of_user(own!("mails_in")),
        of_user(own!("readings")),
        of_user(own!("probes")),
        of_user(follows!(
            "DELETE FROM outbox WHERE to_user_id = :user AND workspace_id = (SELECT workspace_id FROM it)"
        )),
        of_user(follows!(
            "UPDATE files SET removed_at = (SELECT at FROM it) WHERE user_id = :user AND removed_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
        )),
        named(follows!(
            "UPDATE users SET name = :name, sort_name = lower(:name), email = 'erased-' || id || '@erased.invalid', phone = '', password = NULL, spent_password = NULL,
               temporary_until = NULL, state = 'disabled', revoked_at = (SELECT at FROM it), factors = 1, version = version + 1
             WHERE id = :user AND workspace_id = (SELECT workspace_id FROM it)"
        )),
        of_contact(follows!(
            "DELETE FROM grants WHERE contact_id = :contact AND workspace_id = (SELECT workspace_id FROM it)"
        )),
        of_contact(follows!(
            "DELETE FROM memberships WHERE contact_id = :contact AND workspace_id = (SELECT workspace_id FROM it)"
        )),
        of_contact(follows!(
            "UPDATE sign_ups SET name = :name, email = 'erased-' || id || '@erased.invalid', phone = '', company = '', message = '', password = NULL
             WHERE contact_id = :contact AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("name", NAME),
        of_contact(follows!(
            "UPDATE leads SET name = :name, sort_name = lower(:name), email = '', phone = '', company = '', notes = '', wish = NULL, version = version + 1
             WHERE contact_id = :contact AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("name", NAME),
        of_contact(follows!(
            "UPDATE contacts SET name = :name, sort_name = lower(:name), email = '', phone = '', title = '', notes = '',
               deactivated_at = coalesce(deactivated_at, (SELECT at FROM it)), version = version + 1
             WHERE id = :contact AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("name", NAME),
    ])
    .with(search::set_words(Noun::Contact, it.contact, &[]))
}

/// The person among the passengers of their accounts, known by the address: forgotten, unless a manifest names them. Of
/// those that do, only what no manifest has.
fn passengers(it: &Erasure) -> [Follower; 2] {
    let of =
        |sql| Follower::new(sql).bind("contact", it.contact).bind("email", it.email.to_lowercase());
    [
        of(follows!(
            "UPDATE passengers SET name = 'Removed passenger', sort_name = 'removed passenger', surname = '', sex = '', nationality = '', residence = '',
               document_country = '', document_expires_on = '', weight = NULL, forgotten_at = (SELECT at FROM it)
             WHERE workspace_id = (SELECT workspace_id FROM it) AND :email <> '' AND lower(email) = :email AND forgotten_at IS NULL
               AND account_id IN (SELECT account_id FROM memberships WHERE contact_id = :contact)
               AND NOT EXISTS (SELECT 1 FROM leg_passengers l WHERE l.passenger_id = passengers.id)"
        )),
        of(follows!(
            "UPDATE passengers SET email = '', phone = '', preferences = '', note = '', removed_at = coalesce(removed_at, (SELECT at FROM it)), version = version + 1
             WHERE workspace_id = (SELECT workspace_id FROM it) AND :email <> '' AND lower(email) = :email
               AND account_id IN (SELECT account_id FROM memberships WHERE contact_id = :contact)"
        )),
    ]
}
