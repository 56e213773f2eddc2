//! The page of access settings: second factors, sign-out after inactivity, and sign-ups.
use super::{
    Hint, SettingsPage, Stored,
    kind::{Kind, SettingValue},
    queries::{settings_page, staff_and_unreached},
};

const SECOND_FACTOR: Kind = Kind::Tick { yes: 2, no: 1 };

pub static PAGE: SettingsPage = settings_page! {
    name: "access",
    title: "Access settings",
    about: "Requirements for signing in, and who may request access. Changes take effect at once.",
    counts: staff_and_unreached!(),
    idle_days {
        label: "Sign out after inactivity (days)",
        hint: Hint::Fixed("From 1 to 30. Users who have not opened the portal for this many days must sign in again; everybody must after 90 days. A lower number ends sessions that have been inactive for longer at once."),
        kind: Kind::Number { unit: "days", least: 1, most: 30 },
        default: SettingValue::Number(30),
    }
    staff_factors {
        label: "Require two-step verification for staff",
        hint: Hint::Counted("Staff who have none yet must set one up with their next click.", staff_ready),
        kind: SECOND_FACTOR,
        default: SettingValue::Number(1),
    }
    client_factors {
        label: "Require two-step verification for clients",
        hint: Hint::Fixed("A passkey or an authenticator app in addition to the password. Clients who have none yet must set one up with their next click, before they see anything else."),
        kind: SECOND_FACTOR,
        default: SettingValue::Number(1),
    }
    shows_other_parties {
        label: "Owners see other parties",
        hint: Hint::Fixed("Owners see every trip on their own aircraft, with its route and times, in their trips and their schedule. Without this tick the names of other clients and their passengers, and what they pay, are left out."),
        kind: Kind::Tick { yes: 1, no: 0 },
        default: SettingValue::Number(0),
    }
    owners_approve {
        label: "Owners approve charters on their aircraft",
        hint: Hint::Fixed("Owners are asked by email before somebody else is flown on their aircraft. Such a trip is not confirmed until they approve it, or you go ahead with a reason. This counts for trips that are booked already, too: they are under Today, from where you can ask."),
        kind: Kind::Tick { yes: 1, no: 0 },
        default: SettingValue::Number(0),
    }
    takes_sign_ups {
        label: "Sign-ups are open",
        hint: Hint::Fixed("Anybody may request access, and nobody gets it before you approve. Without this tick the page is closed; requests that are waiting stay in the list."),
        kind: Kind::Tick { yes: 1, no: 0 },
        default: SettingValue::Number(1),
    }
    approval_addresses {
        label: "Request for approval notifications",
        hint: Hint::Fixed("Email addresses that are notified about each sign-up, one per line or separated by commas, at most 20. If there is none, look under Sign-ups."),
        kind: Kind::Addresses { most: 20, none: "nobody" },
        default: SettingValue::text("[]"),
    }
};

/// The hint that tells how many of the staff have a second factor already.
fn staff_ready(row: &Stored) -> String {
    let (staff, ready) = (row.count("staff"), row.count("staff_with_factor"));
    let has = if ready == 1 { "has" } else { "have" };
    format!("{ready} of {staff} staff {has} one.")
}
