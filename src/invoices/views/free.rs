//! What the form of an invoice without a quote shows.
use crate::{http::form::Form, invoices::free::FreeBill, users::Visitor};
use askama::Template;

#[derive(Template)]
#[template(path = "invoices/ops/free.html")]
pub struct FreeNew {
    pub visitor: Visitor,
    pub bill: FreeBill,
    pub form: Form,
}

/// The fewest rows of lines, and the most.
const ROWS: std::ops::RangeInclusive<usize> = 3..=60;

impl FreeNew {
    /// The rows that are filled in, and one more.
    pub fn rows(&self) -> usize {
        (self.form.rows("label") + 1).clamp(*ROWS.start(), *ROWS.end())
    }

    pub fn cell(&self, field: &str, i: usize) -> &str {
        self.form.value(&format!("{field}.{i}"))
    }

    /// What is wrong with a line.
    pub fn wrong(&self, i: usize) -> Option<&str> {
        let complaint = |name: &&str| self.form.complaint(&format!("{name}.{i}")).is_some();
        let name = ["label", "price", "quantity"].into_iter().find(complaint)?;
        self.form.complaint(&format!("{name}.{i}"))
    }
}
