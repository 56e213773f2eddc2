//! A document with the file that keeps it.
use super::Sheet;
use crate::kit::text;

/// A document whose PDF is kept in a file. The file's key has a digest of everything that is printed, so that a
/// document which has changed is never served from the file of an earlier state.
#[derive(Debug, Clone)]
pub struct Printed {
    sheet: Sheet,
    /// The key of the operator's logo.
    logo: Option<String>,
    key: String,
    digest: String,
}

impl Printed {
    /// `place` is the beginning of the key, and says which document it is.
    pub fn of(sheet: Sheet, logo: Option<String>, place: &str) -> Self {
        let digest = text::digest(&[format!("{sheet:?}{logo:?}").as_bytes()]);
        let key = format!("{place}-{digest}.pdf");
        Self { sheet, logo, key, digest }
    }

    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    pub fn logo(&self) -> Option<&str> {
        self.logo.as_deref()
    }

    pub fn key(&self) -> &str {
        &self.key
    }

    /// Tells one state of the document from another.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}
