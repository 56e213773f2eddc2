//! Money as integers in minor units (cents), and quantities and percentages without rounding errors.
use super::numeral::{self, Measure, Unread};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An ISO 4217 code, upper case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Currency(pub String);

impl Currency {
    /// The currency with this code of three letters, in upper or lower case.
    pub fn of(code: &str) -> Option<Self> {
        let is_code = code.len() == 3 && code.bytes().all(|b| b.is_ascii_alphabetic());
        is_code.then(|| Self(code.to_ascii_uppercase()))
    }

    /// The largest amount in minor units that is entered, priced or issued: a sum of ninety of them is
    /// still exact everywhere.
    pub const MOST: i64 = 100_000_000_000_000;

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

    /// The largest sum that is exact in a browser and in D1; larger ones are cut off at it.
    pub const MOST_SUMMED: i64 = 9_007_199_254_740_991;

    /// "113,520.00" of 11352000 minor units; "over …" of a sum that was cut off.
    pub fn written(&self, minor: i64) -> String {
        if minor >= Self::MOST_SUMMED {
            return format!("over {}", self.figures(Self::MOST_SUMMED));
        }
        self.figures(minor)
    }

    fn figures(&self, minor: i64) -> String {
        let unit = self.unit().unsigned_abs();
        let (whole, part) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
        let sign = if minor < 0 { "-" } else { "" };
        let whole = grouped(whole);
        match self.exponent() {
            0 => format!("{sign}{whole}"),
            digits => format!("{sign}{whole}.{part:0width$}", width = digits as usize),
        }
    }

    /// The minor units of a typed amount.
    pub fn read(&self, text: &str) -> Result<i64, Unread> {
        numeral::read(text, Measure::Amount(self))
    }

    /// An amount as a form's field is filled with it. It is read as the same amount.
    pub fn typed(&self, minor: i64) -> String {
        match self.exponent() {
            3 => numeral::unmistakable(minor, 3),
            _ => self.written(minor),
        }
    }

    /// Whether this is the code of the currency, or one of its signs.
    pub fn is_called(&self, word: &str) -> bool {
        self.0.eq_ignore_ascii_case(word) || self.signs().contains(&word.to_lowercase().as_str())
    }

    /// The signs that are written beside amounts, in lower case.
    fn signs(&self) -> &'static [&'static str] {
        match self.0.as_str() {
            "USD" => &["$", "us$"],
            "CAD" => &["$", "c$", "ca$", "can$"],
            "AUD" => &["$", "a$", "au$"],
            "NZD" => &["$", "nz$"],
            "SGD" => &["$", "s$"],
            "HKD" => &["$", "hk$"],
            "MXN" => &["$", "mx$", "mex$"],
            "EUR" => &["€"],
            "GBP" => &["£"],
            "CHF" => &["fr", "sfr"],
            "JPY" => &["¥", "円"],
            "CNY" => &["¥", "元", "rmb"],
            "INR" => &["₹", "rs"],
            "BRL" => &["r$"],
            "DKK" | "ISK" | "NOK" | "SEK" => &["kr"],
            "PLN" => &["zł"],
            "CZK" => &["kč"],
            "HUF" => &["ft"],
            "TRY" => &["₺"],
            "ZAR" => &["r"],
            "KRW" => &["₩"],
            "ILS" => &["₪"],
            "PHP" => &["₱"],
            "THB" => &["฿"],
            "UAH" => &["₴"],
            "VND" => &["₫", "đ"],
            _ => &[],
        }
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

    /// A typed quantity, which is above zero.
    pub fn read(text: &str) -> Result<Self, Unread> {
        numeral::read(text, Measure::Quantity)
            .and_then(|n| if n > 0 { Ok(Self(n)) } else { Err(Unread::Unclear) })
    }

    /// The quantity as a form's field is filled with it. It is read as the same quantity.
    pub fn typed(self) -> String {
        numeral::unmistakable(self.0, 3)
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

/// The part of an amount that is to the whole as `part` is to `whole`, rounded half away from zero.
pub fn portion(minor: i64, part: i64, whole: i64) -> Option<i64> {
    if whole <= 0 {
        return None;
    }
    divided(i128::from(minor) * i128::from(part), i128::from(whole))
}

/// "7.5" of 75000 parts per million.
pub fn percent(ppm: i64) -> String {
    let text = format!("{}.{:04}", ppm / 10_000, (ppm % 10_000).abs());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The parts per million of a typed percentage from 0 to 100.
pub fn read_percent(text: &str) -> Result<i64, Unread> {
    numeral::read(text, Measure::Percent)
        .and_then(|ppm| if ppm >= 0 { Ok(ppm) } else { Err(Unread::Unclear) })
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
            assert_eq!(currency(code).read(&currency(code).typed(minor)), Ok(minor));
        }
    }

    #[test]
    fn amounts_are_rounded_half_away_from_zero() {
        assert_eq!(Quantity(8_800).times(1_290_000), Some(11_352_000));
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
        assert_eq!(read_percent("7.5 %").map(percent), Ok("7.5".to_owned()));
        assert_eq!(read_percent("-1"), Err(Unread::Unclear));
    }
}
