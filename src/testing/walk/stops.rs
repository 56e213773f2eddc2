//! The stops of both faces, by feature. Their ids are rows of `cast.sql` and `walk.sql`.
mod accounts;
pub mod api;
pub mod approvals;
mod audit;
mod blocks;
mod changes;
mod contacts;
mod domains;
mod erasures;
mod factors;
mod fbos;
mod inquiries;
mod invoices;
mod leads;
mod mails;
mod mergers;
mod messages;
mod notices;
mod passengers;
mod payments;
mod people;
mod profile;
mod quotes;
mod rates;
mod requests;
mod services;
mod sessions;
mod settings;
mod sign_ups;
mod staff;
mod tails;
mod trips;

use super::stop::{Stop, get, post};
use crate::testing::cast::{CARL, DANA, INES, MIRA, OLE, Person, STRANGER};

pub const CLIENT: &[&[Stop]] = &[
    &[
        get("/brand/{file}", STRANGER).id("155b6b.css"),
        get("/brand/{file}", STRANGER).id("155b6b-H.svg"),
        get("/logo/{version}", STRANGER).id("v1"),
        get("/health", STRANGER),
        get("/manifest.webmanifest", STRANGER),
        get("/favicon.ico", STRANGER).target("/brand/155b6b-H.svg"),
        get("/.well-known/change-password", STRANGER).target("/profile/password"),
    ],
    profile::CLIENT,
    sessions::CLIENT,
    sign_ups::CLIENT,
    inquiries::CLIENT,
    factors::CLIENT,
    &[
        get("/airports", MIRA),
        get("/live", MIRA).target("/"),
        get("/unsent", MIRA).target("/"),
        get("/", MIRA),
        get("/", CARL),
    ],
    passengers::CLIENT,
    requests::CLIENT,
    blocks::CLIENT,
    approvals::CLIENT,
    trips::CLIENT,
    services::CLIENT,
    changes::CLIENT,
    quotes::CLIENT,
    invoices::CLIENT,
    payments::CLIENT,
    messages::CLIENT,
    notices::CLIENT,
    people::CLIENT,
];

pub const OPS: &[&[Stop]] = &[
    &[
        get("/brand/{file}", STAFF_STRANGER).id("155b6b.css"),
        get("/logo/{version}", STAFF_STRANGER).id("v1"),
        get("/health", STAFF_STRANGER),
        get("/manifest.webmanifest", STAFF_STRANGER),
        get("/favicon.ico", STAFF_STRANGER).target("/brand/155b6b-H.svg"),
        get("/.well-known/change-password", STAFF_STRANGER).target("/profile/password"),
    ],
    profile::OPS,
    sessions::OPS,
    factors::OPS,
    factors::RESET,
    &[get("/airports", DANA), get("/live", DANA).target("/"), get("/unsent", DANA).target("/")],
    contacts::OPS,
    staff::OPS,
    leads::OPS,
    mergers::OPS,
    erasures::OPS,
    accounts::OPS,
    fbos::OPS,
    tails::OPS,
    sign_ups::OPS,
    &[
        get("/", DANA),
        get("/", INES),
        get("/", OLE),
        post("/setup/dismissal", OLE, "/").may_be_empty(),
    ],
    passengers::OPS,
    requests::OPS,
    blocks::OPS,
    approvals::OPS,
    trips::OPS,
    services::OPS,
    rates::OPS,
    quotes::OPS,
    invoices::OPS,
    quotes::UNDO,
    payments::OPS,
    messages::OPS,
    notices::OPS,
    mails::OPS,
    audit::OPS,
    settings::OPS,
    domains::OPS,
    api::OPS,
    api::PROGRAMS,
    &[get("/runs", OLE)],
];

const STAFF_STRANGER: Person = Person { name: "", host: "harbour-ops" };

/// The files in R2: key and content type.
pub const FILES: [(&str, &str); 7] = [
    ("acceptances/q-2003", "application/pdf"),
    ("files/bags", "application/pdf"),
    ("files/passport", "application/pdf"),
    ("files/menu", "application/pdf"),
    ("00000000-0000-7000-8000-000000000001/logo/v1", "image/svg+xml"),
    ("invoice.pdf", "application/pdf"),
    ("local/mail/00000000-0000-7000-8000-0000000e9001.txt", "text/plain"),
];

// Ids that several features use.
const ZOE_CONTACT: &str = "00000000-0000-7000-8000-000000000c27";
const MIRA_CONTACT: &str = "00000000-0000-7000-8000-000000000c21";
/// Had access until it was removed.
const LENA_CONTACT: &str = "00000000-0000-7000-8000-0000000ec028";
const ACCOUNT: &str = "00000000-0000-7000-8000-000000000a11";
const OTHER_ACCOUNT: &str = "00000000-0000-7000-8000-000000000a12";
const PETRA_PASSENGER: &str = "00000000-0000-7000-8000-0000000e6001";
const TRIP: &str = "00000000-0000-7000-8000-0000000e3001";
const ACCEPTED: &str = "00000000-0000-7000-8000-0000000e2003";
/// Reasons for `once_only`.
const NEW_SESSION: &str = "every sign-in makes a session of its own";
const ENDED: &str = "the session that asked has ended";
