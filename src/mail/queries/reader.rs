//! The statement that says whether the recipient of a mail may read what is attached to it.
use crate::{
    db::{
        query::Query,
        scope::{Scope, system},
    },
    kit::ids::{AccountId, UserId},
    mail::Mailing,
    outbox::Row,
    workspaces::{Modules, hidden},
};
use serde::Deserialize;

/// Whoever a mail goes to.
#[derive(Debug, Deserialize)]
pub struct Reader {
    #[allow(dead_code)] // that there is one is the answer
    pub id: UserId,
}

/// The recipient of a mail, if they still have this address, are of the account, may see what it owes, and the parts of the
/// portal are not hidden.
pub fn reader(
    row: &Row,
    account: AccountId,
    mailing: Mailing,
    modules: Modules,
) -> Query<Option<Reader>> {
    Scope::system(row.workspace_id, 0)
        .query(system!(concat!(
            "SELECT u.id FROM me JOIN workspaces w ON w.id = me.workspace_id AND :modules & ", hidden!(), " = 0
             JOIN memberships m ON m.account_id = :account AND m.workspace_id = w.id
             JOIN users u ON u.contact_id = m.contact_id AND u.id = :user AND u.email = :email AND u.state = 'active'
             WHERE (:topic <> 'quotes' OR u.role IN ('owner', 'charter')) AND EXISTS (SELECT 1 FROM grants g WHERE g.contact_id = m.contact_id AND g.name = 'see_money')"
        )))
        .bind("modules", modules.bits())
        .bind("account", account)
        .bind("user", row.to_user_id)
        .bind("email", row.to_email.as_str())
        .bind("topic", mailing.name())
}
