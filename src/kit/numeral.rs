//! Reads numbers as people write them: points, commas, grouped digits, signs, currencies, any digits.
mod notation;
use super::money::{Currency, Quantity};
use notation::{Decimal, Shape, apart, plain, shape};

#[cfg(test)]
mod tests;

/// What a typed number counts. It decides how many decimals there are, and which signs may stand
/// beside the number.
#[derive(Debug, Clone, Copy)]
pub enum Measure<'a> {
    /// Read as minor units.
    Amount(&'a Currency),
    /// Read as thousandths.
    Quantity,
    /// Read as parts per million.
    Percent,
    Whole,
}

/// Why a number could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// It is not a number of this kind; the form says what it asks for.
    Unclear,
    /// The complaint.
    Because(String),
    /// It can be read in two ways, such as "1,250": the person is asked which is meant.
    Ambiguous { typed: String, readings: Vec<Reading> },
}

/// One of the ways to read a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// How it is typed so that it can be read in this way only.
    pub typed: String,
    /// How it is shown to the person who chooses.
    pub shown: String,
}

/// The number in units of the measure's smallest step.
pub fn read(text: &str, measure: Measure) -> Result<i64, Unread> {
    let text: String = text.chars().filter_map(plain).collect();
    let (sign, words, body) = apart(&text).ok_or(Unread::Unclear)?;
    for word in &words {
        measure.accepts(word)?;
    }
    let scaled = |it: &Decimal| measure.scaled(it).map(|n| sign * n);
    match shape(&body).ok_or(Unread::Unclear)? {
        Shape::Certain(it) => scaled(&it),
        Shape::Either { grouped, decimal } => match measure {
            Measure::Percent => scaled(&decimal),
            _ if measure.digits() == 0 => scaled(&grouped),
            // Amounts are shown as "6,950.00", and have no third decimal that the comma could begin.
            Measure::Amount(_) if measure.digits() < 3 && body.contains(',') => scaled(&grouped),
            Measure::Amount(_) | Measure::Quantity | Measure::Whole => {
                let readings = [scaled(&grouped), scaled(&decimal)].into_iter().flatten();
                let readings = readings.map(|n| measure.reading(n)).collect();
                Err(Unread::Ambiguous { typed: text.trim().to_owned(), readings })
            }
        },
    }
}

/// A whole number within these bounds.
pub fn whole(text: &str, least: i64, most: i64) -> Result<i64, Unread> {
    read(text, Measure::Whole).ok().filter(|n| (least..=most).contains(n)).ok_or(Unread::Unclear)
}

impl Unread {
    /// The complaint; `asked` says what the field asks for.
    pub fn words(&self, asked: &str) -> String {
        self.told(asked, "Choose below, or type")
    }

    /// The complaint where one is not offered the readings to choose from.
    pub fn typed_anew(&self, asked: &str) -> String {
        self.told(asked, "Type")
    }

    fn told(&self, asked: &str, how: &str) -> String {
        match self {
            Self::Unclear => asked.to_owned(),
            Self::Because(words) => words.clone(),
            Self::Ambiguous { typed, readings } => {
                let shown: Vec<_> = readings.iter().map(|it| it.shown.as_str()).collect();
                let plain: Vec<_> = readings.iter().map(|it| it.typed.as_str()).collect();
                format!("Does “{typed}” mean {}? {how} {}.", shown.join(" or "), plain.join(" or "))
            }
        }
    }
}

impl Measure<'_> {
    /// The number of decimal digits.
    fn digits(self) -> u32 {
        match self {
            Self::Amount(currency) => currency.exponent(),
            Self::Quantity => 3,
            Self::Percent => 4,
            Self::Whole => 0,
        }
    }

    /// The largest number that is read.
    fn most(self) -> i64 {
        match self {
            Self::Amount(_) => Currency::MOST,
            Self::Quantity | Self::Whole => 1_000_000_000,
            Self::Percent => 1_000_000,
        }
    }

    /// Whether this may stand beside the number: the form's own currency, or a percent sign.
    fn accepts(self, word: &str) -> Result<(), Unread> {
        match self {
            Self::Amount(currency) if currency.is_called(word) => Ok(()),
            Self::Percent if ["%", "percent"].contains(&word.to_lowercase().as_str()) => Ok(()),
            Self::Amount(currency) => Err(Unread::Because(format!(
                "Amounts here are in {currency}. “{word}” is something else."
            ))),
            Self::Percent | Self::Quantity | Self::Whole => Err(Unread::Unclear),
        }
    }

    fn scaled(self, it: &Decimal) -> Result<i64, Unread> {
        let width = self.digits() as usize;
        let part = it.part.trim_end_matches('0');
        if part.len() > width {
            return Err(match (self, width) {
                (Self::Whole, _) => Unread::Unclear,
                (Self::Amount(currency), 0) => {
                    Unread::Because(format!("Amounts in {currency} have no decimals."))
                }
                _ => Unread::Because(format!("Enter no more than {width} decimals.")),
            });
        }
        let digits = format!("{}{part:0<width$}", it.whole);
        let number = digits.parse::<i64>().ok().filter(|n| *n <= self.most());
        number.ok_or_else(|| match self {
            Self::Amount(_) => Unread::Because("This amount is too large.".to_owned()),
            Self::Quantity | Self::Percent | Self::Whole => Unread::Unclear,
        })
    }

    fn reading(self, n: i64) -> Reading {
        let typed = unmistakable(n, self.digits() as usize);
        let shown = match self {
            Self::Amount(currency) => currency.written(n),
            Self::Quantity => Quantity(n).to_string(),
            Self::Percent | Self::Whole => typed.clone(),
        };
        Reading { typed, shown }
    }
}

/// The number as plain text that can be read in one way only: three decimals get a fourth, as
/// "8.125" could be read as 8,125.
pub fn unmistakable(n: i64, digits: usize) -> String {
    let sign = if n < 0 { "-" } else { "" };
    let text = format!("{:0>width$}", n.unsigned_abs(), width = digits + 1);
    let (whole, part) = text.split_at_checked(text.len() - digits).unwrap_or((&text, ""));
    let part = part.trim_end_matches('0');
    match part.len() {
        0 => format!("{sign}{whole}"),
        3 if whole.len() <= 3 && whole != "0" => format!("{sign}{whole}.{part}0"),
        _ => format!("{sign}{whole}.{part}"),
    }
}
