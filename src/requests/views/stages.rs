//! What staff see of the stages of open deals.
use super::super::{
    queries::ListedRequest,
    stages::{DealStage, MOST, fields},
};
use super::{OpsIndex, OpsShow};
use crate::{http::form::Form, kit::text, users::Visitor};
use askama::Template;

#[derive(Template)]
#[template(path = "requests/stages.html")]
pub struct DealStages {
    pub visitor: Visitor,
    pub version: i64,
    pub form: Form,
}

impl DealStages {
    /// The names of the fields of each row.
    pub fn rows(&self) -> impl Iterator<Item = [String; 4]> {
        (0..self.form.rows("name").min(MOST)).map(fields)
    }
}

impl OpsIndex {
    /// The stage of an open deal.
    pub fn stage_of(&self, line: &ListedRequest) -> Option<&DealStage> {
        let id = line.deal_stage.filter(|_| line.state.is_open())?;
        self.stages.iter().find(|it| it.id == id)
    }

    /// "3 open deals: Pricing 1, Quoted 2"; none where the workspace has no stages, or no open deals are listed.
    pub fn pipeline(&self) -> Option<String> {
        let is_told = self.q.is_empty() && self.listing.pile.is_open() && !self.stages.is_empty();
        let open = self.heights.needs_you.saturating_add(self.heights.quoted);
        let told = text::counted(open, "open deal");
        let held = self.stages.iter().filter(|it| it.deals > 0);
        let held: Vec<_> = held.map(|it| format!("{} {}", it.name, it.deals)).collect();
        let told = if held.is_empty() { told } else { format!("{told}: {}", held.join(", ")) };
        is_told.then_some(told)
    }
}

impl OpsShow {
    /// The stage of the deal, while it is open.
    pub fn stage(&self) -> Option<&DealStage> {
        self.stages.iter().find(|it| it.deals > 0 && self.request.state.is_open())
    }

    /// The stages to choose from, and none.
    pub fn stage_options(&self) -> Vec<(String, String)> {
        let all = self.stages.iter().map(|it| (it.id.to_string(), it.told()));
        std::iter::once((String::new(), "None".to_owned())).chain(all).collect()
    }

    /// The form that chooses the stage, with the one it is at.
    pub fn staged(&self) -> Form {
        if self.is_back("stage") {
            return self.form.clone();
        }
        let now = self.stage().map(|it| it.id.to_string()).unwrap_or_default();
        Form::of([("stage", now)])
    }
}
