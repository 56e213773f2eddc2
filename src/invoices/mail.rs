//! Emails about an invoice.
mod drafts;
pub use drafts::{await_approval, awaits_approval};

use super::{
    Invoice,
    crediting::Crediting,
    payment::{Application, Receipt},
    voiding::Voidance,
};
use crate::{
    kit::text,
    mail::{Enclosed, Letter},
    users::Visitor,
};
use chrono::NaiveDate;

/// To the account: the operator `from` issued the invoice.
pub fn issued(it: &Invoice, from: &str) -> Letter {
    let (number, style) = (&it.number, it.issuer.style());
    let mut facts = vec![
        (matter(it).to_owned(), about(it)),
        ("Total".to_owned(), style.money(&it.balance.currency, it.balance.total)),
        ("Due".to_owned(), style.date(it.balance.due_on)),
    ];
    facts.extend(how_to_pay(it));
    Letter {
        subject: format!("Invoice {number} from {from}"),
        lead: format!("{from} has issued invoice {number} for {}.", it.route),
        facts,
        action: "View invoice".to_owned(),
        path: format!("/invoices/{}", it.id),
    }
}

/// What mails and the PDFs that they bring say in place of bank details. Who forges an invoice changes these, so clients
/// are used to read them behind the sign-in alone.
const SIGN_IN: &str = "Sign in to pay, or to read our bank details. We never send them by email.";

/// Where the operator's instructions are, if it gave some.
fn how_to_pay(it: &Invoice) -> Option<(String, String)> {
    let words = format!("{SIGN_IN} Include invoice number {} with your payment.", it.number);
    has_instructions(it).then(|| ("How to pay".to_owned(), words))
}

fn has_instructions(it: &Invoice) -> bool {
    !it.issuer.payment_instructions.trim().is_empty()
}

impl Invoice {
    /// As it goes by mail: without bank details.
    pub fn mailed(&self) -> Self {
        let mut it = self.clone();
        if has_instructions(self) {
            SIGN_IN.clone_into(&mut it.issuer.payment_instructions);
            it.issuer.instructions_changed_at = None;
        }
        it
    }
}

/// What the route of an invoice is called.
fn matter(it: &Invoice) -> &'static str {
    if it.trip_id.is_some() { it.issuer.trade.words().trip } else { "For" }
}

/// To the account: an invoice is not paid in full, and is due soon or was due.
pub fn reminder(it: &Invoice, from: &str, today: NaiveDate) -> Letter {
    let (number, route, due_on) = (&it.number, &it.route, it.balance.due_on);
    let due = it.issuer.style().date(due_on);
    let (subject, told) = if due_on < today {
        (
            format!("Invoice {number} is overdue"),
            format!(
                "Invoice {number} from {from} for {route} was due on {due}. If you paid it in the last few days, you need not do anything."
            ),
        )
    } else {
        let when = if due_on == today { "today".to_owned() } else { format!("on {due}") };
        (
            format!("Invoice {number} is due {when}"),
            format!("Invoice {number} from {from} for {route} is due {when}."),
        )
    };
    let mut facts = vec![
        (matter(it).to_owned(), about(it)),
        ("Outstanding".to_owned(), written(it, it.balance.outstanding())),
    ];
    if it.balance.paid > 0 {
        facts.push(("Total".to_owned(), written(it, it.balance.total)));
    }
    facts.push(("Due".to_owned(), due));
    facts.extend(how_to_pay(it));
    Letter {
        subject,
        lead: told,
        facts,
        action: "View invoice".to_owned(),
        path: format!("/invoices/{}", it.id),
    }
}

/// To accounting: an invoice became overdue.
pub fn overdue(it: &Invoice) -> Letter {
    let (number, account) = (&it.number, &it.account);
    let due = it.issuer.style().date(it.balance.due_on);
    let outstanding = written(it, it.balance.outstanding());
    Letter {
        subject: format!("Invoice {number} is overdue"),
        lead: format!(
            "Invoice {number} to {account} was due on {due}. {outstanding} is outstanding."
        ),
        facts: vec![(matter(it).to_owned(), about(it))],
        action: "View invoice".to_owned(),
        path: format!("/invoices/{}", it.id),
    }
}

/// To the account: the operator `from` issued several invoices at once, each with what becomes of its PDF. The client portal
/// is at `origin`.
pub fn issued_at_once(all: Vec<(&Invoice, &Enclosed)>, from: &str, origin: &str) -> Letter {
    let invoices = text::counted(i64::try_from(all.len()).unwrap_or_default(), "invoice");
    let first = all.first().map(|(it, _)| *it);
    let how_to_pay = first.filter(|it| has_instructions(it));
    let mut facts: Vec<_> =
        all.into_iter().map(|(it, pdf)| one_of_several(it, pdf, origin)).collect();
    facts.extend(how_to_pay.map(|_| {
        let words = format!("{SIGN_IN} Include the numbers of the invoices with your payment.");
        ("How to pay".to_owned(), words)
    }));
    Letter {
        subject: format!("{invoices} from {from}"),
        lead: format!("{from} has issued {invoices}."),
        facts,
        action: "View invoices".to_owned(),
        path: "/invoices".to_owned(),
    }
}

