//! The stages of open deals, which each operator names: how near a deal is to be won. Only staff see them.
use super::{Refusal, Request, Step};
use crate::{
    http::form::Form,
    kit::{ids::DealStageId, numeral, text},
};
use serde::{Deserialize, Serialize};

/// Stages that a workspace may have.
pub const MOST: usize = 12;

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DealStage {
    pub id: DealStageId,
    pub name: String,
    /// How probable it is that a deal at it is won, in percent.
    pub probability: i64,
    /// Of the whole list.
    pub version: i64,
    /// How many open deals are at it, of those that were asked about.
    pub deals: i64,
}

/// A stage as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DealStageDraft {
    pub id: DealStageId,
    pub name: String,
    pub probability: i64,
}

/// A deal that is moved to a stage, or from now on has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staging {
    /// Its words are the stages before and after.
    pub step: Step,
    pub to: Option<DealStageId>,
}

impl DealStage {
    /// "Pricing, 40%"
    pub fn told(&self) -> String {
        told(&self.name, self.probability)
    }
}

impl DealStageDraft {
    pub fn told(&self) -> String {
        told(&self.name, self.probability)
    }
}

fn told(name: &str, probability: i64) -> String {
    format!("{name}, {probability}%")
}

impl Request {
    /// Moves the deal to one of the workspace's stages, which know whether it is at them, or to none.
    pub fn stage(
        &self,
        seen: i64,
        stages: &[DealStage],
        to: Option<&DealStage>,
    ) -> Result<Staging, Refusal> {
        self.closable()?;
        let name = |it: Option<&DealStage>| it.map_or("none", |it| &it.name).to_owned();
        let from = stages.iter().find(|it| it.deals > 0);
        let words = format!("{} \u{2192} {}", name(from), name(to));
        Ok(Staging { step: Step { words, ..self.step(seen)? }, to: to.map(|it| it.id) })
    }
}

/// The fields of a row: id, name, probability and place in the order.
pub fn fields(row: usize) -> [String; 4] {
    ["id", "name", "probability", "rank"].map(|field| format!("{field}.{row}"))
}

/// The form of these stages, with empty rows for more.
pub fn form_of(stages: &[DealStage]) -> Form {
    let mut form = Form::default();
    for row in 0..MOST.min(stages.len().saturating_add(3)) {
        let [id, name, probability, rank] = fields(row);
        if let Some(it) = stages.get(row) {
            form.set(&id, it.id.to_string());
            form.set(&probability, it.probability.to_string());
        }
        form.set(&name, stages.get(row).map_or("", |it| &it.name));
        form.set(&rank, row.saturating_add(1).saturating_mul(10).to_string());
    }
    form
}

/// The stages that were typed, in their order. A row without a name is left out.
pub fn read(
    form: &mut Form,
    stored: &[DealStage],
    new: impl Fn() -> DealStageId,
) -> Vec<DealStageDraft> {
    let mut rows: Vec<(i64, DealStageDraft)> = Vec::new();
    for row in 0..form.rows("name").min(MOST) {
        let [id, name, probability, rank] = fields(row);
        let is_free = |it: &&DealStage| rows.iter().all(|(_, other)| other.id != it.id);
        let known = stored.iter().find(|it| form.is(&id, it.id)).filter(is_free);
        let typed = form.company_or_none(&name, 40);
        if typed.is_empty() {
            let deals = known.map_or(0, |it| it.deals);
            if deals > 0 {
                let deals = text::counted(deals, "open deal");
                form.complain(name, format!("Move its deals first: {deals} at this stage."));
            } else if known.is_none() && !form.value(&probability).is_empty() {
                form.complain(name, "Enter the name of the stage.");
            }
            continue;
        }
        if rows.iter().any(|(_, it)| it.name.eq_ignore_ascii_case(&typed)) {
            form.complain(name, "Another stage has this name.");
        }
        let percent = "Enter the probability in percent: a whole number from 0 to 100.";
        let percent = form.number(&probability, percent, |typed| numeral::whole(typed, 0, 100));
        let place = "Enter the place in the order: a number from 1 to 999.";
        let place = form.number(&rank, place, |typed| numeral::whole(typed, 1, 999));
        if let (Some(probability), Some(place)) = (percent, place) {
            let id = known.map_or_else(&new, |it| it.id);
            rows.push((place, DealStageDraft { id, name: typed, probability }));
        }
    }
    rows.sort_by_key(|(place, _)| *place);
    rows.into_iter().map(|(_, it)| it).collect()
}
