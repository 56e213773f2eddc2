//! Columns and conditions that several statements about invoices share.

/// Whether all that had been paid of the voided invoice `$i` was sent back.
macro_rules! is_refunded {
    ($i:literal) => {
        concat!(
            "(EXISTS (SELECT 1 FROM released g WHERE g.invoice_id = ", $i, ".id) AND NOT EXISTS
               (SELECT 1 FROM released g JOIN payments k ON k.id = g.payment_id WHERE g.invoice_id = ", $i, ".id AND k.refunded < g.amount))"
        )
    };
}

/// The balance of the invoice `i`, as a column.
macro_rules! balance {
    () => {
        concat!("json_object('state', i.state, 'currency', i.currency, 'total', i.total, 'paid', i.paid, 'credited', i.credited, 'due_on', i.due_on, 'is_refunded', i.state = 'void' AND ", is_refunded!("i"), ") AS balance")
    };
}

/// The columns of a [`ListedInvoice`], of `i` and its account `a`.
macro_rules! listed_invoice {
    ($($from:tt)+) => {
        concat!(
            "SELECT i.id, i.number, a.name AS account, i.account_name, coalesce((SELECT t.reference FROM trips t WHERE t.id = i.trip_id), '') AS trip, i.route, i.issued_on, i.created_at, ", balance!(), " ",
            $($from)+
        )
    };
}

/// What an invoice keeps of the workspace `w` when it is issued.
macro_rules! issuer {
    () => {
        "json_object('legal_name', w.legal_name, 'address', w.address, 'tax_number', w.tax_number, 'report', w.invoice_report, 'footer', w.document_footer,
           'clock', w.clock, 'date_order', w.date_order, 'amounts', w.amounts)"
    };
}

/// The columns of an [`Invoice`], of `i` and the rows it refers to; `own` is the value of `is_own`, and `kept` what it keeps of
/// its issuer.
macro_rules! invoice_with {
    ($own:literal, $kept:literal, $($from:tt)+) => {
        concat!(
            "SELECT ", $own, " AS is_own, i.id, i.number, i.account_id, a.name AS account, i.trip_id, t.reference AS trip, i.quote_id, q.reference AS quote, i.route,
               coalesce(q.vehicle, t.vehicle, '') AS vehicle, coalesce(q.itinerary, ", $crate::itineraries::legs_of_trip!(), ") AS legs, i.bill_to, coalesce(i.parties, 'null') AS parties, i.is_deposit, i.deducted_by,
               (SELECT b.number FROM invoices b WHERE b.id = i.deducted_by) AS deducted_in, i.void_reason, i.voided_on, i.credit_number,
               (SELECT json_group_array(json_object('id', c.id, 'number', c.number, 'reason', c.reason, 'parts', json(c.parts), 'lines', json(c.lines), 'subtotal', c.subtotal, 'total', c.total, 'issued_on', c.issued_on, 'created_at', c.created_at))
                FROM (SELECT x.id, x.number, x.reason, x.parts, x.lines, x.subtotal, x.total, x.issued_on, x.created_at FROM credit_notes x WHERE x.invoice_id = i.id ORDER BY x.created_at, x.id LIMIT 50) c) AS credits, i.lines, i.subtotal,
               i.issued_on, i.terms, i.version, i.created_at, ", balance!(), ",
               json_patch(json_patch(", issuer!(), ", json_object('trade', w.trade, 'brand', w.brand, 'logo', w.logo, 'phone', w.phone, 'reply_to', w.reply_to,
                 'payment_instructions', w.payment_instructions, 'instructions_changed_at', w.payment_instructions_changed_at, 'zone', w.zone)), ", $kept, ") AS issuer ",
            $($from)+,
            " JOIN accounts a ON a.id = i.account_id JOIN workspaces w ON w.id = i.workspace_id
             LEFT JOIN trips t ON t.id = i.trip_id LEFT JOIN quotes q ON q.id = i.quote_id"
        )
    };
}

/// The columns of an [`Invoice`] with the issuer that it keeps.
macro_rules! invoice {
    ($own:literal, $($from:tt)+) => {
        invoice_with!($own, "i.issuer", $($from)+)
    };
}

