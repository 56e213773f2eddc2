//! An invoice, in the words and figures its PDF says it with.
use super::{
    Invoice, Issuer, Standing, charged,
    payment::Payment,
    pdf::{self, Paper, Party, Sheet, Sum, TripLine},
    taxes,
};
use crate::{kit::zoned, workspaces::Trade};
use chrono::{DateTime, Datelike as _, Timelike as _, Utc};

pub fn sheet(invoice: &Invoice, payments: &[Payment]) -> Sheet {
    let issuer = &invoice.issuer;
    let currency = &invoice.balance.currency;
    Sheet {
        paper: if currency.0 == "USD" { Paper::Letter } else { Paper::A4 },
        brand: format!("#{}", issuer.brand),
        language: "en".to_owned(),
        title: format!("Invoice {}", invoice.number),
        state: state(invoice).to_owned(),
        issuer: Party { name: issuer.legal_name.clone(), lines: paragraphs(&issuer.address) },
        bill_to: bill_to(&invoice.bill_to),
        facts: facts(invoice),
        trip: trip(invoice),
        vehicle: match issuer.trade {
            Trade::Air => "Aircraft".to_owned(),
            Trade::Coach => "Coach".to_owned(),
        },
        currency: currency.0.clone(),
        lines: charged(&invoice.lines)
            .into_iter()
            .map(|line| pdf::Line {
                label: line.label.clone(),
                detail: line.detail(currency),
                basis: line.basis.word().to_owned(),
                amount: line.written(currency),
            })
            .collect(),
        sums: sums(invoice),
        payments: payments
            .iter()
            .map(|payment| pdf::Payment {
                received_on: zoned::written(payment.received_on),
                method: payment.method.name().to_owned(),
                reference: payment.reference.clone(),
                amount: currency.written(payment.amount),
            })
            .collect(),
        payment_instructions: paragraphs(&issuer.payment_instructions),
        terms: paragraphs(&invoice.terms),
        footer: footer(issuer),
        created_at: moment(invoice.created_at),
    }
}

/// Paper does not know the day it is read on: what depends on it is not printed.
fn state(invoice: &Invoice) -> &'static str {
    match invoice.balance.standing(chrono::NaiveDate::MIN) {
        standing @ (Standing::PartlyPaid | Standing::Paid | Standing::Void) => standing.word(),
        Standing::Pending | Standing::Overdue => "",
    }
}

fn bill_to(text: &str) -> Party {
    let mut lines = paragraphs(text).into_iter();
    Party { name: lines.next().unwrap_or_default(), lines: lines.collect() }
}

fn footer(issuer: &Issuer) -> String {
    let office = [vec![issuer.legal_name.clone()], paragraphs(&issuer.address)].concat();
    let desk = [issuer.reply_to.as_str(), &issuer.phone].map(str::to_owned);
    let desk: Vec<_> = desk.into_iter().filter(|it| !it.is_empty()).collect();
    format!("{}. Questions: {}", office.join(", "), desk.join(", "))
}

fn facts(invoice: &Invoice) -> Vec<(String, String)> {
    let fact = |name: &str, value: String| (name.to_owned(), value);
    let always = [
        fact("Invoice number", invoice.number.clone()),
        fact("Issued", zoned::written(invoice.issued_on)),
        fact("Due", zoned::written(invoice.balance.due_on)),
    ];
    let trip = invoice.trip.clone().map(|reference| fact("Trip", reference));
    let quote = invoice.quote.clone().map(|reference| fact("Quote", reference));
    always.into_iter().chain(trip).chain(quote).collect()
}

fn trip(invoice: &Invoice) -> Vec<TripLine> {
    let legs = invoice.legs.iter().map(|leg| TripLine {
        route: format!("{} to {}", leg.origin.code, leg.destination.code),
        departs: if leg.time_agreed {
            let departs = leg.departs();
            format!("{}, {}", departs.day_and_year(), departs.time_and_zone())
        } else {
            format!("{}, time to be agreed", leg.departs().day_and_year())
        },
        arrives: leg
            .arrives()
            .filter(|_| leg.time_agreed)
            .map(|at| format!("{}, {}", at.day_and_year(), at.time_and_zone()))
            .unwrap_or_default(),
        aircraft: invoice.vehicle.clone(),
    });
    legs.collect()
}

fn sums(invoice: &Invoice) -> Vec<Sum> {
    let currency = &invoice.balance.currency;
    let sum = |label: &str, minor, strong| Sum {
        label: label.to_owned(),
        amount: currency.written(minor),
        strong,
    };
    let mut sums = vec![sum("Subtotal", invoice.subtotal, false)];
    for (label, amount) in taxes(&invoice.lines, currency) {
        sums.push(Sum { label, amount, strong: false });
    }
    sums.push(sum("Total", invoice.balance.total, true));
    if invoice.balance.paid > 0 {
        sums.push(sum("Paid", -invoice.balance.paid, false));
    }
    sums.push(sum("Outstanding balance", invoice.balance.outstanding(), true));
    sums
}

/// The lines of a text that say something.
fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn moment(at: i64) -> pdf::Moment {
    let at = DateTime::<Utc>::from_timestamp_millis(at).unwrap_or_default();
    let small = |n: u32| u8::try_from(n).unwrap_or_default();
    (
        u16::try_from(at.year()).unwrap_or_default(),
        small(at.month()),
        small(at.day()),
        small(at.hour()),
        small(at.minute()),
        small(at.second()),
    )
}
