//! Statements that select workspaces. They run before a session is known, so they are not scoped.
#[cfg(any(test, feature = "local"))]
mod front;
mod series;
#[cfg(any(test, feature = "local"))]
pub use front::demo_logins;
pub use series::Series;
pub(crate) use series::{next_number, prefix};

use super::{Face, Workspace};
use crate::{
    db::{
        query::Query,
        write::{Follower, follows},
    },
    kit::{
        ids::WorkspaceId,
        style::{DateOrder, Hours, Style},
        zoned::Moment,
    },
};
use serde::Deserialize;

/// Selects a host of the directory by its name, the face that it serves and the database of its workspace; or the host
/// `beside` it where there is none.
pub fn host(name: &str, beside: Option<&str>) -> Query<Option<Listed>> {
    Query::new("SELECT name, face, database FROM (
                  SELECT host AS name, face, 'DB' AS database FROM hosts WHERE host IN (:host, :beside)
                  UNION ALL SELECT host, face, database FROM elsewhere WHERE host IN (:host, :beside))
                ORDER BY name <> :host LIMIT 1")
        .bind("host", name)
        .bind("beside", beside)
}

/// A host in the directory.
#[derive(Debug, Deserialize)]
pub struct Listed {
    pub name: String,
    pub face: Face,
    /// The binding of the database; `None` while the workspace is being moved.
    pub database: Option<String>,
}

/// The databases of workspaces that are elsewhere; one without a name while a workspace is being moved.
pub fn databases() -> Query<Vec<Used>> {
    Query::new("SELECT DISTINCT database AS name FROM elsewhere ORDER BY database LIMIT 1000")
}

#[derive(Debug, Deserialize)]
pub struct Used {
    pub name: Option<String>,
}

/// Whether the database answers.
pub fn alive() -> Query<Option<Alive>> {
    Query::new("SELECT 1 AS alive")
}

#[derive(Debug, Deserialize)]
pub struct Alive {
    #[allow(dead_code)] // that there is a row says it
    alive: i64,
}

/// The parts of the client portal that the workspace `w` hides, as bits.
macro_rules! hidden {
    () => {
        "((1 - w.shows_requests) + 2 * (1 - w.shows_quotes) + 4 * (1 - w.shows_passengers) + 8 * (1 - w.shows_invoices) + 16 * (1 - w.shows_documents)
           + 32 * (1 - w.shows_messages) + 64 * (1 - w.shows_services))"
    };
}
pub(crate) use hidden;

/// Whether the contact may read the notice now: it leads to no part of the portal that is hidden, and to money only those
/// who may see that.
macro_rules! readable {
    ($notice:literal, $contact:literal) => {
        concat!(
            $notice,
            ".modules & ",
            $crate::workspaces::hidden!(),
            " = 0 AND (",
            $notice,
            ".modules NOT IN (2, 8, 40)
               OR EXISTS (SELECT 1 FROM grants g WHERE g.contact_id = ",
            $contact,
            " AND g.name = 'see_money'))"
        )
    };
}
pub(crate) use readable;

/// The subject of a notice; one about an invoice, which had no number when it was written, names it.
macro_rules! told_subject {
    ($notice:literal) => {
        concat!(
            $notice,
            ".subject || coalesce(': ' || (SELECT i.number FROM invoices i WHERE i.id = ",
            $notice,
            ".task ->> 'invoice' AND i.workspace_id = ",
            $notice,
            ".workspace_id), '')"
        )
    };
}
pub(crate) use told_subject;

/// A condition for any statement: the workspace shows its clients these parts of the portal.
macro_rules! shown {
    ($first:literal $(, $more:literal)*) => {
        concat!(
            "EXISTS (SELECT 1 FROM me JOIN workspaces w ON w.id = me.workspace_id AND w.shows_",
            $first,
            " = 1"
            $(, " AND w.shows_", $more, " = 1")*,
            ")"
        )
    };
}
pub(crate) use shown;

/// Selects the workspace of a host.
pub fn at(host: &str) -> Query<Option<Workspace>> {
    Query::new(concat!("SELECT w.id, w.slug, w.name, w.trade, w.brand, '/logo/' || w.logo AS logo, w.logo_width, w.logo_height, w.welcome, w.phone, w.reply_to, w.portal_is_open, w.landing,
                  w.gives_request_trips + 2 * w.gives_approve_quotes + 4 * w.gives_see_money + 8 * w.gives_pay + 16 * w.gives_manage_passengers + 32 * w.gives_manage_users + 64 * w.gives_change_itineraries + 128 * w.gives_create_trips + 256 * w.gives_schedule AS gives,
                  ", hidden!(), " AS hidden, w.zone, w.currency, w.clock, w.date_order, w.amounts,
                  w.deposit_ppm, nullif(w.balance_days, -1) AS balance_days, w.quote_days, w.quotes_need_approval, w.invoices_need_approval, w.payment_days, w.payment_instructions_changed_at, w.quote_report, w.invoice_report, w.trip_report, w.document_footer, w.shows_other_parties,
                  w.lap_child_under, w.minor_under, w.requires_documents, w.spot_minutes, w.books_at_once, w.takes_sign_ups, w.takes_inquiries
                FROM hosts h JOIN workspaces w ON w.id = h.workspace_id WHERE h.host = :host"))
        .bind("host", host)
}

/// What mails need of a workspace: its canonical hosts, its name and how to reach it.
#[derive(Debug, Deserialize)]
pub struct Canonical {
    pub client: String,
    pub ops: String,
    pub name: String,
    /// The name that its mails come from.
    pub sender: String,
    pub brand: String,
    /// The path of its logo, if it has one, and the size in pixels.
    pub logo: Option<String>,
    pub logo_width: Option<i64>,
    pub logo_height: Option<i64>,
    pub address: String,
    pub reply_to: String,
    pub phone: String,
    pub zone: String,
    pub clock: Hours,
    pub date_order: DateOrder,
}

impl Canonical {
    /// An instant in the workspace's time zone and style.
    pub fn moment(&self, at: i64) -> Moment {
        let style = Style { hours: self.clock, order: self.date_order, ..Style::default() };
        Moment::new(at, &self.zone).styled(style)
    }
}

/// Selects what mails need of a workspace.
pub fn canonical(workspace: WorkspaceId) -> Query<Option<Canonical>> {
    Query::new("SELECT w.name, coalesce(nullif(w.sender_name, ''), w.name) AS sender, w.brand, '/logo/' || w.logo AS logo, w.logo_width, w.logo_height, w.address, w.reply_to, w.phone, w.zone, w.clock, w.date_order,
                  (SELECT host FROM hosts WHERE workspace_id = w.id AND face = 'client' AND is_canonical = 1) AS client,
                  (SELECT host FROM hosts WHERE workspace_id = w.id AND face = 'ops' AND is_canonical = 1) AS ops
                FROM workspaces w WHERE w.id = :workspace")
        .bind("workspace", workspace)
}

/// Increments the counter for the references of a noun. It follows the statement that used
/// `counters.next`.
pub fn count(noun: &str) -> Follower {
    Follower::new(follows!(
        "UPDATE counters SET next = next + 1 WHERE workspace_id = (SELECT workspace_id FROM it) AND noun = :noun"
    ))
    .bind("noun", noun)
}