/// The columns of a [`Payment`], of `l`, for the invoice `i`; `$id` is its id for those who may have its receipt.
macro_rules! payment {
    ($id:literal, $($from:tt)+) => {
        concat!(
            "SELECT ", $id, " AS id, p.method, p.reference, l.amount, p.amount AS received, p.received_on ",
            $($from)+,
            " JOIN allocations l ON l.invoice_id = i.id JOIN payments p ON p.id = l.payment_id ORDER BY p.received_on, p.created_at LIMIT 200"
        )
    };
}

/// `theirs`: the tails that the client owns and whose invoices to others they may see.
macro_rules! theirs {
    () => {
        ", theirs AS (SELECT DISTINCT l.tail_id FROM me JOIN workspaces w ON w.id = me.workspace_id AND w.shows_other_parties = 1
         JOIN my_accounts m JOIN account_tails l ON l.account_id = m.account_id WHERE me.role = 'owner') "
    };
}

/// `mine`: the invoice with this id, if the client may see money and it bills one of their accounts
/// or a trip on their aircraft.
macro_rules! mine {
    ($id:literal) => {
        concat!(
            theirs!(), ", mine AS (SELECT i.id, i.account_id IN (SELECT account_id FROM my_accounts) AS is_own
                        FROM me JOIN invoices i ON i.workspace_id = me.workspace_id AND i.id = ", $id, " LEFT JOIN trips t ON t.id = i.trip_id
                                                                                                        WHERE (i.account_id IN (SELECT account_id FROM my_accounts) OR t.tail_id IN (SELECT tail_id FROM theirs)) AND ",
            granted!("see_money"), ") "
        )
    };
}

/// Whom an invoice to the account `a` bills, line by line.
macro_rules! bill_to {
    () => {
        "rtrim(a.billing_name || char(10) || a.billing_address, char(10)) || iif(a.tax_number = '', '', char(10) || 'Tax number ' || a.tax_number)"
    };
}

/// The parties of an invoice from the workspace `w` to the account `a`, where its PDF carries them as data.
macro_rules! parties {
    () => {
        "iif(w.factur_x = 1, json_object('seller', json_object('name', w.legal_name, 'address', w.address, 'email', w.reply_to, 'country', w.country, 'tax_number', w.tax_number),
           'buyer', json_object('name', a.billing_name, 'address', a.billing_address, 'email', '', 'country', a.country, 'tax_number', a.tax_number)), NULL)"
    };
}

/// The deposit invoices `d`, as JSON.
macro_rules! deposits {
    () => {
        "json_group_array(json_object('id', d.id, 'number', d.number, 'issued_on', d.issued_on, 'total', d.total, 'lines', json(d.lines),
           'deducted_in', (SELECT b.number FROM invoices b WHERE b.id = d.deducted_by)))"
    };
}

/// The minutes of each leg of the trip `$trip`, as JSON, with nulls where they were not logged.
macro_rules! minutes_logged {
    ($trip:literal) => {
        concat!(
            "(SELECT json_group_array((SELECT (x.in_at - x.out_at) / 60000 FROM leg_times x WHERE x.leg_id = l.id))
              FROM (SELECT id FROM legs WHERE trip_id = ", $trip, " ORDER BY position LIMIT 50) l)"
        )
    };
}

/// The ids of the deposits of the quote `$quote` that were invoiced, and neither voided nor deducted, in order.
macro_rules! deposits_of {
    ($quote:literal) => {
        concat!(
            "coalesce((SELECT group_concat(y.id, ' ') FROM (SELECT x.id FROM invoices x WHERE x.quote_id = ",
            $quote,
            ".id AND x.state = 'issued' AND x.is_deposit = 1 AND x.deducted_by IS NULL ORDER BY x.id LIMIT 50) y), '')"
        )
    };
}

/// Whether the invoice `:id` may be issued: at once if no approval is asked for, or as the draft in the version `:drafted`,
/// which somebody else saved where it is.
macro_rules! approved {
    () => {
        "CASE WHEN :drafted IS NULL THEN NOT EXISTS (SELECT 1 FROM workspaces w WHERE w.id = me.workspace_id AND w.invoices_need_approval = 1)
           ELSE EXISTS (SELECT 1 FROM invoice_drafts d JOIN workspaces w ON w.id = d.workspace_id WHERE d.workspace_id = me.workspace_id AND d.id = :id AND d.version = :drafted
             AND (w.invoices_need_approval = 0 OR d.saved_by IS NOT me.user_id)) END"
    };
}
