//! An invoice or credit note as data: the XML of Factur-X, with the profile EN 16931.
use crate::{
    invoices::{
        Invoice, State,
        credit_notes::Credit,
        electronic::{Category, Item, Parties, Rate, Said, Trader, is_vat, said},
    },
    kit::money::{self, Currency},
    pdf,
};
use askama::Template;
use chrono::NaiveDate;

#[derive(Template)]
#[template(path = "invoices/factur-x.xml", escape = "html")]
struct FacturX<'i> {
    number: &'i str,
    issued_on: NaiveDate,
    note: &'i str,
    said: Said,
    parties: &'i Parties,
    currency: &'i Currency,
    terms: &'i str,
    due_on: NaiveDate,
    total: i64,
    paid: i64,
    /// Of a credit note: the number of its invoice, and the day on which that was issued.
    credits: Option<(&'i str, NaiveDate)>,
}

/// The invoice as data; none where it carries none. One that was voided says what it said, and its credit note takes
/// that back.
pub fn invoice(it: &Invoice) -> Option<String> {
    let paid = match it.balance.state {
        State::Issued => it.balance.received(),
        State::Void => 0,
    };
    written(&FacturX {
        number: &it.number,
        issued_on: it.issued_on,
        note: "",
        said: said(&it.lines)?,
        parties: it.parties.as_ref()?,
        currency: &it.balance.currency,
        terms: &it.terms,
        due_on: it.balance.due_on,
        total: it.balance.total,
        paid,
        credits: None,
    })
}

/// A credit note for the invoice as data.
pub fn credit_note(it: &Invoice, of: Credit<'_>) -> Option<String> {
    written(&FacturX {
        number: of.number,
        issued_on: of.issued_on,
        note: of.reason,
        said: said(of.lines)?,
        parties: it.parties.as_ref()?,
        currency: &it.balance.currency,
        terms: "",
        due_on: of.issued_on,
        total: of.total,
        paid: 0,
        credits: Some((&it.number, it.issued_on)),
    })
}

fn written(it: &FacturX<'_>) -> Option<String> {
    // XML has no control characters, and what is printed has none either.
    let text = it.render().ok()?;
    Some(text.lines().map(pdf::clean).collect::<Vec<_>>().join("\n"))
}

impl FacturX<'_> {
    /// An invoice or a credit note, as UNTDID 1001 numbers them.
    fn kind(&self) -> &'static str {
        match self.credits {
            None => "380",
            Some(_) => "381",
        }
    }

    #[allow(clippy::trivially_copy_pass_by_ref)] // as templates pass it
    fn day(day: &NaiveDate) -> String {
        day.format("%Y%m%d").to_string()
    }

    /// "12900.00"
    #[allow(clippy::trivially_copy_pass_by_ref)] // as templates pass it
    fn amount(&self, minor: &i64) -> String {
        self.currency.written(*minor).replace(',', "")
    }

    fn due(&self) -> String {
        self.amount(&(self.total - self.paid))
    }

    /// The number of the invoice that a credit note is for, and its day.
    fn credited(&self) -> Option<(&str, String)> {
        self.credits.map(|(number, day)| (number, Self::day(&day)))
    }

    /// The seller's number: one for value added tax, or any other.
    #[allow(clippy::unnecessary_wraps)] // as the buyer's, in the template
    fn seller_tax(&self) -> Option<(&'static str, &str)> {
        let number = self.parties.seller.tax_number.as_str();
        Some((if is_vat(number) { "VA" } else { "FC" }, number))
    }

    /// The buyer's number for value added tax, if they have one: the standard knows no other.
    fn buyer_tax(&self) -> Option<(&'static str, &str)> {
        let number = self.parties.buyer.tax_number.as_str();
        is_vat(number).then_some(("VA", number))
    }

    fn net(&self) -> String {
        self.amount(&self.said.breakdowns.iter().map(|of| of.base).sum())
    }

    fn tax(&self) -> String {
        self.amount(&self.said.breakdowns.iter().map(|of| of.tax).sum())
    }
}

impl Trader {
    /// The lines of its address, of which there may be three, with the names that they have.
    fn lines(&self) -> Vec<(&'static str, String)> {
        let mut lines = self.address.lines().map(str::trim).filter(|line| !line.is_empty());
        let (one, two) = (lines.next(), lines.next());
        let rest = lines.collect::<Vec<_>>().join(", ");
        let all = [one.unwrap_or_default(), two.unwrap_or_default(), rest.as_str()];
        let names = ["LineOne", "LineTwo", "LineThree"];
        let written = names.into_iter().zip(all).filter(|(_, line)| !line.is_empty());
        written.map(|(name, line)| (name, line.to_owned())).collect()
    }
}

impl Item {
    /// "8.8", or "-1" for a discount.
    fn count(&self) -> String {
        let sign = if self.quantity.0 < 0 { "-" } else { "" };
        format!("{sign}{}", self.quantity.to_string().replace(',', ""))
    }
}

impl Rate {
    fn code(self) -> &'static str {
        match self.category {
            Category::Standard => "S",
            Category::Zero => "Z",
            Category::Exempt => "E",
        }
    }

    fn percent(self) -> String {
        money::percent(self.ppm)
    }

    fn is_exempt(self) -> bool {
        self.category == Category::Exempt
    }
}

#[cfg(test)]
mod tests;
