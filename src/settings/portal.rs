//! The page of the client portal: whether it is open, where clients land, and which parts of it they see.
use super::{
    Hint, SettingsPage,
    kind::{Kind, NamedValue, SettingValue},
    queries::{nothing, settings_page},
};

const TICK: Kind = Kind::Tick { yes: 1, no: 0 };

pub static PAGE: SettingsPage = settings_page! {
    name: "portal",
    title: "Portal settings",
    about: "What clients find in the portal. Staff always see everything.",
    counts: nothing!(),
    portal_is_open {
        label: "The portal is open",
        hint: Hint::Fixed("Without this tick clients see only how to reach you, while staff go on working."),
        kind: TICK,
        default: SettingValue::Number(1),
    }
    takes_inquiries {
        label: "Public request form",
        hint: Hint::Fixed("Anybody may request a trip without an account, by a link on the sign-in page. You find what they ask for as leads."),
        kind: TICK,
        default: SettingValue::Number(0),
    }
    landing {
        label: "First page of clients",
        hint: Hint::Fixed("Where clients come to after signing in."),
        kind: Kind::Choice(&[
            NamedValue::new(SettingValue::text("dashboard"), "Home page: next trip, quotes, balance and messages"),
            NamedValue::new(SettingValue::text("bookings"), "List of trips; there is no home page"),
        ]),
        default: SettingValue::text("dashboard"),
    }
    shows_requests {
        label: "Clients request trips",
        hint: Hint::Fixed("Without this tick clients find no requests, and you enter them."),
        kind: TICK,
        default: SettingValue::Number(1),
    }
    shows_quotes {
        label: "Clients see quotes",
        hint: Hint::Fixed("Without this tick clients neither read quotes nor accept them in the portal."),
        kind: TICK,
        default: SettingValue::Number(1),
    }
    shows_passengers {
        label: "Clients keep passengers",
        hint: Hint::Fixed("Without this tick clients have no directory of passengers, and you fill in manifests."),
        kind: TICK,
        default: SettingValue::Number(1),
    }
    shows_invoices {
        label: "Clients see invoices",
        hint: Hint::Fixed("Without this tick clients find no invoices, balances, statements and payments."),
        kind: TICK,
        default: SettingValue::Number(1),
    }
    shows_documents {
        label: "Clients download PDFs",
        hint: Hint::Fixed("Without this tick clients read quotes, trips and invoices on the screen only."),
        kind: TICK,
        default: SettingValue::Number(1),
    }
    shows_messages {
        label: "Clients write messages",
        hint: Hint::Fixed("Without this tick clients have no conversations with you in the portal."),
        kind: TICK,
        default: SettingValue::Number(1),
    }
    shows_services {
        label: "Clients ask for services",
        hint: Hint::Fixed("Without this tick clients order neither catering and cars nor services on the ground."),
        kind: TICK,
        default: SettingValue::Number(1),
    }
};
