//! The clock's work: requests whose last leg is past are dropped.
use super::{mail as letters, queries};
use crate::{
    app::App,
    error::Result,
    kit::{
        ids::{AccountId, RequestId, WorkspaceId},
        zoned::DAY,
    },
    mail::{self, Mailing, Recipients},
};
use serde::Deserialize;

/// An open request whose last leg is past.
#[derive(Debug, Clone, Deserialize)]
pub struct Ended {
    pub id: RequestId,
    pub workspace_id: WorkspaceId,
    pub account_id: AccountId,
    pub reference: String,
    pub route: String,
    pub ends_at: i64,
}

/// Until how long after the last leg the client is told by mail.
const NEWS: i64 = 2 * DAY;

/// Drops requests that are past, up to a number of them. Returns whether there may be more.
pub async fn drop_ended(app: &App) -> Result<bool> {
    let now = app.now();
    let ended = app.db.run(queries::ended(now)).await?;
    let is_full = ended.len() >= queries::ENDED;
    for it in ended {
        let letter = letters::dropped(&it);
        let clients = Recipients::Clients { account: it.account_id, mailing: Mailing::Trips };
        let mail = (now - it.ends_at < NEWS).then(|| mail::to(clients, &letter));
        app.carry_out(it.workspace_id, queries::drop_ended(&it, mail)).await?;
    }
    Ok(is_full)
}
