//! The content of a quote's PDF.
use super::{Quote, Standing, State};
use crate::{
    kit::{price::Extra, style::Style, zoned::Moment},
    pdf::{
        Block, Column, Figure, Headline, Paper, Party, Printed, Rank, Run, Section, Sheet, Table,
        Total,
    },
    workspaces::Workspace,
};

/// Who reads a quote's PDF, and when.
#[derive(Debug, Clone, Copy)]
pub struct QuoteReader<'r> {
    pub workspace: &'r Workspace,
    /// Whether they may see amounts.
    pub sees_money: bool,
    pub now: i64,
}

/// The quote as a document in its present state.
pub fn printed(quote: &Quote, reader: QuoteReader<'_>) -> Printed {
    let workspace = reader.workspace;
    let place = format!("{}/quotes/{}/{}", workspace.id, quote.id, quote.version);
    Printed::of(sheet(quote, reader), workspace.logo_key(), &place)
}

pub fn sheet(quote: &Quote, reader: QuoteReader<'_>) -> Sheet {
    let workspace = reader.workspace;
    let style = workspace.style(reader.now).lasting();
    let report = workspace.quote_report;
    let money = |minor| style.money(&quote.currency, minor);
    let figure = Figure { amount: money(quote.total), label: "Total".to_owned() };
    let answered = quote.answered_at.map(|at| dated(workspace, at, style));
    let state = match quote.standing(reader.now) {
        Standing::Accepted => {
            format!("Accepted by {}, {}", quote.answered_by, answered.unwrap_or_default())
        }
        other => other.word().to_owned(),
    };
    let mut sections =
        vec![Section::new(workspace.words().trip, vec![trip(quote, workspace, style)])];
    if reader.sees_money {
        sections.push(Section::new("Price", vec![charges(quote, reader, style)]));
        sections.extend(extras(quote));
    }
    let terms = if reader.sees_money {
        lines(&quote.terms_told(&workspace.zone, style))
    } else {
        Vec::new()
    };
    if report.is_full() {
        sections.push(Section::new("", vec![Block::Lines(lines(&quote.message))]));
    }
    sections.push(Section::new("Terms", vec![Block::Notes(terms)]));
    let statements: Vec<_> = quote.statements().map(str::to_owned).collect();
    if !statements.is_empty() {
        sections
            .push(Section::new("To be confirmed on acceptance", vec![Block::Notes(statements)]));
    }
    Sheet {
        paper: Paper::in_zone(&workspace.zone),
        language: "en".to_owned(),
        letterhead: workspace.letterhead(report),
        headline: Headline {
            title: format!("Quote {}", quote.name()),
            state,
            figure: reader.sees_money.then_some(figure),
        },
        parties: vec![Party {
            role: "For".to_owned(),
            name: quote.account.clone(),
            lines: vec![quote.contact.clone()],
        }],
        facts: facts(quote, reader, style),
        sections,
        footer: workspace.footer_or(footer(workspace)),
        created_at: quote.sent_at.unwrap_or_default(),
    }
}

fn footer(workspace: &Workspace) -> String {
    match workspace.phone.as_str() {
        "" => workspace.name.clone(),
        phone => format!("{}. Questions: {phone}", workspace.name),
    }
}

/// A moment in the workspace's time zone.
fn dated(workspace: &Workspace, at: i64, style: Style) -> String {
    Moment::new(at, &workspace.zone).styled(style).dated()
}

fn facts(quote: &Quote, reader: QuoteReader<'_>, style: Style) -> Vec<(String, String)> {
    let workspace = reader.workspace;
    let until = if quote.standing(reader.now).has_validity() {
        dated(workspace, quote.valid_until, style)
    } else {
        String::new()
    };
    let vehicle = if workspace.is_air() { "Aircraft" } else { "Coach" };
    let facts = [
        ("Quote", quote.reference.clone()),
        ("Sent", quote.sent_at.map(|at| dated(workspace, at, style)).unwrap_or_default()),
        ("Valid until", until),
        (vehicle, quote.vehicle.clone()),
        ("Passengers", quote.passengers.to_string()),
        ("Request", quote.request.clone()),
    ];
    let known = facts.into_iter().filter(|(_, value)| !value.is_empty());
    known.map(|(name, value)| (name.to_owned(), value)).collect()
}

fn trip(quote: &Quote, workspace: &Workspace, style: Style) -> Block {
    let duration = if workspace.is_air() { "Time, distance" } else { "Distance" };
    let columns = vec![
        Column::text("Route", 0.24),
        Column::text("Departs", 0.3),
        Column::text("Arrives", 0.3),
        Column::text(duration, 0.16),
    ];
    let rows = quote.itinerary.iter().map(|leg| {
        let route = vec![
            Run::large(&leg.origin.code),
            Run::small(" to "),
            Run::large(&leg.destination.code),
        ];
        let cells = [leg.departure_in(style), leg.arrival_in(style), leg.extent()];
        [route].into_iter().chain(cells.map(|text| vec![Run::body(text)])).collect()
    });
    Block::Table(Table { columns, rows: rows.collect(), totals: Vec::new() })
}

