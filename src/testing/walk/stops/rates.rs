//! Rates.
use super::{Stop, get, post};
use crate::testing::cast::OLE;

const RATE: &str = "00000000-0000-7000-8000-0000000e7001";

pub const OPS: &[Stop] = &[
    get("/rates", OLE),
    post("/rates", OLE, "/rates").form(&[
        ("name", "Fee"),
        ("kind", "percent"),
        ("figure", "2.5"),
        ("from", "2026-12-01"),
        ("until", ""),
    ]),
    post("/rates/{id}/end", OLE, "/rates").id(RATE).form(&[("last", "2027-12-31")]),
];
