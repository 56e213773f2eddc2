//! What the passenger pages show.
mod fields;
pub use fields::{DetailFields, new_details};

use super::{DirectoryAccount, Opened, Owner, Passenger, Standing, entry, queries::PER_PAGE};
use crate::{
    accounts::AccountChoice,
    db::page::{Cursor, Page},
    http::{form::Form, page::Faced},
    kit::{countries, keys::Keys},
    ui::pieces::Pager,
    users::Visitor,
    workspaces::Face,
};
use askama::Template;

#[derive(Template)]
#[template(path = "passengers/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub passengers: Vec<Passenger>,
    pub q: String,
    pub from: Cursor,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "passengers/new.html")]
pub struct New {
    pub visitor: Visitor,
    pub form: Form,
    pub accounts: Vec<DirectoryAccount>,
}

#[derive(Template)]
#[template(path = "passengers/ops/new.html")]
pub struct OpsNew {
    pub visitor: Visitor,
    pub form: Form,
    pub account: AccountChoice,
}

#[derive(Template)]
#[template(path = "passengers/edit.html")]
pub struct Edit {
    pub visitor: Visitor,
    pub form: Form,
    pub passenger: Passenger,
    pub details: DetailFields,
}

#[derive(Template)]
#[template(path = "passengers/ops/edit.html")]
pub struct OpsEdit {
    pub visitor: Visitor,
    pub form: Form,
    pub passenger: Passenger,
    pub details: DetailFields,
}

#[derive(Template)]
#[template(path = "passengers/ops/index.html")]
pub struct OpsIndex {
    pub visitor: Visitor,
    pub passengers: Vec<Passenger>,
    pub q: String,
    pub from: Cursor,
    pub pager: Pager,
}

/// The page of one passenger, on the face of its reader.
pub type Editing = Faced<Edit, OpsEdit>;

impl Editing {
    pub fn of(visitor: Visitor, passenger: Passenger, form: Form, keys: &Keys) -> Self {
        let owner = Owner { workspace: visitor.workspace.id, passenger: passenger.id };
        let opened = Opened::of(owner, keys, &passenger.details);
        let details = DetailFields::of(&passenger, &opened, &visitor);
        match visitor.user.face {
            Face::Client => Self::Client(Edit { visitor, form, passenger, details }),
            Face::Ops => Self::Ops(OpsEdit { visitor, form, passenger, details }),
        }
    }
}

/// A page of passengers by name.
pub fn paged(rows: Vec<Passenger>) -> Page<Passenger> {
    Page::of(rows, PER_PAGE, |it| Cursor::after_text(it.sort_name.as_str(), it.id))
}

impl Index {
    pub fn may_manage(&self) -> bool {
        self.visitor.may_send("/passengers/{id}")
    }

    /// Whether the passengers are of different accounts, so that a column names them.
    pub fn is_of_several(&self) -> bool {
        self.passengers
            .first()
            .is_some_and(|first| self.passengers.iter().any(|it| it.account_id != first.account_id))
    }
}

impl OpsIndex {
    pub fn may_manage(&self) -> bool {
        self.visitor.may_send("/passengers/{id}")
    }
}

impl New {
    pub fn account_options(&self) -> Vec<(String, &str)> {
        let choose = (String::new(), "Choose an account");
        let each = self.accounts.iter().map(|it| (it.id.to_string(), it.name.as_str()));
        std::iter::once(choose).chain(each).collect()
    }
}

pub fn sex_options() -> Vec<(&'static str, &'static str)> {
    std::iter::once(("", "Not given")).chain(entry::SEXES).collect()
}

pub fn unit_options() -> Vec<(&'static str, &'static str)> {
    entry::UNITS.to_vec()
}

impl Passenger {
    /// "Sweden, expires Jan 12, 2027", as far as it is known.
    pub fn passport(&self, visitor: &Visitor) -> String {
        let country = countries::named(&self.document_country).map(str::to_owned);
        let expiry = self.expires_on().map(|date| format!("expires {}", visitor.date(date)));
        country.into_iter().chain(expiry).collect::<Vec<_>>().join(", ")
    }

    /// "Expired Nov 20, 2026", "Expires Jan 12, 2027"; empty where the day is not known.
    pub fn expiry_words(&self, visitor: &Visitor) -> String {
        let verb = match self.standing_now(visitor) {
            Standing::Expired => "Expired",
            Standing::Missing | Standing::Soon | Standing::Fine => "Expires",
        };
        self.expires_on().map(|day| format!("{verb} {}", visitor.date(day))).unwrap_or_default()
    }

    pub fn standing_now(&self, visitor: &Visitor) -> Standing {
        self.standing(visitor.today())
    }

    /// Whether there is something to be shown in full.
    pub fn has_details(&self) -> bool {
        !self.details.is_empty()
    }

    /// "Still missing for international trips: sex, nationality."; empty where nothing is.
    pub fn missing_words(&self, visitor: &Visitor) -> String {
        let mut missing = self.missing();
        if self.standing_now(visitor) == Standing::Expired {
            missing.push("a valid passport");
        }
        if missing.is_empty() {
            String::new()
        } else {
            format!("Still missing for international trips: {}.", missing.join(", "))
        }
    }
}

impl Standing {
    pub fn class(self) -> &'static str {
        match self {
            Self::Missing => "off",
            Self::Expired => "late",
            Self::Soon => "wait",
            Self::Fine => "ok",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "Not given",
            Self::Expired => "Expired",
            Self::Soon => "Expires within six months",
            Self::Fine => "Valid",
        }
    }
}
