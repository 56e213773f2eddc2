//! The complaints about legs, in the words for a client and for staff.
use super::{Detail, Leg, fields::MOST};
use crate::{airports::Candidates, kit::text};

impl Detail {
    pub fn too_many(self) -> String {
        match self {
            Self::Asked => format!(
                "A request can have up to {MOST} legs. Please describe the others in the notes."
            ),
            Self::Planned { .. } => format!("A trip can have up to {MOST} legs."),
        }
    }

    /// For a text that means no airport, or several.
    pub fn unclear(self, typed: &str, candidates: &Candidates) -> String {
        let typed = text::excerpt(typed, 40);
        let which = match (candidates.called.is_empty(), candidates.near.is_empty()) {
            (false, _) => format!("“{typed}” can be several airports. Which one do you mean?"),
            (true, false) => format!("No airport is called “{typed}”. Do you mean one of these?"),
            (true, true) => format!("No airport is known as “{typed}”. Try its code or its city."),
        };
        match self {
            Self::Asked if candidates.all().next().is_none() => format!(
                "{which} Or send it as written: we will find the airport and confirm it with you."
            ),
            Self::Planned { .. } if candidates.called.is_empty() => {
                format!("{which} Or say which clocks apply there, to use it as written.")
            }
            Self::Asked | Self::Planned { .. } => which,
        }
    }

    /// For a departure in the past.
    pub fn past(self, city: &str) -> String {
        match self {
            Self::Asked => format!("That time has passed in {city}."),
            Self::Planned { .. } => "This time has passed. Choose a later one.".to_owned(),
        }
    }

    /// For a leg that departs before the one above it.
    pub fn too_early(self, leg: &Leg) -> &'static str {
        match self {
            Self::Asked if leg.arrive_by.is_some() => {
                "To arrive by then, this leg would depart before the one above it."
            }
            Self::Asked => "This leg departs before the one above it.",
            Self::Planned { .. } => "This leg departs before the one before it arrives.",
        }
    }
}
