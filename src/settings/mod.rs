//! Settings of a workspace, changed by its administrators. Each is one [`Setting`] in the list of its
//! page; the form, the reading, the statements and the audit trail follow from that list.
//!
//! To add a setting: a migration with its column of `workspaces`, and one entry in its page's list. To
//! add a page: a list like `access.rs`, named in [`PAGES`].
mod access;
mod clients;
mod company;
mod documents;
mod finding;
mod formats;
mod kind;
mod logo;
mod offers;
mod ops;
mod passengers;
mod payments;
mod portal;
mod queries;
mod retention;
mod trips;
mod views;
pub use ops::routes;

use crate::{
    error::Error,
    http::form::Form,
    kit::{money::Currency, text},
    users::Visitor,
    workspaces::Trade,
};
use kind::{Kind, SettingValue, Told};
use serde::Deserialize;
use std::{collections::HashMap, str::FromStr};

/// Every page of settings.
static PAGES: [&SettingsPage; 11] = [
    &company::PAGE,
    &portal::PAGE,
    &access::PAGE,
    &clients::PAGE,
    &formats::PAGE,
    &offers::PAGE,
    &payments::PAGE,
    &documents::PAGE,
    &trips::PAGE,
    &passengers::PAGE,
    &retention::PAGE,
];

/// The path and the title of each page.
pub fn tabs() -> [(&'static str, &'static str); 11] {
    PAGES.map(|it| (it.path, it.title))
}

/// A list of settings under a title. `settings_page!` makes it, with the statements for its columns.
#[derive(Debug)]
pub struct SettingsPage {
    /// The last segment of its path.
    pub name: &'static str,
    pub path: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    pub settings: &'static [Setting],
    /// Complains about values that do not go together.
    together: fn(&mut Form, &Currency),
    statements: queries::Statements,
}

/// One setting: everything that its form, its column and the audit trail need to know.
#[derive(Debug)]
pub struct Setting {
    /// The form field.
    pub key: &'static str,
    /// The column of `workspaces`.
    pub column: &'static str,
    /// The label on the form, on the page of those who only read, and in the audit trail.
    pub label: &'static str,
    pub hint: Hint,
    pub kind: Kind,
    /// The value where the column is NULL. It equals the column's default.
    pub default: SettingValue,
}

/// The hint under a field.
#[derive(Debug)]
pub enum Hint {
    Fixed(&'static str),
    /// A sentence, and what is made from the counts that are read with the page.
    Counted(&'static str, fn(&Stored) -> String),
}

/// A page's row as it is stored: the version it was read at, its columns and its counts.
#[derive(Debug, Clone, Deserialize)]
pub struct Stored {
    pub version: i64,
    #[serde(flatten)]
    columns: HashMap<String, Option<SettingValue>>,
}

impl Stored {
    /// A count that was read with the page.
    pub fn count(&self, name: &str) -> i64 {
        self.columns.get(name).and_then(Option::as_ref).map_or(0, SettingValue::number)
    }

    /// The addresses on the page that emails do not reach, each with what the mail service said.
    pub fn unreached(&self) -> Vec<(String, String)> {
        let list = self.columns.get("unreached").and_then(Option::as_ref);
        list.map_or_else(Vec::new, |it| serde_json::from_str(it.words()).unwrap_or_default())
    }
}

/// The settings that mean nothing to the other trade, which is not asked about them.
const OF_ONE_TRADE: [(&str, Trade); 2] =
    [("requires_documents", Trade::Air), ("spot_minutes", Trade::Coach)];

impl Setting {
    pub fn is_of(&self, trade: Trade) -> bool {
        OF_ONE_TRADE.iter().all(|(key, of)| *key != self.key || *of == trade)
    }

    /// Its label in the words of the visitor's trade.
    pub fn label(&self, visitor: &Visitor) -> String {
        visitor.workspace.says(self.label)
    }

    /// What it does, in a sentence or two.
    pub fn says(&self) -> &'static str {
        match self.hint {
            Hint::Fixed(words) | Hint::Counted(words, _) => words,
        }
    }

    pub fn stored(&self, row: &Stored) -> SettingValue {
        let value = row.columns.get(self.column).and_then(Option::as_ref);
        value.unwrap_or(&self.default).clone()
    }

    /// The value that was typed. Complains at the field where it is not valid.
    pub fn read(&self, form: &mut Form) -> Option<SettingValue> {
        // A name is cleaned of characters that nobody sees; an address with them is refused.
        let typed = match self.kind {
            Kind::Line { .. } | Kind::OptionalLine { .. } | Kind::Lines { .. } => {
                form.value(self.key)
            }
            _ => form.verbatim(self.key).trim(),
        };
        match self.kind.read(typed) {
            Ok(value) => Some(value),
            Err(complaint) => {
                form.complain(self.key, complaint);
                None
            }
        }
    }

    /// The value as text.
    pub fn told(&self, value: &SettingValue) -> Told {
        self.kind.told(value)
    }

    /// "Sign-ups are open: yes → no", for the audit trail; none where nothing changed.
    fn changed(&self, was: &SettingValue, new: &SettingValue) -> Option<String> {
        let told = match (self.told(was), self.told(new)) {
            (Told::Typed(was), Told::Typed(new)) => text::changed(&was, &new)?,
            (told, is) if was != new => format!("{told} \u{2192} {is}"),
            _ => return None,
        };
        Some(format!("{}: {told}", self.label))
    }
}

impl SettingsPage {
    /// The stored values, in the order of the settings.
    pub fn stored(&self, row: &Stored) -> Vec<SettingValue> {
        self.settings.iter().map(|setting| setting.stored(row)).collect()
    }

    /// The values that were typed; none where a field is not valid, about which the form then
    /// complains.
    pub fn read(&self, form: &mut Form, currency: &Currency) -> Option<Vec<SettingValue>> {
        let read: Vec<_> = self.settings.iter().map(|setting| setting.read(form)).collect();
        (self.together)(form, currency);
        read.into_iter().collect::<Option<Vec<_>>>().filter(|_| !form.has_complaints())
    }

    /// Fills in what this trade is not asked for, as it is stored.
    pub fn keep(&self, form: &mut Form, row: &Stored, trade: Trade) {
        for setting in self.settings.iter().filter(|it| !it.is_of(trade)) {
            form.set(setting.key, setting.kind.typed(&setting.stored(row)));
        }
    }

    /// The form, filled in with the stored values.
    pub fn form(&self, row: &Stored) -> Form {
        let mut form = Form::default();
        for setting in self.settings {
            form.set(setting.key, setting.kind.typed(&setting.stored(row)));
        }
        form
    }

    /// "Sign-ups are open: yes → no; …", for the audit trail; empty where nothing changed.
    pub fn changes(&self, was: &[SettingValue], new: &[SettingValue]) -> String {
        let pairs = self.settings.iter().zip(was.iter().zip(new));
        let changed = pairs.filter_map(|(setting, (was, new))| setting.changed(was, new));
        changed.collect::<Vec<_>>().join("; ")
    }
}

impl FromStr for &'static SettingsPage {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        PAGES.into_iter().find(|page| page.name == name).ok_or(Error::NotFound)
    }
}

#[cfg(test)]
pub mod tests;
