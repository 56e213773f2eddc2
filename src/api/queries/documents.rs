//! The records that programs read, as JSON. `assets/openapi.json` describes every field.
use super::super::{Document, Resource};
use crate::db::{
    page::{Cursor, most},
    query::Query,
    scope::{Scope, keyed},
};

/// A moment in UTC: "2026-11-30T16:05:00Z".
macro_rules! utc {
    ($at:expr) => {
        concat!("strftime('%Y-%m-%dT%H:%M:%SZ', ", $at, " / 1000, 'unixepoch')")
    };
}

macro_rules! truth {
    ($is:expr) => {
        concat!("json(iif(", $is, ", 'true', 'false'))")
    };
}

/// The last fields of every record.
macro_rules! last {
    ($prefix:literal, $place:literal) => {
        concat!(
            "'",
            $prefix,
            "url', :origin || '",
            $place,
            "' || x.id, '",
            $prefix,
            "created_at', ",
            utc!("x.created_at"),
            ", '",
            $prefix,
            "updated_at', ",
            utc!("x.updated_at"),
            ")"
        )
    };
}

macro_rules! place {
    ($of:expr) => {
        concat!(
            "json_object('code', ",
            $of,
            " ->> 'code', 'name', ",
            $of,
            " ->> 'name', 'city', ",
            $of,
            " ->> 'city', 'country', nullif(",
            $of,
            " ->> 'country', ''), 'time_zone', ",
            $of,
            " ->> 'zone')"
        )
    };
}

macro_rules! leg {
    ($origin:expr, $destination:expr, $departs_at:expr, $time_agreed:expr, $arrives_at:expr) => {
        concat!(
            "json_group_array(json_object('origin', ",
            place!($origin),
            ", 'destination', ",
            place!($destination),
            ", 'departs_at', ",
            utc!($departs_at),
            ", 'time_agreed', ",
            truth!($time_agreed),
            ", 'arrives_at', ",
            utc!($arrives_at),
            "))"
        )
    };
}

/// The lines of a quote or an invoice.
macro_rules! lines {
    () => {
        concat!(
            "json((SELECT json_group_array(json_object('label', j.value ->> 'label', 'amount', j.value ->> 'amount', 'tax', ",
            truth!("j.value ->> 'basis' = 'tax'"), ")) FROM json_each(x.lines) j))"
        )
    };
}

macro_rules! request {
    () => {
        concat!(
            "json_object('id', x.id, 'reference', x.reference, 'state', replace(x.state, 'cancelled', 'canceled'), 'account_id', x.account_id, 'contact_id', x.contact_id,
               'trip_id', x.trip_id, 'route', x.route, 'passengers', x.passengers, 'vehicles', x.vehicles, 'notes', x.notes, 'departs_at', ", utc!("x.departs_at"),
            ", 'legs', json((SELECT ",
            leg!("j.value -> 'origin'", "j.value -> 'destination'", "(j.value ->> 'departs_at')", "j.value ->> 'time_agreed'", "(j.value ->> 'arrives_at')"),
            " FROM json_each(x.itinerary) j)), ", last!("", "/requests/")
        )
    };
}

macro_rules! trip {
    () => {
        concat!(
            "json_object('id', x.id, 'reference', x.reference, 'state', replace(s.kind, 'cancelled', 'canceled'), 'stage', s.name, 'account_id', x.account_id,
               'vehicle', x.vehicle, 'registration', k.registration, 'vehicles', x.vehicles, 'route', x.route, 'passengers', x.passengers,
               'departs_at', ", utc!("x.departs_at"), ", 'ends_at', ", utc!("x.ends_at"), ", 'legs', json((SELECT ",
            leg!("l.origin", "l.destination", "l.departs_at", "l.time_agreed", "l.arrives_at"),
            " FROM (SELECT y.origin, y.destination, y.departs_at, y.time_agreed, y.arrives_at FROM legs y WHERE y.trip_id = x.id ORDER BY y.position LIMIT 100) l)), ", last!("", "/trips/")
        )
    };
}

macro_rules! quote {
    () => {
        concat!(
            "json_set(json_object('id', x.id, 'reference', x.reference, 'revision', x.revision, 'state', iif(x.state = 'sent' AND x.valid_until < :now, 'expired', x.state),
               'request_id', x.request_id, 'trip_id', x.trip_id, 'account_id', x.account_id, 'vehicle', x.vehicle, 'passengers', x.passengers,
               'currency', x.currency, 'subtotal', x.subtotal, 'tax', x.tax, 'total', x.total, 'deposit', x.deposit, 'lines', ", lines!(), "),
               '$.valid_until', ", utc!("x.valid_until"), ", '$.sent_at', ", utc!("x.sent_at"), ", '$.answered_at', ", utc!("x.answered_at"), ", ", last!("$.", "/quotes/")
        )
    };
}

macro_rules! invoice {
    () => {
        concat!(
            "json_set(json_object('id', x.id, 'number', x.number,
               'state', CASE WHEN x.state = 'void' THEN 'void' WHEN x.paid >= x.total THEN 'paid' WHEN x.paid > 0 THEN 'partly_paid' ELSE 'pending' END,
               'is_deposit', ", truth!("x.is_deposit"), ", 'account_id', x.account_id, 'trip_id', x.trip_id, 'quote_id', x.quote_id,
               'currency', x.currency, 'subtotal', x.subtotal, 'tax', x.tax, 'total', x.total, 'paid', x.paid - x.credited, 'credited', x.credited,
               'outstanding', iif(x.state = 'void', 0, x.total - x.paid), 'lines', ", lines!(), "),
               '$.issued_on', x.issued_on, '$.due_on', x.due_on, ", last!("$.", "/invoices/")
        )
    };
}

