//! The texts of mails, which a developer's machine keeps to be read in the portal.
use crate::{
    app::App,
    edge::{OutgoingMail, Stored},
    error::Result,
};

/// A form in which a mail is kept.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    Text,
    Html,
}

impl Form {
    fn key(self, id: &str) -> String {
        let ending = match self {
            Self::Text => "txt",
            Self::Html => "html",
        };
        format!("local/mail/{id}.{ending}")
    }
}

/// Keeps the mail of an outbox row, as text and as it looks.
pub async fn keep(app: &App, id: &str, mail: &OutgoingMail) -> Result<()> {
    if !app.config.local {
        return Ok(());
    }
    for (form, words, kind) in
        [(Form::Text, &mail.text, "text/plain"), (Form::Html, &mail.html, "text/html")]
    {
        let file = Stored { bytes: words.as_bytes().to_vec(), content_type: kind.to_owned() };
        app.files.put(&form.key(id), file).await?;
    }
    Ok(())
}

/// A mail in one of its forms, if it was kept.
pub async fn kept(app: &App, id: &str, form: Form) -> Result<Option<String>> {
    if !app.config.local {
        return Ok(None);
    }
    let file = app.files.get(&form.key(id)).await?;
    Ok(file.map(|file| String::from_utf8_lossy(&file.bytes).into_owned()))
}
