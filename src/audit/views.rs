//! What the pages of the trail show.
use super::{Event, FIELDS, Stretch, sentences::actions, words::Group};
use crate::{
    db::page::Cursor,
    http::{form::Form, page::address},
    kit::zoned::Moment,
    ui::pieces::Pager,
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "audit/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub stretch: Stretch,
    pub form: Form,
    pub pager: Pager,
}

/// The parameters of the filter, without the field `but` if that is given.
pub fn filters<'a>(form: &'a Form, without: Option<&str>) -> Vec<(&'static str, &'a str)> {
    let has_days = !form.value("from").is_empty() || !form.value("until").is_empty();
    let kept = FIELDS
        .into_iter()
        .filter(|name| Some(*name) != without && !form.value(name).is_empty())
        .filter(|name| *name != "zone" || has_days);
    kept.map(|name| (name, form.value(name))).collect()
}

impl Index {
    pub fn groups() -> Vec<(&'static str, &'static str)> {
        let all = Group::ALL.map(|group| (group.word(), group.name()));
        std::iter::once(("", "Everything")).chain(all).collect()
    }

    /// Every action, or those of the group that was chosen.
    pub fn actions(&self) -> Vec<(&'static str, String)> {
        let group = Group::of(self.form.value("kind"));
        let chosen = actions(self.visitor.workspace.trade).filter(|it| {
            group.is_none_or(|group| it.group == group) || self.form.is("action", it.name)
        });
        let mut all: Vec<_> =
            chosen.map(|it| (it.name, it.in_general(self.visitor.workspace.trade))).collect();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all.insert(0, ("", "Any action".to_owned()));
        all
    }

    pub fn is_filtered(&self) -> bool {
        !filters(&self.form, None).is_empty()
    }

    /// The name of the person who is asked for by id, as it is on this page.
    pub fn person(&self) -> Option<&str> {
        let id = Some(self.form.value("person")).filter(|id| !id.is_empty())?;
        let first = self.stretch.page.rows.iter().find(|it| it.actor_id.as_deref() == Some(id));
        Some(first.map_or("one person", |it| it.who()))
    }

    /// The name of the subject that is asked for by id, as it is on this page.
    pub fn subject(&self) -> Option<String> {
        let id = Some(self.form.value("subject")).filter(|id| !id.is_empty())?;
        let mut told = self.stretch.page.rows.iter().filter(|it| it.subject_id == id);
        let named =
            told.find(|it| it.subject.is_some()).map(|it| it.told(self.visitor.workspace.trade).1);
        Some(named.unwrap_or_else(|| "one thing".to_owned()))
    }

    /// The address without one of the conditions.
    pub fn without(&self, name: &str) -> String {
        address("/audit", &filters(&self.form, Some(name)))
    }

    /// The address with one of the conditions set to this value.
    pub fn only(&self, name: &str, value: &str) -> String {
        let mut form = self.form.clone();
        form.set(name, value);
        if name == "person" {
            form.unset("who");
        }
        address("/audit", &filters(&form, None))
    }

    pub fn file(&self) -> String {
        address("/audit.csv", &filters(&self.form, None))
    }

    pub fn when(&self, event: &Event) -> Moment {
        self.visitor.workspace.moment(event.at, self.visitor.now)
    }

    /// The time of the oldest event that was looked at, in words.
    pub fn looked_until(&self) -> String {
        let at = self.stretch.page.next.as_ref().and_then(Cursor::at).unwrap_or(self.visitor.now);
        self.visitor.workspace.moment(at, self.visitor.now).long_date()
    }
}
