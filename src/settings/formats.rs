//! The page of formats: how dates, times and amounts are written.
use super::{
    Hint, SettingsPage,
    kind::{Kind, NamedValue, SettingValue},
    queries::{nothing, settings_page},
};

pub static PAGE: SettingsPage = settings_page! {
    name: "formats",
    title: "Format settings",
    about: "How pages, emails and documents write dates, times and amounts.",
    counts: nothing!(),
    clock {
        label: "Clock",
        hint: Hint::Fixed("Everybody can choose another clock for the pages they see, under Profile."),
        kind: Kind::Choice(&[
            NamedValue::new(SettingValue::Number(12), "12 hours: 8:15 PM"),
            NamedValue::new(SettingValue::Number(24), "24 hours: 20:15"),
        ]),
        default: SettingValue::Number(12),
    }
    date_order {
        label: "Dates",
        hint: Hint::Fixed("Also how a typed date of numbers is read: as 12/10/2026 or as 10/12/2026."),
        kind: Kind::Choice(&[
            NamedValue::new(SettingValue::text("month_first"), "Month first: Thu, Dec 10, 2026"),
            NamedValue::new(SettingValue::text("day_first"), "Day first: Thu 10 Dec 2026"),
        ]),
        default: SettingValue::text("month_first"),
    }
    amounts {
        label: "Amounts",
        hint: Hint::Fixed("A symbol is used only where no other currency has it, so Canadian dollars are always CAD."),
        kind: Kind::Choice(&[
            NamedValue::new(SettingValue::text("symbol"), "With the symbol: $39,866.50"),
            NamedValue::new(SettingValue::text("code"), "With the code: USD 39,866.50"),
        ]),
        default: SettingValue::text("symbol"),
    }
};
