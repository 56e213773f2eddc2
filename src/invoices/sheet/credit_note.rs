//! The content of a credit note's PDF: what it takes back of an invoice, line by line.
use super::{charged, footer, with_currency};
use crate::{
    invoices::{Invoice, credit_notes::Credit, taxes, views},
    kit::ids::WorkspaceId,
    kit::price::Line,
    pdf::{
        Block, Column, Figure, Headline, Letterhead, Paper, Printed, Rank, Run, Section, Sheet,
        Table, Total,
    },
};

/// A credit note in print, with its title.
pub fn printed(workspace: WorkspaceId, invoice: &Invoice, of: Credit<'_>) -> (String, Printed) {
    let title = format!("Credit note {}", of.number);
    let logo = invoice.issuer.logo.as_ref().map(|it| format!("{workspace}/logo/{it}"));
    let place = format!("{workspace}/invoices/{}/credit-note", invoice.id);
    let printed = Printed::of(sheet(invoice, of, title.clone()), logo, &place);
    (title, printed.carrying(views::electronic::credit_note(invoice, of)))
}

fn sheet(invoice: &Invoice, of: Credit<'_>, title: String) -> Sheet {
    let (issuer, style) = (&invoice.issuer, invoice.issuer.style());
    let fact = |name: &str, value: String| (name.to_owned(), value);
    let trip = invoice.trip.clone().map(|it| fact(issuer.trade.words().trip, it));
    let reason = Some(of.reason.to_owned()).filter(|it| !it.is_empty());
    Sheet {
        paper: Paper::in_zone(&issuer.zone),
        language: "en".to_owned(),
        letterhead: Letterhead::new(&issuer.legal_name, &issuer.brand, issuer.report),
        headline: Headline {
            title,
            state: String::new(),
            figure: Some(Figure {
                amount: with_currency(invoice, of.total),
                label: "Credited".to_owned(),
            }),
        },
        parties: vec![super::from(issuer), super::bill_to(&invoice.bill_to)],
        facts: [
            fact("Issued", style.date(of.issued_on)),
            fact("For invoice", invoice.number.clone()),
            fact("Invoice issued", style.date(invoice.issued_on)),
        ]
        .into_iter()
        .chain(trip)
        .collect(),
        sections: reason
            .map(|words| Section::new("Reason", vec![Block::Lines(vec![words])]))
            .into_iter()
            .chain([Section::new("Credited", vec![credited(invoice, of)])])
            .collect(),
        footer: footer(issuer),
        created_at: of.created_at,
    }
}

/// Its lines with the opposite sign.
fn credited(invoice: &Invoice, of: Credit<'_>) -> Block {
    let currency = &invoice.balance.currency;
    let columns = vec![Column::text("Item", 1.0), Column::figures(&currency.0)];
    let back = |line: &&Line| {
        let texts = [line.label.clone(), currency.written(-line.amount)];
        texts.map(|text| vec![Run::body(text)]).into()
    };
    let rows = charged(of.lines).iter().map(back).collect();
    let total = |label: String, amount: String, rank| Total { label, amount, rank };
    let negated: Vec<Line> =
        of.lines.iter().map(|line| Line { amount: -line.amount, ..line.clone() }).collect();
    let mut totals =
        vec![total("Subtotal".to_owned(), currency.written(-of.subtotal), Rank::Plain)];
    let taxes = taxes(&negated, currency).into_iter();
    totals.extend(taxes.map(|(label, amount)| total(label, amount, Rank::Plain)));
    let all = with_currency(invoice, -of.total);
    totals.push(total("Total credited".to_owned(), all, Rank::Final));
    Block::Table(Table { columns, rows, totals })
}
