//! Emails about payments.
use super::dividing::Division;
use crate::{mail::Letter, users::Visitor};

/// To the account: the operator received a payment.
pub fn received(it: &Division, visitor: &Visitor) -> Letter {
    let (from, received) = (&visitor.workspace.name, &it.received);
    let style = visitor.workspace.style(visitor.now).lasting();
    let money = |minor| style.money(&received.currency, minor);
    let mut facts = vec![
        ("Received".to_owned(), style.date(received.received_on)),
        ("Method".to_owned(), received.method.name().to_owned()),
    ];
    if !received.reference.is_empty() {
        facts.push(("Reference".to_owned(), received.reference.clone()));
    }
    for share in &it.shares {
        facts.push((format!("Invoice {}", share.number), money(share.amount)));
    }
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
