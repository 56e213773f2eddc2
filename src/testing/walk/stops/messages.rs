//! Threads of messages.
use super::{ACCOUNT, Stop, TRIP, get, post, services::REQUESTED};
use crate::testing::cast::{CARL, DANA, MIRA};

const THREAD: &str = "00000000-0000-7000-8000-0000000e5001";

/// A conversation about an order.
const ABOUT_SERVICES: &str = "00000000-0000-7000-8000-0000000e5002";

pub const CLIENT: &[Stop] = &[
    get("/messages", MIRA),
    get("/messages/{id}", MIRA).id(THREAD).records_the_view(),
    get("/messages/new", MIRA),
    get("/messages/new", MIRA).query("?trip={id}").id(TRIP),
    post("/messages", MIRA, "/messages/")
        .form(&[("subject", "A dog"), ("body", "He comes along.")]),
    post("/messages", MIRA, "/messages/").form(&[("trip", TRIP), ("body", "He comes along.")]),
    get("/messages/new", CARL).query("?service={id}").id(REQUESTED),
    get("/messages/{id}", CARL).id(ABOUT_SERVICES).records_the_view(),
    post("/messages", CARL, "/messages/").form(&[("service", REQUESTED), ("body", "Room inside?")]),
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
    get("/messages/new", DANA).query("?service={id}").id(REQUESTED),
    get("/messages/{id}", DANA).id(ABOUT_SERVICES).records_the_view(),
    post("/messages", DANA, "/messages/").form(&[("service", REQUESTED), ("body", "Room inside?")]),
    post("/messages/{id}/replies", DANA, "/messages/{id}").id(THREAD).form(&[("body", "Noted.")]),
];
