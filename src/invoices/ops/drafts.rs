//! `/invoices/drafts` on the operations side: invoices that wait for somebody else's approval.
use super::super::{
    drafting::{InvoiceDraft, ListedDraft, Planned},
    listing::{PER_PAGE, Tab},
    mail, queries,
    views::{DraftIndex, DraftShow},
};
use crate::{
    db::page::{Cursor, Page},
    error::{Error, Result},
    http::{
        form::Form,
        page::{page, see},
        routes::Id,
        visit::Visit,
    },
    kit::ids::InvoiceId,
    rates,
    ui::pieces::Pager,
    users::Visitor,
};
use axum::response::Response;

#[cfg(test)]
mod tests;

/// The tab of drafts that wait for approval, the first saved on top.
pub(super) async fn index(visit: Visit) -> Result<Response> {
    let batch = (
        queries::drafts(&visit.scope, &visit.cursor(Cursor::oldest())),
        queries::waiting(&visit.scope),
    );
    let (visitor, (drafts, waiting)) = visit.read(batch).await?;
    let listed = Page::of(drafts, PER_PAGE, |it: &ListedDraft| Cursor::after(it.saved_at, it.id));
    let tab = Tab::Drafts;
    let pager = Pager::more(&listed, "/invoices", &[("show", tab.word())]);
    let waiting = waiting.unwrap_or_default();
    page(&DraftIndex { visitor, drafts: listed.rows, tab, waiting, pager })
}

/// `GET /invoices/drafts/{id}`: the draft as it would be issued. Leads to the invoice once it was.
pub(super) async fn show(visit: Visit, Id(id): Id<InvoiceId>) -> Result<Response> {
    let batch = (queries::draft(&visit.scope, id), queries::invoice(&visit.scope, id));
    let (visitor, (draft, invoice)) = visit.read(batch).await?;
    match (draft, invoice) {
        (Some(draft), _) => page(&DraftShow { visitor, draft }),
        (None, Some(_)) => Ok(see(&format!("/invoices/{id}"))),
        (None, None) => Err(Error::NotFound),
    }
}

/// `POST /invoices/drafts/{id}/approval`: issues the draft that somebody else saved last.
pub(super) async fn approve(visit: Visit, Id(id): Id<InvoiceId>, form: Form) -> Result<Response> {
    let batch = (queries::draft(&visit.scope, id), rates::rates(&visit.scope));
    let (visitor, (draft, rates)) = visit.read_once(&form, batch).await?;
    let draft = draft.ok_or(Error::NotFound)?;
    let by = (visitor.user.id, visitor.workspace.invoices_need_approval);
    let plan = draft.approve(by, form.seen(), visitor.today(), &rates)?;
    let write = queries::carry_out(&plan, Some(draft.version));
    visit.write(&form, write, &format!("/invoices/{id}"), "Invoice issued.").await
}

/// `POST /invoices/drafts/{id}/removal`: discards the draft.
pub(super) async fn remove(visit: Visit, Id(id): Id<InvoiceId>, form: Form) -> Result<Response> {
    let (_, draft) = visit.read_once(&form, queries::draft(&visit.scope, id)).await?;
    let write = queries::remove_draft(&draft.ok_or(Error::NotFound)?, form.seen());
    visit.write(&form, write, "/invoices?show=drafts", "Draft discarded.").await
}

/// The page that changes a draft, with its form. A page that was opened without its draft leads there first.
pub(super) fn opened(
    draft: &InvoiceDraft,
    asked: &str,
    form: impl FnOnce(Form) -> Result<Response>,
) -> Result<Response> {
    if asked.is_empty() { Ok(see(&draft.page())) } else { form(draft.form()) }
}

/// The id of the draft that the form changes, or else a new one.
pub(super) fn id_of(visit: &Visit, form: &Form) -> InvoiceId {
    let new = |_| InvoiceId::new(visit.scope.now, &visit.chance());
    form.value("draft").parse().unwrap_or_else(new)
}

/// Issues the invoice, or saves it as a draft where somebody else must approve it.
pub(super) async fn carry_out(
    visit: &Visit,
    visitor: &Visitor,
    form: &Form,
    it: &Planned,
) -> Result<Response> {
    if visitor.workspace.invoices_need_approval {
        let letter = mail::awaits_approval(it, visitor.workspace.style(visit.scope.now));
        let notice = "Draft saved. Another member of the staff must approve it.";
        return visit.write(form, queries::save_draft(it, &letter), &it.draft_page(), notice).await;
    }
    let draft = Some(it.seen).filter(|_| !form.value("draft").is_empty());
    let write = queries::carry_out(&it.plan, draft);
    visit.write(form, write, &format!("/invoices/{}", it.plan.id()), "Invoice issued.").await
}
