//! Quotes beside each other, as pages show them.
use super::super::{
    Quote,
    comparison::{ComparedRow, TOTAL, changed, compared, have_other_terms},
};
use crate::users::Visitor;
use askama::Template;

/// The options for a trip beside each other.
#[derive(Template)]
#[template(path = "quotes/comparison.html")]
pub struct Comparison {
    pub visitor: Visitor,
    pub quote: Quote,
    pub options: Vec<Quote>,
}

impl Comparison {
    /// The price first.
    pub fn rows(&self) -> Vec<ComparedRow> {
        let options: Vec<&Quote> = self.options.iter().collect();
        let mut rows = compared(&options, self.visitor.style(), &self.visitor.workspace.zone);
        rows.sort_by_key(|it| !matches!(it.label.as_str(), "Offered" | TOTAL));
        rows
    }

    pub fn have_other_terms(&self) -> bool {
        let (style, zone) = (self.visitor.style(), &self.visitor.workspace.zone);
        self.options.iter().any(|it| have_other_terms(&self.quote, it, style, zone))
    }
}

/// What a quote changes of the version before it, and whether its terms are others.
pub(super) fn changes(
    quote: &Quote,
    previous: Option<&Quote>,
    visitor: &Visitor,
) -> Vec<ComparedRow> {
    let Some(was) = previous else { return Vec::new() };
    let mut rows = changed(was, quote, visitor.style(), &visitor.workspace.zone);
    if have_other_terms(was, quote, visitor.style(), &visitor.workspace.zone) {
        let values = vec![String::new(), "Changed: please read them below".to_owned()];
        rows.push(ComparedRow { label: "Terms".to_owned(), values });
    }
    rows
}
