//! Statements that issue invoices and record payments.
use crate::{
    db::{
        query::as_json,
        scope::staff,
        write::{Follower, Write, begins, follows},
    },
    invoices::{
        Invoice,
        issuing::Issue,
        jobs::{InvoiceIssued, InvoicePdf},
        payment::Receipt,
    },
    kit::ids::{AccountId, EventId, InvoiceId},
    mail::{self, Letter, Mailing, Recipients},
    outbox, quotes,
    workspaces::{Series, next_number},
};

/// Creates an invoice of the quote with the next number of the series, and puts its PDF and its email into the outbox:
/// a deposit, or the one for the quote's lines at their actual costs, which deducts its deposits. Not if the quote has
/// that invoice, or a deposit was invoiced since the page was opened.
pub fn issue(it: &Issue, series: Series) -> Write {
    let is_deposit = series == Series::Deposit;
    let write = Write::begin(
        if is_deposit { "deposit_invoiced" } else { "invoice_issued" },
        it.id,
        begins!(
            staff,
            "JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = :quote AND q.version = :seen AND q.state = 'accepted'
             WHERE NOT EXISTS (SELECT 1 FROM invoices i WHERE i.quote_id = q.id AND i.state = 'issued' AND i.is_deposit = 0)
               AND :deposits = ",
            deposits_of!("q"),
            " AND ",
            approved!()
        ),
    )
    .bind("deposits", it.deposits.as_str())
    .bind("series", series.word())
    .bind("is_deposit", i64::from(is_deposit))
    .bind("quote", it.quote)
    .bind("seen", it.seen)
    .bind("id", it.id)
    .bind("year", it.year())
    .bind("issued_on", it.issued_on.to_string())
    .bind("due_on", it.due_on.to_string())
    .bind("terms", it.terms.as_str())
    .bind("lines", as_json(&it.charges.lines))
    .bind("subtotal", it.charges.sums.subtotal)
    .bind("tax", it.charges.sums.tax)
    .bind("total", it.charges.sums.total)
    .note(format!("quote {}", it.reference))
    .with([series.begin()])
    .then(follows!(
        "INSERT INTO invoices (id, workspace_id, number, account_id, trip_id, quote_id, is_deposit, state, route, bill_to, parties, issuer, currency, lines,
           subtotal, tax, total, issued_on, due_on, terms, created_at)
         SELECT :id, it.workspace_id, ",
        next_number!(),
        ", q.account_id, q.trip_id, q.id, :is_deposit, 'issued', q.route, ",
        bill_to!(),
        ", ",
        parties!(),
        ", ",
        issuer!(),
        ", q.currency, :lines, :subtotal, :tax, :total, :issued_on, :due_on, :terms, it.at
         FROM it JOIN quotes q ON q.id = :quote AND q.workspace_id = it.workspace_id JOIN accounts a ON a.id = q.account_id JOIN workspaces w ON w.id = it.workspace_id"
    ));
    let write = if is_deposit {
        write
    } else {
        let deducted = Follower::new(follows!(
            "UPDATE invoices SET deducted_by = :id WHERE quote_id = :quote AND state = 'issued' AND is_deposit = 1 AND deducted_by IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
        ));
        write.with([deducted.bind("id", it.id).bind("quote", it.quote), quotes::invoiced(it.quote)])
    };
    write.with(super::deposits::taken(it.id, it.quote, it.charges.sums.total)).with([
        series.count(),
        outbox::put(&InvoicePdf { invoice: it.id }),
        mail::to(clients_of(it.account), &InvoiceIssued { invoice: it.id }),
    ])
}

