//! The steps in which a client fills in the form of a request. Each page asks for one, and carries what was typed in the others.
use crate::http::form::Form;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Where,
    Who,
    Preferences,
    Check,
}

impl Step {
    pub const ALL: [Self; 4] = [Self::Where, Self::Who, Self::Preferences, Self::Check];

    /// The value of the buttons that lead to it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Where => "where",
            Self::Who => "who",
            Self::Preferences => "preferences",
            Self::Check => "check",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Where => "Where",
            Self::Who => "Who",
            Self::Preferences => "Preferences",
            Self::Check => "Check",
        }
    }

    fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }

    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|it| *it > self)
    }

    pub fn before(self) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|it| *it < self)
    }

    /// The step that asks for a field. Whatever has no other place belongs to the legs.
    pub fn asking(field: &str) -> Self {
        match field.trim_end_matches("-meant") {
            "account" | "passengers" | "vehicles" | "traveler" | "find" | "found" | "after" => {
                Self::Who
            }
            "preference" | "catering" | "ground" | "notes" => Self::Preferences,
            _ => Self::Where,
        }
    }
}

/// Whether the form was sent by a button that leads to another step.
pub fn is_turned(form: &Form) -> bool {
    Step::of(form.value("to")).is_some()
}

/// The step to show: the one that a button leads to, unless an earlier one is not filled in as it must be. Complaints
/// about the other steps are for later.
pub fn choose(form: &mut Form) -> Step {
    let at = Step::of(form.value("step")).unwrap_or(Step::Where);
    let to = Step::of(form.value("to"));
    let first = form.complaints().iter().map(|(field, _)| Step::asking(field)).min();
    let (shown, is_stopped) = match (first, to) {
        (Some(first), to) if to.is_none_or(|to| first < to) => (first, true),
        (_, to) => (to.unwrap_or(at), false),
    };
    form.forgive(|field| is_stopped && Step::asking(field) == shown);
    shown
}

/// What was typed in the other steps, for hidden fields.
pub fn carried(form: &Form, shown: Step) -> Vec<(&str, &str)> {
    const OF_THE_PAGE: [&str; 9] = [
        "key",
        "version",
        "step",
        "to",
        "then",
        "add-leg",
        "remove-leg",
        "add-stop",
        "find-travelers",
    ];
    let is_carried = |name: &str| !OF_THE_PAGE.contains(&name) && Step::asking(name) != shown;
    let fields = form.fields().iter().filter(|(name, _)| is_carried(name));
    fields.map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(step: &str, to: &str, complaints: &[&str]) -> (Step, Vec<String>) {
        let mut form = Form::of([("step", step), ("to", to)]);
        for field in complaints {
            form.complain(*field, "Enter it.");
        }
        let shown = choose(&mut form);
        (shown, form.complaints().iter().map(|(field, _)| field.clone()).collect())
    }

    #[test]
    fn a_button_leads_to_its_step_once_the_earlier_ones_are_filled_in() {
        assert_eq!(shown("where", "who", &["passengers"]), (Step::Who, vec![]));
        assert_eq!(
            shown("where", "who", &["date.0", "passengers"]),
            (Step::Where, vec!["date.0".to_owned()])
        );
        assert_eq!(shown("who", "where", &["date.0", "passengers"]), (Step::Where, vec![]));
        assert_eq!(shown("check", "preferences", &[]), (Step::Preferences, vec![]));
    }

    #[test]
    fn a_form_that_is_sent_stops_at_the_first_step_with_a_mistake() {
        assert_eq!(
            shown("check", "", &["notes", "passengers"]),
            (Step::Who, vec!["passengers".to_owned()])
        );
        assert_eq!(shown("check", "", &[]), (Step::Check, vec![]));
        assert_eq!(shown("", "", &[]), (Step::Where, vec![]));
    }

    #[test]
    fn each_step_carries_what_was_typed_in_the_others() {
        let form = Form::of([
            ("key", "k"),
            ("from.0", "TEB"),
            ("traveler", "a"),
            ("traveler", "b"),
            ("notes", "Skis"),
        ]);
        assert_eq!(
            carried(&form, Step::Where),
            [("traveler", "a"), ("traveler", "b"), ("notes", "Skis")]
        );
        assert_eq!(carried(&form, Step::Check).len(), 4);
    }
}
