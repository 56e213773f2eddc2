//! What the pages of blocks show.
use super::{Block, BlockedTail, Kind, Plan, State, TripMeanwhile};
use crate::{
    http::{form::Form, page::address},
    kit::zoned::Moment,
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "blocks/ops/new.html")]
pub struct OpsNew {
    pub visitor: Visitor,
    pub tails: Vec<BlockedTail>,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "blocks/ops/show.html")]
pub struct OpsShow {
    pub visitor: Visitor,
    pub block: Block,
    pub tails: Vec<BlockedTail>,
    pub trips: Vec<TripMeanwhile>,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "blocks/new.html")]
pub struct New {
    pub visitor: Visitor,
    pub tails: Vec<BlockedTail>,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "blocks/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub block: Block,
}

/// The tails to choose from, with a first empty choice where there are several.
fn choices(tails: &[BlockedTail]) -> Vec<(String, String)> {
    let none = (tails.len() > 1).then(|| (String::new(), "Choose".to_owned()));
    let named =
        |it: &BlockedTail| (it.id.to_string(), format!("{}, {}", it.registration, it.vehicle));
    none.into_iter().chain(tails.iter().map(named)).collect()
}

fn kinds() -> [(&'static str, &'static str); 3] {
    Kind::ALL.map(|kind| (kind.word(), kind.name()))
}

impl OpsNew {
    pub fn choices(&self) -> Vec<(String, String)> {
        choices(&self.tails)
    }

    pub fn kinds() -> [(&'static str, &'static str); 3] {
        kinds()
    }
}

impl New {
    pub fn choices(&self) -> Vec<(String, String)> {
        choices(&self.tails)
    }
}

impl OpsShow {
    pub fn may_change(&self) -> bool {
        self.visitor.may_send("/blocks/{id}")
    }

    pub fn choices(&self) -> Vec<(String, String)> {
        choices(&self.tails)
    }

    pub fn kinds() -> [(&'static str, &'static str); 3] {
        kinds()
    }

    /// For the form of the answer, which has none of the fields of the other one.
    #[must_use]
    pub fn with_form_filled(mut self) -> Self {
        let own =
            super::plan::filled(&self.block, &self.visitor.workspace.zone, &self.visitor.dates());
        for (name, value) in own.fields() {
            if self.form.value(name).is_empty() {
                self.form.set(name, value.as_str());
            }
        }
        self
    }
}

impl State {
    pub fn class(self) -> &'static str {
        match self {
            Self::Asked => "wait",
            Self::Approved => "ok",
            Self::Refused => "off",
        }
    }
}

impl Plan {
    pub fn time(&self, visitor: &Visitor) -> String {
        told(self.starts_at, self.ends_at, visitor)
    }
}

impl Block {
    /// "Tue, Dec 1 to Thu, Dec 3", or with times where it is not of whole days.
    pub fn time(&self, visitor: &Visitor) -> String {
        told(self.starts_at, self.ends_at, visitor)
    }

    /// Whether this visitor asked for it.
    pub fn is_of(&self, visitor: &Visitor) -> bool {
        self.asked_by == Some(visitor.user.id)
    }

    /// The address of the calendar of its days.
    pub fn in_calendar(&self, visitor: &Visitor) -> String {
        let on = Moment::new(self.starts_at, &visitor.workspace.zone).iso_date();
        address("/calendar", &[("on", &on)])
    }
}

impl TripMeanwhile {
    pub fn time(&self, visitor: &Visitor) -> String {
        let (from, until) = (visitor.moment(self.departs_at), visitor.moment(self.ends_at));
        from.until(&until)
    }
}

fn told(starts_at: i64, ends_at: i64, visitor: &Visitor) -> String {
    let zone = &visitor.workspace.zone;
    if super::plan::is_whole_days(starts_at, ends_at, zone) {
        let (first, last) = (visitor.day_in(starts_at, zone), visitor.day_in(ends_at - 1, zone));
        let (first_day, last_day) = (first.day(), last.day());
        return if first_day == last_day {
            format!("on {first_day}")
        } else {
            format!("from {first_day} to {last_day}")
        };
    }
    format!("from {}", visitor.moment(starts_at).until(&visitor.moment(ends_at)))
}
