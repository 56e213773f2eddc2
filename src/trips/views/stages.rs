//! What the pages of the stages show.
use crate::{
    http::form::Form,
    trips::{Kind, stages::EditedStage},
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "trips/stages/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub stages: Vec<EditedStage>,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "trips/stages/edit.html")]
pub struct Edit {
    pub visitor: Visitor,
    pub stage: EditedStage,
    pub form: Form,
}

impl Index {
    pub fn may_change(&self) -> bool {
        self.visitor.may_send("/stages")
    }

    /// Whether clients may change a trip at this stage.
    pub fn is_open(&self, stage: &EditedStage) -> bool {
        let limit = self.stages.iter().find(|it| it.is_limit);
        !matches!(stage.kind, Kind::Completed | Kind::Cancelled)
            && limit.is_none_or(|it| stage.rank < it.rank)
    }

    pub fn kinds() -> [(&'static str, String); 6] {
        kinds()
    }

    /// The stages to choose the limit from. None is the first choice.
    pub fn limits(&self) -> Vec<(String, &str)> {
        let none = ("none".to_owned(), "No limit: until a trip is completed");
        let stages = self.stages.iter().filter(|it| it.kind != Kind::Cancelled);
        std::iter::once(none)
            .chain(stages.map(|it| (it.id.to_string(), it.name.as_str())))
            .collect()
    }

    /// The form of the limit: as it was sent, or as it is stored.
    pub fn limit_form(&self) -> Form {
        let mut form = self.form.clone();
        if form.complaint("limit").is_none() {
            let limit = self.stages.iter().find(|it| it.is_limit);
            form.set("limit", limit.map_or_else(|| "none".to_owned(), |it| it.id.to_string()));
        }
        form
    }

    pub fn limit_name(&self) -> &str {
        self.stages.iter().find(|it| it.is_limit).map_or("none", |it| it.name.as_str())
    }
}

impl Edit {
    pub fn kinds() -> [(&'static str, String); 6] {
        kinds()
    }
}

/// The choices of the field "kind".
fn kinds() -> [(&'static str, String); 6] {
    Kind::ALL.map(|kind| {
        (kind.stored(), format!("{}: clients read \u{201c}{}\u{201d}", kind.name(), kind.word()))
    })
}

impl Kind {
    /// What staff read for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::Booked => "Booked",
            Self::Dispatched => "Dispatched",
            Self::InProgress => "In progress",
            Self::Completed => "Completed",
            Self::Cancelled => "Canceled",
        }
    }
}
