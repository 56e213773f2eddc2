//! The content of a credit note's PDF: an invoice that was voided, taken back line by line.
use super::{charged, footer, paragraphs, with_currency};
use crate::{
    invoices::{Invoice, taxes},
    kit::ids::WorkspaceId,
    kit::price::Line,
    pdf::{
        Block, Column, Figure, Headline, Letterhead, Paper, Party, Printed, Rank, Run, Section,
        Sheet, Table, Total,
    },
};

/// The credit note of a voided invoice; none where it has none.
pub fn printed(workspace: WorkspaceId, invoice: &Invoice) -> Option<(String, Printed)> {
    let number = invoice.credit_number.as_ref()?;
    let title = format!("Credit note {number}");
    let logo = invoice.issuer.logo.as_ref().map(|it| format!("{workspace}/logo/{it}"));
    let place = format!("{workspace}/invoices/{}/credit-note", invoice.id);
    Some((title.clone(), Printed::of(sheet(invoice, title), logo, &place)))
}

fn sheet(invoice: &Invoice, title: String) -> Sheet {
    let (issuer, style) = (&invoice.issuer, invoice.issuer.style());
    let fact = |name: &str, value: String| (name.to_owned(), value);
    let dated = invoice.voided_on.map(|day| fact("Issued", style.date(day)));
    let trip = invoice.trip.clone().map(|it| fact(issuer.trade.words().trip, it));
    let reason = Some(invoice.void_reason.clone()).filter(|it| !it.is_empty());
    Sheet {
        paper: Paper::in_zone(&issuer.zone),
        language: "en".to_owned(),
        letterhead: Letterhead::new(&issuer.legal_name, &issuer.brand, issuer.report),
        headline: Headline {
            title,
            state: String::new(),
            figure: Some(Figure {
                amount: with_currency(invoice, invoice.balance.total),
                label: "Credited".to_owned(),
            }),
        },
        parties: vec![
            Party {
                role: "From".to_owned(),
                name: issuer.legal_name.clone(),
                lines: paragraphs(&issuer.address),
            },
            super::bill_to(&invoice.bill_to),
        ],
        facts: dated
            .into_iter()
            .chain([
                fact("For invoice", invoice.number.clone()),
                fact("Invoice issued", style.date(invoice.issued_on)),
            ])
            .chain(trip)
            .collect(),
        sections: reason
            .map(|words| Section::new("Reason", vec![Block::Lines(vec![words])]))
            .into_iter()
            .chain([Section::new("Credited", vec![credited(invoice)])])
            .collect(),
        footer: footer(issuer),
        created_at: invoice.created_at,
    }
}

/// The lines of the invoice with the opposite sign.
fn credited(invoice: &Invoice) -> Block {
    let currency = &invoice.balance.currency;
    let columns = vec![Column::text("Item", 1.0), Column::figures(&currency.0)];
    let back = |line: &&Line| {
        let texts = [line.label.clone(), currency.written(-line.amount)];
        texts.map(|text| vec![Run::body(text)]).into()
    };
    let rows = charged(&invoice.lines).iter().map(back).collect();
    let total = |label: String, amount: String, rank| Total { label, amount, rank };
    let negated: Vec<Line> =
        invoice.lines.iter().map(|line| Line { amount: -line.amount, ..line.clone() }).collect();
    let mut totals =
        vec![total("Subtotal".to_owned(), currency.written(-invoice.subtotal), Rank::Plain)];
    let taxes = taxes(&negated, currency).into_iter();
    totals.extend(taxes.map(|(label, amount)| total(label, amount, Rank::Plain)));
    let all = with_currency(invoice, -invoice.balance.total);
    totals.push(total("Total credited".to_owned(), all, Rank::Final));
    Block::Table(Table { columns, rows, totals })
}
