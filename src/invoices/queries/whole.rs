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
        listing::{Column, Filter, PER_PAGE, Tab},
    },
};
use chrono::NaiveDate;

/// A page of invoices by a column; `$index` has that column as its sort key.
macro_rules! page {
    ($index:literal, $of:expr, $key:literal, $compare:literal, $order:literal) => {
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

/// A list by name.
macro_rules! by_client {
    ($index:literal, $of:literal, $compare:literal, $order:literal) => {
        staff!(page!($index, $of, "account_name", $compare, $order))
    };
}

/// A list by the moment of issue, of some days: the index bounds what is read.
macro_rules! by_issue {
    ($index:literal, $of:literal, $compare:literal, $order:literal) => {
        staff!(page!(
            $index,
            concat!(
                $of,
                " AND i.created_at >= :earliest AND i.issued_on BETWEEN :since AND :latest"
            ),
            "created_at",
            $compare,
            $order
        ))
    };
}

/// A page of the workspace's invoices. Overdue are those due before `until`. Only a list by the moment of issue is
/// filtered.
pub fn invoices(
    scope: &Scope,
    show: Tab,
    (sorting, filter): (Sorting<Column>, &Filter),
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
        (Tab::Paid, false, false) => {
            by_issue!(
                "invoices_paid_by_workspace",
                "AND i.state = 'issued' AND i.paid >= i.total",
                ">",
                "ASC"
            )
        }
        (Tab::Paid, false, true) => {
            by_issue!(
                "invoices_paid_by_workspace",
                "AND i.state = 'issued' AND i.paid >= i.total",
                "<",
                "DESC"
            )
        }
        (Tab::Paid, true, false) => {
            by_client!(
                "invoices_paid_by_client",
                "AND i.state = 'issued' AND i.paid >= i.total",
                ">",
                "ASC"
            )
        }
        (Tab::Paid, true, true) => {
            by_client!(
                "invoices_paid_by_client",
                "AND i.state = 'issued' AND i.paid >= i.total",
                "<",
                "DESC"
            )
        }
        (Tab::Void, false, false) => {
            by_issue!("invoices_void_by_workspace", "AND i.state = 'void'", ">", "ASC")
        }
        (Tab::Void, false, true) => {
            by_issue!("invoices_void_by_workspace", "AND i.state = 'void'", "<", "DESC")
        }
        (Tab::Void, true, false) => {
            by_client!("invoices_void_by_client", "AND i.state = 'void'", ">", "ASC")
        }
        (Tab::Void, true, true) => {
            by_client!("invoices_void_by_client", "AND i.state = 'void'", "<", "DESC")
        }
        (Tab::All | Tab::OnAircraft | Tab::ToInvoice | Tab::Drafts, false, false) => {
            by_issue!("invoices_by_workspace", "", ">", "ASC")
        }
        (Tab::All | Tab::OnAircraft | Tab::ToInvoice | Tab::Drafts, false, true) => {
            by_issue!("invoices_by_workspace", "", "<", "DESC")
        }
        (Tab::All | Tab::OnAircraft | Tab::ToInvoice | Tab::Drafts, true, false) => {
            by_client!("invoices_by_client", "", ">", "ASC")
        }
        (Tab::All | Tab::OnAircraft | Tab::ToInvoice | Tab::Drafts, true, true) => {
            by_client!("invoices_by_client", "", "<", "DESC")
        }
    };
    let query = scope
        .query(sql)
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE));
    if show == Tab::Overdue {
        return query.bind("until", until.to_string());
    }
    if show.is_by_due_day() || is_by_client {
        return query;
    }
    let [since, latest] = filter.days();
    query.bind("earliest", filter.earliest()).bind("since", since).bind("latest", latest)
}
