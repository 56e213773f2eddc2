//! Optional extras of a quote, what it comes to with those that the client ticked, and the statements to confirm.
use super::{
    Quote,
    pricing::{self, Load, Price},
};
use crate::{
    http::form::Form,
    kit::price::{Extra, Line},
    rates::Rate,
};

/// What a quote holds once the client has chosen among its extras.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    pub lines: Vec<Line>,
    pub extras: Vec<Line>,
    pub subtotal: i64,
    pub tax: i64,
    pub total: i64,
    pub deposit: i64,
    /// With the figures of what was chosen filled in.
    pub terms: String,
}

impl Quote {
    /// The quote with these of its extras and no others, priced as the builder does. None if one of the numbers is
    /// not that of an extra, or if the sum is too large.
    pub fn with_extras(&self, ticked: &[usize]) -> Option<Self> {
        if ticked.iter().any(|i| *i >= self.extras.len()) {
            return None;
        }
        if self.extras.is_empty() {
            return Some(self.clone());
        }
        let mark = |(i, line): (usize, &Line)| {
            let extra = if ticked.contains(&i) { Extra::Chosen } else { Extra::Offered };
            Line { extra: Some(extra), ..line.clone() }
        };
        let extras: Vec<Line> = self.extras.iter().enumerate().map(mark).collect();
        let chosen = extras.iter().filter(|it| it.extra == Some(Extra::Chosen));
        let offered = self.included().chain(chosen).cloned().collect();
        let rates: Vec<&Rate> = self.rates.iter().collect();
        let load = Load { passengers: self.passengers, legs: &self.itinerary };
        let Price { lines, sums, deposit } =
            pricing::price(offered, &rates, load, self.deposit_rule())?;
        let (subtotal, tax, total) = (sums.subtotal, sums.tax, sums.total);
        Some(Self { lines, extras, subtotal, tax, total, deposit, ..self.clone() })
    }

    /// What the client's choice changes of the stored quote; none where there is nothing to choose.
    pub fn chosen(&self) -> Option<Chosen> {
        (!self.extras.is_empty()).then(|| Chosen {
            lines: self.lines.clone(),
            extras: self.extras.clone(),
            subtotal: self.subtotal,
            tax: self.tax,
            total: self.total,
            deposit: self.deposit,
            terms: self.terms.clone(),
        })
    }

    /// What an extra adds to the total, with its taxes.
    pub fn adds(&self, extra: usize) -> Option<i64> {
        Some(self.with_extras(&[extra])?.total - self.with_extras(&[])?.total)
    }

    /// The statements that the client confirms one by one to accept it.
    pub fn statements(&self) -> impl Iterator<Item = &str> {
        self.disclaimers.lines().map(str::trim).filter(|it| !it.is_empty())
    }
}

/// The extras that the form ticks, and the quote with them. Complains about one that the quote does not have.
pub fn ticked(form: &mut Form, quote: &Quote) -> Option<Quote> {
    let numbers: Option<Vec<usize>> =
        form.values("extra").into_iter().map(|it| it.parse().ok()).collect();
    let with = numbers.and_then(|ticked| quote.with_extras(&ticked));
    if with.is_none() {
        form.complain(
            "extras",
            "Something that you ticked is not offered with this quote. Check the optional extras and the total.",
        );
    }
    with
}

/// Complains where the client has not yet seen what the quote comes to with what they ticked, or has not confirmed a
/// statement.
pub fn check(form: &mut Form, quote: &Quote, total: &str) {
    let is_chosen = quote.extras.iter().any(|it| it.extra == Some(Extra::Chosen));
    let shown = form.value("total");
    if (is_chosen || !shown.is_empty()) && shown != quote.total.to_string() {
        let words =
            format!("With what you ticked, the total is {total}. Check it, and accept again.");
        form.complain("extras", words);
    }
    for (i, _) in quote.statements().enumerate() {
        if !form.has("statement", i.to_string()) {
            form.complain(format!("statement-{i}"), "Check the box to confirm this statement.");
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{
        super::{State, samples::quote},
        *,
    };
    use crate::{
        kit::{
            ids::RateId,
            money::Quantity,
            price::{Basis, sums},
        },
        rates::Kind,
    };
    use uuid::Uuid;

    /// A domestic flight for 68,000.00 with a taxable extra, one that is not taxed, and 7.5 % of tax.
    fn with_two() -> Quote {
        let extra = |label: &str, price, taxable| Line {
            extra: Some(Extra::Offered),
            ..Line::new(label, Quantity::ONE, "", price, taxable, Basis::Fixed).unwrap()
        };
        let rate = Rate {
            id: RateId(Uuid::nil()),
            name: "Excise tax".into(),
            kind: Kind::Percent,
            ppm: 75_000,
            amount: 0,
            from: "2026-01-01".parse().unwrap(),
            until: None,
        };
        let mut quote = quote(State::Sent);
        for leg in &mut quote.itinerary {
            leg.area = Some(crate::itineraries::Area::Domestic);
        }
        quote.rates = vec![rate];
        quote.extras = vec![extra("Wi-Fi", 100_000, true), extra("Catering", 48_000, false)];
        quote.with_extras(&[]).unwrap()
    }

    #[test]
    fn a_ticked_extra_is_priced_and_taxed_as_the_rest() {
        let plain = with_two();
        assert_eq!((plain.subtotal, plain.tax, plain.total), (6_800_000, 510_000, 7_310_000));
        let both = plain.with_extras(&[0, 1]).unwrap();
        assert_eq!((both.subtotal, both.tax, both.total), (6_948_000, 517_500, 7_465_500));
        assert_eq!(both.deposit + both.balance(), both.total);
        let lines = sums(&both.lines).unwrap();
        assert_eq!((lines.subtotal, lines.tax, lines.total), (both.subtotal, both.tax, both.total));
        assert_eq!((plain.adds(0), plain.adds(1)), (Some(107_500), Some(48_000)));
    }

    #[test]
    fn a_choice_can_be_taken_back_and_made_again() {
        let plain = with_two();
        let one = plain.with_extras(&[1]).unwrap();
        let again = one.with_extras(&[0, 1]).unwrap().with_extras(&[]).unwrap();
        assert_eq!(again.chosen(), plain.chosen());
        let words: Vec<_> = one.offered().map(|it| it.label.as_str()).collect();
        assert_eq!(words, ["Flight time", "Catering"]);
        assert_eq!(one.included().count(), 1);
    }

    #[test]
    fn an_extra_that_is_not_offered_cannot_be_ticked() {
        assert!(with_two().with_extras(&[2]).is_none());
        assert!(quote(State::Sent).with_extras(&[0]).is_none());
        assert!(quote(State::Sent).chosen().is_none());
    }

    #[test]
    fn a_statement_is_a_line_that_says_something() {
        let quote = Quote { disclaimers: " One.\r\n\r\n Two. \n".into(), ..quote(State::Sent) };
        assert_eq!(quote.statements().collect::<Vec<_>>(), ["One.", "Two."]);
    }
}
