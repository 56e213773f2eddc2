//! The trip that is made from an accepted quote.
use crate::{
    itineraries::Leg,
    kit::ids::{AccountId, RequestId, TailId, TripId},
};

/// A trip to be made, at the first stage of its workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct Birth {
    pub id: TripId,
    pub account: AccountId,
    /// The request whose passengers go on the manifest; none for a trip that staff enter.
    pub request: Option<RequestId>,
    pub tail: Option<TailId>,
    pub vehicle: String,
    pub legs: Vec<Leg>,
    pub passengers: i64,
    /// Catering, ground transportation and the rest, in the client's words.
    pub wishes: String,
}

impl Birth {
    pub fn departs_at(&self) -> i64 {
        self.legs.iter().map(|leg| leg.departs_at).min().unwrap_or_default()
    }

    /// The last arrival. While a leg's time is not agreed, that leg ends with its day of departure.
    pub fn ends_at(&self) -> i64 {
        self.legs.iter().map(Leg::ends_at).max().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{
        db::{
            scope::client,
            write::{Write, begins},
        },
        itineraries::samples::{leg, luton, nice, teterboro},
        kit::zoned::{DAY, HOUR, Moment},
        testing::cast::{MILO, MIRA, NOON, Person, Portal},
        trips::born_of,
    };

    const SEED: &str = include_str!("seed.sql");

    fn birth() -> Birth {
        Birth {
            id: "00000000-0000-7000-8000-0000000000b1".parse().unwrap(),
            account: "00000000-0000-7000-8000-000000000a11".parse().unwrap(),
            request: Some("00000000-0000-7000-8000-0000000000f1".parse().unwrap()),
            tail: Some("00000000-0000-7000-8000-000000000b51".parse().unwrap()),
            vehicle: "Citation Latitude".into(),
            legs: vec![
                leg(teterboro(), luton(), NOON + DAY, NOON + DAY + 7 * HOUR),
                Leg { arrives_at: None, ..leg(luton(), nice(), NOON + 3 * DAY, 0) },
            ],
            passengers: 4,
            wishes: "Vegetarian".into(),
        }
    }

    fn accept(portal: &Portal, who: Person, birth: &Birth) -> bool {
        let write = Write::begin(
            "quote_accepted",
            "a quote",
            begins!(client, "JOIN my_accounts m ON m.account_id = :account"),
        )
        .bind("account", birth.account)
        .with(born_of(birth));
        portal.write(who, write).held
    }

    #[test]
    fn an_accepted_quote_leaves_a_trip_with_its_legs_and_manifest() {
        let portal = Portal::open(SEED);
        assert!(accept(&portal, MIRA, &birth()));
        insta::assert_snapshot!(
            portal.rows(
                "SELECT t.route, s.name AS stage, t.passengers, t.wishes, t.tail_id, t.version, t.departs_at, t.ends_at
                 FROM trips t JOIN stages s ON s.id = t.stage_id WHERE t.reference = 'T-1001'"
            ),
            @"
        route: TEB to LTN to NCE
        stage: Pending
        passengers: 4
        wishes: Vegetarian
        tail_id: 00000000-0000-7000-8000-000000000b51
        version: 1
        departs_at: 1795348800000
        ends_at: 1795521600000
        ");
        insta::assert_snapshot!(
            portal.rows(
                "SELECT position, origin ->> '$.code' AS origin, time_agreed, (arrives_at - departs_at) / 60000 AS minutes
                 FROM legs WHERE trip_id LIKE '%0b1' ORDER BY position"
            ),
            @"
        position: 0
        origin: TEB
        time_agreed: 1
        minutes: 420

        position: 1
        origin: LTN
        time_agreed: 1
        minutes: 0
        ");
        assert_eq!(
            portal.value("SELECT group_concat(p.name) FROM trip_passengers t JOIN passengers p ON p.id = t.passenger_id WHERE t.trip_id LIKE '%0b1'"),
            "Alva Lindqvist",
            "once, and nobody of another account"
        );
        assert_eq!(
            portal
                .value("SELECT next FROM counters WHERE noun = 'trip' AND workspace_id LIKE '%1'"),
            "1002"
        );
    }

    #[test]
    fn an_acceptance_that_was_refused_makes_no_trip() {
        let portal = Portal::open(SEED);
        assert!(!accept(&portal, MILO, &birth()));
        assert_eq!(portal.value("SELECT count(*) FROM trips WHERE reference LIKE 'T-1%'"), "0");
        assert_eq!(
            portal
                .value("SELECT next FROM counters WHERE noun = 'trip' AND workspace_id LIKE '%1'"),
            "1001"
        );
    }

    #[test]
    fn a_trip_whose_time_is_not_agreed_lasts_until_the_end_of_the_day() {
        let mut birth = birth();
        birth.legs.truncate(1);
        for leg in &mut birth.legs {
            leg.time_agreed = false;
        }
        assert_eq!(
            Moment::new(birth.ends_at(), "America/New_York").full(),
            "Sun, Nov 22, 2026, 11:59 PM EST"
        );
    }
}
