//! The sentences in which the audit trail tells what was done.
use super::{
    actions::{ACTIONS, Action},
    words::Noun,
};
use crate::workspaces::Trade;

impl Action {
    /// "Accepted quote Q-1023", in three parts: before the subject, the subject, and after it.
    pub fn told(&self, name: Option<&str>, trade: Trade) -> (String, String, String) {
        let (before, subject, after) =
            match (self.words.strip_suffix(" as {}"), self.words.split_once("{}")) {
                (Some(alone), _) if name.is_none() => (alone, String::new(), ""),
                (_, Some((before, after))) => (before, self.noun.told(name), after),
                _ => (self.words, String::new(), ""),
            };
        // A name stays as it is.
        let subject = if name.is_none() { trade.says(&subject) } else { subject };
        (trade.says(before), subject, trade.says(after))
    }

    /// "Accepted a quote"
    pub fn in_general(&self, trade: Trade) -> String {
        let (before, subject, after) = self.told(None, trade);
        format!("{before}{subject}{after}")
    }
}

/// The actions that a workspace of this trade can have.
pub fn actions(trade: Trade) -> impl Iterator<Item = &'static Action> {
    let of_aircraft =
        |it: &Action| matches!(it.noun, Noun::Fbo | Noun::Service) || it.name.contains("fbo");
    ACTIONS.iter().filter(move |it| trade == Trade::Air || !of_aircraft(it))
}
