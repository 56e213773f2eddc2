//! The mails about a request for access.
use super::{Particulars, SignUp};
use crate::{kit::ids::SignUpId, mail::Letter, workspaces::Workspace};

fn sign_in(subject: String, lead: String) -> Letter {
    Letter {
        subject,
        lead,
        facts: Vec::new(),
        action: "Sign in".to_owned(),
        path: "/session/new".to_owned(),
    }
}

/// To a user who already has access.
pub fn has_access(name: &str) -> Letter {
    sign_in(
        format!("You already have access to {name}"),
        format!(
            "Someone, most likely you, asked {name} for access with this address, which has it already. Sign in with it. If you lost the password, the sign-in page helps. If this wasn\u{2019}t you, ignore this email: nothing has changed."
        ),
    )
}

/// To a user who was already invited.
pub fn was_invited(name: &str) -> Letter {
    sign_in(
        format!("You have already been invited to {name}"),
        format!(
            "Someone, most likely you, asked {name} for access with this address, which was invited before. The temporary password is in that email. If it is lost or too old, call us and we send another."
        ),
    )
}

/// To a person who asked again after confirming their address.
pub fn is_confirmed(name: &str) -> Letter {
    sign_in(
        format!("{name} received your request"),
        format!(
            "{name} has received your request for access, and this address is confirmed. You will get an email with the decision. The password you chose first is the one that counts."
        ),
    )
}

/// Brings the link that confirms the address.
pub fn may_confirm(name: &str, path: String) -> Letter {
    Letter {
        subject: "We received your request".to_owned(),
        lead: format!(
            "{name} has received your request for access and will review it. Please confirm that this address is yours: open the page below and enter the password you have just chosen. The link is good for 7 days. If this wasn\u{2019}t you, ignore this email: nobody gets in without that password."
        ),
        facts: Vec::new(),
        action: "Confirm your address".to_owned(),
        path,
    }
}

/// To the addresses for approvals.
pub fn awaits_approval(id: SignUpId, it: &Particulars) -> Letter {
    let mut facts = vec![("Name".to_owned(), it.name.clone())];
    if !it.company.is_empty() {
        facts.push(("Company".to_owned(), it.company.clone()));
    }
    facts.push(("Email".to_owned(), it.email.to_string()));
    facts.push(("Phone".to_owned(), it.phone.clone()));
    if !it.message.is_empty() {
        facts.push(("Message".to_owned(), it.message.clone()));
    }
    Letter {
        subject: format!("Request for approval: {}", it.name),
        lead:
            "Someone requested access to the client portal. They can’t see anything until you approve it."
                .to_owned(),
        facts,
        action: "Review request".to_owned(),
        path: format!("/sign-ups/{id}"),
    }
}

/// To a person who may now sign in with the password they chose.
pub fn approved(workspace: &Workspace, sign_up: &SignUp) -> Letter {
    let name = &workspace.name;
    Letter {
        facts: vec![("Email".to_owned(), sign_up.email.clone())],
        ..sign_in(
            format!("You have access to {name}"),
            format!(
                "{name} has approved your request. Sign in with your email address and the password you chose."
            ),
        )
    }
}

/// To a person whose request was rejected; `why` is empty if they are not told the reason.
pub fn rejected(workspace: &Workspace, why: &str) -> Letter {
    let reason = Some(why).filter(|why| !why.is_empty());
    Letter {
        subject: format!("Your request to {}", workspace.name),
        lead: format!(
            "Thank you for your interest. {} cannot give you access to its client portal at this time. If you think this is a mistake, please call us.",
            workspace.name
        ),
        facts: reason.map(|why| ("Reason".to_owned(), why.to_owned())).into_iter().collect(),
        action: String::new(),
        path: String::new(),
    }
}
