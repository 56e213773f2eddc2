//! Invoices and payments.
use super::{ACCEPTED, ACCOUNT, Stop, TRIP, get, post};
use crate::testing::cast::{DANA, INES, MIRA};

pub const INVOICE: &str = "00000000-0000-7000-8000-0000000e4001";
/// It was voided, and has a credit note.
const VOID: &str = "00000000-0000-7000-8000-0000000e4002";
/// It waits for approval.
const DRAFT: &str = "00000000-0000-7000-8000-0000000e4301";
const DRAFTED: &str = "?draft=00000000-0000-7000-8000-0000000e4301";
/// A credit note for a part of an invoice.
const CREDIT: &str = "00000000-0000-7000-8000-0000000e4203";
const PAYMENT: &[(&str, &str)] = &[
    ("version", "1"),
    ("method", "wire"),
    ("amount", "100.00"),
    ("received_on", "2026-11-20"),
    ("reference", "Thanks"),
];

pub const CLIENT: &[Stop] = &[
    get("/invoices", MIRA),
    get("/invoices", MIRA).query("?show=open"),
    get("/invoices", MIRA).query("?show=all&status=void&from=2026-11-01&until=2026-11-30"),
    get("/invoices/{id}", MIRA).id(INVOICE).records_the_view(),
    get("/invoices/{id}/pdf", MIRA).id(INVOICE).records_the_view(),
    get("/invoices/{id}/credit-note", MIRA).id(VOID).records_the_view(),
    get("/credit-notes/{id}", MIRA).id(CREDIT).records_the_view(),
];

pub const OPS: &[Stop] = &[
    get("/invoices", INES),
    get("/invoices", INES).query("?show=all"),
    get("/invoices", INES).query("?show=void&from=2026-11-01&until=2026-11-30"),
    get("/invoices/new", INES).query("?quote={id}").id(ACCEPTED),
    get("/quotes/{id}/deposits/new", INES).id(ACCEPTED),
    post("/quotes/{id}/deposits", INES, "/invoices/").id(ACCEPTED).form(&[
        ("version", "1"),
        ("amount", "500.00"),
        ("due_on", "2026-12-20"),
        ("terms", "Soon."),
    ]),
    post("/invoices", INES, "/invoices/").form(&[
        ("quote", ACCEPTED),
        ("version", "1"),
        ("due_on", "2026-12-20"),
        ("terms", "Soon."),
    ]),
    get("/invoices", INES).query("?show=drafts"),
    get("/invoices/drafts/{id}", INES).id(DRAFT),
    get("/accounts/{id}/invoices/new", INES).id(ACCOUNT).query(DRAFTED),
    post("/invoices/drafts/{id}/approval", INES, "/invoices/{id}")
        .id(DRAFT)
        .form(&[("version", "1")]),
    post("/invoices/drafts/{id}/removal", INES, "/invoices?show=drafts")
        .id(DRAFT)
        .form(&[("version", "1")]),
    get("/invoices/{id}", INES).id(INVOICE),
    get("/invoices/{id}/pdf", INES).id(INVOICE),
    get("/invoices/{id}/credit-note", INES).id(VOID),
    get("/invoices/{id}/credits/new", INES).id(INVOICE),
    post("/invoices/{id}/credits", INES, "/invoices/{id}").id(INVOICE).form(&[
        ("version", "1"),
        ("credit.0", "50.00"),
        ("reason", "Cold"),
    ]),
    get("/credit-notes/{id}", INES).id(CREDIT),
    get("/invoices", INES).query("?show=to-invoice"),
    post("/invoices/{id}/payments", INES, "/invoices/{id}").id(INVOICE).form(PAYMENT),
    post("/invoices/{id}/voidance", INES, "/invoices/{id}")
        .id(INVOICE)
        .form(&[("version", "1"), ("reason", "Issued twice")]),
    get("/invoices.csv", INES),
    get("/payments.csv", INES),
    get("/trips/{id}/times", DANA).id(TRIP),
    post("/trips/{id}/times", DANA, "/trips/{id}/times")
        .id(TRIP)
        .form(&[
            ("out_on.0", "2026-11-20"),
            ("out_at.0", "09:00"),
            ("in_on.0", "2026-11-20"),
            ("in_at.0", "11:45"),
        ])
        .may_be_empty(),
    get("/accounts/{id}/invoices/batch", INES).id(ACCOUNT).query("?month=2026-12"),
    post("/accounts/{id}/invoices/batch", INES, "/accounts/{id}/invoices/batch?month=2026-12")
        .id(ACCOUNT)
        .form(&[
            ("month", "2026-12"),
            ("quote", ACCEPTED),
            ("due_on", "2026-12-20"),
            ("terms", "Soon."),
        ]),
    get("/accounts/{id}/invoices/new", INES).id(ACCOUNT),
    post("/accounts/{id}/invoices", INES, "/invoices/").id(ACCOUNT).form(&[
        ("about", "Conference room"),
        ("due_on", "2026-12-20"),
        ("label.0", "Room"),
        ("price.0", "80.00"),
    ]),
    post("/invoices/{id}/credit", INES, "/invoices/{id}").id(INVOICE).form(&[("version", "1")]),
];
