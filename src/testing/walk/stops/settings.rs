//! Settings of the workspace.
use super::{Stop, get, post};
use crate::{
    settings::tests::defaults,
    testing::cast::{DANA, OLE},
};

pub const OPS: &[Stop] = &[
    get("/settings", OLE),
    get("/settings", DANA).query("?q=colour"),
    get("/settings/{page}", OLE).id("company"),
    get("/settings/{page}", OLE).id("access"),
    get("/settings/{page}", DANA).id("access"),
    get("/settings/{page}", OLE).id("retention"),
    get("/settings/{page}", OLE).id("portal"),
    get("/settings/{page}", OLE).id("new-clients"),
    get("/settings/{page}", OLE).id("formats"),
    get("/settings/{page}", OLE).id("offers"),
    get("/settings/{page}", OLE).id("passengers"),
    get("/settings/{page}", OLE).id("payments"),
    post("/settings/{page}", OLE, "/settings/company").id("company").form(&[
        ("version", "1"),
        ("name", "Harbour Aviation"),
        ("legal_name", "Harbour Aviation LLC"),
        ("address", "Hangar 1\nTeterboro"),
        ("phone", "+1 201 555 0100"),
        ("reply_to", "ops@harbour.example"),
        ("brand", "#155b6b"),
    ]),
    post("/settings/logo", OLE, "/settings/company")
        .form(&[(
            "file",
            "logo.png: \u{89}PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x64\0\0\0\x20\x08\x06\0\0\0\0\0\0\0",
        )])
        .upload(),
    post("/settings/logo/removal", OLE, "/settings/company").may_be_empty(),
    get("/settings/{page}", OLE).id("documents"),
    get("/settings/documents/{file}", OLE).id("quote-detailed.pdf"),
    get("/settings/documents/{file}", DANA).id("trip-summary.pdf"),
    get("/settings/documents/{file}", OLE).id("invoice-plain.pdf"),
    post("/settings/{page}", OLE, "/settings/documents")
        .id("documents")
        .form(&[
            ("version", "1"),
            ("invoice_report", "plain"),
            ("document_footer", "By appointment."),
        ])
        .fill(defaults),
    post("/settings/{page}", OLE, "/settings/offers")
        .id("offers")
        .form(&[("version", "1"), ("deposit", "7,5"), ("quote_terms", "Pay {deposit} now.")])
        .fill(defaults),
    post("/settings/{page}", OLE, "/settings/access")
        .id("access")
        .form(&[
            ("version", "1"),
            ("idle_days", "14"),
            ("takes_sign_ups", ""),
            ("approval_addresses", "ops@harbour.example"),
        ])
        .fill(defaults),
    post("/settings/{page}", OLE, "/settings/formats")
        .id("formats")
        .form(&[("version", "1"), ("clock", "24")])
        .fill(defaults),
];
