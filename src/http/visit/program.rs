//! A visit by a program with an API key. It is let in as people are, and its changes are made once as theirs are.
use super::Visit;
use crate::{
    db::{
        change::before_by_key,
        query::{Answer, Batch, Query, Statement},
        write::Write,
    },
    edge::{Results, log_fault_of},
    error::{Error, Result},
    http::form::Form,
    kit::ids::EventId,
    users::{self, Program, Who},
    workspaces::{self, Workspace},
};

/// What a program asks to be changed.
pub enum Sent<A> {
    /// With what is needed to decide it.
    New(A),
    /// It was carried out before, and has this answer.
    Before(String),
}

impl Visit {
    /// Reads data and the program's key in one round trip, and lets in a key that may use the route.
    pub async fn read_by_key<B: Batch>(&self, mut batch: B) -> Result<(Workspace, B::Answers)> {
        let (workspace, mut results) = self.admitted_by_key(batch.statements()).await?;
        Ok((workspace, batch.answers(&mut results)?))
    }

    /// What [`Visit::read_by_key`] does for every batch.
    async fn admitted_by_key(&self, statements: Vec<Statement>) -> Result<(Workspace, Results)> {
        if self.scope.session.is_empty() {
            return Err(self.sign_in_first());
        }
        let who = (workspaces::at(&self.scope.host), users::program(&self.scope));
        let (who, results) = self.identified(who, statements).await?;
        Ok((self.admit_program(who).await?, results))
    }

    /// Refuses a key that may not use the route.
    async fn admit_program(
        &self,
        (workspace, program): (Option<Workspace>, Option<Program>),
    ) -> Result<Workspace> {
        let workspace = self.workspace(workspace)?;
        let program = program.ok_or_else(|| self.sign_in_first())?;
        match self.access.who {
            Who::Programs(needed) if program.abilities.contains(&needed) => {}
            Who::Programs(needed) => return Err(Error::Unable(needed.word())),
            _ => return Err(Error::NotFound),
        }
        if program.is_to_be_noted(self.scope.now)
            && let Err(error) = self.db().run(users::program_seen(&self.scope)).await
        {
            let request = self.app.witness.request();
            log_fault_of(request, &format!("the use of a key was not noted: {error:?}"));
        }
        Ok(workspace)
    }

    /// The same for a change, which may have been carried out already.
    pub async fn read_once_by_key<B: Batch>(
        &self,
        form: &Form,
        batch: B,
    ) -> Result<(Workspace, Sent<B::Answers>)> {
        let batch = (before_by_key(&self.scope, form), batch);
        let (workspace, (before, answers)) = self.read_by_key(batch).await?;
        let sent = match before {
            None => Sent::New(answers),
            Some(before) if before.digest == form.digest() => Sent::Before(before.answer),
            Some(_) => {
                return Err(Error::refused(
                    "This Idempotency-Key was used for a request with another body.",
                ));
            }
        };
        Ok((workspace, sent))
    }

    /// Writes a decision and reads what came of it. `answer` is remembered for the same request sent again.
    pub async fn write_by_key<T: Answer>(
        &self,
        form: &Form,
        write: Write,
        answer: &str,
        read: Query<T>,
    ) -> Result<T> {
        let event = EventId::new(self.scope.now, &self.app.chance());
        let change = write.answering(form, answer).by(&self.scope, event);
        let (outcome, read) = self.db().run((change, read)).await?;
        self.carried_out(&outcome).await;
        if outcome.held {
            Ok(read)
        } else {
            Err(Error::refused(
                "This was not carried out: the record changed meanwhile, the same request is being carried out, or a limit of the day is reached.",
            ))
        }
    }
}
