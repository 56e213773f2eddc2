//! Money as integers in minor units (cents), and quantities and percentages without rounding errors.
use serde::{Deserialize, Serialize};
use std::fmt;

/// An ISO 4217 code, upper case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Currency(pub String);

impl Currency {
    /// The number of decimal digits, from ISO 4217.
    pub fn exponent(&self) -> u32 {
        match self.0.as_str() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF"
            | "UGX" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }

    fn unit(&self) -> i64 {
        10_i64.pow(self.exponent())
    }

    /// "113,520.00" of 11352000 minor units.
    pub fn written(&self, minor: i64) -> String {
        let unit = self.unit().unsigned_abs();
        let (whole, part) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
        let sign = if minor < 0 { "-" } else { "" };
        let whole = grouped(whole);
        match self.exponent() {
            0 => format!("{sign}{whole}"),
            digits => format!("{sign}{whole}.{part:0width$}", width = digits as usize),
        }
    }

    /// The minor units of "113,520.00", "113520" or "-5.5". None if the text is not a number, has more
    /// decimal digits than the currency, or is above a million million.
    pub fn parse(&self, text: &str) -> Option<i64> {
        scaled(text, self.exponent()).filter(|minor| minor.abs() <= 1_000_000_000_000 * self.unit())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A quantity in thousandths: 8.8 hours are 8800.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quantity(pub i64);

impl Quantity {
    pub const ONE: Self = Self(1_000);

    pub fn whole(n: i64) -> Self {
        Self(n.saturating_mul(1_000))
    }

    pub fn parse(text: &str) -> Option<Self> {
        scaled(text, 3).filter(|n| (1..=1_000_000_000).contains(n)).map(Self)
    }

    /// Quantity × unit price in minor units, rounded half away from zero. None if it does not fit.
    pub fn times(self, unit: i64) -> Option<i64> {
        divided(i128::from(self.0) * i128::from(unit), 1_000)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!(
            "{}.{:03}",
            grouped(self.0.unsigned_abs() / 1_000),
            self.0.unsigned_abs() % 1_000
        );
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// A share of an amount, given in parts per million, rounded half away from zero.
pub fn share(minor: i64, ppm: i64) -> Option<i64> {
    divided(i128::from(minor) * i128::from(ppm), 1_000_000)
}

/// "7.5" of 75000 parts per million.
pub fn percent(ppm: i64) -> String {
    let text = format!("{}.{:04}", ppm / 10_000, (ppm % 10_000).abs());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The parts per million of "7.5" percent. None unless it is between 0 and 100 percent.
pub fn parse_percent(text: &str) -> Option<i64> {
    scaled(text.trim().trim_end_matches('%').trim_end(), 4)
        .filter(|ppm| (0..=1_000_000).contains(ppm))
}

/// The sum of amounts. None if it does not fit.
pub fn sum(amounts: impl IntoIterator<Item = i64>) -> Option<i64> {
    amounts.into_iter().try_fold(0_i64, i64::checked_add)
}

fn divided(n: i128, by: i128) -> Option<i64> {
    let half = if n < 0 { -by / 2 } else { by / 2 };
    i64::try_from((n + half) / by).ok()
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Parses a decimal number and multiplies it by ten to the power of `digits`.
fn scaled(text: &str, digits: u32) -> Option<i64> {
    let text = text.trim().replace([',', '\u{a0}', ' '], "");
    let (sign, text) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let width = digits as usize;
    if whole.is_empty() || !is_number(whole) || !is_number(part) || part.len() > width {
        return None;
    }
    format!("{whole}{part:0<width$}").parse::<i64>().ok()?.checked_mul(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        Currency(code.to_owned())
    }

    #[test]
    fn a_written_amount_is_parsed_to_the_same_amount() {
        for (code, minor, text) in [
            ("USD", 11_352_000, "113,520.00"),
            ("USD", -5, "-0.05"),
            ("JPY", 1_234_567, "1,234,567"),
            ("KWD", 1_500, "1.500"),
        ] {
            assert_eq!(currency(code).written(minor), text);
            assert_eq!(currency(code).parse(text), Some(minor));
        }
    }

    #[test]
    fn text_that_is_not_an_amount_is_refused() {
        for text in ["", "1.234", "1e5", "12,x", "--1", "99999999999999999999", "."] {
            assert_eq!(currency("USD").parse(text), None, "{text}");
        }
        assert_eq!(currency("JPY").parse("1.5"), None);
    }

    #[test]
    fn amounts_are_rounded_half_away_from_zero() {
        assert_eq!(Quantity::parse("8.8").and_then(|q| q.times(1_290_000)), Some(11_352_000));
        assert_eq!(Quantity(500).times(1), Some(1));
        assert_eq!(Quantity(500).times(-1), Some(-1));
        assert_eq!(Quantity(1_499).times(1), Some(1));
        assert_eq!(Quantity::whole(1_000_000).times(i64::MAX), None);
    }

    #[test]
    fn charter_tax_agrees_with_the_worked_examples_of_form_720() {
        assert_eq!(share(100_000, 75_000).map(|tax| tax + 7 * 2 * 370), Some(12_680));
        assert_eq!(share(24_000, 75_000).map(|tax| tax + 2 * 370), Some(2_540));
        assert_eq!(share(24_000, 75_000).map(|tax| tax + 2 * 410), Some(2_620));
    }

    #[test]
    fn a_written_percentage_is_parsed_to_the_same_percentage() {
        assert_eq!(parse_percent("7.5 %").map(percent), Some("7.5".to_owned()));
        assert_eq!(parse_percent("101"), None);
    }
}
