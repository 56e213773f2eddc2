//! The page of payment settings: how clients pay.
use super::{
    Hint, SettingsPage,
    kind::{Kind, NamedValue, SettingValue},
    queries::{nothing, settings_page},
};

pub static PAGE: SettingsPage = settings_page! {
    name: "payments",
    title: "Payment settings",
    about: "How clients pay, beside what you record yourselves, and when they are reminded.",
    counts: nothing!(),
    payment_instructions {
        label: "Payment instructions",
        hint: Hint::Fixed("For wires and checks. Only clients who are signed in and see money read them. For 30 days after a change they are warned to have them confirmed by phone."),
        kind: Kind::Text { most: 2_000 },
        default: SettingValue::text(""),
    }
    payment_provider {
        label: "Online payments",
        hint: Hint::Fixed("Stripe works where the portal has its keys. Practice works on a developer\u{2019}s machine only."),
        kind: Kind::Choice(&[
            NamedValue::new(SettingValue::text("none"), "None"),
            NamedValue::new(SettingValue::text("stripe"), "Stripe: cards and bank accounts"),
            NamedValue::new(SettingValue::text("practice"), "Practice: no money moves"),
        ]),
        default: SettingValue::text("none"),
    }
    stripe_account {
        label: "Stripe account",
        hint: Hint::Fixed("Your connected account, such as acct_1Nv0FGQ9RKHgCVdK. Leave it empty if the portal\u{2019}s keys are your own."),
        kind: Kind::Code { most: 60 },
        default: SettingValue::text(""),
    }
    card_surcharge_ppm as card_surcharge {
        label: "Card surcharge, %",
        hint: Hint::Fixed("Added for those who pay by card, unless it is waived for their account. 0 for none."),
        kind: Kind::Percent,
        default: SettingValue::Number(0),
    }
    reminders_before {
        label: "Reminders before the due date, in days",
        hint: Hint::Fixed("Such as 7, 1 for two reminders; 0 is the day itself. Leave it empty for none. Only clients who see money are reminded, and only of invoices that are not paid in full."),
        kind: Kind::Days { least: 0, most: 90 },
        default: SettingValue::text("[]"),
    }
    reminders_after {
        label: "Reminders after the due date, in days",
        hint: Hint::Fixed("Such as 3, 14, 30. Reminders go out at eight in the morning."),
        kind: Kind::Days { least: 1, most: 365 },
        default: SettingValue::text("[]"),
    }
};
