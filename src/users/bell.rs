//! The latest notices of a visitor, which every page has under its bell.
use super::Visitor;
use serde::Deserialize;

/// A notice under the bell.
#[derive(Debug, Clone, Deserialize)]
pub struct LatestNotice {
    pub id: String,
    pub subject: String,
    pub path: String,
    pub at: i64,
    pub read_at: Option<i64>,
}

impl Visitor {
    /// How long ago something was, or its day.
    pub fn ago(&self, at: i64) -> String {
        self.moment(at).told(self.now)
    }

    /// Takes notices that lead to this page off the count: opening it has marked them as read.
    pub fn has_opened(&mut self, path: &str) {
        let now = self.now;
        for it in self.user.latest.iter_mut().filter(|it| it.path == path && it.read_at.is_none()) {
            it.read_at = Some(now);
            self.user.news = (self.user.news - 1).max(0);
        }
    }
}
