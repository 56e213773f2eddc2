//! One search over everything that staff work on.
mod ops;
mod queries;
mod views;
pub use ops::routes as ops;

use crate::kit::zoned;
use serde::Deserialize;

/// Something that a search found, of whatever kind.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Hit {
    /// The path of its list, such as "/trips".
    pub path: String,
    pub id: String,
    /// Its reference, or its name.
    pub title: String,
    /// What tells it from others with that name.
    pub detail: String,
}

impl Hit {
    /// The path of its page in the route table.
    pub fn route(&self) -> String {
        let page = if self.path == "/passengers" { "/{id}/edit" } else { "/{id}" };
        format!("{}{page}", self.path)
    }

    pub fn href(&self) -> String {
        self.route().replace("{id}", &self.id)
    }
}

/// The references that somebody may mean: as typed, or a number without its letter or year.
pub fn references(typed: &str, now: i64) -> Vec<String> {
    let typed = typed.trim().to_uppercase();
    let Some(number) = typed.parse::<u32>().ok().filter(|_| typed.len() <= 8) else {
        return vec![typed];
    };
    let year = zoned::today(now, "UTC").format("%Y");
    let letters = ["T", "R", "Q", "S"].map(|letter| format!("{letter}-{number}"));
    letters.into_iter().chain([typed, format!("{year}-{number:04}")]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cast::NOON;

    #[test]
    fn a_number_may_be_that_of_a_trip_a_request_a_quote_an_order_or_an_invoice() {
        assert_eq!(
            references("1001", NOON),
            ["T-1001", "R-1001", "Q-1001", "S-1001", "1001", "2026-1001"]
        );
        assert_eq!(references("7", NOON).last().map(String::as_str), Some("2026-0007"));
        assert_eq!(references(" t-1001 ", NOON), ["T-1001"]);
        assert_eq!(references("Lindqvist", NOON), ["LINDQVIST"]);
    }
}