/// The offered lines, with how each is calculated unless it is a summary, and the totals.
fn charges(quote: &Quote, reader: QuoteReader<'_>, style: Style) -> Block {
    let (workspace, now) = (reader.workspace, reader.now);
    let report = workspace.quote_report;
    let currency = &quote.currency;
    let offered: Vec<_> = quote.offered().collect();
    let is_detailed =
        report.is_full() && offered.iter().any(|line| !line.detail(currency).trim().is_empty());
    let mut columns = vec![Column::text("Item", 0.58)];
    columns.extend(is_detailed.then(|| Column::text("Quantity", 0.42)));
    columns.push(Column::figures(&currency.0));
    let rows = offered.into_iter().map(|line| {
        let mut row =
            vec![vec![Run::body(&line.label), Run::small(format!(" {}", line.basis_word()))]];
        row.extend(is_detailed.then(|| vec![Run::body(line.detail(currency))]));
        row.push(vec![Run::body(line.written(currency))]);
        row
    });
    let total = |label: String, amount: String, rank| Total { label, amount, rank };
    let mut totals =
        vec![total("Subtotal".to_owned(), currency.written(quote.subtotal), Rank::Plain)];
    for line in quote.taxes() {
        let label = match line.detail(currency) {
            detail if detail.is_empty() || !report.is_full() => line.label.clone(),
            detail => format!("{}, {detail}", line.label),
        };
        totals.push(total(label, line.written(currency), Rank::Plain));
    }
    let sum = |minor| style.money(currency, minor);
    totals.push(total("Total".to_owned(), sum(quote.total), Rank::Final));
    for step in quote.schedule(&workspace.zone, now).steps() {
        let label = format!("{}, {}", quote.step_name(&step), step.due.words(style));
        totals.push(total(label, sum(step.amount), Rank::Plain));
    }
    Block::Table(Table { columns, rows: rows.collect(), totals })
}

/// What the client may choose, unless it is answered.
fn extras(quote: &Quote) -> Option<Section> {
    let currency = &quote.currency;
    let offered = quote.extras.iter().filter(|it| it.extra == Some(Extra::Offered));
    let rows: Vec<_> = offered
        .map(|line| {
            let about = format!(" {}", line.basis_word());
            let label = vec![Run::body(&line.label), Run::small(about)];
            [label, vec![Run::body(line.detail(currency))], vec![Run::body(line.written(currency))]]
                .into()
        })
        .collect();
    if rows.is_empty() || quote.state == State::Accepted {
        return None;
    }
    let columns = vec![
        Column::text("Optional, not in the total", 0.58),
        Column::text("Quantity", 0.42),
        Column::figures(&currency.0),
    ];
    let table = Block::Table(Table { columns, rows, totals: Vec::new() });
    Some(Section::new("Optional extras", vec![table]))
}

/// The lines of a text that are not blank.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{
        kit::report::Report,
        pdf::pages::{TYPEFACE, says},
        quotes::samples,
        testing::cast::{NOON, Portal},
        workspaces,
    };

    fn workspace() -> Workspace {
        let portal = Portal::open("");
        futures_executor::block_on(portal.app.db.run(workspaces::at("harbour"))).unwrap().unwrap()
    }

    fn read(workspace: &Workspace, sees_money: bool) -> Sheet {
        let quote =
            Quote { terms: "Paid before the flight.".into(), ..samples::quote(State::Sent) };
        sheet(&quote, QuoteReader { workspace, sees_money, now: NOON })
    }

    #[test]
    fn a_quote_says_what_it_costs_and_until_when() {
        let sheet = read(&workspace(), true);
        for words in [
            "Quote Q-1001",
            "TEB to LTN",
            "Flight time",
            "6.8 h",
            "Total",
            "Valid until",
            "Paid before the flight.",
        ] {
            assert!(says(&sheet, words), "{words}");
        }
        sheet.print(&TYPEFACE, None).unwrap();
    }

    #[test]
    fn an_answered_quote_no_longer_says_until_when_it_was_valid() {
        let workspace = workspace();
        for (state, is_told) in
            [(State::Sent, true), (State::Accepted, false), (State::Declined, false)]
        {
            let quote = samples::quote(state);
            let reader = QuoteReader { workspace: &workspace, sees_money: true, now: NOON };
            assert_eq!(says(&sheet(&quote, reader), "Valid until"), is_told, "{state:?}");
        }
    }

    #[test]
    fn a_summary_leaves_out_quantities_and_a_plain_quote_its_color() {
        let mut workspace = workspace();
        workspace.quote_report = Report::Summary;
        let summary = read(&workspace, true);
        assert!(
            says(&summary, "Flight time")
                && !says(&summary, "6.8 h")
                && !says(&summary, "Quantity")
        );
        workspace.quote_report = Report::Plain;
        workspace.document_footer = "Harbour, by appointment.".into();
        let plain = read(&workspace, true);
        assert!(says(&plain, "6.8 h") && plain.letterhead.is_plain);
        assert!(says(&plain, "Harbour, by appointment."));
        plain.print(&TYPEFACE, None).unwrap();
    }

    #[test]
    fn every_template_says_when_deposit_and_balance_are_due() {
        let mut workspace = workspace();
        let balance_on = Some("2026-11-26".parse().unwrap());
        let quote = Quote { balance_on, ..samples::quote(State::Sent) };
        for report in [Report::Detailed, Report::Summary, Report::Plain] {
            workspace.quote_report = report;
            let reader = QuoteReader { workspace: &workspace, sees_money: true, now: NOON };
            let sheet = sheet(&quote, reader);
            for words in ["Deposit, 50%, due on acceptance", "Balance, due Nov 26, 2026"] {
                assert!(says(&sheet, words), "{words}");
            }
        }
    }

    #[test]
    fn whoever_may_not_see_money_reads_no_amount() {
        let sheet = read(&workspace(), false);
        for words in ["Total", "Flight time", "USD", "$", "Paid before"] {
            assert!(!says(&sheet, words), "{words}");
        }
        assert!(says(&sheet, "TEB to LTN"));
    }
}
