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
    /// The invoice as Factur-X, which the file carries.
    data: Option<String>,
    place: String,
    key: String,
    digest: String,
}

impl Printed {
    /// `place` is the beginning of the key, and says which document it is.
    pub fn of(sheet: Sheet, logo: Option<String>, place: &str) -> Self {
        let (place, empty) = (place.to_owned(), String::new());
        Self { sheet, logo, data: None, place, key: empty.clone(), digest: empty }.keyed()
    }

    /// The document with this Factur-X inside, if it has any.
    #[must_use]
    pub fn carrying(self, data: Option<String>) -> Self {
        if data.is_some() { Self { data, ..self }.keyed() } else { self }
    }

    fn keyed(self) -> Self {
        let Self { sheet, logo, .. } = &self;
        let data = self.data.as_deref().unwrap_or_default();
        let digest = text::digest(&[format!("{sheet:?}{logo:?}{data}").as_bytes()]);
        Self { key: format!("{}-{digest}.pdf", self.place), digest, ..self }
    }

    pub fn data(&self) -> Option<&str> {
        self.data.as_deref()
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
