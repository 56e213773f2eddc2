//! For every route an address and a form that are good for somebody, in `walk.sql`'s world.
use crate::{cast::*, factors::samples};
use axum::http::Method;

#[allow(clippy::struct_excessive_bools)] // each says one thing about a route
#[derive(Clone, Copy)]
pub struct Stop {
    pub is_post: bool,
    pub route: &'static str,
    pub who: Person,
    /// For the route's `{…}`.
    pub id: &'static str,
    pub query: &'static str,
    pub form: &'static [(&'static str, &'static str)],
    /// What of the form only the moment of asking knows.
    pub fill: fn() -> Vec<(&'static str, String)>,
    /// Where a good form leads, or how the way there begins.
    pub sees: &'static str,
    /// Why it is not answered alike when it is sent twice.
    pub once_only: &'static str,
    /// A form that is good with nothing in it.
    pub needs_no_words: bool,
    /// Concerns nobody but the visitor: staff of every role may do it.
    pub is_own: bool,
    /// A page that counts its views.
    pub leaves_a_trace: bool,
    /// Comes from a browser that asked for a sign-in link.
    pub has_asked: bool,
}

impl Stop {
    const fn new(is_post: bool, route: &'static str, who: Person) -> Self {
        Self {
            is_post,
            route,
            who,
            id: "",
            query: "",
            form: &[],
            fill: Vec::new,
            sees: "",
            once_only: "",
            needs_no_words: false,
            is_own: false,
            leaves_a_trace: false,
            has_asked: false,
        }
    }

    const fn id(mut self, id: &'static str) -> Self {
        self.id = id;
        self
    }

    const fn query(mut self, query: &'static str) -> Self {
        self.query = query;
        self
    }

    const fn form(mut self, form: &'static [(&'static str, &'static str)]) -> Self {
        self.form = form;
        self
    }

