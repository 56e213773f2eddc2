//! The content of an invoice's PDF.
use super::{Invoice, Issuer, Standing, charged, payment::Payment, taxes};
use crate::{
    kit::{money::Currency, style::Style, zoned},
    pdf::{
        Block, Column, Figure, Headline, Letterhead, Paper, Party, Rank, Run, Section, Sheet,
        Table, Total,
    },
    workspaces::Trade,
};

pub mod credit_note;

#[cfg(test)]
mod tests;

pub fn sheet(invoice: &Invoice, payments: &[Payment]) -> Sheet {
    let issuer = &invoice.issuer;
    let currency = &invoice.balance.currency;
    Sheet {
        paper: Paper::in_zone(&issuer.zone),
        language: "en".to_owned(),
        letterhead: Letterhead::new(&issuer.legal_name, &issuer.brand, issuer.report),
        headline: Headline {
            title: format!("{} {}", invoice.title(), invoice.number),
            state: state(invoice).to_owned(),
            figure: Some(Figure {
                amount: with_currency(invoice, invoice.balance.outstanding()),
                label: due(invoice),
            }),
        },
        parties: vec![from(issuer), bill_to(&invoice.bill_to)],
        facts: facts(invoice),
        sections: (!invoice.legs.is_empty())
            .then(|| Section::new("Trip", vec![trip(invoice)]))
            .into_iter()
            .chain([Section::new("Charges", vec![charges(invoice)])])
            .chain(issuer.report.is_full().then(|| received(payments, currency, issuer.style())))
            .chain(closing(&to_pay(invoice), &invoice.terms))
            .collect(),
        footer: footer(issuer),
        created_at: invoice.created_at,
    }
}

/// How to pay. Instructions that changed since the invoice was issued come with a warning, because swindlers send
/// instructions of their own.
fn to_pay(invoice: &Invoice) -> String {
    let issuer = &invoice.issuer;
    let changed = issuer.instructions_changed_at.filter(|at| *at > invoice.created_at);
    let Some(at) = changed.filter(|_| !issuer.payment_instructions.is_empty()) else {
        return issuer.payment_instructions.clone();
    };
    let day = issuer.style().date(zoned::today(at, &issuer.zone));
    let call = if issuer.phone.is_empty() { &issuer.reply_to } else { &issuer.phone };
    format!(
        "{}\nThese instructions were changed on {day}, after this invoice was issued. Before you send money, have them confirmed at {call}.",
        issuer.payment_instructions
    )
}

/// How to pay and the terms: side by side if both are short.
fn closing(instructions: &str, terms: &str) -> Vec<Section> {
    let names = ["How to pay", "Terms"].map(str::to_owned);
    let texts = [instructions, terms].map(paragraphs);
    let is_short = [instructions, terms].iter().all(|text| text.chars().count() < 700);
    let [pay, rules] = names;
    let [to_pay, of_rules] = texts;
    if is_short {
        return vec![Section::new("", vec![Block::Columns([(pay, to_pay), (rules, of_rules)])])];
    }
    vec![
        Section::new(&pay, vec![Block::Lines(to_pay)]),
        Section::new(&rules, vec![Block::Notes(of_rules)]),
    ]
}

/// What the amount beside the title is, and until when it is to be paid.
fn due(invoice: &Invoice) -> String {
    if invoice.balance.outstanding() <= 0 {
        return OUTSTANDING.to_owned();
    }
    format!("{OUTSTANDING}, due {}", invoice.issuer.style().date(invoice.balance.due_on))
}

const OUTSTANDING: &str = "Outstanding balance";

/// "$73,168.22"
fn with_currency(invoice: &Invoice, minor: i64) -> String {
    invoice.issuer.style().money(&invoice.balance.currency, minor)
}

/// The state that is printed. Whether an invoice is overdue depends on the day it is read, so that
/// is not.
fn state(invoice: &Invoice) -> &'static str {
    match invoice.balance.standing(chrono::NaiveDate::MIN) {
        standing
        @ (Standing::PartlyPaid | Standing::Paid | Standing::Void | Standing::Refunded) => {
            standing.word()
        }
        Standing::Pending | Standing::Overdue => "",
    }
}

fn from(issuer: &Issuer) -> Party {
    let number = Some(issuer.tax_number.as_str()).filter(|it| !it.is_empty());
    let mut lines = paragraphs(&issuer.address);
    lines.extend(number.map(|it| format!("Tax number {it}")));
    Party { role: "From".to_owned(), name: issuer.legal_name.clone(), lines }
}

fn bill_to(text: &str) -> Party {
    let mut lines = paragraphs(text).into_iter();
    Party {
        role: "Bill to".to_owned(),
        name: lines.next().unwrap_or_default(),
        lines: lines.collect(),
    }
}

