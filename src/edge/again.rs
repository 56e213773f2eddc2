//! Runs batches, and runs them again if the database stumbles: if it is overloaded, is restarted, or the
//! connection to it breaks.
use super::{Answered, Db, log_fault};
use crate::{
    db::{
        columns::Columns,
        effect::{Effect, STORED_ALREADY, again, read_again},
        query::{Answer, Batch, Rows, Statement},
    },
    error::{Error, Result},
};
use serde::de::IgnoredAny;
use std::vec;

/// The longest pauses between tries, in milliseconds. Each is shortened by up to a half at random, so
/// that requests that failed together do not come back together.
const PAUSES: [u32; 5] = [100, 200, 400, 800, 1_600];

/// No further try begins after so many milliseconds.
const PATIENCE: i64 = 5_000;

/// An error that passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stumble {
    /// The batch did not run.
    Refused,
    /// The batch may have run, and its answer was lost.
    Lost,
}

impl Stumble {
    /// By the words of D1.
    fn of(error: &Error) -> Option<Self> {
        const REFUSED: [&str; 5] = [
            "overloaded",
            "Too many requests queued",
            "transient issue",
            "database is locked",
            // By the triggers of a move (scripts/workspace/move.mjs).
            "the workspace is being moved",
        ];
        const LOST: [&str; 6] = [
            "Network connection lost",
            "object to be reset",
            "reset because its code was updated",
            "Internal error in D1",
            "internal error; reference",
            "Failed to parse body as JSON",
        ];
        let Error::Internal(words) = error else { return None };
        let says = |any: &[&str]| any.iter().any(|it| words.contains(it));
        if says(&LOST) {
            Some(Self::Lost)
        } else if says(&REFUSED) {
            Some(Self::Refused)
        } else {
            None
        }
    }
}

/// Whether a batch was refused because an earlier try has stored its event.
fn was_carried_out(error: &Error) -> bool {
    matches!(error, Error::Internal(words) if words.contains(STORED_ALREADY))
}

/// How long to wait before the next try, unless there were enough.
fn pause(tries: usize, elapsed: i64, chance: u32) -> Option<u32> {
    let longest = PAUSES.get(tries)?;
    let pause = longest - chance % (longest / 2 + 1);
    (elapsed + i64::from(pause) <= PATIENCE).then_some(pause)
}

impl Db {
    /// Runs a batch. Reading is tried again as long as the database stumbles, and so is a change that
    /// begins with its event, because it cannot be carried out twice.
    pub async fn run<B: Batch>(&self, mut batch: B) -> Result<B::Answers> {
        let mut rows = self.results(&batch.statements()).await?;
        batch.answers(&mut rows)
    }

    /// The results of a page's batch. If the database refuses what the page notes beside reading, such as a
    /// thread as read, the page is read without that.
    pub async fn results_of_page(&self, statements: &[Statement]) -> Result<Results> {
        match self.results(statements).await {
            Err(error) if statements.iter().any(|it| it.effect() != Effect::Reads) => {
                let rows = self.only_read(statements).await?;
                log_fault(&format!("a page was shown and not noted: {error:?}"));
                Ok(rows)
            }
            rows => rows,
        }
    }

    /// The results of a batch, for [`Batch::answers`].
    pub async fn results(&self, statements: &[Statement]) -> Result<Results> {
        match self.tried(statements).await? {
            Some(answered) => {
                Ok(answered.into_iter().map(Row::Answered).collect::<Vec<_>>().into_iter())
            }
            None => self.only_read(statements).await,
        }
    }

    /// Runs only what reads, and finds out which changes were carried out.
    async fn only_read(&self, statements: &[Statement]) -> Result<Results> {
        let reading = read_again(statements);
        let read: Vec<_> = reading.iter().flatten().cloned().collect();
        let mut answered = self.tried(&read).await?.unwrap_or_default().into_iter();
        let row = |(read, asked): (Option<Statement>, &Statement)| {
            let answered = read.and_then(|_| answered.next());
            match (answered, asked.effect()) {
                (Some(event), Effect::Begins) => Row::stored(event),
                (Some(answered), _) => Ok(Row::Answered(answered)),
                (None, _) => Ok(Row::Changed(0)),
            }
        };
        let rows: Vec<_> = reading.into_iter().zip(statements).map(row).collect::<Result<_>>()?;
        Ok(rows.into_iter())
    }

    /// Runs the statements, several times if need be. `None` if a try whose answer was lost has carried
    /// them out.
    async fn tried(&self, statements: &[Statement]) -> Result<Option<Vec<Answered>>> {
        let began = self.clock();
        let (mut tries, mut was_lost) = (0, None);
        loop {
            let asked = was_lost.as_deref().unwrap_or(statements);
            let error = match self.attempt(asked).await {
                // What precedes them says only that they are new.
                Ok(mut answered) => {
                    return Ok(Some(answered.split_off(asked.len() - statements.len())));
                }
                Err(error) => error,
            };
            if was_lost.is_some() && was_carried_out(&error) {
                return Ok(None);
            }
            let Some(stumble) = Stumble::of(&error) else { return Err(error) };
            if stumble == Stumble::Lost && was_lost.is_none() {
                was_lost = again(statements);
                if was_lost.is_none() {
                    return Err(out_of_reach(error));
                }
            }
            let chance = getrandom::u32().unwrap_or_default();
            let Some(next) = pause(tries, self.clock() - began, chance) else {
                return Err(out_of_reach(error));
            };
            self.pause(next).await;
            tries += 1;
        }
    }
}

/// What an error that passes is to the visitor, once there is no time left for it to pass.
fn out_of_reach(error: Error) -> Error {
    match error {
        Error::Internal(cause) => Error::OutOfReach(cause),
        other => other,
    }
}

/// The results of a batch, one for each statement.
pub type Results = vec::IntoIter<Row>;

/// The result of a statement, which may have been left out.
pub enum Row {
    Answered(Answered),
    /// How many rows it changed.
    Changed(usize),
}

impl Row {
    /// What a change has changed, by the event that was found of it.
    fn stored(event: Answered) -> Result<Self> {
        Ok(Self::Changed(Vec::<IgnoredAny>::from_rows(event)?.len()))
    }
}

impl Rows for Row {
    fn json(self, columns: fn() -> Option<Columns>) -> Result<String> {
        match self {
            Self::Answered(rows) => rows.json(columns),
            Self::Changed(_) => Ok("[]".to_owned()),
        }
    }
    fn changes(&self) -> Result<usize> {
        match self {
            Self::Answered(rows) => rows.changes(),
            Self::Changed(many) => Ok(*many),
        }
    }
}

#[cfg(test)]
mod tests;
