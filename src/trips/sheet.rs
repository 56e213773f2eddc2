//! The trip sheet: the itinerary of a trip on paper, with who flies, on what and whom to call.
use super::{CrewMember, Kind, NamedTraveler, Trip};
use crate::{
    itineraries::{self, Leg, Place},
    kit::style::Style,
    pdf::{Block, Column, Headline, Paper, Run, Section, Sheet, Table},
    users::Visitor,
    workspaces::Workspace,
};

/// What a trip sheet says, as far as its reader may see it.
pub struct TripSheet<'t> {
    pub workspace: &'t Workspace,
    pub style: Style,
    pub reference: &'t str,
    pub legs: &'t [Leg],
    pub kind: Kind,
    pub vehicle: &'t str,
    pub registration: Option<&'t str>,
    pub account: Option<&'t str>,
    pub passengers: i64,
    pub vehicles: i64,
    pub travelers: &'t [NamedTraveler],
    /// Empty until the crew is released.
    pub crew: &'t [CrewMember],
    pub wishes: &'t str,
    pub now: i64,
}

impl<'t> TripSheet<'t> {
    pub fn for_staff(visitor: &'t Visitor, trip: &'t Trip, travelers: &'t [NamedTraveler]) -> Self {
        Self {
            workspace: &visitor.workspace,
            style: visitor.style(),
            reference: &trip.reference,
            legs: &trip.legs,
            kind: trip.kind,
            vehicle: &trip.vehicle,
            registration: trip.registration.as_deref(),
            account: Some(&trip.account),
            passengers: trip.passengers,
            vehicles: trip.vehicles,
            travelers,
            crew: if trip.is_crew_released { &trip.crew } else { &[] },
            wishes: &trip.wishes,
            now: visitor.now,
        }
    }
}

impl TripSheet<'_> {
    pub fn sheet(&self) -> Sheet {
        let workspace = self.workspace;
        Sheet {
            paper: Paper::in_zone(&workspace.zone),
            language: "en".to_owned(),
            letterhead: workspace.letterhead(workspace.trip_report),
            headline: Headline {
                title: format!("{} {}", workspace.words().trip, self.reference),
                state: self.kind.word().to_owned(),
                figure: None,
            },
            parties: Vec::new(),
            facts: self.facts(),
            sections: self.sections(),
            footer: self.footer(),
            created_at: self.now,
        }
    }

    fn sections(&self) -> Vec<Section> {
        let trip = Section::new(&itineraries::cities(self.legs), vec![self.itinerary()]);
        if !self.workspace.trip_report.is_full() {
            return vec![trip];
        }
        vec![
            trip,
            Section::new("FBOs", vec![self.fbos()]),
            Section::new("Passengers", vec![self.names()]),
            Section::new("Crew", vec![self.people()]),
            Section::new("Special requests", vec![Block::Lines(lines(self.wishes))]),
        ]
    }

    fn facts(&self) -> Vec<(String, String)> {
        let is_air = self.workspace.is_air();
        let facts = [
            (self.workspace.words().trip, Some(self.reference.to_owned())),
            ("Client", self.account.map(str::to_owned)),
            (
                if is_air { "Aircraft" } else { "Coach" },
                Some(itineraries::vehicles(self.vehicle, self.legs)),
            ),
            (
                if is_air { "Tail number" } else { "Registration" },
                self.registration
                    .filter(|_| itineraries::needs_tail_of_trip(self.legs))
                    .map(str::to_owned),
            ),
            ("Coaches", (self.vehicles > 1).then(|| self.vehicles.to_string())),
            ("Passengers", Some(self.passengers.to_string())),
            ("As of", Some(self.workspace.moment(self.now, self.now).dated())),
        ];
        let known = facts.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        known.filter(|(_, value)| !value.is_empty()).collect()
    }

    fn itinerary(&self) -> Block {
        let columns = vec![
            Column::text("From", 0.25),
            Column::text("Departs", 0.18),
            Column::text("To", 0.25),
            Column::text("Arrives", 0.18),
            Column::text("Time, distance", 0.14),
        ];
        let style = self.style.lasting();
        let rows = self.legs.iter().enumerate().map(|(i, leg)| {
            let mut departs = time(leg.departure_in(style), &leg.departure_beside(style));
            if let Some(at) = itineraries::spot(self.legs, i, self.workspace.spot()) {
                departs
                    .push(Run::small(format!(" Spot time {}", at.styled(style).time_and_zone())));
            }
            let arrival = [leg.arrival_in(style), leg.day_change(style)]
                .into_iter()
                .filter(|it| !it.is_empty());
            vec![
                place(&leg.origin),
                departs,
                place(&leg.destination),
                time(arrival.collect::<Vec<_>>().join(", "), &leg.arrival_beside(style)),
                vec![Run::body(leg.way())],
            ]
        });
        Block::Table(Table { columns, rows: rows.collect(), totals: Vec::new() })
    }

    /// Where each leg begins and ends, and whom to call there.
    fn fbos(&self) -> Block {
        let columns = vec![
            Column::text("At", 0.12),
            Column::text("FBO", 0.46),
            Column::text("Phone", 0.2),
            Column::text("For", 0.22),
        ];
        let handled = itineraries::handled(self.legs);
        let rows = handled.iter().map(|it| {
            let address = it.fbo.address.lines().map(str::trim).collect::<Vec<_>>().join(", ");
            vec![
                vec![Run::body(&it.place.code)],
                vec![Run::body(&it.fbo.name), Run::small(format!(" {address}"))],
                vec![Run::body(&it.fbo.phone)],
                vec![Run::small(it.ends_written())],
            ]
        });
        Block::Table(Table { columns, rows: rows.collect(), totals: Vec::new() })
    }

    fn people(&self) -> Block {
        let told = |it: &CrewMember| format!("{}: {}", it.duty, it.name);
        Block::Lines(self.crew.iter().map(told).collect())
    }

    /// The names in two columns.
    fn names(&self) -> Block {
        let names: Vec<String> = (1..)
            .zip(self.travelers)
            .map(|(number, traveler)| {
                let said = [traveler.name.clone(), traveler.legs_told(self.workspace.trade)];
                let said: Vec<_> = said.into_iter().filter(|it| !it.is_empty()).collect();
                format!("{number}. {}", said.join(", "))
            })
            .collect();
        let (left, right) = names.split_at(names.len().div_ceil(2));
        Block::Columns([left, right].map(|names| (String::new(), names.to_vec())))
    }

    fn footer(&self) -> String {
        let times = "All times are local unless they end in Z.";
        let words = match self.workspace.phone.as_str() {
            "" => self.workspace.name.clone(),
            phone => format!("{} operations: {phone}", self.workspace.name),
        };
        let words = self.workspace.footer_or(words);
        format!("{}. {times}", words.trim_end_matches('.'))
    }
}

