//! How often clients opened a quote or an invoice.
use crate::users::Visitor;
use serde::Deserialize;

/// How often clients opened it, and who did last.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Attention {
    pub times: i64,
    pub last: Option<i64>,
    pub who: String,
}

impl Attention {
    /// "Viewed 3 times, last Fri, Nov 20, 8:00 AM EST by Mira Lindqvist"
    pub fn told(&self, visitor: &Visitor) -> String {
        let Some(last) = self.last else {
            return "Not viewed by the client yet".to_owned();
        };
        let last = visitor.moment(last).full();
        let times = match self.times {
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            times => format!("{times} times"),
        };
        format!("Viewed {times}, last {last} by {}", self.who)
    }
}
