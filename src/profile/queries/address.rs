//! Statements about a change of the email address.
use super::super::{
    Profile,
    address::{ASKED_WITHIN, AddressChange, AddressCheck, LIFETIME, MOST_ASKED, MOST_TRIES},
};
use crate::{
    contacts,
    db::{
        query::{Changes, Query},
        scope::{Scope, anyone},
        write::{Follower, Write, begins, follows},
    },
    kit::{ids::UserId, zoned::DAY},
    mail::{self, Letter, Recipients},
    sessions,
    users::{self, User},
};

/// Selects the change that this session asked for.
pub fn pending(scope: &Scope) -> Query<Option<AddressChange>> {
    scope.query(anyone!(
        "SELECT a.email, a.code, a.expires_at FROM me JOIN address_changes a
         ON a.user_id = me.user_id AND a.session = :session AND a.expires_at > :now"
    ))
}

/// Selects who has the new address, and how many changes the visitor asked for recently.
pub fn asked(scope: &Scope, email: &str) -> Query<Option<AddressCheck>> {
    scope.query(anyone!(
        "SELECT (SELECT o.id FROM users o WHERE o.workspace_id = me.workspace_id AND o.face = me.face AND o.email = :email) AS holder,
         (SELECT count(*) FROM events e INDEXED BY events_by_subject WHERE e.workspace_id = me.workspace_id AND e.subject_id = me.user_id
           AND e.action = 'address_change_asked' AND e.at > :now - :asked_within) AS recent FROM me"
    ))
    .bind("email", email)
    .bind("asked_within", ASKED_WITHIN)
}

/// Asks for a change, which replaces an earlier one. `mail` goes to the new address.
pub fn ask(user: UserId, email: &str, mail: Follower) -> Write {
    Write::begin(
        "address_change_asked",
        user,
        begins!(
            anyone,
            "WHERE (SELECT count(*) FROM events e INDEXED BY events_by_subject WHERE e.workspace_id = me.workspace_id AND e.subject_id = me.user_id
             AND e.action = 'address_change_asked' AND e.at > :now - :asked_within) < :most_asked"
        ),
    )
    .bind("asked_within", ASKED_WITHIN)
    .bind("most_asked", MOST_ASKED)
    .bind("email", email)
    .bind("lifetime", LIFETIME)
    .note(email)
    .then(follows!(
        "INSERT INTO address_changes (user_id, workspace_id, email, event_id, session, expires_at)
         SELECT it.actor_id, it.workspace_id, :email, it.id, :session, it.at + :lifetime FROM it WHERE true
         ON CONFLICT (user_id) DO UPDATE SET email = excluded.email, event_id = excluded.event_id, session = excluded.session,
           code = NULL, tries = 0, expires_at = excluded.expires_at"
    ))
    .with([mail])
}

/// Counts a try and returns the change. It counts before the code is compared, so that tries sent at
/// once count too; it returns nothing after too many.
pub fn tried(scope: &Scope) -> Query<Option<AddressChange>> {
    scope.query(anyone!(
        "UPDATE address_changes SET tries = tries + 1
         WHERE user_id = (SELECT me.user_id FROM me) AND session = :session AND expires_at > :now AND tries < :most_tries
         RETURNING email, code, expires_at"
    ))
    .bind("most_tries", MOST_TRIES)
}

/// Changes the address to the one whose code was typed, ends the other sessions, and sends `letter` to
/// the old address.
pub fn confirm(
    scope: &Scope,
    (user, profile): (&User, &Profile),
    (email, code): (&str, &str),
    letter: &Letter,
) -> Write {
    let of_contact = profile.contact_id.map(|id| contacts::move_to(id, email, &profile.name));
    Write::begin(
        "address_changed",
        user.id,
        begins!(
            anyone,
            "JOIN address_changes a ON a.user_id = me.user_id AND a.session = :session AND a.email = :email AND a.code = :code AND a.expires_at > :now
             WHERE NOT EXISTS (SELECT 1 FROM users o WHERE o.workspace_id = me.workspace_id AND o.face = me.face AND o.email = :email)"
        ),
    )
    .bind("email", email)
    .bind("code", code)
    .note(format!("{} \u{2192} {email}", user.email))
    .then(follows!(
        "DELETE FROM address_changes WHERE user_id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([
        users::set_own_email(email),
        sessions::end_all_but(&scope.session),
        sessions::end_codes(),
        mail::to(Recipients::UserAt { user: user.id, email: &user.email }, letter),
    ])
    .with(of_contact.into_iter().flatten())
}

/// Stores the digest of the code that a mail is about to bring, if its change is still the newest.
pub fn draw(mail: &str, digest: &str, now: i64) -> Query<Changes> {
    Query::new("UPDATE address_changes SET code = :digest, tries = 0 WHERE expires_at > :now
                AND (user_id, event_id, email) IN (SELECT to_user_id, event_id, to_email FROM outbox WHERE id = :mail)")
        .bind("mail", mail)
        .bind("digest", digest)
        .bind("now", now)
}

/// Deletes up to 500 changes of an address whose code expired a day ago.
pub fn forget(now: i64) -> Query<Changes> {
    Query::new("DELETE FROM address_changes WHERE user_id IN (SELECT a.user_id FROM address_changes a WHERE a.expires_at < :before LIMIT 500)")
        .bind("before", now - DAY)
}
