//! The PDF of an invoice.
use crate::{
    app::App,
    error::Result,
    invoices::{Invoice, payment::Payment, sheet, views},
    kit::ids::WorkspaceId,
    pdf::Printed,
};

/// An invoice in print, with everything that is printed on it now.
pub struct Paper(Printed);

impl Paper {
    /// The key contains the version of the invoice and a digest of everything that is printed. So a file
    /// of another version, or with other payment instructions, is never taken for this one.
    pub fn of(workspace: WorkspaceId, invoice: &Invoice, payments: &[Payment]) -> Self {
        let sheet = sheet::sheet(invoice, payments);
        let logo = invoice.issuer.logo.as_ref().map(|it| format!("{workspace}/logo/{it}"));
        let place = format!("{workspace}/invoices/{}/{}", invoice.id, invoice.version);
        Self(Printed::of(sheet, logo, &place).carrying(views::electronic::invoice(invoice)))
    }

    /// Renders the PDF and stores it. A second rendering stores the same file.
    pub async fn store(&self, app: &App) -> Result<()> {
        app.store(&self.0).await
    }

    pub fn printed(&self) -> &Printed {
        &self.0
    }

    pub fn into_printed(self) -> Printed {
        self.0
    }
}
