//! The texts of mails, which a developer's machine keeps to be read in the portal.
use crate::{app::App, edge::Stored, error::Result};

fn key(id: &str) -> String {
    format!("local/mail/{id}.txt")
}

/// Keeps the text of the mail of an outbox row.
pub async fn keep(app: &App, id: &str, text: &str) -> Result<()> {
    if !app.config.local {
        return Ok(());
    }
    let (bytes, content_type) = (text.as_bytes().to_vec(), "text/plain".to_owned());
    app.files.put(&key(id), Stored { bytes, content_type }).await
}

/// The text of a mail, if it was kept.
pub async fn kept(app: &App, id: &str) -> Result<Option<String>> {
    if !app.config.local {
        return Ok(None);
    }
    let file = app.files.get(&key(id)).await?;
    Ok(file.map(|file| String::from_utf8_lossy(&file.bytes).into_owned()))
}