fn footer(issuer: &Issuer) -> String {
    if !issuer.footer.is_empty() {
        return issuer.footer.clone();
    }
    let office = [vec![issuer.legal_name.clone()], paragraphs(&issuer.address)].concat();
    let desk = [issuer.reply_to.as_str(), &issuer.phone].map(str::to_owned);
    let desk: Vec<_> = desk.into_iter().filter(|it| !it.is_empty()).collect();
    format!("{}. Questions: {}", office.join(", "), desk.join(", "))
}

fn facts(invoice: &Invoice) -> Vec<(String, String)> {
    let fact = |name: &str, value: String| (name.to_owned(), value);
    let always = [
        fact("Invoice number", invoice.number.clone()),
        fact("Issued", invoice.issuer.style().date(invoice.issued_on)),
        fact("Due", invoice.issuer.style().date(invoice.balance.due_on)),
    ];
    let trip = invoice.trip.clone().map(|reference| fact("Trip", reference));
    let quote = invoice.quote.clone().map(|reference| fact("Quote", reference));
    always.into_iter().chain(trip).chain(quote).collect()
}

fn trip(invoice: &Invoice) -> Block {
    let vehicle = match invoice.issuer.trade {
        Trade::Air => "Aircraft",
        Trade::Coach => "Coach",
    };
    let columns = vec![
        Column::text("Route", 0.2),
        Column::text("Departs", 0.31),
        Column::text("Arrives", 0.31),
        Column::text(vehicle, 0.18),
    ];
    let rows = invoice.legs.iter().map(|leg| {
        let route = vec![
            Run::large(&leg.origin.code),
            Run::small(" to "),
            Run::large(&leg.destination.code),
        ];
        let style = invoice.issuer.style();
        let (departs, arrives) = (leg.departure_in(style), leg.arrival_in(style));
        let vehicle = invoice.vehicle.clone();
        vec![route, vec![Run::body(departs)], vec![Run::body(arrives)], vec![Run::body(vehicle)]]
    });
    Block::Table(Table { columns, rows: rows.collect(), totals: Vec::new() })
}

/// The charged lines and their totals. There is a column of quantities if any line has one, unless it is a summary.
fn charges(invoice: &Invoice) -> Block {
    let currency = &invoice.balance.currency;
    let lines = charged(&invoice.lines);
    let is_full = invoice.issuer.report.is_full();
    let is_detailed = is_full && lines.iter().any(|line| !line.detail(currency).trim().is_empty());
    let mut columns = vec![Column::text("Item", 0.58)];
    columns.extend(is_detailed.then(|| Column::text("Quantity", 0.42)));
    columns.push(Column::figures(&currency.0));
    let rows = lines.into_iter().map(|line| {
        let mark = Some(line.mark(currency)).filter(|mark| !mark.is_empty());
        let basis = [Some(line.basis_word().to_owned()), mark].into_iter().flatten();
        let basis = Run::small(format!(" {}", basis.collect::<Vec<_>>().join(", ")));
        let mut row = vec![vec![Run::body(&line.label), basis]];
        row.extend(is_detailed.then(|| vec![Run::body(line.detail(currency))]));
        row.push(vec![Run::body(line.written(currency))]);
        row
    });
    Block::Table(Table { columns, rows: rows.collect(), totals: totals(invoice) })
}

fn totals(invoice: &Invoice) -> Vec<Total> {
    let currency = &invoice.balance.currency;
    let total = |label: &str, amount: String, rank| Total { label: label.to_owned(), amount, rank };
    let mut totals = vec![total("Subtotal", currency.written(invoice.subtotal), Rank::Plain)];
    for (label, amount) in taxes(&invoice.lines, currency) {
        totals.push(Total { label, amount, rank: Rank::Plain });
    }
    totals.push(total("Total", invoice.balance.total(), Rank::Strong));
    let settled = [("Paid", invoice.balance.received()), ("Credited", invoice.balance.credited)];
    for (label, amount) in settled.into_iter().filter(|(_, amount)| *amount > 0) {
        totals.push(total(label, currency.written(-amount), Rank::Plain));
    }
    let outstanding = with_currency(invoice, invoice.balance.outstanding());
    totals.push(total(OUTSTANDING, outstanding, Rank::Final));
    totals
}

/// What was received; left out where nothing was.
fn received(payments: &[Payment], currency: &Currency, style: Style) -> Section {
    let columns = vec![
        Column::text("Received", 0.3),
        Column::text("Method", 0.3),
        Column::text("Reference", 0.4),
        Column::figures(&currency.0),
    ];
    let rows = payments.iter().map(|payment| {
        let method = match payment.method.name() {
            name if payment.is_shared() => {
                format!("{name}, of {}", currency.written(payment.received))
            }
            name => name.to_owned(),
        };
        let cells = [
            style.date(payment.received_on),
            method,
            payment.reference.clone(),
            currency.written(payment.amount),
        ];
        cells.map(|text| vec![Run::body(text)]).into()
    });
    let table = Table { columns, rows: rows.collect(), totals: Vec::new() };
    Section::new("Payments", vec![Block::Table(table)]).with_room(90.0)
}

/// The lines of a text that are not blank.
fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
