//! The PDF of an invoice: the file that holds it, and making it where no file does.
use super::PDF;
use crate::{
    app::App,
    edge::Stored,
    error::Result,
    invoices::{Invoice, payment::Payment, sheet},
    kit::{ids::WorkspaceId, text},
    pdf::Sheet,
};

/// An invoice in print, and the key of its file.
pub struct Paper {
    sheet: Sheet,
    key: String,
    /// The key of the operator's logo.
    logo: Option<String>,
}

impl Paper {
    /// The key contains the version of the invoice and a digest of everything that is printed. So a file
    /// of another version, or with other payment instructions, is never taken for this one.
    pub fn of(workspace: WorkspaceId, invoice: &Invoice, payments: &[Payment]) -> Self {
        let sheet = sheet::sheet(invoice, payments);
        let logo = invoice.issuer.logo.as_ref().map(|it| format!("{workspace}/logo/{it}"));
        let digest = text::digest(&[format!("{sheet:?}{logo:?}").as_bytes()]);
        let key = format!("{workspace}/invoices/{}/{}-{digest}.pdf", invoice.id, invoice.version);
        Self { sheet, key, logo }
    }

    /// Renders the PDF and stores it. A second rendering stores the same file.
    pub async fn store(&self, app: &App) -> Result<()> {
        let bytes = self.print(app).await?;
        self.put(app, bytes).await
    }

    /// The PDF: from its file, or rendered now if there is none.
    pub async fn bytes(&self, app: &App) -> Result<Vec<u8>> {
        if let Some(stored) = app.files.get(&self.key).await.ok().flatten() {
            return Ok(stored.bytes);
        }
        let bytes = self.print(app).await?;
        // Whoever asked for the PDF has it even if it could not be stored; it is rendered again then.
        let _ = self.put(app, bytes.clone()).await;
        Ok(bytes)
    }

    async fn print(&self, app: &App) -> Result<Vec<u8>> {
        app.print(&self.sheet, self.logo.as_deref()).await
    }

    async fn put(&self, app: &App, bytes: Vec<u8>) -> Result<()> {
        app.files.put(&self.key, Stored { bytes, content_type: PDF.to_owned() }).await
    }
}
