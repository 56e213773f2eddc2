//! The page of trip settings: who is told when clients change trips, who works on requests, and the limits of duty.
use super::{
    Hint, SettingsPage,
    kind::{Kind, SettingValue},
    queries::{settings_page, told_of_changes},
};

pub static PAGE: SettingsPage = settings_page! {
    name: "trips",
    title: "Trip settings",
    about: "Who is told when clients change their trips, who works on their requests, and the limits of the crew\u{2019}s duty.",
    counts: told_of_changes!(),
    trip_change_addresses {
        label: "Trip change notification",
        hint: Hint::Fixed("Email addresses that are notified when a client changes or cancels a trip, one per line or separated by commas, at most 20. If there is none, look at the trip\u{2019}s history."),
        kind: Kind::Addresses { most: 20, none: "nobody" },
        default: SettingValue::text("[]"),
    }
    gives_requests {
        label: "Each new request is given to a dispatcher",
        hint: Hint::Fixed("To the one with the fewest open requests, who gets an email. Without this tick it waits until somebody takes it."),
        kind: Kind::Tick { yes: 1, no: 0 },
        default: SettingValue::Number(0),
    }
    spot_minutes {
        label: "Spot time before a departure (minutes)",
        hint: Hint::Fixed("How long before each departure the coach stands ready at the pick-up. Trips, trip sheets and confirmations tell the time. 0 tells none."),
        kind: Kind::Number { unit: "minutes", least: 0, most: 180 },
        default: SettingValue::Number(15),
    }
    duty_report {
        label: "Report before departure (minutes)",
        hint: Hint::Fixed("How long before the first departure of a day the crew is on duty."),
        kind: Kind::Number { unit: "minutes", least: 0, most: 600 },
        default: SettingValue::Number(60),
    }
    duty_release {
        label: "Release after arrival (minutes)",
        hint: Hint::Fixed("How long after the last arrival duty ends."),
        kind: Kind::Number { unit: "minutes", least: 0, most: 600 },
        default: SettingValue::Number(30),
    }
    duty_most {
        label: "Longest duty (minutes)",
        hint: Hint::Fixed("The limit that the proposed duty is held against: 840 are 14 hours."),
        kind: Kind::Number { unit: "minutes", least: 60, most: 2_880 },
        default: SettingValue::Number(840),
    }
    duty_rest {
        label: "Rest between duties (minutes)",
        hint: Hint::Fixed("Legs with a shorter break between them count as one duty."),
        kind: Kind::Number { unit: "minutes", least: 60, most: 2_880 },
        default: SettingValue::Number(600),
    }
    duty_under_way {
        label: "Longest time under way (minutes)",
        hint: Hint::Fixed("Of flying in one duty, such as 600. 0 for no limit."),
        kind: Kind::Number { unit: "minutes", least: 0, most: 2_880 },
        default: SettingValue::Number(0),
    }
};
