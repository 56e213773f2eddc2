//! What the trip pages show of the crew's duty.
use crate::{
    itineraries::Leg,
    kit::zoned::{MINUTE, duration},
    trips::duty::{Duty, DutyRules, Excess, duties},
    users::Visitor,
};

/// The proposed duty of a trip, and the limits.
pub struct ProposedDuty {
    pub rules: DutyRules,
    /// None while a time is to be agreed.
    pub duties: Option<Vec<Duty>>,
}

impl ProposedDuty {
    pub fn of(legs: &[Leg], rules: DutyRules) -> Self {
        Self { rules, duties: duties(legs, &rules) }
    }

    /// "On duty at most 14 h, with 10 h of rest in between."
    pub fn limits(&self, is_air: bool) -> String {
        let hours = |minutes: i64| duration(minutes * MINUTE);
        let DutyRules { most, rest, under_way, .. } = self.rules;
        let under_way = match (under_way, is_air) {
            (0, _) => String::new(),
            (n, true) => format!(", {} of it in flight", hours(n)),
            (n, false) => format!(", {} of it driving", hours(n)),
        };
        format!(
            "On duty at most {}{under_way}; {} of rest before the next duty.",
            hours(most),
            hours(rest)
        )
    }
}

impl Duty {
    /// "Thu, Dec 10, 7:15 PM EST to Fri, Dec 11, 8:35 AM GMT".
    pub fn window(&self, visitor: &Visitor) -> String {
        let style = visitor.style();
        self.reports().styled(style).until(&self.released().styled(style))
    }

    pub fn length(&self) -> String {
        duration(self.minutes() * MINUTE)
    }

    pub fn class(&self, rules: &DutyRules) -> &'static str {
        if self.excess(rules) == Excess::None { "ok" } else { "late" }
    }

    pub fn word(&self, rules: &DutyRules) -> &'static str {
        match self.excess(rules) {
            Excess::None => "Within the limit",
            Excess::TooLong => "Longer than the limit",
            Excess::TooLongUnderWay => "Too long under way",
        }
    }
}
