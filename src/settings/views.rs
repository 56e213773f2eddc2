//! What the pages of settings show.
use super::Stored;
use crate::{
    http::form::Form,
    users::{PROOF, Visitor},
};
use askama::Template;

#[derive(Template)]
#[template(path = "settings/access.html")]
pub struct Access {
    pub visitor: Visitor,
    pub stored: Stored,
    pub form: Form,
}

impl Access {
    pub fn may_change(&self) -> bool {
        self.visitor.may_send("/settings/access")
    }

    /// Whether a change is taken without another sign-in, so that nothing typed is lost to it.
    pub fn is_proven(&self) -> bool {
        self.visitor.now - self.visitor.user.proven_at < PROOF
    }

    /// "3 of 5 staff have one."
    pub fn staff_ready(&self) -> String {
        let has = if self.stored.staff_with_factor == 1 { "has" } else { "have" };
        format!(
            "Whoever has none yet sets one up at their next click. {} of {} staff {has} one.",
            self.stored.staff_with_factor, self.stored.staff
        )
    }

    /// Label and value of each setting, for those who only read.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let access = &self.stored.access;
        let factors = |n: i64| if n > 1 { "Required" } else { "Optional" }.to_owned();
        let addresses = if access.addresses.is_empty() {
            "Nobody".to_owned()
        } else {
            access.addresses.join(", ")
        };
        vec![
            ("Days without use", access.idle_days.to_string()),
            ("Second factor of staff", factors(access.staff_factors)),
            ("Second factor of clients", factors(access.client_factors)),
            (
                "Owners see other parties",
                if access.hides_other_parties { "No" } else { "Yes" }.to_owned(),
            ),
            ("Sign-ups", if access.takes_sign_ups { "Open" } else { "Closed" }.to_owned()),
            ("Request for approval notifications", addresses),
        ]
    }

    /// The settings as a form.
    pub fn form_of(stored: &Stored) -> Form {
        let access = &stored.access;
        let tick = |yes: bool| if yes { "yes" } else { "" }.to_owned();
        Form::of([
            ("version", stored.version.to_string()),
            ("idle_days", access.idle_days.to_string()),
            ("staff_factors", tick(access.staff_factors > 1)),
            ("client_factors", tick(access.client_factors > 1)),
            ("shows_other_parties", tick(!access.hides_other_parties)),
            ("takes_sign_ups", tick(access.takes_sign_ups)),
            ("addresses", access.addresses.join("\n")),
        ])
    }
}