    const fn fill(mut self, fill: fn() -> Vec<(&'static str, String)>) -> Self {
        self.fill = fill;
        self
    }

    const fn sees(mut self, sees: &'static str) -> Self {
        self.sees = sees;
        self
    }

    const fn once_only(mut self, why: &'static str) -> Self {
        self.once_only = why;
        self
    }

    const fn leaves_a_trace(mut self) -> Self {
        self.leaves_a_trace = true;
        self
    }

    const fn has_asked(mut self) -> Self {
        self.has_asked = true;
        self
    }

    const fn needs_no_words(mut self) -> Self {
        self.needs_no_words = true;
        self
    }

    const fn is_own(mut self) -> Self {
        self.is_own = true;
        self
    }

    pub fn method(&self) -> Method {
        if self.is_post { Method::POST } else { Method::GET }
    }

    /// Every field of the form, by name.
    pub fn fields(&self) -> Vec<(String, String)> {
        let fixed = self.form.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        let filled = (self.fill)().into_iter().map(|(name, value)| (name.into(), value));
        fixed.chain(filled).collect()
    }

    /// The address to ask at.
    pub fn path(&self) -> String {
        self.filled(&format!("{}{}", self.route, self.query))
    }

    /// The same with another id.
    pub fn path_with(&self, id: &str) -> String {
        Self { id: "{id}", ..*self }.path().replace("{id}", id)
    }

    /// Where a good form leads.
    pub fn leads_to(&self) -> String {
        self.filled(self.sees)
    }

    fn filled(&self, path: &str) -> String {
        match (path.split_once('{'), path.split_once('}')) {
            (Some((before, _)), Some((_, after))) => format!("{before}{}{after}", self.id),
            _ => path.to_owned(),
        }
    }
}

const fn get(route: &'static str, who: Person) -> Stop {
    Stop::new(false, route, who)
}

const fn post(route: &'static str, who: Person, sees: &'static str) -> Stop {
    let mut stop = Stop::new(true, route, who);
    stop.sees = sees;
    stop
}

/// What lies in the files, and as what.
pub const FILES: [(&str, &str); 2] = [
    ("00000000-0000-7000-8000-000000000001/logo/v1", "image/svg+xml"),
    ("invoice.pdf", "application/pdf"),
];

const ZOES: &str = "00000000-0000-7000-8000-000000000c27";
const MIRAS: &str = "00000000-0000-7000-8000-000000000c21";
const INACTIVE: &str = "00000000-0000-7000-8000-000000000c28";
/// Had access, until it was removed.
const LENAS: &str = "00000000-0000-7000-8000-0000000ec028";
const NILSS: &str = "00000000-0000-7000-8000-000000000d36";
/// Worked here once.
const PERS: &str = "00000000-0000-7000-8000-0000000ed037";
const VERAS: &str = "00000000-0000-7000-8000-000000000cf8";
const SVENS: &str = "00000000-0000-7000-8000-000000000df7";
const ACCOUNT: &str = "00000000-0000-7000-8000-000000000a11";
const OTHER_ACCOUNT: &str = "00000000-0000-7000-8000-000000000a12";
const INACTIVE_ACCOUNT: &str = "00000000-0000-7000-8000-000000000a16";
const LEAD_OPEN: &str = "00000000-0000-7000-8000-0000000ea001";
const LEAD_DROPPED: &str = "00000000-0000-7000-8000-0000000ea003";
const LEAD_CONVERTED: &str = "00000000-0000-7000-8000-0000000ea004";
const TAIL: &str = "00000000-0000-7000-8000-000000000b52";
const OWNED_TAIL: &str = "00000000-0000-7000-8000-000000000b51";
const TRIP: &str = "00000000-0000-7000-8000-0000000e3001";
const THREAD: &str = "00000000-0000-7000-8000-0000000e5001";
const PETRA: &str = "00000000-0000-7000-8000-0000000e6001";
const SUBMITTED: &str = "00000000-0000-7000-8000-0000000e1001";
const QUOTED: &str = "00000000-0000-7000-8000-0000000e1003";
const UNDER_REVIEW: &str = "00000000-0000-7000-8000-0000000e1002";
const DRAFT: &str = "00000000-0000-7000-8000-0000000e2001";
const SENT: &str = "00000000-0000-7000-8000-0000000e2002";
const RATE: &str = "00000000-0000-7000-8000-0000000e7001";
const ACCEPTED: &str = "00000000-0000-7000-8000-0000000e2003";
const INVOICE: &str = "00000000-0000-7000-8000-0000000e4001";
const DISPATCHED: &str = "00000000-0000-7000-8000-000000000018";
const MIRAS_SESSION: &str = "00000000-0000-7000-8000-0000000ea001";
const DANAS_SESSION: &str = "00000000-0000-7000-8000-0000000ea002";
const DEAD_MAIL: &str = "00000000-0000-7000-8000-0000000e9001";

const RIGHTS: &[(&str, &str)] = &[("version", "1"), ("role", "owner"), ("grants", "see_money")];
const PASSENGER: &[(&str, &str)] = &[
    ("name", "Elsa Berg"),
    ("email", "elsa@berg.example"),
    ("phone", "+46 8 555 0101"),
    ("document_country", "SE"),
    ("document_expires_on", "2028-05-01"),
    ("note", "Window seat"),
    ("next", "/requests/new"),
];
const PASSENGER_CHANGED: &[(&str, &str)] = &[("name", "Petra Berg"), ("version", "1")];
const LEAD: &[(&str, &str)] = &[
    ("name", "Elsa Berg"),
    ("email", "elsa@berg.example"),
    ("phone", "+46 8 555 0101"),
    ("company", "Berg Shipping"),
    ("source", "Referral"),
    ("notes", "Calls back"),
];
const LEAD_CHANGED: &[(&str, &str)] = &[("version", "1"), ("name", "Astrid Lind")];
const CONVERSION: &[(&str, &str)] = &[
    ("version", "1"),
    ("find", ""),
    ("into", "new"),
    ("account", "new"),
    ("company", "Berg Shipping"),
];
const CONTACT: &[(&str, &str)] = &[
    ("account", ACCOUNT),
    ("known", ""),
    ("name", "Elsa Berg"),
    ("email", "elsa@berg.example"),
    ("phone", "+46 8 555 0101"),
    ("title", "Assistant"),
    ("notes", "Calls back"),
];
const CONTACT_CHANGED: &[(&str, &str)] =
    &[("version", "1"), ("name", "Mira Lind"), ("email", "mira@lind.example"), ("phone", "1")];
const OPENED: &[(&str, &str)] = &[
    ("name", "Berg Family"),
    ("kind", "family"),
    ("phone", "+46 8 555 0101"),
    ("billing_name", "Elsa Berg"),
    ("billing_address", "Storgatan 2"),
];
const ACCOUNT_CHANGED: &[(&str, &str)] =
    &[("version", "1"), ("name", "Lind Holdings"), ("kind", "company")];
const REQUEST: &[(&str, &str)] = &[
    ("kind", "one_way"),
    ("from.0", "TEB"),
    ("to.0", "PBI"),
    ("date.0", "2026-12-10"),
    ("time.0", "20:15"),
    ("passengers", "2"),
    ("traveller", PETRA),
    ("catering", "Still water"),
    ("notes", "None"),
];

const OFFER: &[(&str, &str)] = &[
    ("vehicle", "Global 6000"),
    ("passengers", "2"),
    ("date.0", "2026-12-10"),
    ("time.0", "20:15"),
    ("block.0", "180"),
    ("label.0", "Flight time"),
    ("quantity.0", "3"),
    ("unit.0", "h"),
    ("price.0", "10000"),
    ("basis.0", "fixed"),
    ("taxable.0", "yes"),
    ("taxed", "yes"),
    ("deposit", "50"),
    ("valid_on", "2026-11-25"),
    ("valid_at", "17:00"),
    ("terms", "Charter terms."),
];
const OFFER_CHANGED: &[(&str, &str)] = &[
    ("version", "1"),
    ("vehicle", "Global 6000"),
    ("passengers", "2"),
    ("date.0", "2026-12-10"),
    ("time.0", "20:15"),
    ("block.0", "180"),
    ("label.0", "Flight time"),
    ("quantity.0", "3"),
    ("unit.0", "h"),
    ("price.0", "10000"),
    ("basis.0", "fixed"),
    ("taxable.0", "yes"),
    ("taxed", "yes"),
    ("deposit", "50"),
    ("valid_on", "2026-11-25"),
    ("valid_at", "17:00"),
    ("terms", "Charter terms."),
];
const PAYMENT: &[(&str, &str)] = &[
    ("version", "1"),
    ("method", "wire"),
    ("amount", "100.00"),
    ("received_on", "2026-11-20"),
    ("reference", "Thanks"),
];

const PREFERENCES: &[(&str, &str)] =
    &[("language", "sv"), ("hours", "12"), ("times", "zulu"), ("mail", "messages")];
const NEW_PASSWORD: &[(&str, &str)] =
    &[("current", super::PASSWORD), ("password", "a heron at dawn"), ("again", "a heron at dawn")];
const COUNTED: &str = "a try of a code is counted before it is compared";

const NEW_SESSION: &str = "every sign-in makes a session of its own";
const ENDED: &str = "the session that asked has ended";

pub const CLIENT: &[&[Stop]] = &[
    &[
        get("/brand/{file}", STRANGER).id("155b6b.css"),
        get("/brand/{file}", STRANGER).id("155b6b-H.svg"),
        get("/logo/{version}", STRANGER).id("v1"),
    ],
    &[
        get("/profile", MIRA),
        post("/profile", MIRA, "/profile")
            .form(&[
                ("name", "Mira L."),
                ("phone", "+46 8 1"),
                ("title", "Director"),
                ("version", "1"),
            ])
            .is_own(),
        post("/profile/preferences", MIRA, "/profile").form(PREFERENCES).is_own(),
        get("/profile/sessions", MIRA),
        post("/profile/sessions/{digest}/end", MIRA, "/profile/sessions")
            .id(MIRAS_SESSION)
            .needs_no_words()
            .is_own(),
        post("/profile/sessions/end-others", MIRA, "/profile/sessions").needs_no_words().is_own(),
        get("/profile/address", MIRA),
        post("/profile/address", MIRA, "/profile/address")
            .form(&[("email", "mira@elsewhere.example")])
            .is_own(),
        post("/profile/address/confirmation", MIRA, "/profile")
            .form(&[("code", "123456")])
            .once_only(COUNTED)
            .is_own(),
        get("/profile/password", MIRA),
        post("/profile/password", MIRA, "/profile").form(NEW_PASSWORD).once_only(ENDED).is_own(),
        post("/profile/sessions/end-all", MIRA, "/session/new")
            .once_only(ENDED)
            .needs_no_words()
            .is_own(),
    ],
    &[
        get("/session/new", STRANGER),
        post("/session", STRANGER, "/")
            .form(&[
                ("email", "mira@harbour.example"),
                ("password", super::PASSWORD),
                ("next", "/airports"),
            ])
            .once_only(NEW_SESSION),
        post("/session/codes", STRANGER, "/session/code")
            .form(&[("email", "mira@harbour.example"), ("purpose", "reset"), ("next", "/airports")])
            .once_only(NEW_SESSION),
        get("/session/code", STRANGER).has_asked(),
        get("/session/code", STRANGER),
        post("/session/code", STRANGER, "/airports")
            .form(&[("code", super::CODE)])
            .has_asked()
            .once_only(NEW_SESSION),
        get("/session/link", STRANGER).query("?token=link-mira").has_asked(),
        get("/session/link", STRANGER).query("?token=link-mira"),
        post("/session/link", STRANGER, "/airports")
            .form(&[("token", "link-mira")])
            .has_asked()
            .once_only(NEW_SESSION),
        get("/session/proof", MIRA).query("?next=/airports"),
        post("/session/proof", MIRA, "/airports")
            .form(&[("password", super::PASSWORD), ("next", "/airports")])
            .is_own(),
        post("/session/end", MIRA, "/session/new").once_only(ENDED).needs_no_words().is_own(),
        get("/password/new", super::ZOE),
        post("/password", super::ZOE, "/")
            .form(&[("password", "a heron at dawn"), ("again", "a heron at dawn")])
            .once_only(ENDED),
    ],
    &[
        get("/session/factor", super::VERA_HALF_WAY),
        post("/session/factor", super::VERA_HALF_WAY, "/airports")
            .form(&[("next", "/airports")])
            .fill(samples::app_code)
            .once_only(NEW_SESSION)
            .is_own(),
        post("/session/factor", super::VERA_HALF_WAY, "/airports")
            .form(&[("next", "/airports"), ("recovery", samples::RECOVERY_CODE)])
            .once_only(NEW_SESSION)
            .is_own(),
        get("/factors", BEA),
        get("/profile/factors", super::VERA),
        get("/profile/factors", MIRA),
        post("/profile/factors/app", MIRA, "/profile/factors/app").needs_no_words().is_own(),
        get("/profile/factors/app", super::WILMA),
        post("/profile/factors/app/confirmation", super::WILMA, "/profile/factors/codes")
            .fill(samples::app_code)
            .once_only(ENDED)
            .is_own(),
        post("/profile/factors/app/removal", super::VERA, "/profile/factors")
            .needs_no_words()
            .is_own(),
        get("/profile/factors/codes", super::VERA),
        post("/profile/factors/codes", super::VERA, "/profile/factors/codes")
            .needs_no_words()
            .is_own(),
    ],
    &[get("/airports", MIRA)],
    &[get("/", MIRA), get("/", CARL)],
    &[
        get("/passengers", MIRA),
        get("/passengers/new", MIRA),
        post("/passengers", MIRA, "/requests/new").form(PASSENGER),
        get("/passengers/{id}/edit", MIRA).id(PETRA),
        post("/passengers/{id}", MIRA, "/passengers").id(PETRA).form(PASSENGER_CHANGED),
        post("/passengers/{id}/removal", MIRA, "/passengers").id(PETRA).form(&[("version", "1")]),
    ],
    &[
        get("/requests", MIRA),
        get("/requests/new", MIRA),
        post("/requests", MIRA, "/requests/").form(REQUEST),
        get("/requests/{id}", MIRA).id(SUBMITTED),
        get("/requests/{id}", MIRA).id(QUOTED),
        post("/requests/{id}/cancellation", MIRA, "/requests/{id}")
            .id(SUBMITTED)
            .form(&[("version", "1"), ("reason", "Ill")]),
    ],
    &[
        get("/trips", MIRA),
        get("/trips", MIRA).query("?tab=past"),
        get("/trips/{id}", MIRA).id(TRIP),
    ],
    &[
        get("/quotes", MIRA),
        get("/quotes", MIRA).query("?show=all"),
        get("/quotes/{id}", MIRA).id(SENT),
        get("/quotes/{id}", MIRA).id(ACCEPTED),
        post("/quotes/{id}/acceptance", MIRA, "/quotes/{id}").id(SENT).form(&[
            ("version", "1"),
            ("name", "Mira"),
            ("terms", "yes"),
        ]),
        post("/quotes/{id}/decline", MIRA, "/quotes/{id}")
            .id(SENT)
            .form(&[("version", "1"), ("reason", "Too dear")]),
        post("/quotes/{id}/change-request", MIRA, "/quotes/{id}")
            .id(SENT)
            .form(&[("version", "1"), ("comment", "Later")]),
    ],
    &[
        get("/invoices", MIRA),
        get("/invoices", MIRA).query("?show=open"),
        get("/invoices/{id}", MIRA).id(INVOICE).leaves_a_trace(),
        get("/invoices/{id}/pdf", MIRA).id(INVOICE),
    ],
    &[
        get("/messages", MIRA),
        get("/messages/{id}", MIRA).id(THREAD).leaves_a_trace(),
        get("/messages/new", MIRA),
        get("/messages/new", MIRA).query("?trip={id}").id(TRIP),
        post("/messages", MIRA, "/messages/")
            .form(&[("subject", "A dog"), ("body", "He comes along.")]),
        post("/messages", MIRA, "/messages/").form(&[("trip", TRIP), ("body", "He comes along.")]),
        post("/messages/{id}/replies", MIRA, "/messages/{id}")
            .id(THREAD)
            .form(&[("body", "Three bags.")]),
    ],
];

pub const OPS: &[&[Stop]] = &[
    &[
        get("/brand/{file}", STAFF_STRANGER).id("155b6b.css"),
        get("/logo/{version}", STAFF_STRANGER).id("v1"),
    ],
    &[
        get("/profile", DANA),
        post("/profile", DANA, "/profile")
            .form(&[("name", "Dana W."), ("phone", "+1 201 1"), ("version", "1")])
            .is_own(),
        post("/profile/preferences", DANA, "/profile").form(PREFERENCES).is_own(),
        get("/profile/sessions", DANA),
        post("/profile/sessions/{digest}/end", DANA, "/profile/sessions")
            .id(DANAS_SESSION)
            .needs_no_words()
            .is_own(),
        post("/profile/sessions/end-others", DANA, "/profile/sessions").needs_no_words().is_own(),
        get("/profile/address", DANA),
        post("/profile/address", DANA, "/profile/address")
            .form(&[("email", "dana@elsewhere.example")])
            .is_own(),
        post("/profile/address/confirmation", DANA, "/profile")
            .form(&[("code", "123456")])
            .once_only(COUNTED)
            .is_own(),
        get("/profile/password", DANA),
        post("/profile/password", DANA, "/profile").form(NEW_PASSWORD).once_only(ENDED).is_own(),
        post("/profile/sessions/end-all", DANA, "/session/new")
            .once_only(ENDED)
            .needs_no_words()
            .is_own(),
    ],
    &[
        get("/session/new", STAFF_STRANGER),
        post("/session", STAFF_STRANGER, "/")
            .form(&[
                ("email", "dana@harbour.example"),
                ("password", super::PASSWORD),
                ("next", "/contacts"),
            ])
            .once_only(NEW_SESSION),
        post("/session/codes", STAFF_STRANGER, "/session/code")
            .form(&[("email", "dana@harbour.example"), ("purpose", "reset"), ("next", "/airports")])
            .once_only(NEW_SESSION),
        get("/session/code", STAFF_STRANGER).has_asked(),
        get("/session/code", STAFF_STRANGER),
        post("/session/code", STAFF_STRANGER, "/airports")
            .form(&[("code", super::CODE)])
            .has_asked()
            .once_only(NEW_SESSION),
        get("/session/link", STAFF_STRANGER).query("?token=link-dana").has_asked(),
        get("/session/link", STAFF_STRANGER).query("?token=link-dana"),
        post("/session/link", STAFF_STRANGER, "/airports")
            .form(&[("token", "link-dana")])
            .has_asked()
            .once_only(NEW_SESSION),
        get("/session/proof", DANA).query("?next=/airports"),
        post("/session/proof", DANA, "/airports")
            .form(&[("password", super::PASSWORD), ("next", "/airports")])
            .is_own(),
        post("/session/end", DANA, "/session/new").once_only(ENDED).needs_no_words().is_own(),
        get("/password/new", super::NILS),
        get("/password/new", DANA).sees("/"),
        post("/password", super::NILS, "/")
            .form(&[("password", "a heron at dawn"), ("again", "a heron at dawn")])
            .once_only(ENDED),
    ],
    &[
        get("/session/factor", super::SVEN_HALF_WAY),
        post("/session/factor", super::SVEN_HALF_WAY, "/airports")
            .form(&[("next", "/airports")])
            .fill(samples::app_code)
            .once_only(NEW_SESSION)
            .is_own(),
        post("/session/factor", super::SVEN_HALF_WAY, "/airports")
            .form(&[("next", "/airports"), ("recovery", samples::RECOVERY_CODE)])
            .once_only(NEW_SESSION)
            .is_own(),
        get("/factors", NOOR),
        get("/profile/factors", super::SVEN),
        get("/profile/factors", DANA),
        post("/profile/factors/app", DANA, "/profile/factors/app").needs_no_words().is_own(),
        get("/profile/factors/app", super::OTTO),
        post("/profile/factors/app/confirmation", super::OTTO, "/profile/factors/codes")
            .fill(samples::app_code)
            .once_only(ENDED)
            .is_own(),
        post("/profile/factors/app/removal", super::SVEN, "/profile/factors")
            .needs_no_words()
            .is_own(),
        get("/profile/factors/codes", super::SVEN),
        post("/profile/factors/codes", super::SVEN, "/profile/factors/codes")
            .needs_no_words()
            .is_own(),
    ],
    &[
        post("/contacts/{id}/factors/reset", OLE, "/contacts/{id}").id(VERAS).needs_no_words(),
        post("/staff/{id}/factors/reset", OLE, "/staff/{id}").id(SVENS).needs_no_words(),
    ],
    &[get("/airports", DANA)],
    &[
        get("/contacts", DANA),
        get("/contacts", DANA).query("?q=zoe"),
        get("/contacts", DANA).query("?show=inactive"),
        get("/contacts/new", DANA),
        get("/contacts/new", DANA).query("?account={id}").id(ACCOUNT),
        post("/contacts", DANA, "/contacts/").form(CONTACT),
        get("/contacts/{id}", DANA).id(ZOES),
        get("/contacts/{id}", DANA).id(INACTIVE),
        get("/contacts/{id}/edit", DANA).id(MIRAS),
        post("/contacts/{id}", DANA, "/contacts/{id}").id(MIRAS).form(CONTACT_CHANGED),
        post("/contacts/{id}/deactivation", DANA, "/contacts/{id}")
            .id(ZOES)
            .form(&[("version", "1"), ("reason", "Left")]),
        post("/contacts/{id}/restoration", DANA, "/contacts/{id}")
            .id(INACTIVE)
            .form(&[("version", "1")]),
        post("/contacts/{id}/accounts", DANA, "/contacts/{id}")
            .id(ZOES)
            .form(&[("account", OTHER_ACCOUNT)]),
        post("/contacts/{id}/accounts/removal", DANA, "/contacts/{id}")
            .id(ZOES)
            .form(&[("account", ACCOUNT)]),
        post("/contacts/{id}/invitation", DANA, "/contacts/{id}").id(ZOES).form(RIGHTS),
        get("/access", DANA),
        get("/access", DANA).query("?show=pending"),
        get("/contacts/{id}/access", DANA).id(ZOES),
        post("/contacts/{id}/access", DANA, "/contacts/{id}").id(ZOES).form(RIGHTS),
        post("/contacts/{id}/access/mail", DANA, "/contacts/{id}")
            .id(ZOES)
            .form(&[("version", "1")]),
        post("/contacts/{id}/access/removal", DANA, "/contacts/{id}")
            .id(ZOES)
            .form(&[("version", "1")]),
        post("/contacts/{id}/access/restoration", DANA, "/contacts/{id}")
            .id(LENAS)
            .form(&[("version", "1")]),
    ],
    &[
        get("/staff", OLE),
        get("/staff", INES),
        get("/staff/new", OLE),
        post("/staff", OLE, "/staff").form(&[
            ("name", "Ada Berg"),
            ("email", "ada@harbour.example"),
            ("role", "dispatcher"),
        ]),
        get("/staff/{id}", OLE).id(NILSS),
        post("/staff/{id}", OLE, "/staff").id(NILSS).form(&[("version", "1"), ("role", "admin")]),
        post("/staff/{id}/mail", OLE, "/staff").id(NILSS).form(&[("version", "1")]),
        post("/staff/{id}/removal", OLE, "/staff").id(NILSS).form(&[("version", "1")]),
        post("/staff/{id}/restoration", OLE, "/staff").id(PERS).form(&[("version", "1")]),
    ],
    &[
        get("/leads", DANA),
        get("/leads", DANA).query("?show=all&q=berg"),
        get("/leads/new", DANA),
        post("/leads", DANA, "/leads/").form(LEAD),
        get("/leads/{id}", DANA).id(LEAD_OPEN),
        get("/leads/{id}", DANA).id(LEAD_DROPPED),
        get("/leads/{id}", DANA).id(LEAD_CONVERTED),
        get("/leads/{id}/edit", DANA).id(LEAD_OPEN),
        post("/leads/{id}", DANA, "/leads/{id}").id(LEAD_OPEN).form(LEAD_CHANGED),
        post("/leads/{id}/conversion", DANA, "/contacts/").id(LEAD_OPEN).form(CONVERSION),
        post("/leads/{id}/drop", DANA, "/leads/{id}")
            .id(LEAD_OPEN)
            .form(&[("version", "1"), ("reason", "No budget")]),
        post("/leads/{id}/reopening", DANA, "/leads/{id}")
            .id(LEAD_DROPPED)
            .form(&[("version", "1")]),
    ],
    &[
        get("/contacts/{id}/merge", DANA).id(MIRAS),
        get("/contacts/{id}/merge", DANA)
            .query("?with=00000000-0000-7000-8000-000000000c27")
            .id(MIRAS),
        post("/contacts/{id}/mergers", DANA, "/contacts/{id}").id(MIRAS).form(&[
            ("other", ZOES),
            ("version", "1"),
            ("other_version", "1"),
            ("name", ""),
            ("email", ""),
            ("phone", "other"),
        ]),
        get("/accounts/{id}/merge", DANA).id(ACCOUNT),
        get("/accounts/{id}/merge", DANA)
            .query("?with=00000000-0000-7000-8000-000000000a12")
            .id(ACCOUNT),
        post("/accounts/{id}/mergers", DANA, "/accounts/{id}").id(ACCOUNT).form(&[
            ("other", OTHER_ACCOUNT),
            ("version", "1"),
            ("other_version", "1"),
        ]),
    ],
    &[
        get("/accounts", DANA),
        get("/accounts", DANA).query("?q=lindqvist"),
        get("/accounts", DANA).query("?show=inactive"),
        get("/accounts/new", DANA),
        post("/accounts", DANA, "/accounts/").form(OPENED),
        get("/accounts/{id}", DANA).id(ACCOUNT),
        get("/accounts/{id}", DANA).id(INACTIVE_ACCOUNT),
        get("/accounts/{id}/edit", DANA).id(ACCOUNT),
        post("/accounts/{id}", DANA, "/accounts/{id}").id(ACCOUNT).form(ACCOUNT_CHANGED),
        post("/accounts/{id}/tails", DANA, "/accounts/{id}").id(ACCOUNT).form(&[("tail", TAIL)]),
        post("/accounts/{id}/tails/removal", DANA, "/accounts/{id}")
            .id(OTHER_ACCOUNT)
            .form(&[("tail", OWNED_TAIL)]),
        post("/accounts/{id}/deactivation", DANA, "/accounts/{id}")
            .id(ACCOUNT)
            .form(&[("version", "1"), ("reason", "Moved away")]),
        post("/accounts/{id}/restoration", DANA, "/accounts/{id}")
            .id(INACTIVE_ACCOUNT)
            .form(&[("version", "1")]),
    ],
    &[get("/", DANA), get("/", INES)],
    &[get("/passengers", DANA)],
    &[
        get("/requests", DANA),
        get("/requests/{id}", DANA).id(SUBMITTED),
        post("/requests/{id}/review", DANA, "/requests/{id}")
            .id(SUBMITTED)
            .form(&[("version", "1")]),
        post("/requests/{id}/decline", DANA, "/requests/{id}")
            .id(SUBMITTED)
            .form(&[("version", "1"), ("reason", "Full")]),
    ],
    &[
        get("/trips", DANA),
        get("/trips", DANA).query("?tab=past"),
        get("/trips/{id}", DANA).id(TRIP),
        post("/trips/{id}/stage", DANA, "/trips/{id}").id(TRIP).form(&[
            ("version", "1"),
            ("stage", DISPATCHED),
            ("reason", ""),
        ]),
    ],
    &[
        get("/rates", OLE),
        post("/rates", OLE, "/rates").form(&[
            ("name", "Fee"),
            ("kind", "percent"),
            ("figure", "2.5"),
            ("from", "2026-12-01"),
            ("until", ""),
        ]),
        post("/rates/{id}/end", OLE, "/rates").id(RATE).form(&[("last", "2027-12-31")]),
    ],
    &[
        get("/quotes", DANA),
        get("/quotes/{id}", DANA).id(SENT),
        get("/quotes/{id}", DANA).id(DRAFT),
        get("/requests/{id}/quotes/new", DANA).id(UNDER_REVIEW),
        post("/requests/{id}/quotes", DANA, "/quotes/").id(UNDER_REVIEW).form(OFFER),
        get("/quotes/{id}/edit", DANA).id(DRAFT),
        post("/quotes/{id}", DANA, "/quotes/{id}/edit").id(DRAFT).form(OFFER_CHANGED),
        post("/quotes/{id}/sending", DANA, "/quotes/{id}").id(DRAFT).form(&[("version", "1")]),
        post("/quotes/{id}/withdrawal", DANA, "/quotes/{id}").id(SENT).form(&[("version", "1")]),
        post("/quotes/{id}/revisions", DANA, "/quotes/").id(SENT).needs_no_words(),
    ],
    &[
        get("/invoices", INES),
        get("/invoices", INES).query("?show=all"),
        get("/invoices/new", INES).query("?quote={id}").id(ACCEPTED),
        post("/invoices", INES, "/invoices/").form(&[
            ("quote", ACCEPTED),
            ("version", "1"),
            ("due_on", "2026-12-20"),
            ("terms", "Soon."),
        ]),
        get("/invoices/{id}", INES).id(INVOICE),
        get("/invoices/{id}/pdf", INES).id(INVOICE),
        post("/invoices/{id}/pdf", INES, "/invoices/{id}").id(INVOICE).needs_no_words(),
        post("/invoices/{id}/payments", INES, "/invoices/{id}").id(INVOICE).form(PAYMENT),
    ],
    &[
        get("/messages", DANA),
        get("/messages", DANA).query("?show=unanswered"),
        get("/messages/{id}", DANA).id(THREAD).leaves_a_trace(),
        get("/messages/new", DANA).query("?account={id}").id(ACCOUNT),
        get("/messages/new", DANA).query("?trip={id}").id(TRIP),
        post("/messages", DANA, "/messages/").form(&[
            ("account", ACCOUNT),
            ("subject", "Parking"),
            ("body", "Row C."),
        ]),
        post("/messages", DANA, "/messages/").form(&[("trip", TRIP), ("body", "Row C.")]),
        post("/messages/{id}/replies", DANA, "/messages/{id}")
            .id(THREAD)
            .form(&[("body", "Noted.")]),
    ],
    &[
        get("/mails", DANA),
        get("/mails/{id}", DANA).id(DEAD_MAIL),
        post("/mails/{id}/attempts", DANA, "/mails/{id}").id(DEAD_MAIL).needs_no_words(),
    ],
];

const STAFF_STRANGER: Person = Person { name: "", host: "harbour-ops" };
