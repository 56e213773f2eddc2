//! FBOs, those that accounts prefer, and those of trips.
use super::{ACCOUNT, OTHER_ACCOUNT, Stop, TRIP, get, post};
use crate::testing::cast::DANA;

const OWN: &str = "00000000-0000-7000-8000-0000000eb001";
const RETIRED: &str = "00000000-0000-7000-8000-0000000eb002";
/// The fields of an FBO, and optionally one more.
macro_rules! fbo {
    ($($field:expr)?) => {
        &[
            $($field,)?
            ("airport", "TEB"),
            ("name", "Meridian"),
            ("address", "485 Industrial Avenue"),
            ("phone", "+1 201 555 0144"),
            ("email", "teb@meridian.example"),
            ("is_own", ""),
            ("notes", "Open day and night"),
        ]
    };
}

pub const OPS: &[Stop] = &[
    get("/fbos", DANA),
    get("/fbos", DANA).query("?show=own&q=teterboro"),
    get("/fbos", DANA).query("?show=retired"),
    get("/fbos/new", DANA),
    post("/fbos", DANA, "/fbos/").form(fbo!()),
    get("/fbos/{id}", DANA).id(OWN),
    get("/fbos/{id}", DANA).id(RETIRED),
    get("/fbos/{id}/edit", DANA).id(OWN),
    post("/fbos/{id}", DANA, "/fbos/{id}").id(OWN).form(fbo!(("version", "1"))),
    post("/fbos/{id}/retirement", DANA, "/fbos/{id}").id(OWN).form(&[("version", "1")]),
    post("/fbos/{id}/restoration", DANA, "/fbos/{id}").id(RETIRED).form(&[("version", "1")]),
    get("/accounts/{id}/fbos", DANA).query("?q=harbour").id(ACCOUNT),
    post("/accounts/{id}/fbos", DANA, "/accounts/{id}/fbos").id(ACCOUNT).form(&[("fbo", OWN)]),
    post("/accounts/{id}/fbos/removal", DANA, "/accounts/{id}/fbos")
        .id(OTHER_ACCOUNT)
        .form(&[("fbo", OWN)]),
    get("/trips/{id}/fbos", DANA).id(TRIP),
    post("/trips/{id}/fbos", DANA, "/trips/{id}").id(TRIP).form(&[
        ("version", "1"),
        ("origin.0", OWN),
        ("destination.0", ""),
    ]),
];
