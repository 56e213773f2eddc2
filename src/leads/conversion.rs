//! What becomes of a lead: a contact, and whom they belong to.
use super::{KnownContact, Lead};
use crate::{
    accounts::AccountChoice,
    http::form::Form,
    kit::ids::{AccountId, ContactId},
};

#[derive(Debug, Clone)]
pub struct Conversion {
    pub whom: Whom,
    pub place: Place,
}

#[derive(Debug, Clone)]
pub enum Whom {
    New(ContactId),
    Known(KnownContact),
}

#[derive(Debug, Clone)]
pub enum Place {
    Nowhere,
    New(AccountId, String),
    Known(AccountChoice),
}

impl Conversion {
    /// What the form says, of the contacts with the lead's address and the account it names. It
    /// complains where that does not make sense.
    pub fn read(
        form: &mut Form,
        known: &[KnownContact],
        account: Option<AccountChoice>,
        (contact, fresh): (ContactId, AccountId),
    ) -> Option<Self> {
        let whom = match form.value("into") {
            "new" => Some(Whom::New(contact)),
            id => known.iter().find(|it| it.id.to_string() == id).cloned().map(Whom::Known),
        };
        if whom.is_none() {
            form.complain("into", "Choose whom the lead becomes.");
        }
        let place = match form.value("account") {
            "none" => Some(Place::Nowhere),
            "new" => {
                let name = form.required("company", 120, "Give the new account a name.");
                Some(Place::New(fresh, name))
            }
            _ => account.map(Place::Known),
        };
        if place.is_none() {
            form.complain("account", "Choose an account, or none yet.");
        }
        let conversion = Self { whom: whom?, place: place? };
        (!form.has_complaints()).then_some(conversion)
    }

    /// As history has it.
    pub fn told(&self, lead: &Lead) -> String {
        let whom = match &self.whom {
            Whom::New(_) => format!("New contact {}", lead.name),
            Whom::Known(known) => format!("Contact {}", known.name),
        };
        match &self.place {
            Place::Nowhere => whom,
            Place::New(_, name) => format!("{whom}, new account {name}"),
            Place::Known(account) => format!("{whom}, account {}", account.name),
        }
    }
}
