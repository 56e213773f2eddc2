//! Domains of a workspace's own.
use super::{Stop, get, post};
use crate::testing::cast::{DANA, OLE};

const HERE: &str = "/settings/domains";
const DOMAIN: &str = "00000000-0000-7000-8000-0000000ed001";

pub const OPS: &[Stop] = &[
    get("/settings/domains", OLE),
    get("/settings/domains", DANA),
    post("/settings/domains", OLE, HERE)
        .form(&[("domain", "Team.Harbour.example"), ("face", "ops")]),
    post("/settings/domains/{id}/checks", OLE, HERE).id(DOMAIN).may_be_empty(),
    post("/settings/domains/{id}/removal", OLE, HERE).id(DOMAIN).may_be_empty(),
];
