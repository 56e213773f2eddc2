//! Changes of what was ordered: by the customer until somebody answers, and by staff.
use super::{Amendment, Order, Refusal, Service, State, Step};

impl Service {
    /// The customer changes an order that nobody has answered yet.
    pub fn change(&self, seen: i64, order: &Order) -> Result<Step, Refusal> {
        match self.state {
            State::Requested if *order == self.order() => Err(Refusal::Unchanged),
            State::Requested => self.step(seen, State::Requested, ""),
            State::Confirmed | State::Amended => Err(Refusal::Answered),
            State::Completed => Err(Refusal::Completed),
            State::Declined => Err(Refusal::Declined),
            State::Canceled => Err(Refusal::Canceled),
        }
    }

    /// Staff change an open order. It is compared with what the customer last agreed to.
    pub fn amend(&self, seen: i64, order: Order, note: &str) -> Result<Amendment, Refusal> {
        if let Some(refusal) = self.state.end() {
            return Err(refusal);
        }
        let step = self.step(seen, State::Amended, note)?;
        if order == self.order() {
            return Err(Refusal::Unchanged);
        }
        let before = self.before.clone().unwrap_or_else(|| self.order());
        Ok(Amendment { step, order, before })
    }
}
