//! The PDF of an invoice.
use crate::{
    app::App,
    error::Result,
    invoices::{Invoice, payment::Payment, sheet, views},
    kit::ids::WorkspaceId,
    mail::{self, Enclosed, Mailing},
    outbox::Row,
    pdf::Printed,
    workspaces::{Module, Modules},
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

/// The PDF for whoever a mail goes to, if they may read it.
pub async fn enclosed(
    app: &App,
    row: &Row,
    (invoice, payments): (&Invoice, &[Payment]),
) -> Result<Enclosed> {
    if may_read(app, row, invoice).await? {
        Ok(printed(app, row, (invoice, payments)).await)
    } else {
        Ok(Enclosed::Withheld)
    }
}

/// Whether whoever a mail goes to may read the PDFs of the invoice and of others of its account.
pub async fn may_read(app: &App, row: &Row, invoice: &Invoice) -> Result<bool> {
    let modules = Modules::NONE.with(Module::Invoices).with(Module::Documents);
    mail::may_read(app, row, (invoice.account_id, Mailing::Invoices), modules).await
}

/// The PDF as it goes by mail. It has no bank details, and is not kept.
pub async fn printed(
    app: &App,
    row: &Row,
    (invoice, payments): (&Invoice, &[Payment]),
) -> Enclosed {
    let paper = Paper::of(row.workspace_id, &invoice.mailed(), payments);
    let name = format!("Invoice {}.pdf", invoice.number);
    Enclosed::of(name, app.render(paper.printed()).await)
}
