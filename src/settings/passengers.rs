//! The page of passenger settings: ages, and what must be known before somebody is put on a manifest.
use super::{
    Hint, SettingsPage,
    kind::{Kind, SettingValue},
    queries::{nothing, settings_page},
};

pub static PAGE: SettingsPage = settings_page! {
    name: "passengers",
    title: "Passenger settings",
    about: "How manifests tell children apart, and what they ask for.",
    counts: nothing!(),
    lap_child_under {
        label: "Lap child: younger than (years)",
        hint: Hint::Fixed("From 0 to 5, by the age on the day of the leg. Enter 0 if everybody needs a seat."),
        kind: Kind::Number { unit: "years", least: 0, most: 5 },
        default: SettingValue::Number(2),
    }
    minor_under {
        label: "Minor: younger than (years)",
        hint: Hint::Fixed("From 1 to 25, by the age on the day of the leg."),
        kind: Kind::Number { unit: "years", least: 1, most: 25 },
        default: SettingValue::Number(18),
    }
    requires_documents {
        label: "Require travel documents before assignment",
        hint: Hint::Fixed("A passenger can be put on an international leg only when everything is known that the authorities ask for. Without this tick the manifest shows what is missing."),
        kind: Kind::Tick { yes: 1, no: 0 },
        default: SettingValue::Number(0),
    }
};
