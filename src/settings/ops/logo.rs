//! The logo: added, replaced and removed.
use crate::{
    edge::Stored,
    error::{Error, Result},
    http::{form::Form, page::again, upload::Upload, visit::Visit},
    settings::{
        company::PAGE,
        logo::{LARGEST, Logo, Unfit},
        queries, views,
    },
};
use axum::response::Response;

/// `POST /settings/logo`: makes a picture the logo, in the portal, in emails and in documents. The one before stays
/// stored, for emails that were sent with it.
pub(super) async fn create(visit: Visit, mut upload: Upload) -> Result<Response> {
    let (visitor, stored) = visit.read(queries::stored(&visit.scope, &PAGE)).await?;
    let stored = stored.ok_or(Error::NotFound)?;
    let current = visitor.workspace.logo.as_deref().and_then(|it| it.strip_prefix("/logo/"));
    let received = received(&mut upload).await?;
    let received = received.and_then(|bytes| Ok((Logo::of(&bytes)?, bytes)));
    let unfit = match received {
        Ok((logo, bytes)) => {
            let key = format!("{}/logo/{}", visitor.workspace.id, logo.version);
            let content_type = logo.content_type.to_owned();
            visit.app.files.put(&key, Stored { bytes, content_type }).await?;
            let write = queries::set_logo(&visitor.workspace, Some(&logo));
            let once = upload.once(&logo.version);
            match visit.write(&once, write, PAGE.path, "Logo saved.").await {
                Err(Error::Refused(_)) if current == Some(logo.version.as_str()) => Unfit::Same,
                answer => return answer,
            }
        }
        Err(unfit) => unfit,
    };
    let mut form = PAGE.form(&stored);
    form.complain("file", unfit.words());
    again(&views::Show { visitor, page: &PAGE, stored, form })
}

/// The bytes of the file that was sent, unless there are too many.
async fn received(upload: &mut Upload) -> Result<Result<Vec<u8>, Unfit>> {
    let Some(file) = upload.file.as_mut() else { return Ok(Err(Unfit::Missing)) };
    let mut bytes = Vec::new();
    while let Some(piece) = file.piece().await? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > LARGEST {
            file.drop_rest().await;
            return Ok(Err(Unfit::TooLarge));
        }
    }
    Ok(if bytes.is_empty() { Err(Unfit::Missing) } else { Ok(bytes) })
}

/// `POST /settings/logo/removal`: shows the first letter of the name in place of the logo.
pub(super) async fn remove(visit: Visit, form: Form) -> Result<Response> {
    let (visitor, _) = visit.read_once(&form, queries::stored(&visit.scope, &PAGE)).await?;
    let workspace = &visitor.workspace;
    let key = workspace.logo_key();
    let write = queries::set_logo(workspace, None);
    let answer = visit.write(&form, write, PAGE.path, "Logo removed.").await?;
    if let Some(key) = key {
        // Where R2 does not answer, the file stays, and no page names it.
        let _ = visit.app.files.delete(&key).await;
    }
    Ok(answer)
}
