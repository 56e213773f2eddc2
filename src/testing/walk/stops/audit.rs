//! The audit trail.
use super::{Stop, get};
use crate::testing::cast::OLE;

pub const OPS: &[Stop] = &[
    get("/audit", OLE),
    get("/audit", OLE).query("?kind=quotes&who=dana&from=2026-11-01&zone=America/New_York"),
    get("/audit.csv", OLE).query("?action=quote_sent"),
];
