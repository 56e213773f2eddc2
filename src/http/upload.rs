//! A form with a file. The fields before the file are read at once, the file piece by piece, so that it is never
//! held whole.
use crate::{
    db::once::Once,
    error::{Error, Result},
    http::{form::Form, pairs},
};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::header,
};
use multer::{Field, Multipart};

/// The most bytes of the fields before the file.
const FIELDS: usize = 64 * 1024;

/// So much of a file that is too large is read on and dropped: most browsers show the answer only after they have
/// sent everything.
const DROPPED: u64 = 64 * 1024 * 1024;

/// A form with the fields that come before its file, and the file.
pub struct Upload {
    pub form: Form,
    pub file: Option<Incoming>,
    path: String,
}

/// A file that is being received.
pub struct Incoming {
    /// As the browser named it.
    pub name: String,
    field: Field<'static>,
}

impl Upload {
    /// What makes this form take effect once. `digest` is that of the file.
    pub fn once(&self, digest: &str) -> Once {
        let sent = pairs::written(&self.form.as_sent());
        Once::of(&self.path, self.form.value("key"), format!("{sent} {digest}").as_bytes())
    }
}

impl Incoming {
    /// The next piece; none at the end.
    pub async fn piece(&mut self) -> Result<Option<Bytes>> {
        self.field.chunk().await.map_err(|e| broken(&e))
    }

    /// Reads on without keeping anything.
    pub async fn drop_rest(&mut self) {
        let mut dropped = 0;
        while let Ok(Some(piece)) = self.piece().await {
            dropped += piece.len() as u64;
            if dropped > DROPPED {
                break;
            }
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let path = request.uri().path().to_owned();
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
        let Some(boundary) = kind.and_then(|it| multer::parse_boundary(it).ok()) else {
            // Without the file it is a form like any other.
            let form = Form::from_request(request, state).await?;
            return Ok(Self { form, file: None, path });
        };
        let mut parts = Multipart::new(request.into_body().into_data_stream(), boundary);
        let (mut fields, mut size) = (pairs::Fields::new(), 0);
        let mut file = None;
        while let Some(mut field) = parts.next_field().await.map_err(|e| broken(&e))? {
            if let Some(name) = field.file_name() {
                file = Some(Incoming { name: name.to_owned(), field });
                break;
            }
            let name = field.name().unwrap_or_default().to_owned();
            let mut value = Vec::new();
            while let Some(piece) = field.chunk().await.map_err(|e| broken(&e))? {
                value.extend_from_slice(&piece);
                size += piece.len();
                if size > FIELDS {
                    return Err(Error::TooLarge);
                }
            }
            fields.push((name, String::from_utf8(value).map_err(|_| Error::Malformed)?));
        }
        let form = Form::posted(&path, pairs::written(&fields).as_bytes())?;
        Ok(Self { form, file, path })
    }
}

/// A body that ends early or is no form.
fn broken(_: &multer::Error) -> Error {
    Error::refused("The file did not arrive completely. Please send it again.")
}
