//! The page of documents: the template of each kind, what stands at the foot of every page, and previews.
use super::{
    Hint, SettingsPage,
    kind::{Kind, NamedValue, SettingValue},
    queries::{nothing, settings_page},
};
use crate::{
    error::Error,
    http::form::Form,
    kit::{money::Currency, report::Report},
};
use std::str::FromStr;

const REPORTS: &[NamedValue] = &[
    NamedValue::new(SettingValue::text("detailed"), "Detailed: everything, with logo and color"),
    NamedValue::new(
        SettingValue::text("summary"),
        "Summary: without quantities, names and payments",
    ),
    NamedValue::new(SettingValue::text("plain"), "Plain: everything, without logo and color"),
];

pub static PAGE: SettingsPage = settings_page! {
    name: "documents",
    title: "Document settings",
    about: "The PDFs that clients download. They carry your logo, color and terms.",
    together: complete,
    counts: nothing!(),
    quote_report {
        label: "Quote report",
        hint: Hint::Fixed("How much the PDF of a quote tells, and whether it has your logo and color."),
        kind: Kind::Choice(REPORTS),
        default: SettingValue::text("detailed"),
    }
    trip_report {
        label: "Trip report",
        hint: Hint::Fixed("How much the PDF of a trip tells, and whether it has your logo and color."),
        kind: Kind::Choice(REPORTS),
        default: SettingValue::text("detailed"),
    }
    invoice_report {
        label: "Invoice report",
        hint: Hint::Fixed("How much the PDF of an invoice tells, and whether it has your logo and color."),
        kind: Kind::Choice(REPORTS),
        default: SettingValue::text("detailed"),
    }
    invoice_prefix {
        label: "Invoice numbers begin with",
        hint: Hint::Fixed("Such as INV-, before the year and the number; it may be empty. Each beginning is a series of its own without gaps."),
        kind: Kind::Code { most: 12 },
        default: SettingValue::text(""),
    }
    deposit_prefix {
        label: "Numbers of deposit invoices begin with",
        hint: Hint::Fixed("Leave it as that of invoices to have both in one series."),
        kind: Kind::Code { most: 12 },
        default: SettingValue::text("D-"),
    }
    credit_prefix {
        label: "Numbers of credit notes begin with",
        hint: Hint::Fixed("An invoice that is voided gets a credit note."),
        kind: Kind::Code { most: 12 },
        default: SettingValue::text("CN-"),
    }
    factur_x {
        label: "Invoices and credit notes carry Factur-X data",
        hint: Hint::Fixed("For clients in the European Union: the PDF has what it says as XML (EN 16931) as well. It needs your country and tax number below, and the country of each account that you invoice. Invoices that were issued before stay as they are."),
        kind: Kind::Tick { yes: 1, no: 0 },
        default: SettingValue::Number(0),
    }
    country {
        label: "Country of your company",
        hint: Hint::Fixed("In the data of invoices."),
        kind: Kind::Country,
        default: SettingValue::text(""),
    }
    tax_number {
        label: "Tax number of your company",
        hint: Hint::Fixed("Such as your VAT number, DE123456789. It is printed on invoices. Leave it empty for none."),
        kind: Kind::Code { most: 30 },
        default: SettingValue::text(""),
    }
    document_footer {
        label: "Footer of every page",
        hint: Hint::Fixed("Up to 300 characters. Leave it empty for your name, address and how to reach you."),
        kind: Kind::Text { most: 300 },
        default: SettingValue::text(""),
    }
};

/// The data of invoices names the country and the tax number of the company.
fn complete(form: &mut Form, _: &Currency) {
    if !form.has("factur_x", "yes") {
        return;
    }
    for (field, words) in [
        ("country", "Choose your country: Factur-X data names it."),
        ("tax_number", "Enter your tax number: Factur-X data names it."),
    ] {
        if form.value(field).trim().is_empty() {
            form.complain(field, words);
        }
    }
}

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    Quote,
    Trip,
    Invoice,
}

/// The newest document of a kind in a template: "quote-summary.pdf".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preview {
    pub document: Document,
    pub report: Report,
}

impl Document {
    pub const ALL: [Self; 3] = [Self::Quote, Self::Trip, Self::Invoice];

    pub fn name(self) -> &'static str {
        match self {
            Self::Quote => "Quote report",
            Self::Trip => "Trip report",
            Self::Invoice => "Invoice report",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Trip => "trip",
            Self::Invoice => "invoice",
        }
    }
}

impl Preview {
    pub fn file(self) -> String {
        format!("{}-{}.pdf", self.document.word(), self.report.word())
    }
}

impl FromStr for Preview {
    type Err = Error;

    fn from_str(file: &str) -> Result<Self, Error> {
        let all = Document::ALL
            .into_iter()
            .flat_map(|document| Report::ALL.map(|report| Self { document, report }));
        all.into_iter().find(|it| it.file() == file).ok_or(Error::NotFound)
    }
}
