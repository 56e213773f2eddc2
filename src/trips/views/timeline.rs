//! The timeline of a trip on the client's page.
use super::Show;
use crate::{
    itineraries::Leg,
    trips::{
        Kind,
        journey::{Event, Progress, journey},
    },
    users::Grant,
};

/// One entry of the timeline.
pub struct Step<'t> {
    pub what: String,
    pub progress: Progress,
    /// The leg that it is about, if it is about one.
    pub leg: Option<&'t Leg>,
    /// The date of what has no leg; empty where there is none.
    pub when: String,
}

impl Step<'_> {
    pub fn class(&self) -> &'static str {
        match self.progress {
            Progress::Done => "done",
            Progress::Now => "now",
            Progress::Next => "next",
            Progress::Later => "later",
        }
    }

    /// The badge of the step that counts.
    pub fn badge(&self) -> &'static str {
        match self.progress {
            Progress::Now => "Now",
            Progress::Next => "Next",
            Progress::Done | Progress::Later => "",
        }
    }
}

impl Show {
    pub fn steps(&self) -> Vec<Step<'_>> {
        let events = journey(self.trip.kind, &self.trip.legs, self.visitor.now);
        events.into_iter().map(|(event, progress)| self.step(event, progress)).collect()
    }

    fn step<'t>(&self, event: Event<'t>, progress: Progress) -> Step<'t> {
        let operator = &self.visitor.workspace.name;
        let (what, leg) = match event {
            Event::Made => ("Trip created".to_owned(), None),
            Event::Confirmed if self.trip.kind == Kind::Pending => {
                (format!("{operator} is confirming it"), None)
            }
            Event::Confirmed => ("Confirmed".to_owned(), None),
            Event::Leg(leg) => {
                (format!("{} to {}", leg.origin.code, leg.destination.code), Some(leg))
            }
            Event::Completed => ("Complete".to_owned(), None),
            Event::Canceled => ("Canceled".to_owned(), None),
        };
        let at = match event {
            Event::Made => Some(self.trip.created_at),
            Event::Confirmed if self.trip.kind == Kind::Pending => None,
            // A trip may be made at a stage that is confirmed already.
            Event::Confirmed => self.told(Kind::Booked).or(Some(self.trip.created_at)),
            Event::Completed => self.told(Kind::Completed),
            Event::Canceled => self.told(Kind::Cancelled),
            Event::Leg(_) => None,
        };
        let when = at.map(|at| self.visitor.moment(at).long_date()).unwrap_or_default();
        Step { what, progress, leg, when }
    }

    /// When the client was last told of a state.
    fn told(&self, kind: Kind) -> Option<i64> {
        let mut history = self.parts.history.iter();
        history.find(|it| it.note.split(':').next() == Some(kind.word())).map(|it| it.at)
    }

    /// Whether the visitor may pay what is outstanding.
    pub fn may_pay(&self) -> bool {
        self.trip.is_own && self.visitor.is_granted(Grant::Pay)
    }
}
