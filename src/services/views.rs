//! What the pages of orders show.
use super::{
    FuelKind, ListedService, OrderingAccount, OwnFbo, Service, ServiceEvent, State, Unit, Wanted,
    listing::Tab,
};
use crate::{http::form::Form, kit::zoned::Moment, ui::pieces::Pager, users::Visitor};
use askama::Template;

#[derive(Template)]
#[template(path = "services/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub tab: Tab,
    pub rows: Vec<ListedService>,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "services/new.html")]
pub struct New {
    pub visitor: Visitor,
    pub fbos: Vec<OwnFbo>,
    pub accounts: Vec<OrderingAccount>,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "services/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub service: Service,
    pub history: Vec<ServiceEvent>,
}

#[derive(Template)]
#[template(path = "services/ops/index.html")]
pub struct OpsIndex {
    pub visitor: Visitor,
    pub tab: Tab,
    pub rows: Vec<ListedService>,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "services/ops/show.html")]
pub struct OpsShow {
    pub visitor: Visitor,
    pub service: Service,
    pub history: Vec<ServiceEvent>,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "services/edit.html")]
pub struct Change {
    pub visitor: Visitor,
    pub service: Service,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "services/ops/edit.html")]
pub struct Edit {
    pub visitor: Visitor,
    pub service: Service,
    pub form: Form,
}

/// The address of a tab.
pub fn tab_at(tab: Tab) -> String {
    format!("/services?show={}", tab.word())
}

/// The fuels to choose from, after none.
pub fn fuels() -> Vec<(&'static str, &'static str)> {
    let each = FuelKind::ALL.map(|it| (it.word(), it.name()));
    std::iter::once(("", "No fuel")).chain(each).collect()
}

pub fn units() -> [(&'static str, &'static str); 4] {
    Unit::ALL.map(|it| (it.word(), it.sign()))
}

/// Whether what stands beside this label may take several lines.
pub fn is_long(label: &str) -> bool {
    ["Catering", "Hotel", "Notes"].contains(&label)
}

pub fn plain() -> [(&'static str, &'static str); 5] {
    Wanted::PLAIN
}

impl Index {
    pub fn is_at(&self, tab: Tab) -> bool {
        self.tab == tab
    }
}

impl OpsIndex {
    pub fn is_at(&self, tab: Tab) -> bool {
        self.tab == tab
    }
}

impl New {
    pub fn fbo_options(&self) -> Vec<(String, String)> {
        let choose = (String::new(), "Choose an FBO".to_owned());
        let each = self.fbos.iter().map(|it| (it.id.clone(), it.written()));
        std::iter::once(choose).chain(each).collect()
    }

    pub fn account_options(&self) -> Vec<(String, &str)> {
        let choose = (String::new(), "Choose an account");
        let each = self.accounts.iter().map(|it| (it.id.to_string(), it.name.as_str()));
        std::iter::once(choose).chain(each).collect()
    }
}

impl OwnFbo {
    /// "Harbour Hangar One, TEB"
    pub fn written(&self) -> String {
        format!("{}, {}", self.name, self.code)
    }

    /// Its time zone and city.
    pub fn there(&self) -> (&str, &str) {
        (&self.zone, &self.city)
    }
}

impl OpsShow {
    /// Whether the aircraft may be there by now.
    pub fn has_come(&self) -> bool {
        self.service.has_come(self.visitor.now)
    }

    pub fn may_answer(&self) -> bool {
        self.visitor.may_send("/services/{id}/confirmation")
    }
}

impl State {
    /// The class of its badge.
    pub fn class(self) -> &'static str {
        match self {
            Self::Requested | Self::Amended => "wait",
            Self::Confirmed => "ok",
            Self::Completed => "off",
            Self::Declined | Self::Canceled => "late",
        }
    }

    /// The word that staff read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Requested => "Requested",
            Self::Confirmed => "Confirmed",
            Self::Amended => "Waits for customer",
            Self::Completed => "Completed",
            Self::Declined => "Declined",
            Self::Canceled => "Canceled",
        }
    }

    /// The word that customers read.
    pub fn word_for_client(self) -> &'static str {
        if self == Self::Amended { "Changed, please check" } else { self.word() }
    }
}

impl Service {
    /// The time zone and the city of the FBO.
    pub fn there(&self) -> (&str, &str) {
        (&self.zone, &self.city)
    }

    pub fn lines(&self, visitor: &Visitor) -> Vec<(&'static str, String)> {
        self.order().lines(&self.zone, visitor.style())
    }

    /// What staff changed and the customer has not answered yet: label, before and now.
    pub fn differences(&self, visitor: &Visitor) -> Vec<(&'static str, String, String)> {
        match &self.before {
            Some(before) if self.state == State::Amended => {
                before.differences(&self.order(), &self.zone, visitor.style())
            }
            _ => Vec::new(),
        }
    }

    /// What the phone number of the FBO dials.
    pub fn dialed(&self) -> String {
        self.fbo_phone.replace(' ', "")
    }
}

impl ListedService {
    pub fn arrival(&self, visitor: &Visitor) -> String {
        self.moment(visitor).full()
    }

    pub fn machine(&self, visitor: &Visitor) -> String {
        self.moment(visitor).machine()
    }

    fn moment(&self, visitor: &Visitor) -> Moment {
        visitor.moment_in(self.arrives_at, &self.zone)
    }
}

impl ServiceEvent {
    /// "Confirmed: Fuel truck at 17:30"
    pub fn told(&self) -> String {
        let what = match self.action.as_str() {
            "service_requested" => "Requested",
            "service_changed" => "Changed",
            "service_amended" => "Changed by operations",
            "service_confirmed" => "Confirmed",
            "service_accepted" => "Change accepted",
            "service_completed" => "Completed",
            "service_declined" => "Declined",
            _ => "Canceled",
        };
        if self.note.is_empty() { what.to_owned() } else { format!("{what}: {}", self.note) }
    }

    pub fn moment(&self, visitor: &Visitor) -> Moment {
        visitor.moment(self.at)
    }
}
