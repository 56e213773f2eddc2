//! The decisions of staff about a sign-up.
use super::{SignUp, State};
use crate::{
    error::Error,
    kit::ids::{AccountId, ContactId, SignUpId, UserId},
    users::{self, Grant, Role},
};
use serde::Deserialize;

/// Why a contact is offered as the person who signed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    Address,
    Company,
    Search,
}

/// A contact that the person may be.
#[derive(Debug, Clone, Deserialize)]
pub struct ContactMatch {
    pub id: ContactId,
    pub name: String,
    pub email: String,
    /// The names of their accounts; empty if they have none.
    pub accounts: String,
    /// The state of their user, if they were ever invited.
    pub user: Option<users::State>,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_inactive: bool,
    pub why: Why,
}

/// An account that a contact may be put under.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct AccountChoice {
    pub id: AccountId,
    pub name: String,
}

/// The contact who gets access: an existing or a new one.
#[derive(Debug, Clone)]
pub enum Person {
    Known(ContactMatch),
    New(ContactId),
}

/// The account they will belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Known(AccountChoice),
    New(AccountChoice),
    /// The accounts they already belong to.
    Kept,
}

/// The choices of the approval form.
#[derive(Debug, Clone)]
pub struct Choice {
    pub person: Person,
    pub place: Place,
    pub role: Role,
    pub grants: Vec<Grant>,
    /// The id of the new user.
    pub user: UserId,
    /// The version of the sign-up that the page showed.
    pub seen: i64,
}

/// An approval, ready to be written.
#[derive(Debug, Clone)]
pub struct Approval {
    pub sign_up: SignUpId,
    pub choice: Choice,
}

/// A rejection, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    pub sign_up: SignUpId,
    pub seen: i64,
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Decided,
    Changed,
    Taken,
    Lead,
    Inactive,
    HasAccess,
    HadAccess,
    NoAccount,
}

impl SignUp {
    /// Whether the address was confirmed. If so, they sign in with the password they chose; otherwise they
    /// get an activation mail.
    pub fn is_confirmed(&self) -> bool {
        self.confirmed_at.is_some()
    }

    /// The name of a new account.
    pub fn account_name(&self) -> &str {
        if self.company.is_empty() { &self.name } else { &self.company }
    }

    pub fn approve(&self, choice: Choice) -> Result<Approval, Refusal> {
        self.undecided(choice.seen)?;
        if self.taken_by.is_some() {
            return Err(Refusal::Taken);
        }
        if self.lead.is_some() {
            return Err(Refusal::Lead);
        }
        if let Person::Known(contact) = &choice.person {
            match contact.user {
                Some(users::State::Disabled) => return Err(Refusal::HadAccess),
                Some(users::State::Active | users::State::Invited) => {
                    return Err(Refusal::HasAccess);
                }
                None if contact.is_inactive => return Err(Refusal::Inactive),
                None if contact.accounts.is_empty() && choice.place == Place::Kept => {
                    return Err(Refusal::NoAccount);
                }
                None => {}
            }
        } else if choice.place == Place::Kept {
            return Err(Refusal::NoAccount);
        }
        Ok(Approval { sign_up: self.id, choice })
    }

    pub fn reject(&self, seen: i64, reason: &str) -> Result<Rejection, Refusal> {
        self.undecided(seen)?;
        Ok(Rejection { sign_up: self.id, seen, reason: reason.to_owned() })
    }

    fn undecided(&self, seen: i64) -> Result<(), Refusal> {
        match self.state {
            State::Approved | State::Rejected => Err(Refusal::Decided),
            State::Waiting if self.version != seen => Err(Refusal::Changed),
            State::Waiting => Ok(()),
        }
    }
}

impl Approval {
    /// The sentence for the history.
    pub fn note(&self, sign_up: &SignUp) -> String {
        let choice = &self.choice;
        let whom = match &choice.person {
            Person::Known(contact) if contact.email == sign_up.email => {
                format!("contact {}", contact.name)
            }
            Person::Known(contact) => format!(
                "contact {}, Email: {} \u{2192} {}",
                contact.name, contact.email, sign_up.email
            ),
            Person::New(_) => "new contact".to_owned(),
        };
        let place = match &choice.place {
            Place::Known(account) => format!(", account {}", account.name),
            Place::New(account) => format!(", new account {}", account.name),
            Place::Kept => String::new(),
        };
        let grants: Vec<_> = choice.grants.iter().map(|grant| grant.name()).collect();
        format!("{whom}{place}, {}: {}", choice.role.name(), grants.join(", "))
    }
}

