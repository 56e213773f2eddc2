//! The page of the company: its names, its color and how to reach it.
use super::{
    Hint, SettingsPage,
    kind::{Kind, SettingValue},
    queries::{answered_at, settings_page},
};

pub static PAGE: SettingsPage = settings_page! {
    name: "company",
    title: "Company",
    about: "Who you are: on every page, in emails and on documents.",
    counts: answered_at!(),
    name {
        label: "Name",
        hint: Hint::Fixed("As your clients know you: at the top of pages and emails."),
        kind: Kind::Line { most: 80 },
        default: SettingValue::text(""),
    }
    legal_name {
        label: "Legal name",
        hint: Hint::Fixed("The company that sends quotes and invoices."),
        kind: Kind::Line { most: 120 },
        default: SettingValue::text(""),
    }
    address {
        label: "Address",
        hint: Hint::Fixed("Line by line, as it is printed on quotes and invoices."),
        kind: Kind::Lines { most: 400 },
        default: SettingValue::text(""),
    }
    phone {
        label: "Phone of operations",
        hint: Hint::Fixed("At the foot of every page and email."),
        kind: Kind::Line { most: 40 },
        default: SettingValue::text(""),
    }
    reply_to {
        label: "Email of operations",
        hint: Hint::Fixed("Where answers to the portal\u{2019}s emails go."),
        kind: Kind::Address,
        default: SettingValue::text(""),
    }
    brand {
        label: "Color",
        hint: Hint::Fixed("Of buttons, and in documents. Texts on it become black or white, whichever is read better; links are darker where they need to be."),
        kind: Kind::Color,
        default: SettingValue::text(""),
    }
    welcome {
        label: "Welcome text",
        hint: Hint::Fixed("Clients read it above the sign-in form. Up to 300 characters; leave it empty for none."),
        kind: Kind::Text { most: 300 },
        default: SettingValue::text(""),
    }
    sender_name {
        label: "Sender of emails",
        hint: Hint::Fixed("The name that the portal\u{2019}s emails come from. Leave it empty for the name above."),
        kind: Kind::OptionalLine { most: 60 },
        default: SettingValue::text(""),
    }
};
