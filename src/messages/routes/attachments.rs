//! The files of messages: sent by a client, and downloaded.
use crate::{
    db::page::Cursor,
    error::{Error, Result},
    files::{self, NewFile},
    http::{
        download::{Download, Wanted},
        page::again,
        routes::Id,
        upload::Upload,
        visit::Visit,
    },
    kit::ids::{FileId, MessageId, ThreadId},
    messages::{
        MOST, Thread,
        queries::{self, AttachmentFile},
        views::Show,
    },
    users::Visitor,
};
use axum::response::Response;

/// `POST /messages/{id}/files`: sends a file to operations, with or without a few words.
pub async fn create(visit: Visit, Id(id): Id<ThreadId>, mut upload: Upload) -> Result<Response> {
    let (scope, from) = (&visit.scope, visit.cursor(Cursor::newest()));
    let talk = (queries::messages(scope, id, &from), queries::readers(scope, id));
    let (visitor, (thread, talk)) = visit.read((queries::thread(scope, id), talk)).await?;
    let thread = thread.ok_or(Error::NotFound)?;
    match files::receive(&visit, &mut upload, 0).await? {
        Ok(file) => send(&visit, &mut upload, (&thread, &visitor), &file).await,
        Err(unfit) => {
            let mut form = upload.form;
            form.complain("file", unfit.words());
            again(&Show::of(visitor, thread, talk, form))
        }
    }
}

/// Writes the message of a file whose bytes are stored. Where it is refused, they are deleted at once.
pub async fn send(
    visit: &Visit,
    upload: &mut Upload,
    (thread, visitor): (&Thread, &Visitor),
    file: &NewFile,
) -> Result<Response> {
    let words = upload.form.text("words", MOST);
    let body = if words.is_empty() { format!("File: {}", file.name) } else { words };
    let message = MessageId::new(visit.scope.now, &visit.chance());
    let reply = thread.reply(message, &visitor.user, body);
    let write = queries::reply(&reply).with([queries::attached(message, file, reply.side)]);
    let there = format!("/messages/{}", thread.id);
    let answer = visit.write(&upload.once(&file.digest), write, &there, "File sent.").await;
    if let Err(Error::Done(_) | Error::Refused(_) | Error::Limited { .. }) = &answer {
        let _ = visit.app.files.delete(&file.key).await;
    }
    answer
}

/// `GET /attachments/{id}`: a file of a message as a download.
pub async fn show(visit: Visit, Id(id): Id<FileId>, wanted: Wanted) -> Result<Response> {
    let (_, file) = visit.read(queries::attachment(&visit.scope, id)).await?;
    download(&visit, &file.ok_or(Error::NotFound)?, &wanted).await
}

/// The bytes of a file that the visitor may see.
pub async fn download(visit: &Visit, file: &AttachmentFile, wanted: &Wanted) -> Result<Response> {
    let download = Download {
        name: &file.name,
        content_type: &file.content_type,
        digest: &file.digest,
        size: u64::try_from(file.size).unwrap_or_default(),
    };
    let found = wanted.stream(&download, &visit.app.files, &file.key).await?;
    found.ok_or_else(|| Error::Internal("the bytes of a message\u{2019}s file are lost".to_owned()))
}
