//! The page of quote and invoice settings: what a new one begins with.
use super::{
    Hint, SettingsPage,
    kind::{Kind, NO_NUMBER, SettingValue},
    queries::{nothing, settings_page},
};
use crate::{http::form::Form, invoices, kit::money::Currency, quotes};

pub static PAGE: SettingsPage = settings_page! {
    name: "offers",
    title: "Quote and invoice settings",
    about: "What new quotes and invoices begin with. Those that were sent do not change.",
    together: understood,
    counts: nothing!(),
    quote_catalog {
        label: "Your lines of quotes",
        hint: Hint::Fixed("One a line, such as \u{201c}Landing; 450; each; taxable; estimate; legs\u{201d}: a name, and in any order a price, a unit, taxable, estimate, optional. Hours, legs, nights, passengers or once puts it on each new quote, so counted; the builder offers the others. \u{201c}for\u{201d} limits it to a type."),
        kind: Kind::Text { most: 6_000 },
        default: SettingValue::text(""),
    }
    deposit_ppm as deposit {
        label: "Deposit, %",
        hint: Hint::Fixed("The part of the total that is due when a quote is accepted."),
        kind: Kind::Percent,
        default: SettingValue::Number(0),
    }
    balance_days {
        label: "Balance due, days before departure",
        hint: Hint::Fixed("Counted from the first departure, by the calendar of that place. Leave it empty for balances that are due as their invoice says."),
        kind: Kind::OptionalNumber { unit: "days", least: 0, most: 365 },
        default: SettingValue::Number(NO_NUMBER),
    }
    quote_days {
        label: "Days a quote is valid",
        hint: Hint::Fixed("From 1 to 365."),
        kind: Kind::Number { unit: "days", least: 1, most: 365 },
        default: SettingValue::Number(7),
    }
    quote_terms {
        label: "Terms of quotes",
        hint: Hint::Fixed("Write {deposit}, {deposit_percent}, {balance}, {balance_due}, {total} or {valid_until} where the quote\u{2019}s own figure should stand, so that the terms always agree with the quote."),
        kind: Kind::Terms { most: 20_000, figures: &quotes::TERMS_FIGURES },
        default: SettingValue::text(""),
    }
    quote_disclaimers {
        label: "Statements to confirm",
        hint: Hint::Fixed("One a line. A client ticks each of them to accept a quote, and they are kept with the acceptance. A quote keeps those that it was sent with."),
        kind: Kind::Text { most: 4_000 },
        default: SettingValue::text(""),
    }
    quotes_need_approval {
        label: "A second person approves each quote before it is sent",
        hint: Hint::Fixed("Somebody else than who changed the draft last. A change after the approval needs another one."),
        kind: Kind::Tick { yes: 1, no: 0 },
        default: SettingValue::Number(0),
    }
    books_at_once {
        label: "Book a trip as soon as its quote is accepted",
        hint: Hint::Fixed("Without this tick the trip begins at your first stage, and you confirm the aircraft or coach first. A trip that an owner is asked about waits in any case."),
        kind: Kind::Tick { yes: 1, no: 0 },
        default: SettingValue::Number(0),
    }
    payment_days {
        label: "Days until an invoice is due",
        hint: Hint::Fixed("From 0 to 365."),
        kind: Kind::Number { unit: "days", least: 0, most: 365 },
        default: SettingValue::Number(14),
    }
    invoices_need_approval {
        label: "A second person approves each invoice before it is issued",
        hint: Hint::Fixed("An invoice is saved as a draft, until somebody else than who changed it last approves it."),
        kind: Kind::Tick { yes: 1, no: 0 },
        default: SettingValue::Number(0),
    }
    invoice_terms {
        label: "Terms of invoices",
        hint: Hint::Fixed("Write {due_date} or {total} where the invoice\u{2019}s own figure should stand."),
        kind: Kind::Terms { most: 4_000, figures: &invoices::TERMS_FIGURES },
        default: SettingValue::text(""),
    }
};

/// The builder must understand each of the operator's own lines.
fn understood(form: &mut Form, currency: &Currency) {
    if let Err(words) = quotes::read_catalog(form.value("quote_catalog"), currency) {
        form.complain("quote_catalog", words);
    }
}
