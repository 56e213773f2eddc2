//! The content of two PDFs: the statement of an account, and the receipt of a payment.
use super::{
    Received,
    statement::{Ageing, Period, Statement},
};
use crate::{
    kit::style::Style,
    pdf::{
        Block, Column, Figure, Headline, Paper, Party, Printed, Rank, Run, Section, Sheet, Table,
        Total,
    },
    workspaces::Workspace,
};

#[cfg(test)]
mod tests;

/// The statement of the account `name`.
pub fn statement(
    workspace: &Workspace,
    style: Style,
    (account, name): (&str, &str),
    period: Period,
    all: &[Statement],
) -> Printed {
    let style = style.lasting();
    let days = format!("{} to {}", style.date(period.from), style.date(period.until));
    let figure = match all {
        [one] => Some(Figure {
            amount: one.owed(style, one.closing),
            label: "Closing balance".to_owned(),
        }),
        _ => None,
    };
    let sheet = Sheet {
        headline: Headline { title: "Statement".to_owned(), state: days, figure },
        sections: all.iter().flat_map(|it| of_currency(it, style, period)).collect(),
        // The day that it is about, not the one on which it is printed: the same statement is the same file.
        created_at: period.until.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis(),
        ..blank(workspace, name)
    };
    Printed::of(sheet, workspace.logo_key(), &format!("{}/statements/{account}", workspace.id))
}

/// The receipt of a payment.
pub fn receipt(workspace: &Workspace, style: Style, it: &Received) -> Printed {
    let style = style.lasting();
    let fact = |name: &str, value: String| (name.to_owned(), value);
    let mut facts = vec![
        fact("Received", style.date(it.received_on)),
        fact("Method", it.method.name().to_owned()),
    ];
    if !it.reference.is_empty() {
        facts.push(fact("Reference", it.reference.clone()));
    }
    let rows = it.shares.iter().map(|share| (share.told(), share.amount));
    let rest = [
        ("Card surcharge".to_owned(), it.surcharge),
        (it.credit_name("Credit on the account"), it.unallocated),
        ("Sent back".to_owned(), it.refunded),
    ];
    let rows = rows.chain(rest.into_iter().filter(|(_, amount)| *amount > 0));
    let rows = rows.map(|(label, amount)| cells([label, it.currency.written(amount)]));
    let total = Total {
        label: "Received".to_owned(),
        amount: style.money(&it.currency, it.amount),
        rank: Rank::Final,
    };
    let columns = vec![Column::text("For", 1.0), Column::figures(&it.currency.0)];
    let table = Table { columns, rows: rows.collect(), totals: vec![total] };
    let sheet = Sheet {
        headline: Headline {
            title: "Receipt".to_owned(),
            state: String::new(),
            figure: Some(Figure {
                amount: style.money(&it.currency, it.amount),
                label: "Received".to_owned(),
            }),
        },
        facts,
        sections: vec![Section::new("What it pays", vec![Block::Table(table)])],
        created_at: it.created_at,
        ..blank(workspace, &it.account)
    };
    Printed::of(sheet, workspace.logo_key(), &format!("{}/receipts/{}", workspace.id, it.id))
}

/// A sheet from the workspace to an account, without content.
fn blank(workspace: &Workspace, account: &str) -> Sheet {
    let party = |role: &str, name: &str| Party {
        role: role.to_owned(),
        name: name.to_owned(),
        lines: Vec::new(),
    };
    let words = match workspace.phone.as_str() {
        "" => workspace.name.clone(),
        phone => format!("{}. Questions: {phone}", workspace.name),
    };
    Sheet {
        paper: Paper::in_zone(&workspace.zone),
        language: "en".to_owned(),
        letterhead: workspace.letterhead(workspace.invoice_report),
        headline: Headline { title: String::new(), state: String::new(), figure: None },
        parties: vec![party("From", &workspace.name), party("For", account)],
        facts: Vec::new(),
        sections: Vec::new(),
        footer: workspace.footer_or(words),
        created_at: 0,
    }
}

fn cells<const N: usize>(texts: [String; N]) -> Vec<Vec<Run>> {
    texts.map(|text| vec![Run::body(text)]).into()
}

/// What happened in one currency, and what is open in it today by age.
fn of_currency(it: &Statement, style: Style, period: Period) -> Vec<Section> {
    let code = &it.currency.0;
    let columns = vec![
        Column::text("Date", 0.2),
        Column::text("Type", 0.2),
        Column::text("Reference", 0.25),
        Column::text("Details", 0.35),
        Column::figures(code),
        Column::figures("Balance"),
    ];
    let none = String::new;
    let opening = cells([
        style.date(period.from),
        "Opening balance".to_owned(),
        none(),
        none(),
        none(),
        it.balance(&it.opening),
    ]);
    let entries = it.entries.iter().map(|(entry, after)| {
        cells([
            style.date(entry.on_day),
            entry.kind.name().to_owned(),
            entry.reference.clone(),
            entry.details(),
            it.changed(entry),
            it.balance(after),
        ])
    });
    let closing = Total {
        label: "Closing balance".to_owned(),
        amount: it.owed(style, it.closing),
        rank: Rank::Final,
    };
    let rows = std::iter::once(opening).chain(entries).collect();
    let table = Table { columns, rows, totals: vec![closing] };
    let ageing = it.ageing.as_ref().map(|ageing| aged(ageing, code));
    std::iter::once(Section::new(&format!("In {code}"), vec![Block::Table(table)]))
        .chain(ageing)
        .collect()
}

fn aged(ageing: &Ageing, code: &str) -> Section {
    let columns = vec![Column::text("Open today, by age", 1.0), Column::figures(code)];
    let rows = ageing.rows().map(|(label, amount)| cells([label.to_owned(), amount]));
    let table = Table { columns, rows: rows.into(), totals: Vec::new() };
    Section::new("", vec![Block::Table(table)])
}