/// The code, and what the place is called.
fn place(place: &Place) -> Vec<Run> {
    let names = [place.told(), place.city.clone()];
    let mut said: Vec<String> = Vec::new();
    for name in names {
        if !said.contains(&name) && name != place.code && !name.is_empty() {
            said.push(name);
        }
    }
    vec![Run::large(&place.code), Run::small(format!(" {}", said.join(", ")))]
}

fn time(local: String, beside: &str) -> Vec<Run> {
    vec![Run::body(local), Run::small(format!(" {beside}"))]
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{
        itineraries::{
            HandledBy,
            samples::{leg, luton, nice, teterboro},
        },
        kit::ids::PassengerId,
        pdf::pages::{pages, says},
        testing::cast::{NOON, Portal},
        workspaces,
    };

    fn named(name: &str) -> NamedTraveler {
        NamedTraveler {
            id: PassengerId(uuid::Uuid::nil()),
            name: name.into(),
            document_expires_on: String::new(),
            has_documents: true,
            abroad: None,
            legs: vec![1],
            of_legs: 2,
        }
    }

    #[test]
    fn a_sheet_says_when_and_where_and_who() {
        let portal = Portal::open("");
        let workspace = futures_executor::block_on(portal.app.db.run(workspaces::at("harbour")));
        let workspace = workspace.unwrap().unwrap();
        let open = Leg { time_agreed: false, ..leg(luton(), nice(), 1_797_040_800_000, 0) };
        let mut legs = [leg(teterboro(), luton(), 1_796_951_700_000, 1_796_976_300_000), open];
        let fbo = HandledBy {
            name: "Harbour Hangar One".into(),
            address: "1 Hangar Road\nTeterboro".into(),
            phone: "+1 201 555 0100".into(),
        };
        legs[0].origin.fbo = Some(fbo);
        let crew = [CrewMember { duty: "Pilot in command".into(), name: "Ada Byron".into() }];
        let travelers = ["Alva Lindqvist", "Per Åke Söderström", "Zoë O\u{2019}Neil"].map(named);
        let sheet = TripSheet {
            workspace: &workspace,
            style: Style::default(),
            reference: "T-0701",
            legs: &legs,
            kind: Kind::Booked,
            vehicle: "Citation Latitude",
            registration: None,
            account: Some("Lindqvist Holdings"),
            passengers: 4,
            vehicles: 1,
            travelers: &travelers,
            crew: &crew,
            wishes: "Oat milk, please",
            now: NOON,
        }
        .sheet();
        for words in [
            "Trip T-0701",
            "Confirmed",
            "Lindqvist Holdings",
            "Citation Latitude",
            "TEB Teterboro",
            "Thu, Dec 10, 2026, 8:15 PM EST",
            "Fri, Dec 11, 2026, 8:05 AM GMT, +1 day",
            "6 h 50 min, 2,989 nm",
            "time TBD",
            "2. Per Åke Söderström, Leg 1",
            "Oat milk, please",
            "Harbour Hangar One 1 Hangar Road, Teterboro",
            "+1 201 555 0100",
            "Leg 1 departure",
            "Pilot in command: Ada Byron",
            "All times are local",
        ] {
            assert!(says(&sheet, words), "{words}: {:?}", pages(&sheet));
        }
        assert!(!says(&sheet, "Tail number"));
        assert_eq!(pages(&sheet).len(), 1);
    }
}
