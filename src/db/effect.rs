//! What a statement does, which decides whether it may run again after its answer was lost.
use crate::{
    db::{
        known::{Address, Known, address},
        query::Statement,
        write::follows,
    },
    error::{Error, Result},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    Reads,
    /// Inserts the event of a change, which the database accepts once.
    Begins,
    /// Does nothing without the event of its change.
    Follows,
    /// Writes the same however often it runs.
    Repeats,
    /// Writes in another way.
    Writes,
}

impl Statement {
    pub fn effect(&self) -> Effect {
        static KNOWN: Known<Address, Effect> = Known::new();
        match KNOWN.get(address(self.sql), || effect(self.sql)) {
            Effect::Writes if self.repeats => Effect::Repeats,
            effect => effect,
        }
    }
}

/// What a text does by itself.
fn effect(sql: &str) -> Effect {
    const WRITES: [&str; 3] = ["INSERT ", "UPDATE ", "DELETE "];
    if !WRITES.iter().any(|word| sql.contains(word)) {
        Effect::Reads
    } else if sql.contains("INSERT INTO events ") {
        Effect::Begins
    } else if sql.starts_with(follows!("")) {
        Effect::Follows
    } else {
        Effect::Writes
    }
}

/// Refuses statements that change rows, for a database that is to be read only.
pub fn refuse_writes(is_reading: bool, statements: &[Statement]) -> Result<()> {
    if is_reading && statements.iter().any(|it| it.effect() != Effect::Reads) {
        return Err(Error::refused("Nothing is changed while a form is shown again."));
    }
    Ok(())
}

/// Fails a transaction whose event is stored already: what it selects then is not JSON.
const IS_NEW: &str = "SELECT json('stored already: ' || id) FROM events WHERE id = :event";

/// The words of that failure.
pub const STORED_ALREADY: &str = "malformed JSON";

/// Selects an event, to find out whether its change was carried out.
const STORED: &str = "SELECT id FROM events WHERE id = :event";

/// The statements by which a batch may run again after its answer was lost, or `None` if it must not. A
/// change may: it is preceded by a statement that fails the whole batch if its event is stored already.
pub fn again(statements: &[Statement]) -> Option<Vec<Statement>> {
    let mut has_begun = false;
    let is_safe = statements.iter().all(|it| match it.effect() {
        Effect::Reads | Effect::Repeats => true,
        Effect::Begins => {
            has_begun = true;
            true
        }
        Effect::Follows => has_begun,
        Effect::Writes => false,
    });
    let begins = statements.iter().filter(|it| it.effect() == Effect::Begins);
    is_safe.then(|| {
        begins.map(|it| it.about_its_event(IS_NEW)).chain(statements.iter().cloned()).collect()
    })
}

/// The statements that read what a batch has changed: those that read, and of each change, whether it was
/// carried out. `None` for the others.
pub fn read_again(statements: &[Statement]) -> Vec<Option<Statement>> {
    let read = |it: &Statement| match it.effect() {
        Effect::Reads => Some(it.clone()),
        Effect::Begins => Some(it.about_its_event(STORED)),
        Effect::Follows | Effect::Repeats | Effect::Writes => None,
    };
    statements.iter().map(read).collect()
}

impl Statement {
    fn about_its_event(&self, sql: &'static str) -> Self {
        let event = self.bindings.iter().filter(|(name, _)| *name == "event");
        Self::new(sql, event.cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{
        query::{Changes, Query},
        scope::{client, door},
        write::begins,
    };

    const READS: &str = client!("SELECT t.id FROM my_accounts m JOIN trips t");
    const BEGINS: &str = begins!(door, "WHERE true");
    const FOLLOWS: &str = follows!("DELETE FROM rates WHERE id = :rate");
    const WRITES: &str = "UPDATE outbox SET attempts = attempts + 1 WHERE id = :id";

    fn of(sql: &'static str) -> Statement {
        Query::<Changes>::new(sql).statement
    }

    #[test]
    fn an_effect_is_told_by_the_statement() {
        assert_eq!(of(READS).effect(), Effect::Reads);
        assert_eq!(of(BEGINS).effect(), Effect::Begins);
        assert_eq!(of(FOLLOWS).effect(), Effect::Follows);
        assert_eq!(of(WRITES).effect(), Effect::Writes);
        assert_eq!(Query::<Changes>::new(WRITES).repeats().statement.effect(), Effect::Repeats);
    }

    #[test]
    fn a_change_repeats_only_if_it_begins_with_its_event() {
        let repeats = |all: &[&'static str]| {
            again(&all.iter().copied().map(of).collect::<Vec<_>>()).is_some()
        };
        assert!(repeats(&[READS, BEGINS, FOLLOWS, READS]));
        assert!(!repeats(&[READS, FOLLOWS]));
        assert!(!repeats(&[FOLLOWS, BEGINS]));
        assert!(!repeats(&[BEGINS, WRITES]));
        assert!(!repeats(&[WRITES]));
    }
}