impl Refusal {
    pub fn words(self) -> &'static str {
        match self {
            Self::Decided => "This request has already been decided.",
            Self::Changed => {
                "This request changed while you were looking at it. Please check it again."
            }
            Self::Taken => {
                "A user already signs in with this address. Access is restored on the contact\u{2019}s page."
            }
            Self::Lead => {
                "A lead has this address. Convert the lead to a contact before giving access."
            }
            Self::Inactive => {
                "This contact is inactive. Restore the contact before giving it access."
            }
            Self::HasAccess => "This contact already has access.",
            Self::HadAccess => {
                "This contact\u{2019}s access was removed. Restore it on the contact\u{2019}s page."
            }
            Self::NoAccount => {
                "Choose the account they belong to. Without one there would be nothing to see."
            }
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn sign_up() -> SignUp {
        SignUp {
            id: SignUpId(Uuid::nil()),
            name: "Ana Ruiz".into(),
            email: "ana@ruiz.example".into(),
            phone: String::new(),
            company: String::new(),
            message: String::new(),
            state: State::Waiting,
            confirmed_at: None,
            contact_id: None,
            taken_by: None,
            lead: None,
            reason: String::new(),
            decided_by: None,
            decided_at: None,
            version: 2,
            created_at: 0,
        }
    }

    fn known(user: Option<users::State>, accounts: &str) -> Person {
        Person::Known(ContactMatch {
            id: ContactId(Uuid::nil()),
            name: "Ana".into(),
            email: String::new(),
            accounts: accounts.into(),
            user,
            is_inactive: false,
            why: Why::Address,
        })
    }

    fn choice(person: Person, place: Place) -> Choice {
        let user = UserId(Uuid::nil());
        Choice { person, place, role: Role::Charter, grants: vec![Grant::Pay], user, seen: 2 }
    }

    fn refused(person: Person, place: Place) -> Option<Refusal> {
        sign_up().approve(choice(person, place)).err()
    }

    #[test]
    fn a_contact_who_has_or_had_access_is_not_approved() {
        assert_eq!(refused(known(None, "Ruiz"), Place::Kept), None);
        for (state, refusal) in [
            (users::State::Active, Refusal::HasAccess),
            (users::State::Invited, Refusal::HasAccess),
            (users::State::Disabled, Refusal::HadAccess),
        ] {
            assert_eq!(refused(known(Some(state), "Ruiz"), Place::Kept), Some(refusal));
        }
        let taken = SignUp { taken_by: Some(ContactId(Uuid::nil())), ..sign_up() };
        let refusal = taken.approve(choice(known(None, "Ruiz"), Place::Kept)).err();
        assert_eq!(refusal, Some(Refusal::Taken));
        let Person::Known(contact) = known(None, "Ruiz") else { return };
        let inactive = Person::Known(ContactMatch { is_inactive: true, ..contact });
        assert_eq!(refused(inactive, Place::Kept), Some(Refusal::Inactive));
    }

    #[test]
    fn a_lead_is_converted_first() {
        let lead = SignUp { lead: Some("lead".into()), ..sign_up() };
        let refusal = lead.approve(choice(known(None, "Ruiz"), Place::Kept)).err();
        assert_eq!(refusal, Some(Refusal::Lead));
        assert!(lead.reject(2, "").is_ok());
    }

    #[test]
    fn an_approval_needs_an_account() {
        let new = || Person::New(ContactId(Uuid::nil()));
        let account = AccountChoice { id: AccountId(Uuid::nil()), name: "Ruiz".into() };
        assert_eq!(refused(new(), Place::Kept), Some(Refusal::NoAccount));
        assert_eq!(refused(known(None, ""), Place::Kept), Some(Refusal::NoAccount));
        assert_eq!(refused(new(), Place::New(account.clone())), None);
        assert_eq!(refused(known(None, ""), Place::Known(account)), None);
    }

    #[test]
    fn a_decided_or_changed_sign_up_is_not_decided() {
        assert_eq!(sign_up().reject(2, "").map(|it| it.seen), Ok(2));
        assert_eq!(sign_up().reject(1, ""), Err(Refusal::Changed));
        for state in [State::Approved, State::Rejected] {
            let decided = SignUp { state, ..sign_up() };
            assert_eq!(decided.reject(2, ""), Err(Refusal::Decided));
            let again = decided.approve(choice(known(None, "Ruiz"), Place::Kept)).err();
            assert_eq!(again, Some(Refusal::Decided));
        }
    }
}
