//! Holds mails that come while their workspace is moved, and takes them when it has moved.
use super::{Handed, Taken, take};
use crate::{
    app::App,
    edge::{Stored, log_fault},
    error::{Error, Result},
    kit::ids::{MailId, WorkspaceId},
    messages::queries::{self, Held},
};

/// Holds a mail that could not be kept if that is because its workspace is being moved; else the fault stands.
pub async fn hold(
    app: &App,
    workspace: WorkspaceId,
    mail: &Handed<'_>,
    fault: Error,
) -> Result<Taken> {
    if app.db.run(queries::moving(workspace)).await?.is_none() {
        return Err(fault);
    }
    let id = MailId::new(app.now(), &app.chance());
    let (recipient, sender) = (mail.to.to_owned(), mail.from.to_owned());
    let it = Held { id, key: format!("held/{id}.eml"), recipient, sender };
    let raw = Stored { bytes: mail.raw.to_vec(), content_type: "message/rfc822".to_owned() };
    app.files.put(&it.key, raw).await?;
    app.db.run(queries::hold(workspace, &it, app.now())).await?;
    Ok(Taken::Kept)
}

/// Takes the mails whose workspace has moved. One that cannot be taken yet waits for the next time.
pub async fn release(app: &App) -> Result<()> {
    for it in app.db.run(queries::held()).await? {
        let Some(raw) = app.files.get(&it.key).await? else {
            log_fault(&format!("held mail {}: its file is lost", it.id));
            app.db.run(queries::taken(it.id)).await?;
            continue;
        };
        let mail = Handed { from: &it.sender, to: &it.recipient, raw: &raw.bytes };
        match Box::pin(take(app, &mail)).await {
            Ok(_) => {
                app.db.run(queries::taken(it.id)).await?;
                app.files.delete(&it.key).await?;
            }
            Err(fault) => {
                log_fault(&format!("held mail {}: {fault:?}", it.id));
            }
        }
    }
    Ok(())
}
