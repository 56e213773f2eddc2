//! The conversion of a lead to a contact, and the account that the contact will belong to.
use super::{KnownContact, Lead};
use crate::{
    accounts::AccountChoice,
    http::form::Form,
    kit::ids::{AccountId, ContactId},
};

/// What a lead is converted to.
#[derive(Debug, Clone)]
pub struct Conversion {
    pub contact: ConvertedContact,
    pub account: ConvertedAccount,
}

/// The contact that a lead is converted to.
#[derive(Debug, Clone)]
pub enum ConvertedContact {
    New(ContactId),
    Known(KnownContact),
}

/// The account that the contact will belong to.
#[derive(Debug, Clone)]
pub enum ConvertedAccount {
    None,
    New(AccountId, String),
    Known(AccountChoice),
}

impl Conversion {
    /// Reads the form: the contact is new or one of those `known` by the lead's address; the account is
    /// none, new, or the one that the form chose. Complains about a missing choice.
    pub fn read(
        form: &mut Form,
        known: &[KnownContact],
        chosen_account: Option<AccountChoice>,
        (fresh_contact, fresh_account): (ContactId, AccountId),
    ) -> Option<Self> {
        let contact = match form.value("into") {
            "new" => Some(ConvertedContact::New(fresh_contact)),
            id => {
                let chosen = known.iter().find(|it| it.id.to_string() == id);
                chosen.cloned().map(ConvertedContact::Known)
            }
        };
        if contact.is_none() {
            form.complain("into", "Choose the contact that the lead becomes.");
        }
        let account = match form.value("account") {
            "none" => Some(ConvertedAccount::None),
            "new" => {
                let name = form.company("company", 120, "Enter a name for the new account.");
                Some(ConvertedAccount::New(fresh_account, name))
            }
            _ => chosen_account.map(ConvertedAccount::Known),
        };
        if account.is_none() {
            form.complain("account", "Choose an account, or “No account yet”.");
        }
        let conversion = Self { contact: contact?, account: account? };
        (!form.has_complaints()).then_some(conversion)
    }

    /// The sentence for the history.
    pub fn history(&self, lead: &Lead) -> String {
        let contact = match &self.contact {
            ConvertedContact::New(_) => format!("New contact {}", lead.name),
            ConvertedContact::Known(known) => format!("Contact {}", known.name),
        };
        match &self.account {
            ConvertedAccount::None => contact,
            ConvertedAccount::New(_, name) => format!("{contact}, new account {name}"),
            ConvertedAccount::Known(account) => format!("{contact}, account {}", account.name),
        }
    }
}
