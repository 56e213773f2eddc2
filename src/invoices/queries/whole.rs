//! Statements that read the operator's lists of invoices.
use crate::{
    db::{
        page::{Cursor, most},
        query::Query,
        scope::{Scope, staff},
        sorting::Sorting,
    },
    invoices::{
        ListedInvoice,
        listing::{Column, PER_PAGE, Tab},
    },
};
use chrono::NaiveDate;

/// A page of invoices by a column; `$index` has that column as its sort key.
macro_rules! page {
    ($index:literal, $of:literal, $key:literal, $compare:literal, $order:literal) => {
        listed_invoice!(
            "FROM me JOIN invoices i INDEXED BY ",
            $index,
            " ON i.workspace_id = me.workspace_id ",
            $of,
            " AND (i.",
            $key,
            ", i.id) ",
            $compare,
            " (:after, :after_id) JOIN accounts a ON a.id = i.account_id
             ORDER BY i.",
            $key,
            " ",
            $order,
            ", i.id ",
            $order,
            " LIMIT :most"
        )
    };
}

macro_rules! open {
    ($index:literal, $key:literal, $compare:literal, $order:literal) => {
        staff!(page!($index, "AND i.state = 'issued' AND i.paid < i.total", $key, $compare, $order))
    };
}

macro_rules! overdue {
    ($index:literal, $key:literal, $compare:literal, $order:literal) => {
        staff!(page!(
            $index,
            "AND i.state = 'issued' AND i.paid < i.total AND i.due_on < :until",
            $key,
            $compare,
            $order
        ))
    };
}

macro_rules! paid {
    ($index:literal, $key:literal, $compare:literal, $order:literal) => {
        staff!(page!(
            $index,
            "AND i.state = 'issued' AND i.paid >= i.total",
            $key,
            $compare,
            $order
        ))
    };
}

/// A page of the workspace's invoices. Overdue are those due before `until`.
pub fn invoices(
    scope: &Scope,
    show: Tab,
    sorting: Sorting<Column>,
    from: &Cursor,
    until: NaiveDate,
) -> Query<Vec<ListedInvoice>> {
    let is_by_client = sorting.by == Column::Client;
    let sql = match (show, is_by_client, sorting.is_descending) {
        (Tab::Open, false, false) => open!("invoices_open_by_workspace", "due_on", ">", "ASC"),
        (Tab::Open, false, true) => open!("invoices_open_by_workspace", "due_on", "<", "DESC"),
        (Tab::Open, true, false) => open!("invoices_open_by_client", "account_name", ">", "ASC"),
        (Tab::Open, true, true) => open!("invoices_open_by_client", "account_name", "<", "DESC"),
        (Tab::Overdue, false, false) => {
            overdue!("invoices_open_by_workspace", "due_on", ">", "ASC")
        }
        (Tab::Overdue, false, true) => {
            overdue!("invoices_open_by_workspace", "due_on", "<", "DESC")
        }
        (Tab::Overdue, true, false) => {
            overdue!("invoices_open_by_client", "account_name", ">", "ASC")
        }
        (Tab::Overdue, true, true) => {
            overdue!("invoices_open_by_client", "account_name", "<", "DESC")
        }
        (Tab::Paid, false, false) => paid!("invoices_paid_by_workspace", "created_at", ">", "ASC"),
        (Tab::Paid, false, true) => paid!("invoices_paid_by_workspace", "created_at", "<", "DESC"),
        (Tab::Paid, true, false) => paid!("invoices_paid_by_client", "account_name", ">", "ASC"),
        (Tab::Paid, true, true) => paid!("invoices_paid_by_client", "account_name", "<", "DESC"),
        (Tab::All | Tab::OnAircraft | Tab::ToInvoice, false, false) => {
            staff!(page!("invoices_by_workspace", "", "created_at", ">", "ASC"))
        }
        (Tab::All | Tab::OnAircraft | Tab::ToInvoice, false, true) => {
            staff!(page!("invoices_by_workspace", "", "created_at", "<", "DESC"))
        }
        (Tab::All | Tab::OnAircraft | Tab::ToInvoice, true, false) => {
            staff!(page!("invoices_by_client", "", "account_name", ">", "ASC"))
        }
        (Tab::All | Tab::OnAircraft | Tab::ToInvoice, true, true) => {
            staff!(page!("invoices_by_client", "", "account_name", "<", "DESC"))
        }
    };
    let query = scope
        .query(sql)
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE));
    if show == Tab::Overdue { query.bind("until", until.to_string()) } else { query }
}
