//! Payments of an account.
use super::{ACCOUNT, Stop, get, post};
use crate::testing::cast::INES;

/// A wire of 10.00 that pays no invoice.
const PAYMENT: &str = "00000000-0000-7000-8000-0000000e4101";

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
    get("/payments/{id}", INES).id(PAYMENT),
    post("/payments/{id}/refunds", INES, "/payments/{id}").id(PAYMENT).form(&[
        ("amount", "4.00"),
        ("reference", "Sent back"),
        ("refunded_on", "2026-11-20"),
    ]),
];
