//! The statements that delete received mails and notes of staff which were kept long enough.
use crate::db::query::{Changes, Query};

/// Deletes up to 500 of each. The bytes of a mail follow with the sweep of files, which finds no row for them.
pub fn forget(now: i64) -> (Query<Changes>, Query<Changes>) {
    let mails = Query::new(
        "DELETE FROM mails_in WHERE id IN (SELECT i.id FROM workspaces w CROSS JOIN mails_in i INDEXED BY mails_in_by_time
           ON i.workspace_id = w.id AND i.at < :now - w.keeps_raw_mail_days * 86400000 LIMIT 500)",
    );
    let notes = Query::new(
        "DELETE FROM thread_notes WHERE id IN (SELECT n.id FROM workspaces w CROSS JOIN thread_notes n INDEXED BY thread_notes_by_time
           ON n.workspace_id = w.id AND n.at < :now - w.keeps_note_days * 86400000 LIMIT 500)",
    );
    (mails.bind("now", now), notes.bind("now", now))
}
