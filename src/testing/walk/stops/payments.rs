//! Payments of an account.
use super::{ACCOUNT, Stop, get, post};
use crate::testing::cast::{INES, MIRA};

/// A wire of 10.00 that pays no invoice.
const PAYMENT: &str = "00000000-0000-7000-8000-0000000e4101";

const INVOICE: &str = "00000000-0000-7000-8000-0000000e4001";
/// Its page at the provider could not be opened yet.
const ATTEMPT: &str = "00000000-0000-7000-8000-0000000e4201";

pub const CLIENT: &[Stop] = &[
    get("/payments/new", MIRA),
    post("/payments", MIRA, "/payments/").form(&[("invoice", INVOICE), ("way", "card")]),
    get("/payments/{id}", MIRA).id(ATTEMPT),
    get("/statement", MIRA),
    get("/statement.csv", MIRA).query("?from=2026-11-01&until=2026-11-30"),
    get("/statement.pdf", MIRA).query("?from=2026-11-01&until=2026-11-30").records_the_view(),
    get("/receipts/{id}", MIRA).id(PAYMENT).records_the_view(),
    post("/payments/{id}/opening", MIRA, "/payments/{id}").id(ATTEMPT).form(&[("version", "1")]),
];

pub const OPS: &[Stop] = &[
    get("/accounts/{id}/payments", INES).id(ACCOUNT),
    post("/accounts/{id}/payments", INES, "/payments/").id(ACCOUNT).form(&[
        ("amount", "500.00"),
        ("currency", "USD"),
        ("method", "wire"),
        ("reference", "One for all"),
        ("received_on", "2026-11-20"),
        ("how", "credit"),
    ]),
    post("/accounts/{id}/surcharge", INES, "/accounts/{id}/payments")
        .id(ACCOUNT)
        .form(&[("waives", "yes")]),
    get("/accounts/{id}/statement", INES).id(ACCOUNT),
    post("/accounts/{id}/statement/sending", INES, "/accounts/{id}/statement")
        .id(ACCOUNT)
        .form(&[("from", "2026-08-01"), ("until", "2026-11-21")]),
    get("/accounts/{id}/statement.csv", INES).id(ACCOUNT),
    get("/accounts/{id}/statement.pdf", INES).id(ACCOUNT),
    get("/receipts/{id}", INES).id(PAYMENT),
    get("/payments/{id}", INES).id(PAYMENT),
    post("/payments/{id}/refunds", INES, "/payments/{id}").id(PAYMENT).form(&[
        ("amount", "4.00"),
        ("reference", "Sent back"),
        ("refunded_on", "2026-11-20"),
    ]),
];
