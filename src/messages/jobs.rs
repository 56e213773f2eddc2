//! Takes mail at reply addresses: the handler keeps the raw mail and lets whoever may not answer know; a job makes it a message.
mod held;
pub use held::release;

use super::{
    MOST, NewMessage,
    incoming::{self, Enclosed, Head, LARGEST, LeftOut, Refusal, Sender},
    queries::{self, Addressee, Arrived, MailIn},
};
use crate::{
    app::App,
    edge::Stored,
    error::{Error, Result},
    files::{Kind, NewFile, PREFIX, RAW_MAILS, file_name},
    kit::{
        ids::{FileId, MailId, MessageId, WorkspaceId},
        text,
        zoned::today,
    },
    mail::replies,
    outbox::{Done, Failed, Job, Row},
};
use serde::{Deserialize, Serialize};

/// A mail that the platform hands over: from whom and to whom, by its envelope.
#[derive(Debug, Clone, Copy)]
pub struct Handed<'a> {
    pub from: &'a str,
    pub to: &'a str,
    pub raw: &'a [u8],
}

/// What became of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    Kept,
    /// A machine wrote it: it is counted, and nobody is told.
    Dropped,
    Refused(Refusal),
}

/// Takes a mail: keeps it as it is, to be read by a job.
pub async fn take(app: &App, mail: &Handed<'_>) -> Result<Taken> {
    if mail.raw.len() > LARGEST {
        return Ok(Taken::Refused(Refusal::TooLarge));
    }
    let Some(row) = replies::row_of(&app.config, mail.to) else {
        return Ok(Taken::Refused(Refusal::Unknown));
    };
    let Some(head) = incoming::head(mail.from, mail.raw) else {
        return Ok(Taken::Refused(Refusal::Unknown));
    };
    if head.is_automatic {
        app.db.run(queries::dropped(&today(app.now(), "UTC").to_string())).await?;
        return Ok(Taken::Dropped);
    }
    for place in app.everywhere() {
        let place = place?;
        let Some(to) = place.db.run(queries::addressee(&row)).await? else { continue };
        if !to.has_access {
            return Ok(Taken::Refused(Refusal::NoAccess));
        }
        return match incoming::sender(&head, &to.email, &to.name) {
            Sender::Stranger => Ok(Taken::Refused(Refusal::Stranger)),
            known => match keep(&place, &to, head, mail.raw, known).await {
                Err(fault) => held::hold(app, to.workspace_id, mail, fault).await,
                kept => kept,
            },
        };
    }
    Ok(Taken::Refused(Refusal::Unknown))
}

async fn keep(app: &App, to: &Addressee, head: Head, raw: &[u8], by: Sender) -> Result<Taken> {
    let id = MailId::new(app.now(), &app.chance());
    let key = format!("{RAW_MAILS}{}/{id}.eml", to.workspace_id);
    let stored = Stored { bytes: raw.to_vec(), content_type: "message/rfc822".to_owned() };
    app.files.put(&key, stored).await?;
    let (from, message_id) = (head.from, head.message_id);
    let it = Arrived { id, message_id, key, from, is_confirmed: by == Sender::Confirmed };
    if !app.carry_out(to.workspace_id, queries::arrive(to, &it)).await?.held {
        // The same mail was kept before.
        app.files.delete(&it.key).await?;
    }
    Ok(Taken::Kept)
}

/// Makes a mail that was kept a message.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReplyByMail {
    pub mail: MailId,
}

impl Job for ReplyByMail {
    const NAME: &'static str = "reply_by_mail";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let found = app.db.run(queries::unread_mail(row.workspace_id, self.mail)).await?;
        if let Some(mail) = found {
            answer(app, row.workspace_id, self.mail, &mail).await?;
        }
        Ok(Done::default())
    }
}

async fn answer(app: &App, workspace: WorkspaceId, id: MailId, mail: &MailIn) -> Result<()> {
    let raw = app.files.get(&mail.key).await?.ok_or(Error::NotFound)?;
    let reply = incoming::reply(&raw.bytes, &mail.operator, MOST).ok_or(Error::NotFound)?;
    let (mut files, mut left_out) = (Vec::new(), reply.left_out);
    for it in reply.files {
        let name = it.name.clone();
        match store(app, it).await? {
            Some(file) => files.push(file),
            None => left_out.push(LeftOut::of_kind(name)),
        }
    }
    let message = NewMessage {
        id: MessageId::new(app.now(), &app.chance()),
        thread: mail.thread_id,
        account: mail.account_id,
        subject: mail.subject.clone(),
        side: mail.face,
        author: mail.name.clone(),
        body: reply.said,
    };
    let change = queries::answer(id, mail, &message, &reply.folded, &files, &left_out);
    app.carry_out(workspace, change).await?;
    Ok(())
}

/// Stores a file that came with a mail, if it is of a kind that is exchanged. The raw mail has the others.
async fn store(app: &App, it: Enclosed) -> Result<Option<NewFile>> {
    let head = it.bytes.get(..it.bytes.len().min(16 * 1024)).unwrap_or_default();
    let Some(kind) = Kind::of(head) else { return Ok(None) };
    let file = NewFile {
        id: FileId::new(app.now(), &app.chance()),
        name: file_name(&it.name, kind),
        content_type: kind.content_type,
        size: i64::try_from(it.bytes.len()).unwrap_or(i64::MAX),
        digest: text::token(&text::digest_bytes(&[&it.bytes])),
        key: format!("{PREFIX}{}", app.secret()),
    };
    let stored = Stored { bytes: it.bytes, content_type: kind.content_type.to_owned() };
    app.files.put(&file.key, stored).await?;
    Ok(Some(file))
}

#[cfg(test)]
mod tests;
