//! What the page of runs shows.
use super::{EVERY, JOBS, Run};
use crate::users::Visitor;
use askama::Template;

#[derive(Template)]
#[template(path = "runs/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub runs: Vec<Run>,
}

impl Index {
    /// Each job, what it does, and its last run.
    pub fn jobs(&self) -> impl Iterator<Item = (&'static str, &'static str, Option<&Run>)> {
        let run = |name| self.runs.iter().find(|it| it.name == name);
        JOBS.into_iter().map(move |(name, about)| (name, about, run(name)))
    }
}

impl Run {
    pub fn when(&self, visitor: &Visitor) -> String {
        visitor.moment(self.at).to_the_second()
    }

    /// "1.4 s"
    pub fn lasted(&self) -> String {
        format!("{}.{} s", self.took / 1_000, self.took % 1_000 / 100)
    }

    /// The class and the word of how it ended. A run that is long ago means that the clock stands still.
    pub fn outcome(&self, visitor: &Visitor) -> (&'static str, &'static str) {
        match self {
            Self { fault, .. } if !fault.is_empty() => ("late", "Failed"),
            Self { at, .. } if visitor.now - at > 3 * EVERY => ("late", "Late"),
            _ => ("ok", "Done"),
        }
    }
}
