//! The pages of the profile, in the frame of either face.
use super::{OpenSession, OwnAccount, Profile, address::AddressChange, preferences::MailChoice};
use crate::{
    http::{form::Form, page::Faced},
    kit::{language::Language, style::Hours, zoned::Moment},
    users::{Grant, Right, Role, Visitor},
    workspaces::Face,
};
use askama::Template;

/// Makes a page for both faces: the template of each shows the same `it`.
macro_rules! faced {
    ($client:ident, $ops:ident, $of:ty) => {
        impl $client {
            pub fn of(visitor: Visitor, it: $of) -> Faced<Self, $ops> {
                match visitor.user.face {
                    Face::Client => Faced::Client(Self { visitor, it }),
                    Face::Ops => Faced::Ops($ops { visitor, it }),
                }
            }
        }
    };
}

pub struct Overview {
    pub profile: Profile,
    pub accounts: Vec<OwnAccount>,
    pub choices: Vec<MailChoice>,
    /// The forms with the details and the preferences.
    pub details: Form,
    pub preferences: Form,
}

#[derive(Template)]
#[template(path = "profile/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub it: Overview,
}

#[derive(Template)]
#[template(path = "profile/ops/show.html")]
pub struct OpsShow {
    pub visitor: Visitor,
    pub it: Overview,
}
faced!(Show, OpsShow, Overview);

pub struct AddressForm {
    pub pending: Option<AddressChange>,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "profile/address.html")]
pub struct Address {
    pub visitor: Visitor,
    pub it: AddressForm,
}

#[derive(Template)]
#[template(path = "profile/ops/address.html")]
pub struct OpsAddress {
    pub visitor: Visitor,
    pub it: AddressForm,
}
faced!(Address, OpsAddress, AddressForm);

pub struct PasswordForm {
    /// Whether the current password has to be typed too.
    pub is_known: bool,
    pub shortest: usize,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "profile/password.html")]
pub struct Password {
    pub visitor: Visitor,
    pub it: PasswordForm,
}

#[derive(Template)]
#[template(path = "profile/ops/password.html")]
pub struct OpsPassword {
    pub visitor: Visitor,
    pub it: PasswordForm,
}
faced!(Password, OpsPassword, PasswordForm);

#[derive(Template)]
#[template(path = "profile/sessions.html")]
pub struct Sessions {
    pub visitor: Visitor,
    pub it: Vec<OpenSession>,
}

#[derive(Template)]
#[template(path = "profile/ops/sessions.html")]
pub struct OpsSessions {
    pub visitor: Visitor,
    pub it: Vec<OpenSession>,
}
faced!(Sessions, OpsSessions, Vec<OpenSession>);

impl Overview {
    pub fn languages() -> [(&'static str, &'static str); 5] {
        Language::ALL.map(|it| (it.word(), it.name()))
    }

    pub fn hours(visitor: &Visitor) -> [(&'static str, String); 3] {
        let usual = match visitor.workspace.clock {
            Hours::Twelve => "8:15 PM",
            Hours::TwentyFour => "20:15",
        };
        let usual = format!("Same as {}: {usual}", visitor.workspace.name);
        [("", usual), ("12", "12 hours: 8:15 PM".into()), ("24", "24 hours: 20:15".into())]
    }

    pub fn times() -> [(&'static str, &'static str); 2] {
        [("local", "Local to the place: 8:15 PM EST"), ("zulu", "Zulu: 0115Z")]
    }

    /// How many sessions are open: "3 browsers".
    pub fn open(&self) -> String {
        match self.profile.sessions {
            1 => "This browser only".to_owned(),
            many => format!("{many} browsers"),
        }
    }

    /// What the role may see, as a sentence.
    pub fn sight(visitor: &Visitor) -> String {
        let words = match visitor.user.role {
            Role::Owner => {
                "You see the trips, requests, quotes, passengers and messages of your accounts, and the trips others fly on your aircraft."
            }
            Role::Charter => {
                "You see the trips, requests, quotes, passengers and messages of your accounts."
            }
            Role::Customer => "You see the messages of your accounts.",
            Role::ReadOnly => "You see everything, and can change only your own profile.",
            Role::Admin | Role::Dispatcher | Role::Accounting => "You see everything.",
        };
        visitor.workspace.says(words)
    }

    /// What the visitor may do, one line for each grant or right.
    pub fn rights(visitor: &Visitor) -> Vec<String> {
        let granted = Grant::ALL.into_iter().filter(|it| visitor.is_granted(*it)).map(granted);
        let allowed = Right::ALL.into_iter().filter(|it| visitor.may(*it)).map(Right::name);
        granted.chain(allowed).map(|it| visitor.workspace.says(it)).collect()
    }
}

/// What a grant lets a client do.
fn granted(grant: Grant) -> &'static str {
    match grant {
        Grant::RequestTrips => "Request trips",
        Grant::ApproveQuotes => "Accept and decline quotes",
        Grant::SeeMoney => "See prices and invoices",
        Grant::Pay => "Pay invoices",
        Grant::ManagePassengers => "Add and change passengers",
        Grant::ManageUsers => "Manage the people of your accounts and their access",
        Grant::ChangeItineraries => "Change itineraries",
        Grant::CreateTrips => "Turn requests into trips",
        Grant::Schedule => "Use advanced scheduling",
    }
}

impl AddressChange {
    pub fn until(&self, visitor: &Visitor) -> String {
        visitor.moment(self.expires_at).time_and_zone()
    }
}

impl OpenSession {
    pub fn last(&self, visitor: &Visitor) -> Moment {
        visitor.moment(self.seen_at)
    }

    pub fn since(&self, visitor: &Visitor) -> Moment {
        visitor.moment(self.created_at)
    }
}
