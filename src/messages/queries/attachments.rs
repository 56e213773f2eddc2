//! Statements about the files of messages.
use crate::{
    db::{
        query::Query,
        scope::{Scope, client, staff},
    },
    kit::ids::FileId,
};
use serde::Deserialize;

/// A file of a message, to be downloaded.
#[derive(Debug, Clone, Deserialize)]
pub struct AttachmentFile {
    pub name: String,
    pub content_type: String,
    pub size: i64,
    pub digest: String,
    pub key: String,
}

/// A file of a message in one of the client's threads.
pub fn attachment(scope: &Scope, id: FileId) -> Query<Option<AttachmentFile>> {
    scope
        .query(client!(
            "SELECT f.name, f.content_type, f.size, f.digest, f.key FROM me JOIN files f ON f.workspace_id = me.workspace_id AND f.id = :file
             JOIN messages g ON g.id = f.message_id JOIN threads t ON t.id = g.thread_id JOIN my_accounts m ON m.account_id = t.account_id"
        ))
        .bind("file", id)
}

pub fn attachment_for_staff(scope: &Scope, id: FileId) -> Query<Option<AttachmentFile>> {
    scope
        .query(staff!(
            "SELECT f.name, f.content_type, f.size, f.digest, f.key FROM me JOIN files f ON f.workspace_id = me.workspace_id AND f.id = :file
             JOIN messages g ON g.id = f.message_id"
        ))
        .bind("file", id)
}
