//! What the pages of the fleet show.
use super::{Speed, Tail};
use crate::{http::form::Form, ui::pieces::Pager, users::Visitor, workspaces::Trade};
use askama::Template;

#[derive(Template)]
#[template(path = "tails/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub tails: Vec<Tail>,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "tails/new.html")]
pub struct New {
    pub visitor: Visitor,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "tails/edit.html")]
pub struct Edit {
    pub visitor: Visitor,
    pub form: Form,
    pub tail: Tail,
}

/// What the form says to operators of aircraft or of coaches.
pub struct Asks {
    /// The heading of the form, and of the button that leads to it.
    pub new: &'static str,
    pub label: &'static str,
    pub registration: &'static str,
    pub speed_label: &'static str,
    pub speed_hint: &'static str,
    pub speed: &'static str,
}

pub fn asks(trade: Trade) -> &'static Asks {
    match trade {
        Trade::Air => &Asks {
            new: "New aircraft",
            label: "Tail number",
            registration: "Enter the tail number.",
            speed_label: "Block speed, knots",
            speed_hint: "From brakes off to brakes on, to estimate how long a leg takes.",
            speed: "Enter the speed in knots, from 10 to 999.",
        },
        Trade::Coach => &Asks {
            new: "New coach",
            label: "Coach number",
            registration: "Enter the number of the coach.",
            speed_label: "Usual speed, mph",
            speed_hint: "From door to door, to estimate how long a drive takes.",
            speed: "Enter the speed in miles per hour, from 10 to 999.",
        },
    }
}

/// The figure of a speed.
pub fn figure(speed: Speed) -> String {
    match speed {
        Speed::Knots(figure) | Speed::Mph(figure) => figure.to_string(),
    }
}

impl Index {
    pub fn may_change(&self) -> bool {
        self.visitor.may_open("/tails/{id}")
    }

    pub fn asks(&self) -> &'static Asks {
        asks(self.visitor.workspace.trade)
    }

    pub fn speed(&self, tail: &Tail) -> String {
        tail.speed(self.visitor.workspace.trade).told()
    }
}

impl New {
    pub fn asks(&self) -> &'static Asks {
        asks(self.visitor.workspace.trade)
    }
}

impl Edit {
    pub fn asks(&self) -> &'static Asks {
        asks(self.visitor.workspace.trade)
    }
}

impl Tail {
    pub fn class(&self) -> &'static str {
        if self.is_in_use() { "ok" } else { "off" }
    }

    pub fn word(&self) -> &'static str {
        if self.is_in_use() { "In use" } else { "Out of use" }
    }
}
