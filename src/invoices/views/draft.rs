//! What the pages of drafts show, which wait for approval.
use crate::{
    invoices::{
        charged,
        drafting::{InvoiceDraft, ListedDraft},
        listing::Tab,
        queries::Waiting,
        taxes,
    },
    kit::{
        money::Currency,
        price::{Line, sums},
    },
    ui::pieces::Pager,
    users::Visitor,
};
use askama::Template;

/// The drafts of the workspace.
#[derive(Template)]
#[template(path = "invoices/ops/drafts.html")]
pub struct DraftIndex {
    pub visitor: Visitor,
    pub drafts: Vec<ListedDraft>,
    pub tab: Tab,
    pub waiting: Waiting,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "invoices/ops/draft.html")]
pub struct DraftShow {
    pub visitor: Visitor,
    pub draft: InvoiceDraft,
}

impl DraftShow {
    /// Whether the visitor may change and discard it.
    pub fn may_change(&self) -> bool {
        self.visitor.may_send("/invoices/drafts/{id}/removal")
    }

    pub fn may_approve(&self) -> bool {
        let needs_approval = self.visitor.workspace.invoices_need_approval;
        self.may_change() && self.draft.may_approve(self.visitor.user.id, needs_approval).is_ok()
    }

    /// "Ines Duarte, today at 10:12 AM"
    pub fn saved(&self) -> String {
        let when = self.visitor.moment(self.draft.saved_at).told(self.visitor.now);
        format!("{}, {when}", self.draft.author)
    }
}

impl InvoiceDraft {
    pub fn charged(&self) -> Vec<&Line> {
        charged(self.plan.lines())
    }

    pub fn taxes(&self) -> Vec<(String, String)> {
        taxes(self.plan.lines(), &self.currency)
    }

    pub fn currency(&self) -> &Currency {
        &self.currency
    }

    pub fn subtotal(&self) -> String {
        let sums = sums(self.plan.lines());
        sums.map(|it| self.currency.written(it.subtotal)).unwrap_or_default()
    }

    pub fn total(&self) -> String {
        self.currency.written(self.plan.total())
    }
}

impl ListedDraft {
    pub fn written(&self) -> String {
        self.currency.written(self.total)
    }

    pub fn saved(&self, visitor: &Visitor) -> String {
        visitor.moment(self.saved_at).told(visitor.now)
    }
}
