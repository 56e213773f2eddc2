//! Emails about payments.
use super::{
    Attempt, Payer, Received, Share,
    arriving::Arrival,
    dividing::Division,
    statement::{Ageing, Period, Statement},
};
use crate::{
    kit::{money::Currency, style::Style},
    mail::Letter,
    workspaces::{Canonical, Workspace},
};
use chrono::NaiveDate;

/// What of a payment pays an invoice: "$1,200.00, T-1001, TEB to PBI".
fn paid(share: &Share, amount: String) -> (String, String) {
    let about = if share.about.is_empty() { amount } else { format!("{amount}, {}", share.about) };
    (format!("Invoice {}", share.number), about)
}

/// To the account: the operator received a payment.
pub fn received(it: &Division, workspace: &Workspace, now: i64) -> Letter {
    let (from, received) = (&workspace.name, &it.received);
    let style = workspace.style(now).lasting();
    let money = |minor| style.money(&received.currency, minor);
    let mut facts = vec![
        ("Received".to_owned(), style.date(received.received_on)),
        ("Method".to_owned(), received.method.name().to_owned()),
    ];
    if !received.reference.is_empty() {
        facts.push(("Reference".to_owned(), received.reference.clone()));
    }
    facts.extend(it.shares.iter().map(|share| paid(share, money(share.amount))));
    if it.credit > 0 {
        facts.push(("Credit on your account".to_owned(), money(it.credit)));
    }
    Letter {
        subject: format!("Receipt for your payment of {}", money(received.amount)),
        lead: format!("{from} has received your payment of {}. Thank you.", money(received.amount)),
        facts,
        action: "View invoices".to_owned(),
        path: "/invoices?show=all".to_owned(),
    }
}

/// To those who keep the books: a client paid online.
pub fn arrived(it: &Arrival, of: &Attempt) -> Letter {
    let money = format!("{} {}", it.currency, it.currency.written(it.amount));
    let mut facts = vec![("For".to_owned(), of.label.clone())];
    for share in &it.shares {
        let amount = it.currency.written(share.amount);
        facts.push(paid(share, format!("{} {amount}", it.currency)));
    }
    Letter {
        subject: format!("{money} was paid online"),
        lead: format!("A client paid {money} online: {}.", of.label),
        facts,
        action: "View payments".to_owned(),
        path: format!("/accounts/{}/payments", of.account_id),
    }
}

/// To the account: a payment was made online.
pub fn receipt(it: &Received, from: &Canonical) -> Letter {
    let style = Style { hours: from.clock, order: from.date_order, ..Style::default() };
    let money = |minor| style.money(&it.currency, minor);
    let mut facts = vec![
        ("Received".to_owned(), style.date(it.received_on)),
        ("Method".to_owned(), it.method.name().to_owned()),
    ];
    facts.extend(it.shares.iter().map(|share| paid(share, money(share.amount))));
    if it.surcharge > 0 {
        facts.push(("Card surcharge".to_owned(), money(it.surcharge)));
    }
    if it.unallocated > 0 {
        facts.push((it.credit_name("Credit on your account"), money(it.unallocated)));
    }
    Letter {
        subject: format!("Receipt for your payment of {}", money(it.amount)),
        lead: format!(
            "{} has received your payment of {}. Thank you.",
            from.name,
            money(it.amount)
        ),
        facts,
        action: "View invoices".to_owned(),
        path: "/invoices?show=all".to_owned(),
    }
}

/// To the account: a part of a payment, or all of it, was sent back.
pub fn refunded(
    (currency, paid, received_on): (&Currency, i64, NaiveDate),
    (amount, reason): (i64, &str),
    style: Style,
) -> Letter {
    let style = style.lasting();
    let money = |minor| style.money(currency, minor);
    let facts = [("Reason", reason.to_owned()), ("Payment", money(paid))];
    let facts = facts.into_iter().filter(|(_, words)| !words.is_empty());
    Letter {
        subject: format!("{} of your payment was sent back", money(amount)),
        lead: format!(
            "We have sent back {} of your payment of {}.",
            money(amount),
            style.date(received_on)
        ),
        facts: facts.map(|(label, words)| (label.to_owned(), words)).collect(),
        action: "View invoices".to_owned(),
        path: "/invoices?show=all".to_owned(),
    }
}

/// To the account: the statement of a period.
pub fn statement(
    of: &Payer,
    period: Period,
    all: &[Statement],
    (from, style): (&str, Style),
) -> Letter {
    let style = style.lasting();
    let days = format!("{} to {}", style.date(period.from), style.date(period.until));
    let mut facts =
        vec![("Account".to_owned(), of.name.clone()), ("Period".to_owned(), days.clone())];
    for it in all {
        facts.push(("Closing balance".to_owned(), it.owed(style, it.closing)));
        let overdue = it.ageing.as_ref().map_or(0, Ageing::overdue);
        if overdue > 0 {
            facts.push(("Overdue today".to_owned(), style.money(&it.currency, overdue)));
        }
    }
    Letter {
        subject: format!("Your statement from {from}"),
        lead: format!("{from} sends you the statement of {} for {days}.", of.name),
        facts,
        action: "View statement".to_owned(),
        path: period.path(of.id),
    }
}
