//! The FBOs at which a trip's legs begin and end, as staff choose them.
use super::{Kind, Refusal, Trip};
use crate::{
    itineraries::{HandledBy, Leg, Place},
    kit::{ids::TripId, text::changes},
};
use serde::Serialize;

/// The value of a field whose FBO stays as it is, although the directory has no such FBO.
pub const KEPT: &str = "kept";

/// One of the two ends of a leg, named as its column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    Origin,
    Destination,
}

impl End {
    pub const BOTH: [Self; 2] = [Self::Origin, Self::Destination];

    pub fn of(self, leg: &Leg) -> &Place {
        match self {
            Self::Origin => &leg.origin,
            Self::Destination => &leg.destination,
        }
    }

    /// The name of its field in the form, for the leg `i`.
    pub fn field(self, i: usize) -> String {
        match self {
            Self::Origin => format!("origin.{i}"),
            Self::Destination => format!("destination.{i}"),
        }
    }
}

/// An end of a leg whose FBO changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandledEnd {
    /// The id of the leg.
    pub leg: String,
    pub end: End,
    pub fbo: Option<HandledBy>,
    /// The code of the airport, and the name of the FBO before.
    #[serde(skip)]
    code: String,
    #[serde(skip)]
    before: String,
}

/// The FBOs to be set on the legs of a trip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handling {
    pub trip: TripId,
    pub version: i64,
    /// Those that change.
    pub ends: Vec<HandledEnd>,
}

impl Trip {
    /// Whether FBOs may still be chosen: until it is over.
    pub fn is_ahead(&self) -> bool {
        !matches!(self.kind, Kind::Completed | Kind::Cancelled)
    }

    /// Sets the FBOs as `chosen` tells for each end of each leg. `seen` is the version on the page.
    pub fn handle(
        &self,
        seen: i64,
        chosen: impl Fn(usize, End) -> Option<HandledBy>,
    ) -> Result<Handling, Refusal> {
        if seen != self.version {
            return Err(Refusal::Stale);
        }
        if !self.is_ahead() {
            return Err(Refusal::Over);
        }
        let mut ends = Vec::new();
        for (i, leg) in self.legs.iter().enumerate() {
            for end in End::BOTH {
                let (place, fbo) = (end.of(leg), chosen(i, end));
                if fbo == place.fbo {
                    continue;
                }
                ends.push(HandledEnd {
                    leg: leg.id.clone().unwrap_or_default(),
                    end,
                    fbo,
                    code: place.code.clone(),
                    before: place.fbo.as_ref().map(|it| it.name.clone()).unwrap_or_default(),
                });
            }
        }
        Ok(Handling { trip: self.id, version: seen, ends })
    }
}

impl Handling {
    /// The entry of the history: "FBO at TEB: none → Meridian Teterboro".
    pub fn note(&self) -> String {
        let mut told: Vec<String> = Vec::new();
        for it in &self.ends {
            let now = it.fbo.as_ref().map_or("", |it| it.name.as_str());
            let words = changes(&[(&format!("FBO at {}", it.code), &it.before, now)]);
            let words = if words.is_empty() { format!("FBO at {}: {now}", it.code) } else { words };
            if !told.contains(&words) {
                told.push(words);
            }
        }
        told.join("; ")
    }

    /// What a mail says of each FBO that changed.
    pub fn facts(&self) -> Vec<(String, String)> {
        let mut facts = Vec::new();
        for it in &self.ends {
            let now = it.fbo.as_ref().map_or("To be chosen".to_owned(), HandledBy::written);
            let fact = (format!("FBO at {}", it.code), now);
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        facts
    }
}
