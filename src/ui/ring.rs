//! A ring that is as full as a part is of a whole.
use askama::{Template, filters::HtmlSafe};

/// Drawn beside words that say the same.
#[derive(Template)]
#[template(path = "ui/ring.html")]
pub struct Ring {
    pub part: i64,
    pub all: i64,
}

impl Ring {
    /// How much of its 100 parts is drawn. Only what is complete is drawn as a full ring.
    fn drawn(&self) -> i64 {
        (self.part.max(0) * 100 / self.all.max(1)).min(100)
    }
}

impl HtmlSafe for Ring {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_is_full_only_where_nothing_is_missing() {
        let drawn = |part, all| Ring { part, all }.drawn();
        assert_eq!([drawn(0, 6), drawn(5, 6), drawn(6, 6), drawn(999, 1_000)], [0, 83, 100, 99]);
        assert_eq!(drawn(0, 0), 0);
    }
}
