//! Emails about invoices that wait for approval.
use crate::{
    invoices::drafting::Planned,
    kit::{style::Style, text},
    mail::Letter,
};

/// To the staff who may approve it: a draft waits for them.
pub fn awaits_approval(it: &Planned, style: Style) -> Letter {
    Letter {
        subject: format!("An invoice for {} needs your approval", it.about),
        lead: format!(
            "An invoice for {} was drafted. Somebody else than its author must approve it before it is issued.",
            it.about
        ),
        facts: vec![
            ("Total".to_owned(), style.money(&it.currency, it.plan.total())),
            ("Due".to_owned(), style.lasting().date(it.plan.due_on())),
        ],
        action: "View draft".to_owned(),
        path: it.draft_page(),
    }
}

/// The same about several drafts for an account.
pub fn await_approval(account: &str, drafts: usize) -> Letter {
    let invoices = text::counted(i64::try_from(drafts).unwrap_or_default(), "invoice");
    Letter {
        subject: format!("{invoices} for {account} need your approval"),
        lead: format!(
            "{invoices} for {account} were drafted. Somebody else than their author must approve each before it is issued."
        ),
        facts: Vec::new(),
        action: "View drafts".to_owned(),
        path: "/invoices?show=drafts".to_owned(),
    }
}
