//! What the pages of notices show, in the frame of either face.
use super::{
    Emailing, Notice,
    choosing::{OF_TOPIC, fields},
};
use crate::{
    http::form::Form,
    http::page::Faced,
    kit::{
        text::plural,
        zoned::{is_zone, zones},
    },
    mail::{Audience, Occasion, Topic},
    ui::pieces::Pager,
    users::Visitor,
    workspaces::{Face, Workspace},
};
use askama::Template;
use chrono::NaiveTime;

pub struct Listed {
    pub notices: Vec<Notice>,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "notices/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub it: Listed,
}

#[derive(Template)]
#[template(path = "notices/ops/index.html")]
pub struct OpsIndex {
    pub visitor: Visitor,
    pub it: Listed,
}

impl Index {
    pub fn of(visitor: Visitor, it: Listed) -> Faced<Self, OpsIndex> {
        match visitor.user.face {
            Face::Client => Faced::Client(Self { visitor, it }),
            Face::Ops => Faced::Ops(OpsIndex { visitor, it }),
        }
    }
}

pub struct Choosing {
    pub occasions: Vec<&'static Occasion>,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "notices/choices.html")]
pub struct Choices {
    pub visitor: Visitor,
    pub it: Choosing,
}

#[derive(Template)]
#[template(path = "notices/ops/choices.html")]
pub struct OpsChoices {
    pub visitor: Visitor,
    pub it: Choosing,
}

impl Choices {
    pub fn of(visitor: Visitor, it: Choosing) -> Faced<Self, OpsChoices> {
        match visitor.user.face {
            Face::Client => Faced::Client(Self { visitor, it }),
            Face::Ops => Faced::Ops(OpsChoices { visitor, it }),
        }
    }
}

/// The page of a link that stops mails, on the portal's own domain.
#[derive(Template)]
#[template(path = "notices/stopping.html")]
pub struct Stopping {
    pub workspace: Workspace,
    pub notice: Option<String>,
    /// What is told on the occasion, in the words of the list.
    pub title: &'static str,
    pub token: String,
    pub is_done: bool,
    /// Where the person chooses how they are told.
    pub choices: String,
}

impl Choosing {
    /// Each occasion with its title and the names of its two fields.
    pub fn rows(&self, visitor: &Visitor) -> Vec<(&'static Occasion, String, String, String)> {
        let row = |it: &&'static Occasion| {
            let (email, shown) = fields(it);
            (*it, visitor.workspace.says(it.title), email, shown)
        };
        self.occasions.iter().map(row).collect()
    }

    /// The full hours of a day, after the choice of none.
    pub fn hours(visitor: &Visitor) -> Vec<(String, String)> {
        let style = visitor.style();
        let hour = |hour| Some((hour, NaiveTime::from_hms_opt(hour, 0, 0)?));
        let all = (0..24).filter_map(hour).map(|(hour, at)| (hour.to_string(), style.clock(at)));
        std::iter::once((String::new(), "None".to_owned())).chain(all).collect()
    }

    /// The time zones to choose from, that of the workspace first.
    pub fn zones(&self, visitor: &Visitor) -> Vec<(String, String)> {
        let here = visitor.workspace.zone.as_str();
        let chosen = Some(self.form.value("quiet_zone")).filter(|it| is_zone(it));
        let others: Vec<_> = std::iter::once(here).chain(chosen).collect();
        let mut all = zones(&others, visitor.now);
        all.sort_by_key(|(zone, _)| zone != here);
        all
    }

    /// How an occasion may be mailed; the first is as the preferences say for its topic.
    pub fn emailing(it: &Occasion) -> Vec<(&'static str, String)> {
        let words = |it: Emailing| match it {
            Emailing::Now => "Email at once",
            Emailing::Daily => "Email once a day",
            Emailing::Never => "No email",
        };
        let topic = match it.audience {
            Audience::Clients(mailing) => mailing.name().to_owned(),
            Audience::Staff(Topic::Access) => Topic::Access.name().to_owned(),
            Audience::Staff(topic) => plural(topic.name()),
        };
        let each = Emailing::ALL.into_iter().map(|it| (it.word(), words(it).to_owned()));
        std::iter::once((OF_TOPIC, format!("As chosen for {topic}"))).chain(each).collect()
    }
}

impl Notice {
    pub fn lead(&self, visitor: &Visitor) -> String {
        super::lead(&self.lead, self.about.as_ref(), visitor.style())
    }

    pub fn told(&self, visitor: &Visitor) -> String {
        visitor.ago(self.at)
    }

    pub fn machine(&self, visitor: &Visitor) -> String {
        visitor.moment(self.at).machine()
    }
}
