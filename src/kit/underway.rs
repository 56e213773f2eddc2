//! Work that is being done in this isolate, so that two requests do not do the same at once.
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

/// Work that was begun so long ago, in milliseconds, was given up: its request has ended.
const LONGEST: i64 = 10_000;

/// The names of what is being done, each with when it was begun.
#[derive(Debug, Clone, Default)]
pub struct Underway(Arc<Mutex<HashMap<String, i64>>>);

/// Ends the work when it is dropped.
#[derive(Debug)]
pub struct Held {
    all: Underway,
    name: String,
}

impl Underway {
    /// Begins some work; none if it is being done already.
    pub fn begin(&self, name: &str, now: i64) -> Option<Held> {
        let mut all = self.0.lock().ok()?;
        if all.get(name).is_some_and(|at| now < at + LONGEST) {
            return None;
        }
        all.insert(name.to_owned(), now);
        Some(Held { all: self.clone(), name: name.to_owned() })
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Ok(mut all) = self.all.0.lock() {
            all.remove(&self.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_work_is_done_once_at_a_time() {
        let all = Underway::default();
        let held = all.begin("invoice", 0);
        assert!(held.is_some() && all.begin("invoice", 9_999).is_none());
        assert!(all.begin("another", 0).is_some());
        drop(held);
        let again = all.begin("invoice", 1);
        assert!(again.is_some() && all.begin("invoice", 10_001).is_some(), "it was given up");
    }
}
