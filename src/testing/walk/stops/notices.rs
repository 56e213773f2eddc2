//! Notices, on both faces.
use super::{Stop, get, post};
use crate::testing::cast::{DANA, MIRA};

const HERS: &str = "00000000-0000-7000-8000-0000000e5401";
const DANAS: &str = "00000000-0000-7000-8000-0000000e5402";
const CHOICES: &[(&str, &str)] = &[
    ("email-new_message", "daily"),
    ("shown-new_message", "yes"),
    ("quiet_from", "22"),
    ("quiet_until", "7"),
    ("quiet_zone", "Europe/Paris"),
];

pub const CLIENT: &[Stop] = &[
    get("/notices", MIRA),
    get("/notices/{id}", MIRA).id(HERS).target("/messages").records_the_view(),
    post("/notices/reading", MIRA, "/notices").may_be_empty().is_own(),
    get("/profile/notices", MIRA),
    post("/profile/notices", MIRA, "/profile/notices").form(CHOICES).may_be_empty().is_own(),
];

pub const OPS: &[Stop] = &[
    get("/notices", DANA),
    get("/notices/{id}", DANA).id(DANAS).target("/messages").records_the_view(),
    post("/notices/reading", DANA, "/notices").may_be_empty().is_own(),
    get("/profile/notices", DANA),
    post("/profile/notices", DANA, "/profile/notices").form(CHOICES).may_be_empty().is_own(),
];
