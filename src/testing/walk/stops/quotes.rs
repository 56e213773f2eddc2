//! Quotes: drafting, sending and answering them.
use super::{ACCEPTED, Stop, get, post};
use crate::testing::cast::{DANA, MIRA};

const UNDER_REVIEW: &str = "00000000-0000-7000-8000-0000000e1002";
const DRAFT: &str = "00000000-0000-7000-8000-0000000e2001";
const SENT: &str = "00000000-0000-7000-8000-0000000e2002";
/// The fields of a quote, and optionally one more.
macro_rules! offer {
    ($($field:expr)?) => {
        &[
            $($field,)?
            ("vehicle", "Global 6000"),
            ("passengers", "2"),
            ("from.0", "TEB"),
            ("to.0", "LTN"),
            ("date.0", "2026-12-10"),
            ("time.0", "20:15"),
            ("block.0", "402"),
            ("label.0", "Flight time"),
            ("quantity.0", "3"),
            ("unit.0", "h"),
            ("price.0", "10000"),
            ("basis.0", "fixed"),
            ("taxable.0", "yes"),
            ("taxed", "yes"),
            ("deposit", "50"),
            ("valid_on", "2026-11-25"),
            ("valid_at", "17:00"),
            ("terms", "Charter terms."),
        ]
    };
}
const OFFER: &[(&str, &str)] = offer!();
const OFFER_CHANGED: &[(&str, &str)] = offer!(("version", "1"));

const COPY: &[(&str, &str)] = &[("file", "signed.pdf: %PDF-1.7")];

pub const CLIENT: &[Stop] = &[
    get("/quotes", MIRA),
    get("/quotes", MIRA).query("?show=all"),
    get("/quotes", MIRA).query("?show=all&status=booked"),
    get("/quotes/{id}", MIRA).id(SENT).records_the_view(),
    get("/quotes/{id}", MIRA).id(ACCEPTED).records_the_view(),
    get("/quotes/{id}/pdf", MIRA).id(SENT).records_the_view(),
    get("/quotes/{id}/comparison", MIRA).id(SENT).records_the_view(),
    get("/quotes/{id}/signed-copy", MIRA).id(ACCEPTED).records_the_view(),
    get("/signed-copies", MIRA),
    get("/signed-copies", MIRA).query("?sha256=5ea1"),
    post("/signed-copies", MIRA, "/signed-copies").form(COPY).upload().writes_nothing(),
    post("/quotes/{id}/acceptance", MIRA, "/quotes/{id}").id(SENT).form(&[
        ("version", "1"),
        ("name", "Mira Lindqvist"),
        ("terms", "yes"),
        ("extra", "0"),
        ("total", "3100000"),
    ]),
    post("/quotes/{id}/decline", MIRA, "/quotes/{id}").id(SENT).form(&[
        ("version", "1"),
        ("why", "price"),
        ("reason", "Too dear"),
    ]),
    post("/quotes/{id}/change-request", MIRA, "/quotes/{id}")
        .id(SENT)
        .form(&[("version", "1"), ("comment", "Later")]),
];

pub const OPS: &[Stop] = &[
    get("/quotes", DANA),
    get("/quotes/{id}", DANA).id(SENT),
    get("/quotes/{id}", DANA).id(DRAFT),
    get("/quotes/{id}/pdf", DANA).id(DRAFT),
    get("/quotes/{id}/signed-copy", DANA).id(ACCEPTED),
    get("/signed-copies", DANA),
    get("/signed-copies", DANA).query("?sha256=5ea1"),
    post("/signed-copies", DANA, "/signed-copies").form(COPY).upload().writes_nothing().is_own(),
    post("/quotes/{id}/approval", DANA, "/quotes/{id}").id(DRAFT).form(&[("version", "1")]),
    get("/requests/{id}/quotes/new", DANA).id(UNDER_REVIEW),
    post("/requests/{id}/quotes", DANA, "/quotes/").id(UNDER_REVIEW).form(OFFER),
    get("/quotes/{id}/edit", DANA).id(DRAFT),
    post("/quotes/{id}", DANA, "/quotes/{id}/edit").id(DRAFT).form(OFFER_CHANGED),
    post("/quotes/{id}/sending", DANA, "/quotes/{id}").id(DRAFT).form(&[("version", "1")]),
    post("/quotes/{id}/withdrawal", DANA, "/quotes/{id}").id(SENT).form(&[("version", "1")]),
    post("/quotes/{id}/revisions", DANA, "/quotes/").id(SENT).may_be_empty(),
];

/// After the invoices, which are made from the accepted quote.
pub const UNDO: &[Stop] = &[post("/quotes/{id}/acceptance-undo", DANA, "/quotes/{id}")
    .id(ACCEPTED)
    .form(&[("version", "1"), ("reason", "The wrong option")])];