macro_rules! payment {
    () => {
        concat!(
            "json_object('id', x.id, 'account_id', x.account_id, 'quote_id', x.quote_id, 'method', replace(x.method, 'cheque', 'check'), 'reference', x.reference,
               'currency', x.currency, 'amount', x.amount, 'surcharge', x.surcharge, 'refunded', x.refunded, 'credit', x.unallocated, 'received_on', x.received_on,
               'invoices', json((SELECT json_group_array(json_object('invoice_id', l.invoice_id, 'amount', l.amount)) FROM allocations l INDEXED BY allocations_by_payment WHERE l.payment_id = x.id)), ",
            last!("", "/payments/")
        )
    };
}

macro_rules! account {
    () => {
        concat!(
            "json_object('id', x.id, 'name', x.name, 'kind', x.kind, 'is_active', ", truth!("x.deactivated_at IS NULL"), ", 'merged_into', x.merged_into,
               'billing_name', x.billing_name, 'billing_address', x.billing_address, 'country', nullif(x.country, ''), 'tax_number', x.tax_number, 'phone', x.phone, ",
            last!("", "/accounts/")
        )
    };
}

/// The records of a table that changed after a cursor, those that changed first first.
macro_rules! listed {
    ($body:expr, $table:literal, $with:literal) => {
        keyed!(
            "SELECT x.id, x.updated_at, ", $body, " AS body FROM me JOIN ", $table, " x INDEXED BY ", $table,
            "_by_update ON x.workspace_id = me.workspace_id AND (x.updated_at, x.id) > (:after, :after_id) ", $with,
            " ORDER BY x.updated_at, x.id LIMIT :most"
        )
    };
}

/// One record of a table.
macro_rules! single {
    ($body:expr, $table:literal, $with:literal) => {
        keyed!(
            "SELECT x.id, x.updated_at, ",
            $body,
            " AS body FROM me JOIN ",
            $table,
            " x ON x.workspace_id = me.workspace_id AND x.id = :id ",
            $with
        )
    };
}

/// A page of a resource.
pub fn page(
    scope: &Scope,
    resource: Resource,
    from: &Cursor,
    per_page: usize,
    origin: &str,
) -> Query<Vec<Document>> {
    let sql = match resource {
        Resource::Requests => listed!(request!(), "requests", ""),
        Resource::Trips => listed!(
            trip!(),
            "trips",
            "JOIN stages s ON s.id = x.stage_id LEFT JOIN tails k ON k.id = x.tail_id"
        ),
        Resource::Quotes => listed!(quote!(), "quotes", ""),
        Resource::Invoices => listed!(invoice!(), "invoices", ""),
        Resource::Payments => listed!(payment!(), "payments", ""),
        Resource::Accounts => listed!(account!(), "accounts", ""),
    };
    scope
        .query(sql)
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(per_page))
        .bind("origin", origin)
        .apart()
}

/// One record of a resource.
pub fn one(scope: &Scope, resource: Resource, id: &str, origin: &str) -> Query<Option<Document>> {
    let sql = match resource {
        Resource::Requests => single!(request!(), "requests", ""),
        Resource::Trips => single!(
            trip!(),
            "trips",
            "JOIN stages s ON s.id = x.stage_id LEFT JOIN tails k ON k.id = x.tail_id"
        ),
        Resource::Quotes => single!(quote!(), "quotes", ""),
        Resource::Invoices => single!(invoice!(), "invoices", ""),
        Resource::Payments => single!(payment!(), "payments", ""),
        Resource::Accounts => single!(account!(), "accounts", ""),
    };
    scope.query(sql).bind("id", id).bind("origin", origin)
}

/// A lead, which programs send and do not list.
pub fn lead(scope: &Scope, id: &str, origin: &str) -> Query<Option<Document>> {
    scope
        .query(keyed!(
            "SELECT x.id, x.created_at AS updated_at, json_object('id', x.id, 'name', x.name, 'email', x.email, 'phone', x.phone, 'company', x.company, 'source', x.source,
               'state', x.state, 'notes', x.notes, 'url', :origin || '/leads/' || x.id, 'created_at', ", utc!("x.created_at"), ") AS body
             FROM me JOIN leads x ON x.workspace_id = me.workspace_id AND x.id = :id"
        ))
        .bind("id", id)
        .bind("origin", origin)
}
