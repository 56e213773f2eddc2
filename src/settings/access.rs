//! The page of access settings: what a workspace asks of whoever signs in, and who may ask to be let in.
use super::{
    Hint, SettingsPage, Stored,
    kind::{Answer, Kind, SettingValue},
    queries::{settings_page, staff_with_factor},
};

const SECOND_FACTOR: Kind = Kind::Tick { yes: Answer::new("yes", 2), no: Answer::new("no", 1) };

pub static PAGE: SettingsPage = settings_page! {
    name: "access",
    title: "Access settings",
    about: "What this workspace asks of whoever signs in, and who may ask to be let in. Changes take effect immediately, also for people who are already signed in.",
    counts: staff_with_factor!(),
    idle_days {
        label: "Days without use before sign-out",
        hint: Hint::Fixed("From 1 to 30. Whoever did not open the portal for so many days signs in again, and so does everybody 90 days after they last did. Fewer days end sessions that have rested for longer at once."),
        kind: Kind::Number { unit: "days", least: 1, most: 30 },
        default: SettingValue::Number(30),
    }
    staff_factors {
        label: "Require a second factor for staff",
        hint: Hint::Counted(staff_ready),
        kind: SECOND_FACTOR,
        default: SettingValue::Number(1),
    }
    client_factors {
        label: "Require a second factor for clients",
        hint: Hint::Fixed("A passkey or an authenticator app beside the password. Clients who have none yet set one up at their next click, before they see anything else."),
        kind: SECOND_FACTOR,
        default: SettingValue::Number(1),
    }
    hides_other_parties as shows_other_parties {
        label: "Owners see other parties",
        hint: Hint::Fixed("Owners see every trip on their aircraft. Without this tick the names of other clients and their passengers, and what they pay, are left out."),
        kind: Kind::Tick { yes: Answer::new("yes", 0), no: Answer::new("no", 1) },
        default: SettingValue::Number(0),
    }
    takes_sign_ups {
        label: "Sign-ups are open",
        hint: Hint::Fixed("Anybody may ask for access; nobody gets in before you approve. Without this tick the page is gone, and whoever is waiting keeps waiting for your answer."),
        kind: Kind::Tick { yes: Answer::new("yes", 1), no: Answer::new("no", 0) },
        default: SettingValue::Number(1),
    }
    approval_addresses {
        label: "Request for approval notifications",
        hint: Hint::Fixed("Email addresses told of each sign-up, one on each line, 20 at most. With none of them nobody is told: look under Approvals."),
        kind: Kind::Addresses { most: 20, none: "nobody" },
        default: SettingValue::text("[]"),
    }
};

/// How many of the staff a required factor would stop at their next click.
fn staff_ready(row: &Stored) -> String {
    let (staff, ready) = (row.count("staff"), row.count("staff_with_factor"));
    let has = if ready == 1 { "has" } else { "have" };
    format!(
        "Whoever has none yet sets one up at their next click. {ready} of {staff} staff {has} one."
    )
}
