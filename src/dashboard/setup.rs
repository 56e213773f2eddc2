//! The first steps of a new workspace, from the company's name to the first client who is invited. What is in the
//! database ticks them.
use serde::Deserialize;

/// What is done, in the order of [`STEPS`].
#[derive(Debug, Clone, Deserialize)]
pub struct Setup {
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_dismissed: bool,
    #[serde(deserialize_with = "crate::db::columns::json")]
    done: Vec<i64>,
}

/// A step: what is to be done, why, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub title: &'static str,
    pub about: &'static str,
    pub href: &'static str,
    pub is_done: bool,
}

/// Title, reason and page of each step.
const STEPS: [(&str, &str, &str); 8] = [
    (
        "Say who you are",
        "Your legal name, address and phone are on every document.",
        "/settings/company",
    ),
    ("Add your logo", "Clients see it before they sign in.", "/settings/company#logo"),
    ("Add an aircraft", "Quotes and trips are for one of your fleet.", "/tails/new"),
    ("Enter taxes and fees", "Quotes are taxed by them.", "/rates"),
    (
        "Write the terms of quotes",
        "Clients accept them with a quote.",
        "/settings/offers#quote_terms",
    ),
    ("Invite a colleague", "Each person signs in with an account of their own.", "/staff/new"),
    ("Add the first account", "An account is who pays: a person or a company.", "/accounts/new"),
    ("Invite the first client", "They get an email with a first password.", "/contacts"),
];

impl Setup {
    pub fn steps(&self) -> impl Iterator<Item = Step> {
        let done = self.done.iter().copied().chain(std::iter::repeat(0));
        STEPS.into_iter().zip(done).map(|((title, about, href), done)| Step {
            title,
            about,
            href,
            is_done: done > 0,
        })
    }

    /// Whether nobody needs the list any more.
    pub fn is_over(&self) -> bool {
        self.is_dismissed || self.steps().all(|it| it.is_done)
    }

    /// "3 of 8 done"
    pub fn progress(&self) -> String {
        let done = self.steps().filter(|it| it.is_done).count();
        format!("{done} of {} done", STEPS.len())
    }
}
