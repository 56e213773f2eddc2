//! The terms of a quote, with its figures filled in.
use super::Quote;
use crate::kit::{placeholders, style::Style, zoned::Moment};

/// The figures that terms may name in braces.
pub const FIGURES: [&str; 6] =
    ["total", "deposit", "deposit_percent", "balance", "balance_due", "valid_until"];

impl Quote {
    /// The terms with the figures of this quote, as an operator in this time zone writes them. Those of
    /// a sent quote are filled in already.
    pub fn terms_told(&self, zone: &str, style: Style) -> String {
        let style = style.lasting();
        let money = |minor| style.money(&self.currency, minor);
        let [total, deposit, deposit_percent, balance, balance_due, valid_until] = FIGURES;
        let figures = [
            (total, money(self.total)),
            (deposit, money(self.deposit)),
            (deposit_percent, format!("{}%", self.deposit_percent())),
            (balance, money(self.balance())),
            (balance_due, self.balance_told(style)),
            (valid_until, Moment::new(self.valid_until, zone).styled(style).full()),
        ];
        placeholders::filled(&self.terms, &figures)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{State, samples::quote},
        *,
    };

    #[test]
    fn every_figure_that_terms_may_name_is_filled_in() {
        let all = FIGURES.map(|name| format!("{{{name}}}")).join("; ");
        let quote = Quote { terms: all, ..quote(State::Draft) };
        assert_eq!(placeholders::complaint(&quote.terms, &FIGURES), None,);
        let told = quote.terms_told("America/New_York", Style::default());
        assert!(
            told.starts_with("$68,000.00; $34,000.00; 50%; $34,000.00; by invoice; "),
            "{told}"
        );
        assert!(told.contains("Nov 25") && !told.contains('{'), "{told}");
    }
}
