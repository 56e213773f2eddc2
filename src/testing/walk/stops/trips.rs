//! Trips.
use super::{PETRA_PASSENGER, Stop, TRIP, get, post};
use crate::testing::cast::{DANA, MIRA, OLE};

const BOOKED: &str = "00000000-0000-7000-8000-000000000017";
const DISPATCHED: &str = "00000000-0000-7000-8000-000000000018";

/// A file that Mira added, and one that Dana added.
const PASSPORT: &str = "00000000-0000-7000-8000-0000000ef101";
const MENU: &str = "00000000-0000-7000-8000-0000000ef102";
const PERMIT: &[(&str, &str)] = &[("file", "permit.pdf: %PDF-1.7")];

/// Takes the only passenger off the leg.
const MANIFEST: &[(&str, &str)] =
    &[("leg", "00000000-0000-7000-8000-0000000e3001.0"), ("was", PETRA_PASSENGER)];

pub const CLIENT: &[Stop] = &[
    get("/trips", MIRA),
    get("/trips", MIRA).query("?tab=past"),
    get("/trips", MIRA).query("?from=2026-11-01&to=2027-03-31"),
    get("/trips/{id}", MIRA).id(TRIP),
    get("/trips/{id}/sheet.pdf", MIRA).id(TRIP),
    get("/trips/{id}/files", MIRA).id(TRIP),
    post("/trips/{id}/files", MIRA, "/trips/{id}/files").id(TRIP).form(PERMIT).upload(),
    get("/files/{id}", MIRA).id(PASSPORT),
    post("/files/{id}/removal", MIRA, "/trips/00000000-0000-7000-8000-0000000e3001/files")
        .id(PASSPORT)
        .may_be_empty(),
    get("/trips/{id}/manifest", MIRA).id(TRIP),
    post("/trips/{id}/manifest", MIRA, "/trips/{id}/manifest").id(TRIP).form(MANIFEST),
];

pub const OPS: &[Stop] = &[
    get("/trips", DANA),
    get("/trips", DANA).query("?tab=past"),
    get("/trips", DANA).query("?q=lindqvist+teb&from=2026-11-01"),
    get("/trips/{id}", DANA).id(TRIP),
    get("/trips/{id}/sheet.pdf", DANA).id(TRIP),
    get("/trips/{id}/files", DANA).id(TRIP),
    post("/trips/{id}/files", DANA, "/trips/{id}/files").id(TRIP).form(PERMIT).upload(),
    get("/files/{id}", DANA).id(MENU),
    post("/files/{id}/audience", DANA, "/trips/00000000-0000-7000-8000-0000000e3001/files")
        .id(MENU)
        .form(&[("internal", "yes")])
        .may_be_empty(),
    post("/files/{id}/removal", DANA, "/trips/00000000-0000-7000-8000-0000000e3001/files")
        .id(MENU)
        .may_be_empty(),
    get("/trips/{id}/manifest", DANA).id(TRIP),
    post("/trips/{id}/manifest", DANA, "/trips/{id}/manifest").id(TRIP).form(MANIFEST),
    post("/trips/{id}/manifest/exports", DANA, "/trips/{id}/manifest.csv").id(TRIP).may_be_empty(),
    get("/trips/{id}/manifest.csv", DANA).id(TRIP).target("/trips/{id}/manifest"),
    get("/stages", DANA),
    get("/stages/{id}", OLE).id(BOOKED),
    post("/stages", OLE, "/stages").form(&[
        ("name", "Briefed"),
        ("rank", "35"),
        ("kind", "dispatched"),
        ("color", "teal"),
    ]),
    post("/stages/{id}", OLE, "/stages").id(BOOKED).form(&[
        ("name", "Firm"),
        ("rank", "21"),
        ("kind", "booked"),
        ("color", "green"),
    ]),
    post("/stages/{id}/removal", OLE, "/stages").id(DISPATCHED).may_be_empty(),
    post("/stage-limit", OLE, "/stages").form(&[("limit", DISPATCHED)]),
    get("/trips/new", DANA),
    get("/trips/new", DANA).query("?from={id}").id(TRIP),
    post("/trips", DANA, "/trips/").form(&[
        ("account", "LINDQVIST HOLDINGS"),
        ("tail", ""),
        ("vehicle", "Global 6000"),
        ("passengers", "4"),
        ("wishes", "Oat milk"),
        ("from.0", "TEB"),
        ("to.0", "LTN"),
        ("date.0", "2026-12-15"),
        ("time.0", "19:00"),
        ("block.0", "400"),
        ("crew_duty.0", "Pilot in command"),
        ("crew_name.0", "Ada Byron"),
    ]),
    get("/trips/{id}/edit", DANA).id(TRIP),
    post("/trips/{id}", DANA, "/trips/{id}").id(TRIP).form(&[
        ("version", "1"),
        ("tail", ""),
        ("vehicle", "Global 6000"),
        ("passengers", "4"),
        ("wishes", ""),
        ("leg.0", "00000000-0000-7000-8000-0000000e3001.0"),
        ("from.0", "TEB Teterboro"),
        ("to.0", "PBI Palm Beach"),
        ("date.0", "2026-12-09"),
        ("time.0", "08:00"),
        ("block.0", "175"),
    ]),
    post("/trips/{id}/price-review", DANA, "/trips/{id}").id(TRIP).form(&[
        ("version", "1"),
        ("price", "more"),
        ("amount", "1,400.00"),
        ("words", ""),
    ]),
    post("/trips/{id}/stage", DANA, "/trips/{id}").id(TRIP).form(&[
        ("version", "1"),
        ("stage", DISPATCHED),
        ("reason", ""),
    ]),
];
