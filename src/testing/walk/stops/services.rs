//! Orders of services at the operator's own FBO, and services of trips.
use super::{Stop, TRIP, get, post};
use crate::testing::cast::{CARL, DANA, MIRA};

const FBO: &str = "00000000-0000-7000-8000-0000000eb001";
pub const REQUESTED: &str = "00000000-0000-7000-8000-0000000ee005";
const CONFIRMED: &str = "00000000-0000-7000-8000-0000000ee006";
const AMENDED: &str = "00000000-0000-7000-8000-0000000ee007";
/// The fields of an order, and optionally one more.
macro_rules! order {
    ($($field:expr)?) => {
        &[
            $($field,)?
            ("fbo", FBO),
            ("tail", "N77CM"),
            ("arrives_on", "2026-12-10"),
            ("arrives", "18:00"),
            ("departs_on", "2026-12-12"),
            ("departs", "09:30"),
            ("fuel", "jet_a"),
            ("quantity", "350"),
            ("unit", "gallons"),
            ("hangar", "yes"),
            ("catering", "Two box lunches"),
            ("crew_cars", "1"),
            ("hotel", "Two rooms"),
            ("notes", "Tow bar on board"),
        ]
    };
}

/// A service that was asked for on the trip, and its first leg.
const EXTRA: &str = "00000000-0000-7000-8000-0000000ee101";
const LEG: &str = "00000000-0000-7000-8000-0000000e3001.0";

pub const CLIENT: &[Stop] = &[
    get("/trips/{id}/services", MIRA).id(TRIP),
    post("/trips/{id}/services", MIRA, "/trips/{id}/services").id(TRIP).form(&[
        ("leg", LEG),
        ("kind", "catering"),
        ("words", "Fruit and coffee"),
    ]),
    post("/trips/{id}/services/cancellation", MIRA, "/trips/{id}/services")
        .id(TRIP)
        .form(&[("extra", EXTRA), ("version", "1")]),
    get("/services", CARL),
    get("/services", CARL).query("?show=closed"),
    get("/services/new", CARL),
    post("/services", CARL, "/services/").form(order!()),
    get("/services/{id}", CARL).id(REQUESTED),
    get("/services/{id}", CARL).id(AMENDED),
    get("/services/{id}/edit", CARL).id(REQUESTED),
    post("/services/{id}", CARL, "/services/{id}").id(REQUESTED).form(order!(("version", "1"))),
    post("/services/{id}/acceptance", CARL, "/services/{id}").id(AMENDED).form(&[("version", "1")]),
    post("/services/{id}/cancellation", CARL, "/services/{id}")
        .id(REQUESTED)
        .form(&[("version", "1"), ("reason", "Trip is off")]),
];

pub const OPS: &[Stop] = &[
    get("/trips/{id}/services", DANA).id(TRIP),
    post("/trips/{id}/services/answers", DANA, "/trips/{id}/services").id(TRIP).form(&[
        ("extra", EXTRA),
        ("version", "1"),
        ("answer", "confirmed"),
        ("words", "From Rudy\u{2019}s"),
    ]),
    get("/services", DANA),
    get("/services", DANA).query("?show=agreed"),
    get("/services", DANA).query("?show=closed"),
    get("/services/{id}", DANA).id(REQUESTED),
    get("/services/{id}", DANA).id(CONFIRMED),
    get("/services/{id}", DANA).id(AMENDED),
    get("/services/{id}/edit", DANA).id(REQUESTED),
    post("/services/{id}/amendment", DANA, "/services/{id}")
        .id(REQUESTED)
        .form(order!(("version", "1"))),
    post("/services/{id}/confirmation", DANA, "/services/{id}")
        .id(REQUESTED)
        .form(&[("version", "1"), ("note", "See you there")]),
    post("/services/{id}/completion", DANA, "/services/{id}")
        .id(CONFIRMED)
        .form(&[("version", "1")]),
    post("/services/{id}/decline", DANA, "/services/{id}")
        .id(CONFIRMED)
        .form(&[("version", "1"), ("reason", "No hangar space")]),
];
