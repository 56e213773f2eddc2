//! Requests for trips.
use super::{ACCOUNT, MIRA_CONTACT, PETRA_PASSENGER, Stop, get, post};
use crate::testing::cast::{DANA, MIRA, OLE};

const SUBMITTED: &str = "00000000-0000-7000-8000-0000000e1001";
const QUOTED: &str = "00000000-0000-7000-8000-0000000e1003";
const DANAS: &str = "00000000-0000-7000-8000-000000000d32";
const PROPOSED: &str = "00000000-0000-7000-8000-0000000e1005";
/// The only stage of deals, where none are.
const PRICING: &str = "00000000-0000-7000-8000-0000000ef201";
const AMENDED: &[(&str, &str)] = &[
    ("version", "1"),
    ("kind", "one_way"),
    ("from.0", "TEB"),
    ("to.0", "PBI"),
    ("date.0", "2026-12-11"),
    ("time.0", "20:15"),
    ("passengers", "2"),
    ("traveler", PETRA_PASSENGER),
];
const ENTERED: &[(&str, &str)] = &[
    ("contact", MIRA_CONTACT),
    ("account", ACCOUNT),
    ("kind", "one_way"),
    ("from.0", "TEB"),
    ("to.0", "PBI"),
    ("date.0", "2026-12-10"),
    ("time.0", "20:15"),
    ("passengers", "2"),
    ("traveler", PETRA_PASSENGER),
];
const OFFER: &[(&str, &str)] = &[
    ("version", "1"),
    ("from.0", "TEB"),
    ("to.0", "PBI"),
    ("date.0", "2026-12-11"),
    ("time.0", "20:15"),
    ("note", "A day later"),
];
const REQUEST: &[(&str, &str)] = &[
    ("kind", "one_way"),
    ("from.0", "TEB"),
    ("to.0", "PBI"),
    ("date.0", "2026-12-10"),
    ("time.0", "20:15"),
    ("passengers", "2"),
    ("traveler", PETRA_PASSENGER),
    ("catering", "Still water"),
    ("notes", "None"),
];

pub const CLIENT: &[Stop] = &[
    get("/requests", MIRA),
    get("/requests/new", MIRA),
    // Whoever may create trips is sent to the trip.
    post("/requests", MIRA, "/").form(REQUEST),
    get("/requests/{id}", MIRA).id(SUBMITTED),
    get("/requests/{id}", MIRA).id(QUOTED),
    get("/requests/{id}/edit", MIRA).id(SUBMITTED),
    post("/requests/{id}", MIRA, "/requests/{id}").id(SUBMITTED).form(AMENDED),
    post("/requests/{id}/answer", MIRA, "/requests/{id}").id(PROPOSED).form(&[
        ("version", "1"),
        ("answer", "yes"),
        ("words", "Fine"),
    ]),
    post("/requests/{id}/cancellation", MIRA, "/requests/{id}")
        .id(SUBMITTED)
        .form(&[("version", "1"), ("reason", "Ill")]),
];

pub const OPS: &[Stop] = &[
    get("/requests", DANA),
    get("/requests/{id}", DANA).id(SUBMITTED),
    post("/requests/{id}/review", DANA, "/requests/{id}").id(SUBMITTED).form(&[("version", "1")]),
    post("/requests/{id}/decline", DANA, "/requests/{id}").id(SUBMITTED).form(&[
        ("version", "1"),
        ("why", "vehicle"),
        ("reason", "Full"),
    ]),
    get("/requests", DANA).query("?q=lindqvist"),
    post("/requests/{id}/assignment", DANA, "/requests/{id}")
        .id(SUBMITTED)
        .form(&[("version", "1"), ("colleague", DANAS)]),
    post("/requests/{id}/trip", DANA, "/trips/")
        .id(SUBMITTED)
        .form(&[("version", "1"), ("vehicle", "Global 6000")]),
    get("/requests/new", DANA),
    get("/requests/new", DANA).query("?find=lindqvist"),
    get("/requests/new", DANA)
        .id(MIRA_CONTACT)
        .query("?contact={id}&account=00000000-0000-7000-8000-000000000a11"),
    post("/requests", DANA, "/requests/").form(ENTERED),
    get("/requests/{id}/alternatives/new", DANA).id(SUBMITTED),
    post("/requests/{id}/alternatives", DANA, "/requests/{id}").id(SUBMITTED).form(OFFER),
    post("/requests/{id}/alternatives/withdrawal", DANA, "/requests/{id}")
        .id(PROPOSED)
        .form(&[("version", "1"), ("retraction", "It was sold")]),
    get("/deal-stages", OLE),
    post("/deal-stages", OLE, "/deal-stages").form(&[
        ("version", "1"),
        ("id.0", PRICING),
        ("name.0", "Pricing"),
        ("probability.0", "45"),
        ("rank.0", "10"),
    ]),
    post("/requests/{id}/stage", DANA, "/requests/{id}")
        .id(SUBMITTED)
        .form(&[("version", "1"), ("stage", PRICING)]),
    post("/requests/{id}/loss", DANA, "/requests/{id}").id(SUBMITTED).form(&[
        ("version", "1"),
        ("lost_for", "price"),
        ("words", "Too dear"),
    ]),
];
