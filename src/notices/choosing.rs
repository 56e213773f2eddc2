//! How a person chooses to be told of each occasion.
use crate::{
    http::form::Form,
    kit::{quiet::Quiet, zoned::is_zone},
    mail::{Audience, Mailing, OCCASIONS, OWNER_ASKED, Occasion},
    users::{Grant, Role, Visitor},
    workspaces::{Face, Modules},
};
use serde::{Deserialize, Serialize};

/// Whether and when something is mailed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Emailing {
    Now,
    /// With others, once a day.
    Daily,
    Never,
}

impl Emailing {
    pub const ALL: [Self; 3] = [Self::Now, Self::Daily, Self::Never];

    pub fn word(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Daily => "daily",
            Self::Never => "never",
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// What a person chose for one occasion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub occasion: String,
    /// None: as for its topic.
    pub email: Option<Emailing>,
    /// 1 if it is shown under the bell.
    pub shown: i64,
}

/// The occasions that the visitor can be told of: clients are told nothing about what they may not see.
pub fn occasions(visitor: &Visitor) -> Vec<&'static Occasion> {
    let is_staff = visitor.user.face == Face::Ops;
    let has = |it: &&Occasion| match it.audience {
        Audience::Staff(_) => is_staff,
        Audience::Clients(_) if is_staff => false,
        Audience::Clients(Mailing::Quotes) => {
            visitor.travels() && visitor.is_granted(Grant::SeeMoney)
        }
        Audience::Clients(Mailing::Trips) if it.name == OWNER_ASKED => {
            visitor.user.role == Role::Owner
        }
        Audience::Clients(Mailing::Trips) => visitor.travels(),
        Audience::Clients(Mailing::Invoices) => visitor.is_granted(Grant::SeeMoney),
        Audience::Clients(Mailing::Messages) => true,
        Audience::Clients(Mailing::Services) => visitor.user.role == Role::Customer,
    };
    let hidden = visitor.workspace.hidden;
    let is_open =
        |it: &&Occasion| it.module().is_none_or(|it| !hidden.meets(Modules::NONE.with(it)));
    OCCASIONS.iter().filter(has).filter(is_open).collect()
}

/// The word for what was chosen for the topic.
pub const OF_TOPIC: &str = "topic";

/// The name of the field with the choice of mails for an occasion, and of that for the bell.
pub fn fields(occasion: &Occasion) -> (String, String) {
    (format!("email-{}", occasion.name), format!("shown-{}", occasion.name))
}

/// The form with what was chosen so far.
pub fn form(occasions: &[&Occasion], chosen: &[Choice], quiet: Option<&Quiet>) -> Form {
    let mut form = Form::default();
    if let Some(it) = quiet {
        form.set("quiet_from", it.from.to_string());
        form.set("quiet_until", it.until.to_string());
        form.set("quiet_zone", it.zone.as_str());
    }
    for it in occasions {
        let (email, shown) = fields(it);
        let own = chosen.iter().find(|own| own.occasion == it.name);
        form.set(&email, own.and_then(|own| own.email).map_or(OF_TOPIC, Emailing::word));
        if own.is_none_or(|own| own.shown == 1) {
            form.set(&shown, "yes");
        }
    }
    form
}

/// Reads the form; complains about each unknown choice.
pub fn read(form: &mut Form, occasions: &[&Occasion]) -> Vec<Choice> {
    let mut all = Vec::new();
    for it in occasions {
        let (email, shown) = fields(it);
        let word = form.value(&email).to_owned();
        let chosen = Emailing::of(&word);
        if chosen.is_none() && !["", OF_TOPIC].contains(&word.as_str()) {
            form.complain(&email, "Please choose one.");
        }
        let shown = i64::from(!form.value(&shown).is_empty());
        all.push(Choice { occasion: it.name.to_owned(), email: chosen, shown });
    }
    all
}

/// Reads the quiet hours; complains where only one end is chosen, or both are the same.
pub fn read_quiet(form: &mut Form) -> Option<Quiet> {
    let hour = |form: &mut Form, field: &str| {
        let hour = form.value(field).parse().ok().filter(|it: &u32| *it < 24);
        if hour.is_none() && !form.value(field).is_empty() {
            form.complain(field, "Please choose one.");
        }
        hour
    };
    let (from, until) = (hour(form, "quiet_from"), hour(form, "quiet_until"));
    let zone = form.value("quiet_zone").to_owned();
    if from.is_some() && !is_zone(&zone) {
        form.complain("quiet_zone", "Choose a time zone.");
    }
    match (from, until) {
        (Some(from), Some(until)) if from != until => Some(Quiet { from, until, zone }),
        (Some(_), Some(_)) => {
            form.complain("quiet_until", "Choose another hour than the one they begin at.");
            None
        }
        (Some(_), None) => {
            form.complain("quiet_until", "Choose when the quiet hours end.");
            None
        }
        (None, Some(_)) => {
            form.complain("quiet_from", "Choose when the quiet hours begin.");
            None
        }
        (None, None) => None,
    }
}
