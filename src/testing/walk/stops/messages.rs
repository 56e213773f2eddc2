//! Threads of messages.
use super::{ACCOUNT, Stop, TRIP, get, post};
use crate::testing::cast::{DANA, MIRA};

const THREAD: &str = "00000000-0000-7000-8000-0000000e5001";

pub const CLIENT: &[Stop] = &[
    get("/messages", MIRA),
    get("/messages/{id}", MIRA).id(THREAD).records_the_view(),
    get("/messages/new", MIRA),
    get("/messages/new", MIRA).query("?trip={id}").id(TRIP),
    post("/messages", MIRA, "/messages/")
        .form(&[("subject", "A dog"), ("body", "He comes along.")]),
    post("/messages", MIRA, "/messages/").form(&[("trip", TRIP), ("body", "He comes along.")]),
    post("/messages/{id}/replies", MIRA, "/messages/{id}")
        .id(THREAD)
        .form(&[("body", "Three bags.")]),
];

pub const OPS: &[Stop] = &[
    get("/messages", DANA),
    get("/messages", DANA).query("?show=unanswered"),
    get("/messages/{id}", DANA).id(THREAD).records_the_view(),
    get("/messages/new", DANA).query("?account={id}").id(ACCOUNT),
    get("/messages/new", DANA).query("?trip={id}").id(TRIP),
    post("/messages", DANA, "/messages/").form(&[
        ("account", ACCOUNT),
        ("subject", "Parking"),
        ("body", "Row C."),
    ]),
    post("/messages", DANA, "/messages/").form(&[("trip", TRIP), ("body", "Row C.")]),
    post("/messages/{id}/replies", DANA, "/messages/{id}").id(THREAD).form(&[("body", "Noted.")]),
];
