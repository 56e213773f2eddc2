//! Settings of the workspace.
use super::{Stop, get, post};
use crate::testing::cast::{DANA, OLE};

pub const OPS: &[Stop] = &[
    get("/settings/access", OLE),
    get("/settings/access", DANA),
    post("/settings/access", OLE, "/settings/access").form(&[
        ("version", "1"),
        ("idle_days", "14"),
        ("shows_other_parties", "yes"),
        ("addresses", "ops@harbour.example"),
    ]),
];
