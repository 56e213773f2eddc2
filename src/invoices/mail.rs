//! Emails about an invoice.
use super::{Invoice, payment::Receipt};
use crate::{kit::zoned, mail::Letter};

/// To the account: the operator `from` issued the invoice.
pub fn issued(it: &Invoice, from: &str) -> Letter {
    let (number, currency) = (&it.number, &it.balance.currency);
    Letter {
        subject: format!("Invoice {number} from {from}"),
        lead: format!("{from} has issued invoice {number} for {}.", it.route),
        facts: vec![
            ("Trip".to_owned(), it.route.clone()),
            ("Total".to_owned(), format!("{currency} {}", currency.written(it.balance.total))),
            ("Due".to_owned(), zoned::written(it.balance.due_on)),
        ],
        action: "View invoice".to_owned(),
        path: format!("/invoices/{}", it.id),
    }
}

/// To the account: the operator recorded a payment.
pub fn paid(it: &Receipt, of: &Invoice, from: &str) -> Letter {
    let (currency, payment) = (&of.balance.currency, &it.payment);
    let written = |minor| format!("{currency} {}", currency.written(minor));
    let amount = written(payment.amount);
    Letter {
        subject: format!("Payment received for invoice {}", of.number),
        lead: format!("{from} has received {amount} for invoice {}. Thank you.", of.number),
        facts: vec![
            ("Received".to_owned(), zoned::written(payment.received_on)),
            ("Method".to_owned(), payment.method.name().to_owned()),
            ("Outstanding".to_owned(), written(it.outstanding)),
        ],
        action: "View invoice".to_owned(),
        path: format!("/invoices/{}", of.id),
    }
}
