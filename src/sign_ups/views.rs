//! The pages of sign-ups, for strangers and for staff.
use super::{
    Link, SignUp, State,
    approval::{AccountChoice, ContactMatch, Why},
};
use crate::{
    contacts::Grants,
    http::form::Form,
    kit::{
        text,
        zoned::{DAY, duration},
    },
    ui::pieces::Pager,
    users::{self, Grant, Role, Visitor},
    workspaces::Workspace,
};
use askama::Template;

#[derive(Template)]
#[template(path = "sign_ups/new.html")]
pub struct New {
    pub workspace: Workspace,
    pub notice: Option<String>,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "sign_ups/thanks.html")]
pub struct Thanks {
    pub workspace: Workspace,
    pub notice: Option<String>,
}

#[derive(Template)]
#[template(path = "sign_ups/confirmation.html")]
pub struct Confirmation {
    pub workspace: Workspace,
    pub notice: Option<String>,
    pub form: Form,
    pub link: Link,
}

#[derive(Template)]
#[template(path = "sign_ups/ops/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub state: State,
    pub sign_ups: Vec<SignUp>,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "sign_ups/ops/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub sign_up: SignUp,
    pub approved_for: Option<String>,
    pub candidates: Vec<ContactMatch>,
    pub accounts: Vec<AccountChoice>,
    pub search: String,
    pub form: Form,
}

/// The table as it is opened: the best match by address, the usual grants.
pub fn proposed(
    usual: &[Grant],
    sign_up: &SignUp,
    candidates: &[ContactMatch],
    accounts: &[AccountChoice],
) -> Form {
    let mut form = Form::default();
    propose(&mut form, usual, (sign_up, candidates, accounts));
    form
}

/// Fills in what nobody has chosen yet.
pub fn propose(
    form: &mut Form,
    usual: &[Grant],
    (sign_up, candidates, accounts): (&SignUp, &[ContactMatch], &[AccountChoice]),
) {
    let best = candidates.iter().find(|it| it.why == Why::Address && it.is_free());
    // Anybody can type a company's name: whether they belong to the account of that name, staff decide.
    let is_known = accounts.iter().any(|it| it.name == sign_up.company);
    form.set("contact", best.map_or_else(|| "new".to_owned(), |it| it.id.to_string()));
    form.set("account", if is_known { "" } else { "new" });
    form.set("role", Role::Charter.word());
    for (name, value) in Grants::ticked(usual) {
        form.add(name, value);
    }
}

impl Index {
    pub fn is_waiting(&self) -> bool {
        self.state == State::Waiting
    }

    /// Address, name, whether it is open, and how many wait; the others are not counted.
    pub fn tabs(&self) -> [(String, &'static str, bool, i64); 3] {
        State::ALL.map(|state| {
            let waiting = if state == State::Waiting { self.visitor.user.sign_ups } else { 0 };
            let href = format!("/sign-ups?show={}", state.word());
            (href, state.name(), state == self.state, waiting)
        })
    }
}

impl Show {
    /// Once more, with a form that complains.
    pub fn undecided(
        visitor: Visitor,
        sign_up: SignUp,
        candidates: Vec<ContactMatch>,
        accounts: Vec<AccountChoice>,
        form: Form,
    ) -> Self {
        let search = String::new();
        Self { visitor, sign_up, approved_for: None, candidates, accounts, search, form }
    }

    pub fn may_decide(&self) -> bool {
        self.sign_up.state == State::Waiting && self.visitor.may_send("/sign-ups/{id}/approval")
    }

    pub fn may_approve(&self) -> bool {
        self.may_decide() && self.sign_up.taken_by.is_none() && self.sign_up.lead.is_none()
    }

    pub fn roles() -> [(&'static str, &'static str); 3] {
        Role::CLIENTS.map(|role| (role.word(), role.name()))
    }

    pub fn places(&self) -> Vec<(String, String)> {
        let new = ("new".to_owned(), format!("New account: {}", self.sign_up.account_name()));
        let known = self.accounts.iter().map(|it| (it.id.to_string(), it.name.clone()));
        let choose = (String::new(), "Choose an account".to_owned());
        std::iter::once(choose).chain(known).chain([new]).collect()
    }
}

impl SignUp {
    pub fn since(&self, visitor: &Visitor) -> String {
        visitor.moment(self.created_at).dated()
    }

    pub fn waits(&self, visitor: &Visitor) -> String {
        match visitor.now - self.created_at {
            long if long >= 2 * DAY => format!("{} days", long / DAY),
            short => duration(short.max(60_000)),
        }
    }

    pub fn decided(&self, visitor: &Visitor) -> Option<String> {
        self.decided_at.map(|at| visitor.moment(at).dated())
    }

    pub fn excerpt(&self) -> String {
        text::excerpt(&self.message, 80)
    }

    pub fn address_class(&self) -> &'static str {
        if self.is_confirmed() { "ok" } else { "off" }
    }

    pub fn address_word(&self) -> &'static str {
        if self.is_confirmed() { "Confirmed" } else { "Not confirmed" }
    }
}

impl State {
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::Approved => "Approved",
            Self::Rejected => "Rejected",
        }
    }

    pub fn class(self) -> &'static str {
        match self {
            Self::Waiting => "wait",
            Self::Approved => "ok",
            Self::Rejected => "off",
        }
    }

    pub fn empty_words(self) -> (&'static str, &'static str) {
        match self {
            Self::Waiting => {
                ("No requests are waiting", "Requests for access appear here, the oldest first.")
            }
            Self::Approved => {
                ("Nobody was approved yet", "Requests that led to access appear here.")
            }
            Self::Rejected => ("Nobody was rejected", "Rejected requests appear here."),
        }
    }
}

impl ContactMatch {
    /// Whether the address on record is the one that asks.
    pub fn is_at(&self, sign_up: &SignUp) -> bool {
        self.email.to_lowercase() == sign_up.email
    }

    pub fn why_words(&self) -> &'static str {
        match self.why {
            Why::Address => "Best match by address",
            Why::Company => "Same company",
            Why::Search => "Found by search",
        }
    }

    /// Whether they may be picked.
    pub fn is_free(&self) -> bool {
        self.user.is_none() && !self.is_inactive
    }

    /// Why not, if they may not.
    pub fn access_words(&self) -> Option<&'static str> {
        match self.user {
            Some(users::State::Active) => Some("already has access"),
            Some(users::State::Invited) => Some("was invited already"),
            Some(users::State::Disabled) => Some("access was removed"),
            None if self.is_inactive => Some("inactive"),
            None => None,
        }
    }
}