fn one_of_several(it: &Invoice, pdf: &Enclosed, origin: &str) -> (String, String) {
    let style = it.issuer.style();
    let (total, due) = (style.money(&it.balance.currency, it.balance.total), it.balance.due_on);
    let pdf = match pdf {
        Enclosed::Attached(_) => "\nPDF attached".to_owned(),
        Enclosed::OnItsPage => format!("\nPDF: {origin}/invoices/{}", it.id),
        Enclosed::Withheld => String::new(),
    };
    let words = format!("{}\n{total}, due {}{pdf}", about(it), style.date(due));
    (format!("Invoice {}", it.number), words)
}

/// "T-1001, TEB to LTN"
fn about(it: &Invoice) -> String {
    let parts = [it.trip.clone().unwrap_or_default(), it.route.clone()];
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
}

/// To the account: the operator voided an invoice.
pub fn voided(it: &Invoice, of: &Voidance, visitor: &Visitor) -> Letter {
    let (from, number) = (&visitor.workspace.name, &it.number);
    let mut facts = vec![("Reason".to_owned(), of.reason.clone())];
    if it.balance.paid > 0 {
        facts.push(("Credit on your account".to_owned(), written(it, it.balance.paid)));
    }
    Letter {
        subject: format!("Invoice {number} is void"),
        lead: format!("{from} has voided invoice {number} for {}. You need not pay it.", it.route),
        facts,
        action: "View invoice".to_owned(),
        path: format!("/invoices/{}", it.id),
    }
}

/// To the account: the operator credited a part of an invoice.
pub fn credited_in_part(it: &Crediting, of: &Invoice, visitor: &Visitor) -> Letter {
    let (from, number) = (&visitor.workspace.name, &of.number);
    let outstanding = of.balance.outstanding() - it.sums.total + it.released();
    let mut facts = vec![
        ("Reason".to_owned(), it.reason.clone()),
        ("Outstanding".to_owned(), written(of, outstanding)),
    ];
    if it.released() > 0 {
        facts.push(("Credit on your account".to_owned(), written(of, it.released())));
    }
    Letter {
        subject: format!("Credit note for invoice {number}"),
        lead: format!("{from} has credited {} of invoice {number}.", written(of, it.sums.total)),
        facts,
        action: "View invoice".to_owned(),
        path: format!("/invoices/{}", of.id),
    }
}

/// To the account: the operator recorded a payment.
pub fn paid(it: &Receipt, of: &Invoice, visitor: &Visitor) -> Letter {
    let (from, received) = (&visitor.workspace.name, &it.received);
    let written = |minor| written(of, minor);
    let mut facts = vec![
        ("Received".to_owned(), of.issuer.style().date(received.received_on)),
        ("Method".to_owned(), received.method.name().to_owned()),
    ];
    let elsewhere: i64 = it.others(of.id).map(|part| part.amount).sum();
    if elsewhere > 0 {
        facts.push(("Applied to other invoices".to_owned(), written(elsewhere)));
    }
    facts.push(("Outstanding".to_owned(), written(it.outstanding)));
    if it.surplus > 0 {
        facts.push(("Credit on your account".to_owned(), written(it.surplus)));
    }
    let amount = written(received.amount);
    Letter {
        subject: format!("Payment received for invoice {}", of.number),
        lead: format!("{from} has received {amount} for invoice {}. Thank you.", of.number),
        facts,
        action: "View invoice".to_owned(),
        path: format!("/invoices/{}", of.id),
    }
}

/// To the account: the operator applied its credit.
pub fn credited(it: &Application, of: &Invoice, visitor: &Visitor) -> Letter {
    let (from, number) = (&visitor.workspace.name, &of.number);
    let outstanding = of.balance.outstanding() - it.amount;
    Letter {
        subject: format!("Credit applied to invoice {number}"),
        lead: format!(
            "{from} has applied {} of your credit to invoice {number}.",
            written(of, it.amount)
        ),
        facts: vec![("Outstanding".to_owned(), written(of, outstanding))],
        action: "View invoice".to_owned(),
        path: format!("/invoices/{}", of.id),
    }
}

fn written(of: &Invoice, minor: i64) -> String {
    of.issuer.style().money(&of.balance.currency, minor)
}
