//! Staff.
use super::{Stop, get, post};
use crate::testing::cast::{INES, OLE};

const NILS_USER: &str = "00000000-0000-7000-8000-000000000d36";
/// A former member of the staff.
const PER_USER: &str = "00000000-0000-7000-8000-0000000ed037";

pub const OPS: &[Stop] = &[
    get("/staff", OLE),
    get("/staff", INES),
    get("/staff/new", OLE),
    post("/staff", OLE, "/staff").form(&[
        ("name", "Ada Berg"),
        ("email", "ada@harbour.example"),
        ("role", "dispatcher"),
    ]),
    get("/staff/{id}", OLE).id(NILS_USER),
    post("/staff/{id}", OLE, "/staff").id(NILS_USER).form(&[("version", "1"), ("role", "admin")]),
    post("/staff/{id}/mail", OLE, "/staff").id(NILS_USER).form(&[("version", "1")]),
    post("/staff/{id}/removal", OLE, "/staff").id(NILS_USER).form(&[("version", "1")]),
    post("/staff/{id}/restoration", OLE, "/staff").id(PER_USER).form(&[("version", "1")]),
];
