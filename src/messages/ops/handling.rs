//! How staff handle a thread: its state, who answers it, and notes about it.
use super::{LONGEST_NOTE, desk};
use crate::{
    error::{Error, Result},
    http::{form::Form, page::again, routes::Id, visit::Visit},
    kit::ids::{NoteId, ThreadId},
    mail::{self, Recipients},
    messages::{ThreadState, mail as letters, queries, views::OpsShow},
};
use axum::response::Response;

/// `POST /messages/{id}/state`: puts the thread among the open, the waiting or the closed ones.
pub async fn put(visit: Visit, Id(id): Id<ThreadId>, mut form: Form) -> Result<Response> {
    let (visitor, read) = visit.read_once(&form, desk(&visit, id)).await?;
    let chosen = ThreadState::of(form.value("state"));
    if chosen.is_none() {
        form.complain("state", "Choose what becomes of this conversation.");
    }
    let view = OpsShow::of(visitor, read, form).ok_or(Error::NotFound)?;
    let Some(chosen) = chosen.filter(|_| !view.form.has_complaints()) else { return again(&view) };
    let write = queries::set_state(id, view.thread.put(chosen)?);
    let words = match chosen {
        ThreadState::Open => "Conversation opened.",
        ThreadState::Waiting => "The conversation waits for the client.",
        ThreadState::Closed => "Conversation closed. A new message of the client opens it again.",
    };
    visit.write(&view.form, write, &format!("/messages/{id}"), words).await
}

/// `POST /messages/{id}/assignment`: gives the thread to a colleague, who is told, or to nobody.
pub async fn assign(visit: Visit, Id(id): Id<ThreadId>, mut form: Form) -> Result<Response> {
    let (visitor, read) = visit.read_once(&form, desk(&visit, id)).await?;
    let colleague = read.1.1.iter().find(|it| form.is("colleague", it.id)).cloned();
    if colleague.is_none() && !form.value("colleague").is_empty() {
        form.complain("colleague", "Choose one of your colleagues.");
    }
    let mut view = OpsShow::of(visitor, read, form).ok_or(Error::NotFound)?;
    if view.form.has_complaints() {
        return again(&view);
    }
    let Ok(it) = view.thread.assign(colleague) else {
        let who = if view.thread.colleague.is_empty() {
            "Nobody in particular"
        } else {
            &view.thread.colleague
        };
        view.form.complain("colleague", format!("{who} answers this conversation already."));
        return again(&view);
    };
    let by = &view.visitor.user;
    let letter = letters::assigned(&view.thread, &by.name);
    let other = it.to.as_ref().filter(|to| to.id != by.id);
    let mail = other.map(|to| mail::to(Recipients::Colleague(to.id), &letter));
    let words = match &it.to {
        Some(to) => format!("{} answers this conversation now.", to.name),
        None => "Nobody in particular answers this conversation now.".to_owned(),
    };
    let write = queries::assign(&it, mail);
    visit.write(&view.form, write, &format!("/messages/{id}"), &words).await
}

/// `POST /messages/{id}/notes`: keeps a note, which clients never see.
pub async fn note(visit: Visit, Id(id): Id<ThreadId>, mut form: Form) -> Result<Response> {
    let (visitor, read) = visit.read_once(&form, desk(&visit, id)).await?;
    let words = form.required("note", LONGEST_NOTE, "Write your note.");
    let view = OpsShow::of(visitor, read, form).ok_or(Error::NotFound)?;
    if view.form.has_complaints() {
        return again(&view);
    }
    let note = NoteId::new(visit.scope.now, &visit.chance());
    let write = queries::note(note, id, &words);
    visit.write(&view.form, write, &format!("/messages/{id}"), "Note kept.").await
}
