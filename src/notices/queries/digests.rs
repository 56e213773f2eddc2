//! Statements about notices that go out together, once a day. They work for every workspace.
use crate::{
    db::{
        query::{Changes, Query},
        scope::system,
        write::{Follower, Write, begins, follows},
    },
    kit::{
        ids::{UserId, WorkspaceId},
        quiet::Quiet,
    },
    notices::Sum,
    workspaces::{readable, told_subject},
};
use serde::Deserialize;

/// How many people are looked at in one go.
pub const PEOPLE: usize = 100;

/// Somebody for whom notices wait.
#[derive(Debug, Clone, Deserialize)]
pub struct Waiting {
    pub user_id: UserId,
    pub workspace_id: WorkspaceId,
    /// Their time zone, or else that of the workspace.
    pub zone: String,
    /// When their quiet hours begin and end, if they have some.
    pub quiet_from: Option<u32>,
    pub quiet_until: Option<u32>,
    /// When the first of them was written.
    pub first_at: i64,
}

impl Waiting {
    pub fn quiet(&self) -> Option<Quiet> {
        let (from, until) = (self.quiet_from?, self.quiet_until?);
        Some(Quiet { from, until, zone: self.zone.clone() })
    }
}

/// The next people for whom notices wait, after this one.
pub fn waiting(after: &str) -> Query<Vec<Waiting>> {
    Query::new(concat!(
        "SELECT n.user_id, n.workspace_id, coalesce(q.zone, w.zone) AS zone, min(n.at) AS first_at,
           q.from_hour AS quiet_from, q.until_hour AS quiet_until
         FROM notices n INDEXED BY notices_to_digest LEFT JOIN quiet_hours q ON q.user_id = n.user_id
         JOIN workspaces w ON w.id = n.workspace_id JOIN users u ON u.id = n.user_id AND ",
        readable!("n", "u.contact_id"),
        " WHERE n.email = 'daily' AND n.digested_at IS NULL AND n.user_id > :after GROUP BY n.user_id ORDER BY n.user_id LIMIT 100",
    ))
    .bind("after", after)
}

/// What one line of the mail says.
#[derive(Debug, Clone, Deserialize)]
pub struct Pending {
    pub subject: String,
    pub lead: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub about: Option<Sum>,
}

/// The notices that wait for somebody since before a moment, the oldest first.
pub fn pending(user: UserId, before: i64) -> Query<Vec<Pending>> {
    Query::new(concat!(
        "SELECT ",
        told_subject!("n"),
        " AS subject, n.lead, ",
        sum_of_notice!(),
        " FROM notices n INDEXED BY notices_to_digest
         JOIN workspaces w ON w.id = n.workspace_id JOIN users u ON u.id = n.user_id AND ",
        readable!("n", "u.contact_id"),
        " WHERE n.email = 'daily' AND n.digested_at IS NULL AND n.user_id = :user AND n.at < :before ORDER BY n.at LIMIT 50",
    ))
    .bind("user", user)
    .bind("before", before)
}

/// Sends what waits for somebody since before a moment, unless it was sent.
pub fn digest(user: UserId, before: i64, mail: Follower) -> Write {
    Write::begin(
        "digest_sent",
        user,
        begins!(
            system,
            "JOIN users u ON u.workspace_id = me.workspace_id AND u.id = :user
             WHERE EXISTS (SELECT 1 FROM notices n WHERE n.user_id = u.id AND n.email = 'daily' AND n.digested_at IS NULL AND n.at < :before)"
        ),
    )
    .bind("user", user)
    .bind("before", before)
    .then(follows!(
        "UPDATE notices SET digested_at = (SELECT at FROM it) WHERE user_id = :user AND email = 'daily' AND digested_at IS NULL AND at < :before
         AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([mail])
}

/// Deletes up to 500 notices that are older than their workspace keeps mails.
pub fn forget(now: i64) -> Query<Changes> {
    Query::new(
        "DELETE FROM notices WHERE id IN (SELECT n.id FROM workspaces w CROSS JOIN notices n INDEXED BY notices_to_forget
           ON n.workspace_id = w.id AND n.at < :now - w.keeps_mail_days * 86400000 LIMIT 500)",
    )
    .bind("now", now)
}
