//! Turns for work that holds up every other request of an isolate, such as hashing a password.
//!
//! Each turn is a moment at which one request may do such work. The moments are so far apart that other
//! requests are answered in between. A request waits for its own moment by its own timer: another request
//! must not wake it, as the platform lets a request do I/O only by its own events.
use std::sync::{Arc, Mutex};

/// Milliseconds between two turns: more than twice what a password takes.
const EVERY: i64 = 100;

/// Who waits, and so how long. Strangers fill a part of the line only, so that however many they are,
/// people who have signed in here before find a turn in the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    Stranger,
    Known,
}

impl Waiting {
    /// The longest wait in milliseconds. Then it is better to be told than to wait on.
    fn longest(self) -> i64 {
        match self {
            Self::Stranger => 2_000,
            Self::Known => 5_000,
        }
    }
}

/// When the next turn is, shared by the requests of an isolate.
#[derive(Debug, Clone)]
pub struct Turns {
    next: Arc<Mutex<i64>>,
    /// Milliseconds from one to the next.
    pub every: i64,
}

impl Default for Turns {
    fn default() -> Self {
        Self::every(EVERY)
    }
}

impl Turns {
    pub fn every(millis: i64) -> Self {
        Self { next: Arc::default(), every: millis }
    }

    /// The moment of the next free turn, which is taken; `None` if it is too far off.
    pub fn take(&self, who: Waiting, now: i64) -> Option<i64> {
        let mut next = self.next.lock().ok()?;
        // A turn that is later than anybody waits was taken before the clock was set back.
        let is_sound = *next <= now + Waiting::Known.longest() + self.every;
        let at = if is_sound { now.max(*next) } else { now };
        if at - now > who.longest() {
            return None;
        }
        *next = at + self.every;
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_apart_and_the_first_is_at_once() {
        let turns = Turns::default();
        let at = |now| turns.take(Waiting::Stranger, now);
        assert_eq!((at(1_000), at(1_000), at(1_050)), (Some(1_000), Some(1_100), Some(1_200)));
        assert_eq!(at(9_000), Some(9_000));
    }

    #[test]
    fn strangers_leave_turns_to_those_who_are_known() {
        let turns = Turns::default();
        let taken = |who| std::iter::from_fn(|| turns.take(who, 0)).take(1_000).count();
        assert_eq!(taken(Waiting::Stranger), 21);
        assert_eq!(taken(Waiting::Known), 30);
        assert_eq!((turns.take(Waiting::Known, 0), taken(Waiting::Stranger)), (None, 0));
    }

    #[test]
    fn when_a_flood_ends_a_stranger_has_a_turn_again_at_once() {
        let turns = Turns::default();
        while turns.take(Waiting::Stranger, 0).is_some() {}
        assert_eq!(turns.take(Waiting::Stranger, 1), None);
        assert_eq!(turns.take(Waiting::Stranger, EVERY), Some(2_100));
    }

    #[test]
    fn a_clock_that_is_set_back_locks_nobody_out() {
        let turns = Turns::default();
        assert_eq!(turns.take(Waiting::Stranger, 9_000_000), Some(9_000_000));
        assert_eq!(turns.take(Waiting::Stranger, 1_000), Some(1_000));
    }
}
