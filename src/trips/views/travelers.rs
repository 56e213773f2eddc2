//! The passengers on a trip’s page: who is ready, what others lack, and the way to the manifests.
use super::{OpsShow, Show};
use crate::{
    kit::{ids::TripId, text},
    trips::{Kind, ListedTrip, NamedTraveler, Readiness, readiness::Lack},
    users::Visitor,
    workspaces::Trade,
};

/// How many passengers are shown before the others are folded away.
const MOST: usize = 12;

/// The passengers of a trip.
pub struct Travelers<'t> {
    pub named: &'t [NamedTraveler],
    pub readiness: Readiness,
    /// Whether it is told who is ready: of a trip that is not over, to whom it belongs.
    pub is_watched: bool,
    /// The page of the manifests; empty where the visitor may not open it.
    pub path: String,
}

impl<'t> Travelers<'t> {
    fn of(
        named: &'t [NamedTraveler],
        passengers: i64,
        (trip, kind, is_own): (TripId, Kind, bool),
        visitor: &Visitor,
    ) -> Self {
        let readiness = Readiness::of(named, passengers);
        let is_open = !matches!(kind, Kind::Completed | Kind::Cancelled);
        let has_manifest = is_own && visitor.may_open("/trips/{id}/manifest");
        Self {
            named,
            readiness,
            is_watched: is_own && is_open && readiness.is_told(visitor),
            path: if has_manifest { format!("/trips/{trip}/manifest") } else { String::new() },
        }
    }

    /// What somebody on the list lacks.
    pub fn lack(&self, it: &NamedTraveler) -> Option<Lack> {
        it.lack().filter(|_| self.is_watched)
    }

    /// Those who are shown at once: the first, and those whose passport is to be looked at.
    pub fn at_once(&self) -> impl Iterator<Item = &NamedTraveler> {
        let is_shown = |(i, it): &(usize, &NamedTraveler)| {
            *i < MOST || matches!(self.lack(it), Some(Lack::Passport(_)))
        };
        self.named.iter().enumerate().filter(is_shown).map(|(_, it)| it)
    }

    pub fn are_many(&self) -> bool {
        self.named.len() > MOST
    }

    /// "2 not named yet", "3 without travel document details"; nothing where all are ready.
    pub fn missing(&self) -> Vec<String> {
        if !self.is_watched {
            return Vec::new();
        }
        let without = self.named.iter().filter(|it| it.lack() == Some(Lack::Documents)).count();
        let counts = [
            (self.readiness.unnamed(), "not named yet"),
            (i64::try_from(without).unwrap_or(i64::MAX), "without travel document details"),
        ];
        let told = counts.into_iter().filter(|(count, _)| *count > 0);
        told.map(|(count, what)| format!("{count} {what}")).collect()
    }
}

impl Show {
    pub fn travelers(&self) -> Travelers<'_> {
        let it = &self.trip;
        let of = (it.id, it.kind, it.is_own);
        Travelers::of(&self.parts.travelers, it.passengers, of, &self.visitor)
    }
}

impl OpsShow {
    pub fn travelers(&self) -> Travelers<'_> {
        let of = (self.trip.id, self.trip.kind, true);
        Travelers::of(&self.parts.travelers, self.trip.passengers, of, &self.visitor)
    }
}

impl Readiness {
    /// Whether to tell it: a coach only needs names, and only where they are given at all.
    fn is_told(self, visitor: &Visitor) -> bool {
        visitor.workspace.is_air() || self.named > 0
    }

    /// "5 of 6 travelers ready"; for a coach "48 of 56 passengers named".
    pub fn words(self, visitor: &Visitor) -> String {
        let Self { ready, named, all } = self;
        if visitor.workspace.is_air() {
            format!("{ready} of {} ready", text::counted(all, "traveler"))
        } else {
            format!("{named} of {} named", text::counted(all, "passenger"))
        }
    }

    /// The same beside a list: "5 of 6 ready".
    pub fn short(self, visitor: &Visitor) -> String {
        let word = if visitor.workspace.is_air() { "ready" } else { "named" };
        format!("{} of {} {word}", self.ready, self.all)
    }
}

impl ListedTrip {
    /// How many are ready, of a trip ahead on which somebody is not.
    pub fn unready(&self, visitor: &Visitor) -> Option<Readiness> {
        let aboard = self.aboard.as_ref().filter(|_| visitor.may_open("/trips/{id}/manifest"))?;
        let it = Readiness::of_listed(aboard, self.passengers);
        (!it.is_complete() && it.is_told(visitor)).then_some(it)
    }
}

impl Lack {
    pub fn class(self) -> &'static str {
        match self {
            Self::Documents => "wait",
            Self::Passport(_) => "late",
        }
    }

    /// "Passport expires Dec 3, 2026, before the trip ends"
    pub fn words(self, visitor: &Visitor) -> String {
        match self {
            Self::Documents => "Travel document details missing".to_owned(),
            Self::Passport(day) if day < visitor.today() => {
                format!("Passport expired {}", visitor.date(day))
            }
            Self::Passport(day) => {
                format!("Passport expires {}, before the trip ends", visitor.date(day))
            }
        }
    }
}

impl NamedTraveler {
    /// "Leg 1", "Legs 1, 3"; empty for somebody who is on all legs.
    pub fn legs_told(&self, trade: Trade) -> String {
        let numbers: Vec<String> = self.legs.iter().map(i64::to_string).collect();
        match numbers.as_slice() {
            all if i64::try_from(all.len()) == Ok(self.of_legs) => String::new(),
            [] => String::new(),
            [one] => format!("{} {one}", trade.says("Leg")),
            some => format!("{} {}", trade.says("Legs"), some.join(", ")),
        }
    }
}
