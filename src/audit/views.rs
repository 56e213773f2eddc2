//! What the pages of the trail show.
use super::{Event, Stretch, actions::ACTIONS, words::Group};
use crate::{
    http::{form::Form, page::encoded},
    kit::zoned::Moment,
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "audit/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub stretch: Stretch,
    pub form: Form,
    /// Whether it begins with the newest.
    pub is_first: bool,
}

/// The filter as it stands in an address, with one field left out or none.
pub fn query(form: &Form, without: Option<&str>) -> String {
    let names = ["kind", "action", "who", "person", "subject", "address", "from", "until", "zone"];
    let has_days = !form.value("from").is_empty() || !form.value("until").is_empty();
    let kept = names
        .into_iter()
        .filter(|name| Some(*name) != without && !form.value(name).is_empty())
        .filter(|name| *name != "zone" || has_days);
    let pairs: Vec<_> = kept.map(|name| format!("{name}={}", encoded(form.value(name)))).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

impl Index {
    pub fn groups() -> Vec<(&'static str, &'static str)> {
        let all = Group::ALL.map(|group| (group.word(), group.name()));
        std::iter::once(("", "Everything")).chain(all).collect()
    }

    /// Every action, or those of the group that was chosen.
    pub fn actions(&self) -> Vec<(&'static str, String)> {
        let group = Group::of(self.form.value("kind"));
        let chosen = ACTIONS.iter().filter(|it| {
            group.is_none_or(|group| it.group == group) || self.form.is("action", it.name)
        });
        let mut all: Vec<_> = chosen.map(|it| (it.name, it.in_general())).collect();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all.insert(0, ("", "Any action".to_owned()));
        all
    }

    pub fn is_filtered(&self) -> bool {
        !query(&self.form, None).is_empty()
    }

    /// The person that is asked for by id, by the name they have on this page.
    pub fn person(&self) -> Option<&str> {
        let id = Some(self.form.value("person")).filter(|id| !id.is_empty())?;
        let first = self.stretch.events.iter().find(|it| it.actor_id.as_deref() == Some(id));
        Some(first.map_or("one person", |it| it.who()))
    }

    /// The same of what is asked for as the subject.
    pub fn subject(&self) -> Option<String> {
        let id = Some(self.form.value("subject")).filter(|id| !id.is_empty())?;
        let mut told = self.stretch.events.iter().filter(|it| it.subject_id == id);
        let named = told.find(|it| it.subject.is_some()).map(|it| it.told().1);
        Some(named.unwrap_or_else(|| "one thing".to_owned()))
    }

    /// Without one of the conditions.
    pub fn without(&self, name: &str) -> String {
        format!("/audit{}", query(&self.form, Some(name)))
    }

    /// With one of them set to this value.
    pub fn only(&self, name: &str, value: &str) -> String {
        let mut form = self.form.clone();
        form.set(name, value);
        if name == "person" {
            form.unset("who");
        }
        format!("/audit{}", query(&form, None))
    }

    pub fn file(&self) -> String {
        format!("/audit.csv{}", query(&self.form, None))
    }

    pub fn newer(&self) -> Option<String> {
        (!self.is_first).then(|| format!("/audit{}", query(&self.form, None)))
    }

    pub fn older(&self) -> Option<String> {
        let (at, id) = self.stretch.older.as_ref()?;
        let query = query(&self.form, None);
        let mark = if query.is_empty() { '?' } else { '&' };
        Some(format!("/audit{query}{mark}before={at}&id={}", encoded(id)))
    }

    pub fn when(&self, event: &Event) -> Moment {
        Moment::new(event.at, &self.visitor.workspace.zone)
    }

    /// How far back was looked, in words.
    pub fn looked_until(&self) -> String {
        let at = self.stretch.older.as_ref().map_or(self.visitor.now, |(at, _)| *at);
        Moment::new(at, &self.visitor.workspace.zone).long_date()
    }
}
