//! The mails about an inquiry.
use super::Inquiry;
use crate::{
    kit::{clock::Dates, ids::LeadId},
    mail::Letter,
    workspaces::Workspace,
};

/// To the staff who are told of requests.
pub fn received(lead: LeadId, it: &Inquiry, source: &str, dates: &Dates) -> Letter {
    Letter {
        subject: format!("Request from the {source}: {}", it.name),
        lead: "Someone without an account requested a trip. The request is in the notes of a lead."
            .to_owned(),
        facts: [it.person(), it.wish(dates)].concat(),
        action: "View lead".to_owned(),
        path: format!("/leads/{lead}"),
    }
}

/// To the address of the form. It has none of the words that were typed, as anybody can type any address.
pub fn thanks(workspace: &Workspace, it: &Inquiry, dates: &Dates) -> Letter {
    let name = &workspace.name;
    Letter {
        subject: format!("{name} received your request"),
        lead: format!(
            "Thank you for asking {name} about a trip. We will reply to this address. If this wasn\u{2019}t you, ignore this email."
        ),
        facts: it.figures(dates),
        action: String::new(),
        path: String::new(),
    }
}
