//! API keys, and what programs ask.
use super::{ACCEPTED, ACCOUNT, Stop, TRIP, get, post};
use crate::testing::cast::{DANA, OLE, Person};

const HERE: &str = "/settings/api";
/// Of the accounting of Harbour.
pub const KEY: &str = "00000000-0000-7000-8000-0000000ed101";

/// A program of Harbour.
const PROGRAM: Person = Person { name: "", host: "harbour-ops" };

const INVOICE: &str = "00000000-0000-7000-8000-0000000e4001";

pub const OPS: &[Stop] = &[
    get("/settings/api", OLE),
    get("/settings/api", DANA),
    post("/settings/api", OLE, HERE).form(&[
        ("name", "Our accounting"),
        ("abilities", "invoices:read"),
        ("last_day", "2027-11-30"),
    ]),
    post("/settings/api/{id}/revocation", OLE, HERE).id(KEY).may_be_empty(),
];

pub const PROGRAMS: &[Stop] = &[
    get("/api/v1/requests", PROGRAM),
    get("/api/v1/requests/{id}", PROGRAM).id("00000000-0000-7000-8000-0000000e1001"),
    get("/api/v1/trips", PROGRAM),
    get("/api/v1/trips/{id}", PROGRAM).id(TRIP),
    get("/api/v1/quotes", PROGRAM),
    get("/api/v1/quotes/{id}", PROGRAM).id(ACCEPTED),
    get("/api/v1/invoices", PROGRAM).query("?limit=2"),
    get("/api/v1/invoices/{id}", PROGRAM).id(INVOICE),
    get("/api/v1/payments", PROGRAM).query("?updated_since=2026-01-01T00:00:00Z"),
    get("/api/v1/payments/{id}", PROGRAM).id("00000000-0000-7000-8000-0000000e4101"),
    get("/api/v1/accounts", PROGRAM),
    get("/api/v1/accounts/{id}", PROGRAM).id(ACCOUNT),
    post("/api/v1/invoices/{id}/payments", PROGRAM, "").id(INVOICE).form(&[
        ("amount", "5000"),
        ("currency", "USD"),
        ("received_on", "2026-11-20"),
        ("method", "check"),
        ("reference", "No. 17"),
    ]),
    post("/api/v1/leads", PROGRAM, "").form(&[
        ("name", "Ana Ruiz"),
        ("email", "ana@ruiz.example"),
        ("phone", "+34 91 555 0100"),
        ("company", "Ruiz Hermanos"),
        ("from", "Boston"),
        ("to", "Nice"),
        ("departs", "2026-12-20"),
        ("returns", "2026-12-27"),
        ("passengers", "6"),
        ("more", "Two dogs."),
        ("source", "Our website"),
    ]),
];