/// Records the payment, updates the paid sums, renders the PDFs again and mails the account. Each other
/// invoice that it pays has an event of its own in its history, one of `events`.
pub fn record(it: &Receipt, of: &Invoice, letter: &Letter, events: &[EventId]) -> Write {
    let (id, received) = (of.id, &it.received);
    let written = |minor| format!("{} {}", of.balance.currency, of.balance.currency.written(minor));
    let note = |amount| {
        let reference = Some(received.reference.clone()).filter(|it| !it.is_empty());
        let note = [Some(written(amount)), Some(received.method.name().to_owned()), reference];
        note.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let write = Write::begin(
        "payment_recorded",
        id,
        begins!(
            staff,
            "JOIN invoices i ON i.workspace_id = me.workspace_id AND i.id = :id AND i.version = :seen AND i.state = 'issued'
             WHERE NOT EXISTS (SELECT 1 FROM json_each(:parts) j
               LEFT JOIN invoices x ON x.id = j.value ->> 'invoice' AND x.workspace_id = i.workspace_id AND x.account_id = i.account_id
                 AND x.currency = i.currency AND x.state = 'issued' AND x.total - x.paid >= j.value ->> 'amount'
               WHERE x.id IS NULL)"
        ),
    )
    .bind("id", id)
    .bind("seen", it.seen)
    .bind("amount", received.amount)
    .bind("surplus", it.surplus)
    .bind("parts", as_json(&it.parts))
    .bind("payment", it.id)
    .bind("method", received.method.word())
    .bind("reference", received.reference.as_str())
    .bind("received_on", received.received_on.to_string())
    .note(note(received.amount))
    .then(follows!(
        "INSERT INTO payments (id, workspace_id, account_id, method, reference, currency, amount, unallocated, received_on, recorded_by, created_at)
         SELECT :payment, it.workspace_id, i.account_id, :method, :reference, i.currency, :amount, :surplus, :received_on, it.actor_id, it.at
         FROM it JOIN invoices i ON i.id = :id AND i.workspace_id = it.workspace_id"
    ))
    .then(follows!(
        "INSERT INTO allocations (payment_id, invoice_id, workspace_id, amount)
         SELECT :payment, j.value ->> 'invoice', it.workspace_id, j.value ->> 'amount' FROM it, json_each(:parts) j"
    ))
    .then(follows!(
        "UPDATE invoices SET paid = credited + (SELECT coalesce(sum(l.amount), 0) FROM allocations l WHERE l.invoice_id = invoices.id), version = version + 1
         WHERE id IN (SELECT :id UNION SELECT j.value ->> 'invoice' FROM json_each(:parts) j) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([outbox::put(&InvoicePdf { invoice: id }), mail::to(clients_of(of.account_id), letter)]);
    events.iter().zip(it.others(id)).fold(write, |write, (event, part)| {
        write.also(
            *event,
            Write::begin(
                "payment_recorded",
                part.invoice,
                begins!(
                    staff,
                    "JOIN events c ON c.id = :cause AND c.workspace_id = me.workspace_id"
                ),
            )
            .note(note(part.amount))
            .with([outbox::put(&InvoicePdf { invoice: part.invoice })]),
        )
    })
}

/// Computes anew what is paid of these invoices, whose allocations have changed, and renders their PDFs again.
pub fn repaid(invoices: impl IntoIterator<Item = InvoiceId>) -> Vec<Follower> {
    let invoices: Vec<_> = invoices.into_iter().collect();
    let update = Follower::new(follows!(
        "UPDATE invoices SET paid = credited + (SELECT coalesce(sum(l.amount), 0) FROM allocations l WHERE l.invoice_id = invoices.id), version = version + 1
         WHERE id IN (SELECT j.value FROM json_each(:invoices) j) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("invoices", as_json(&invoices));
    let papers = invoices.iter().map(|id| outbox::put(&InvoicePdf { invoice: *id }));
    std::iter::once(update).chain(papers).collect()
}

pub fn clients_of(account: AccountId) -> Recipients<'static> {
    Recipients::Clients { account, mailing: Mailing::Invoices }
}

/// Moves the invoices, their drafts and the payments of one account to another, when the two are merged.
pub fn change_account(from: AccountId, to: AccountId) -> [Follower; 3] {
    [
        Follower::new(follows!(
            "UPDATE invoices SET account_id = :to WHERE account_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("from", from)
        .bind("to", to),
        Follower::new(follows!(
            "UPDATE payments SET account_id = :to WHERE account_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("from", from)
        .bind("to", to),
        Follower::new(follows!(
            "UPDATE invoice_drafts SET account_id = :to, path = replace(path, :from, :to), plan = replace(plan, :from, :to) WHERE account_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("from", from)
        .bind("to", to),
    ]
}
