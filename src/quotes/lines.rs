//! Reads the lines of a quote from the builder's form.
use crate::{
    http::form::Form,
    kit::{
        money::{Currency, Quantity},
        price::{Basis, Extra, Line},
    },
};

/// The most lines on a quote.
const MOST_LINES: usize = 60;

/// The typed lines, none of them optional.
pub fn typed(form: &mut Form, currency: &Currency, legs: usize) -> Vec<Line> {
    let lines = offered(form, currency, legs).into_iter();
    lines.map(|line| Line { extra: None, ..line }).collect()
}

/// The typed lines of an offer, some of which the client may choose. Rows with neither label nor price are skipped.
pub fn offered(form: &mut Form, currency: &Currency, legs: usize) -> Vec<Line> {
    let rows = form.rows("label").min(MOST_LINES);
    form.name_rows(&["label", "quantity", "unit", "price", "leg"], "Line");
    (0..rows).filter_map(|i| line(form, i, currency, legs)).collect()
}

fn line(form: &mut Form, i: usize, currency: &Currency, legs: usize) -> Option<Line> {
    let label = form.text(&format!("label.{i}"), 120);
    let typed = form.value(&format!("price.{i}")).to_owned();
    if label.is_empty() && typed.is_empty() {
        return None;
    }
    if label.is_empty() {
        form.complain(format!("label.{i}"), "Enter what this price is for.");
    }
    let price = form.number(
        &format!("price.{i}"),
        &format!("“{label}” needs a price in {currency}. Clear its name if it is not offered."),
        |typed| currency.read(typed),
    );
    let quantity = format!("quantity.{i}");
    let quantity = match form.value(&quantity) {
        "" => Some(Quantity::ONE),
        _ => form.number(
            &quantity,
            "Enter a quantity such as 2 or 8.8, with three decimals at most.",
            Quantity::read,
        ),
    };
    let unit = form.text(&format!("unit.{i}"), 20);
    let is_taxable = form.has(&format!("taxable.{i}"), "yes");
    let (basis, extra) = match form.value(&format!("basis.{i}")) {
        "estimate" => (Basis::Estimate, None),
        "optional" => (Basis::Fixed, Some(Extra::Offered)),
        "optional_estimate" => (Basis::Estimate, Some(Extra::Offered)),
        _ => (Basis::Fixed, None),
    };
    if extra.is_some() && price.is_some_and(|price| price < 0) {
        form.complain(format!("price.{i}"), "A discount cannot be optional.");
    }
    let leg = leg(form, i, legs);
    let line = Line::new(&label, quantity?, &unit, price?, is_taxable, basis);
    if line.is_none() {
        form.complain(format!("price.{i}"), "This amount is too large.");
    }
    line.map(|line| Line { extra, leg, ..line })
}

/// The word of a line's basis in the builder's form.
pub fn basis_word(line: &Line) -> &'static str {
    match (line.basis, line.extra) {
        (Basis::Estimate, None) => "estimate",
        (Basis::Estimate, Some(_)) => "optional_estimate",
        (_, Some(_)) => "optional",
        (_, None) => "fixed",
    }
}

/// The leg that a line is for, if it is for one.
fn leg(form: &mut Form, i: usize, legs: usize) -> Option<usize> {
    let name = format!("leg.{i}");
    let typed = form.value(&name);
    if typed.is_empty() {
        return None;
    }
    let leg = typed.parse().ok().filter(|leg| *leg < legs);
    if leg.is_none() && legs > 0 {
        form.complain(name, "This leg is not part of the trip any more. Choose another.");
    }
    leg
}
