//! The client's directory of passengers.
use super::{ACCOUNT, PETRA_PASSENGER, Stop, get, post};
use crate::testing::cast::{DANA, MIRA};

const PASSENGER: &[(&str, &str)] = &[
    ("name", "Elsa Berg"),
    ("email", "elsa@berg.example"),
    ("phone", "+46 8 555 0101"),
    ("document_country", "SE"),
    ("document_expires_on", "2028-05-01"),
    ("surname", "Berg"),
    ("sex", "F"),
    ("nationality", "SE"),
    ("residence", "US"),
    ("born_on", "1986-03-04"),
    ("document_number", "AB1234567"),
    ("known_traveler", "TT9876543"),
    ("redress", "2345678"),
    ("weight", "140"),
    ("weight_unit", "lb"),
    ("preferences", "Window seat"),
    ("note", "Allergic to nuts"),
    ("next", "/requests/new"),
];
const PASSENGER_CHANGED: &[(&str, &str)] =
    &[("name", "Petra Berg"), ("version", "1"), ("remove.redress", "yes")];

pub const CLIENT: &[Stop] = &[
    get("/passengers", MIRA),
    get("/passengers/new", MIRA),
    post("/passengers", MIRA, "/requests/new").form(PASSENGER),
    get("/passengers/{id}/edit", MIRA).id(PETRA_PASSENGER),
    post("/passengers/{id}", MIRA, "/passengers").id(PETRA_PASSENGER).form(PASSENGER_CHANGED),
    post("/passengers/{id}/disclosure", MIRA, "/passengers/{id}/edit")
        .id(PETRA_PASSENGER)
        .may_be_empty(),
    post("/passengers/{id}/removal", MIRA, "/passengers")
        .id(PETRA_PASSENGER)
        .form(&[("version", "1")]),
];

pub const OPS: &[Stop] = &[
    get("/passengers", DANA),
    get("/passengers", DANA).query("?q=petra"),
    get("/passengers/new", DANA).query("?account={id}").id(ACCOUNT),
    post("/passengers", DANA, "/passengers").form(&[
        ("account", ACCOUNT),
        ("name", "Elsa Berg"),
        ("document_number", "AB1234567"),
    ]),
    get("/passengers/{id}/edit", DANA).id(PETRA_PASSENGER),
    post("/passengers/{id}", DANA, "/passengers").id(PETRA_PASSENGER).form(PASSENGER_CHANGED),
    post("/passengers/{id}/disclosure", DANA, "/passengers/{id}/edit")
        .id(PETRA_PASSENGER)
        .may_be_empty(),
];
