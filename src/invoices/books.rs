//! Files for the bookkeeper: invoices and payments of a period.
use super::{Balance, Standing, method::Method};
use crate::kit::{csv, money::Currency};
use chrono::NaiveDate;
use serde::Deserialize;

/// The most rows of a file.
pub const MOST: usize = 10_000;

/// Spreadsheets take a file for UTF-8 if it begins with this mark.
const MARK: &str = "\u{feff}";

/// An invoice in the file.
#[derive(Debug, Clone, Deserialize)]
pub struct BookedInvoice {
    pub number: String,
    pub issued_on: NaiveDate,
    pub account: String,
    pub trip: String,
    pub route: String,
    pub subtotal: i64,
    pub tax: i64,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub balance: Balance,
}

/// A payment in the file.
#[derive(Debug, Clone, Deserialize)]
pub struct BookedPayment {
    pub received_on: NaiveDate,
    pub account: String,
    pub method: Method,
    pub reference: String,
    pub currency: Currency,
    pub amount: i64,
    pub refunded: i64,
    pub unallocated: i64,
    /// The numbers of the invoices that it pays.
    pub invoices: String,
    /// Their trips and routes.
    pub about: String,
}

/// "1234.50": figures that every spreadsheet reads.
fn figure(currency: &Currency, minor: i64) -> String {
    currency.written(minor).replace(',', "")
}

pub fn invoices(rows: &[BookedInvoice], today: NaiveDate) -> Option<String> {
    let head = [
        "number",
        "issued",
        "due",
        "account",
        "trip",
        "for",
        "currency",
        "subtotal",
        "tax",
        "total",
        "credited",
        "paid",
        "outstanding",
        "status",
    ];
    let row = |it: &BookedInvoice| {
        let Balance { currency, total, credited, due_on, .. } = &it.balance;
        let standing: Standing = it.balance.standing(today);
        [
            it.number.clone(),
            it.issued_on.to_string(),
            due_on.to_string(),
            it.account.clone(),
            it.trip.clone(),
            it.route.clone(),
            currency.to_string(),
            figure(currency, it.subtotal),
            figure(currency, it.tax),
            figure(currency, *total),
            figure(currency, *credited),
            figure(currency, it.balance.received()),
            figure(currency, it.balance.outstanding()),
            standing.word().to_owned(),
        ]
    };
    written(head.map(str::to_owned), rows.iter().map(row))
}

pub fn payments(rows: &[BookedPayment]) -> Option<String> {
    let head = [
        "received",
        "account",
        "method",
        "reference",
        "currency",
        "amount",
        "refunded",
        "credit",
        "invoices",
        "for",
    ];
    let row = |it: &BookedPayment| {
        [
            it.received_on.to_string(),
            it.account.clone(),
            it.method.name().to_owned(),
            it.reference.clone(),
            it.currency.to_string(),
            figure(&it.currency, it.amount),
            figure(&it.currency, it.refunded),
            figure(&it.currency, it.unallocated),
            it.invoices.clone(),
            it.about.clone(),
        ]
    };
    written(head.map(str::to_owned), rows.iter().map(row))
}

fn written<const N: usize>(
    head: [String; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Option<String> {
    Some(format!("{MARK}{}", csv::file(std::iter::once(head).chain(rows))?))
}
