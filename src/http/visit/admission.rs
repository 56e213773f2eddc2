//! Who visits, and whether they are let in. It is read together with what the handler asks for.
use super::Visit;
use crate::{
    db::{
        change,
        query::{Batch, Statement},
    },
    edge::{Results, log_fault_of},
    error::{Error, Result},
    http::{form::Form, key},
    sessions::{self, KnownBrowser},
    users::{self, Standing, Visitor, Who},
    workspaces,
};

impl Visit {
    /// Reads a page's data and its visitor in one round trip, and lets in whoever may use the route.
    pub async fn read<B: Batch>(&self, mut batch: B) -> Result<(Visitor, B::Answers)> {
        let (visitor, mut results) = self.admitted(batch.statements()).await?;
        Ok((visitor, batch.answers(&mut results)?))
    }

    /// The same for a form that changes something: one that was carried out already ends here, with
    /// the answer it had.
    pub async fn read_once<B: Batch>(
        &self,
        form: &Form,
        mut batch: B,
    ) -> Result<(Visitor, B::Answers)> {
        let (visitor, mut results) = self.admitted_once(form, batch.statements()).await?;
        Ok((visitor, batch.answers(&mut results)?))
    }

    /// What [`Visit::read`] does for every batch, compiled once: the visitor, and the results of the batch.
    async fn admitted(&self, statements: Vec<Statement>) -> Result<(Visitor, Results)> {
        let (who, results) = self.identified(self.who(), statements).await?;
        let visitor = self.visitor(who)?;
        self.admit(&visitor, &|field| !self.param(field).is_empty()).await?;
        Ok((visitor, results))
    }

    /// The same for [`Visit::read_once`].
    async fn admitted_once(
        &self,
        form: &Form,
        statements: Vec<Statement>,
    ) -> Result<(Visitor, Results)> {
        let asked = (self.who(), change::before(&self.scope, form));
        let ((who, before), results) = self.identified(asked, statements).await?;
        let visitor = self.visitor(who)?;
        if let Some(before) = before {
            let answer =
                if self.replay.is_some() { before.answer } else { before.answer_to(form)? };
            return Err(Error::Done(answer));
        }
        self.admit(&visitor, &|field| !form.value(field).is_empty()).await?;
        Ok((visitor, results))
    }

    /// Who asks, and the results of what is read together with that.
    pub(super) async fn identified<W: Batch>(
        &self,
        mut who: W,
        statements: Vec<Statement>,
    ) -> Result<(W::Answers, Results)> {
        let mut all = who.statements();
        all.extend(statements);
        let mut results = if self.is_sending {
            self.db().results(&all).await?
        } else {
            self.db().results_of_page(&all).await?
        };
        Ok((who.answers(&mut results)?, results))
    }

    fn who(&self) -> users::Lookup {
        (workspaces::at(&self.scope.host), users::visitor(&self.scope))
    }

    fn visitor(&self, (workspace, user): <users::Lookup as Batch>::Answers) -> Result<Visitor> {
        let workspace = self.workspace(workspace)?;
        let user = user.ok_or_else(|| self.sign_in_first())?;
        if user.face != self.host.face {
            self.app.faces.forget(&self.host.name);
            return Err(Error::AskAgain(sessions::safe_next(&self.next).to_owned()));
        }
        self.app.witness.saw(user.id);
        self.scope.read_as.get_or_init(|| user.version);
        if user.standing() == Standing::MustChoosePassword {
            return Err(Error::ChoosePassword);
        }
        let mut chance = [0; 16];
        (self.app.random)(&mut chance);
        let key = match &self.replay {
            Some(replay) => replay.key.clone(),
            None => key::signed(&self.app.config.signing_key, &self.scope.host, user.id, chance),
        };
        Ok(Visitor {
            user,
            workspace,
            notice: self.notice(),
            key,
            path: self.uri.path().to_owned(),
            is_sending: self.is_sending,
            routes: self.table.0,
            now: self.scope.now,
        })
    }

    /// Refuses whoever may not use the route, or has not shown every factor; `has` tells which
    /// fields the request has.
    async fn admit(&self, visitor: &Visitor, has: &(dyn Fn(&str) -> bool + Sync)) -> Result<()> {
        if self.access.who == Who::Begun {
            return Ok(());
        }
        match visitor.user.standing() {
            Standing::In => {}
            Standing::MustChoosePassword => return Err(Error::ChoosePassword),
            Standing::MustShowFactor => return Err(Error::ShowFactor { next: self.next.clone() }),
            Standing::MustSetUpFactor => return Err(Error::SetUpFactor),
        }
        self.access.check(&visitor.workspace, &visitor.user, has)?;
        self.remember_browser(&visitor.user.email);
        if self.scope.now - visitor.user.seen_at >= sessions::NOTED_EVERY
            && let Err(error) = self.db().run(sessions::seen(&self.scope)).await
        {
            let request = self.app.witness.request();
            log_fault_of(request, &format!("the use of a session was not noted: {error:?}"));
        }
        Ok(())
    }

    /// Has the answer mark this browser as one in which its user has signed in, unless it is marked.
    fn remember_browser(&self, email: &str) {
        if self.known.as_ref().is_none_or(|it| !it.is_of(email)) {
            let it = KnownBrowser::new(email, self.app.secret());
            let sealed = it.sealed(&self.app.config.signing_key, &self.scope.host, self.scope.now);
            self.app.witness.knows(sealed);
        }
    }
}
