//! What the pages of settings show.
use super::{
    Hint, Setting, SettingsPage, Stored,
    documents::{Document, Preview},
    finding::Entry,
    kind::{Kind, LONGEST_LIST, NamedValue, Told},
};
use crate::{
    http::{form::Form, page::encoded},
    kit::{report::Report, text},
    users::{PROOF, Visitor},
};
use askama::Template;

/// Every setting, or those that are found.
#[derive(Template)]
#[template(path = "settings/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub q: String,
    pub entries: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "settings/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub page: &'static SettingsPage,
    pub stored: Stored,
    pub form: Form,
}

impl Show {
    /// The settings that mean something in this trade.
    pub fn settings(&self) -> impl Iterator<Item = &'static Setting> {
        let trade = self.visitor.workspace.trade;
        self.page.settings.iter().filter(move |it| it.is_of(trade))
    }

    /// Each kind of document, and the previews of it: the name of a template, and the file.
    pub fn previews() -> [(&'static str, [(&'static str, String); 3]); 3] {
        let of = |document, report: Report| (report.name(), Preview { document, report }.file());
        Document::ALL.map(|it| (it.name(), Report::ALL.map(|report| of(it, report))))
    }

    pub fn may_change(&self) -> bool {
        self.visitor.may_send("/settings/{page}")
    }

    /// Whether the visitor signed in recently enough to change settings. If not, the form is
    /// replaced by a link to sign in again, so that nothing typed is lost.
    pub fn is_proven(&self) -> bool {
        self.visitor.now - self.visitor.user.proven_at < PROOF
    }

    /// The address where the visitor signs in again and then returns to this page.
    pub fn proof(&self) -> String {
        format!("/session/proof?next={}", encoded(self.page.path))
    }

    /// The values of a choice and their words.
    pub fn options(values: &[NamedValue]) -> Vec<(String, &'static str)> {
        values.iter().map(|it| (it.stored.to_string(), it.word)).collect()
    }

    /// The hint under a field.
    pub fn hint(&self, setting: &Setting) -> String {
        match setting.hint {
            Hint::Fixed(text) => self.visitor.workspace.says(text),
            Hint::Counted(words, text) => {
                format!("{} {}", self.visitor.workspace.says(words), text(&self.stored))
            }
        }
    }

    /// A setting's value as text, for visitors who may only read.
    pub fn fact(&self, setting: &Setting) -> String {
        match setting.told(&setting.stored(&self.stored)) {
            Told::Word(word) => text::capitalized(word),
            Told::Typed(text) => text,
        }
    }
}
