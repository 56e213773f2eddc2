//! Keys and the API, as administrators and programs use them.
#![allow(clippy::unwrap_used)]
use crate::{http::router, testing::cast::*, users::Who};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use serde_json::{Value, json};

const INVOICE: &str = "/api/v1/invoices/00000000-0000-7000-8000-0000000e4001";

/// A program with a key.
struct Program<'a> {
    portal: &'a Portal,
    key: String,
}

impl Program<'_> {
    fn send(&self, request: axum::http::request::Builder, body: &Value) -> (StatusCode, Value) {
        let request = request
            .header("authorization", format!("Bearer {}", self.key))
            .header("content-type", "application/json");
        let reply = self.portal.send(STRANGER, request.body(Body::from(body.to_string())).unwrap());
        (reply.status, serde_json::from_str(&reply.body).unwrap())
    }

    fn get(&self, path: &str) -> (StatusCode, Value) {
        self.send(Request::get(format!("http://harbour-ops.portal.test{path}")), &json!({}))
    }

    fn read(&self, path: &str) -> Value {
        let (status, json) = self.get(path);
        assert_eq!(status, StatusCode::OK, "{json}");
        json
    }

    fn post(&self, path: &str, once: &str, body: &Value) -> (StatusCode, Value) {
        let request = Request::post(format!("http://harbour-ops.portal.test{path}"));
        self.send(request.header("idempotency-key", once), body)
    }

    /// The ids of a list, page by page.
    fn ids(&self, path: &str) -> Vec<String> {
        let (mut all, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.read(&format!("{path}&cursor={cursor}"));
            let rows = page["data"].as_array().unwrap();
            all.extend(rows.iter().map(|it| it["id"].as_str().unwrap().to_owned()));
            match page["next"].as_str() {
                Some(next) => next.clone_into(&mut cursor),
                None => return all,
            }
        }
    }
}

/// Ole makes a key, and reads it on the page that shows it once.
fn made(portal: &Portal, abilities: &[&str]) -> String {
    let mut fields = vec![("key", "k"), ("name", "Bookkeeping"), ("last_day", "")];
    fields.extend(abilities.iter().map(|it| ("abilities", *it)));
    let reply = portal.post(OLE, "/settings/api", &fields);
    assert_eq!((reply.status, reply.location()), (StatusCode::SEE_OTHER, "/settings/api"));
    let cookies = reply.headers.get_all("set-cookie").iter().filter_map(|it| it.to_str().ok());
    let cookie = cookies.filter_map(|it| it.split(';').next()).find(|it| it.contains("api_key="));
    let request = Request::get("http://harbour-ops.portal.test/settings/api")
        .header("cookie", format!("session={}; {}", cookie_of(OLE), cookie.unwrap()))
        .body(Body::empty())
        .unwrap();
    let page = portal.send(STRANGER, request);
    let (_, rest) = page.body.split_once("aria-label=\"New key\">").unwrap();
    rest.split('<').next().unwrap().to_owned()
}

fn program<'a>(portal: &'a Portal, abilities: &[&str]) -> Program<'a> {
    Program { portal, key: made(portal, abilities) }
}

const EVERYTHING: [&str; 6] = [
    "trips:read",
    "quotes:read",
    "invoices:read",
    "accounts:read",
    "payments:write",
    "leads:write",
];

#[test]
fn a_key_is_shown_once_used_and_revoked() {
    let portal = Portal::open(WALK);
    let key = made(&portal, &["invoices:read"]);
    assert!(key.starts_with("cp_") && key.len() == 46, "{key}");
    let page = portal.get(OLE, "/settings/api");
    assert!(page.has("Bookkeeping") && page.has("invoices:read") && page.has("Not used yet."));
    assert!(page.has("Made by Ole Berg on Nov 21, 2026."), "{}", page.body);
    assert!(!page.has(&key) && page.has(&key[42..]), "only its end is shown again");
    assert!(!portal.value("SELECT group_concat(digest) FROM api_keys").contains(&key));

    let program = Program { portal: &portal, key };
    portal.later(DAY);
    assert_eq!(program.get("/api/v1/invoices").0, StatusCode::OK);
    assert!(portal.get(OLE, "/settings/api").has("Last used on Nov 22, 2026."));
    portal.later(HOUR - 1);
    let used = portal.value("SELECT used_at FROM api_keys");
    program.read("/api/v1/invoices");
    assert_eq!(portal.value("SELECT used_at FROM api_keys"), used, "noted once in an hour");

    let id = portal.value("SELECT id FROM api_keys");
    let path = format!("/settings/api/{id}/revocation");
    assert_eq!(portal.post(DANA, &path, &[("key", "r")]).status, StatusCode::FORBIDDEN);
    portal.app.db.execute("UPDATE sessions SET proven_at = 9000000000000");
    assert_eq!(portal.post(OLE, &path, &[("key", "r")]).status, StatusCode::SEE_OTHER);
    assert_eq!(program.get("/api/v1/invoices").0, StatusCode::UNAUTHORIZED);
    let page = portal.get(OLE, "/settings/api");
    assert!(page.has("Revoked on Nov 22, 2026.") && !page.has(&path), "{}", page.body);
    let trail = portal.get(OLE, "/audit?kind=settings");
    assert!(trail.has("Made the API key") && trail.has("Revoked the API key"), "{}", trail.body);
}

#[test]
fn a_key_needs_a_name_and_something_that_it_may_do() {
    let portal = Portal::open("");
    let post = |fields: &[(&str, &str)]| portal.post(OLE, "/settings/api", fields);
    let reply = post(&[("key", "k"), ("name", ""), ("last_day", "11/20/2026")]);
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in
        ["Enter the name of the system", "Choose what the key may do.", "This day is past."]
    {
        assert!(reply.has(words), "{words}: {}", reply.body);
    }
    let reply = portal.get(DANA, "/settings/api");
    assert!(!reply.has("Make key") && reply.has("There are no keys yet."));
    portal.later(HOUR);
    let reply = post(&[("key", "k"), ("name", "CRM"), ("abilities", "leads:write")]);
    assert!(reply.location().starts_with("/session/proof"), "a screen left alone makes no key");
}

#[test]
fn a_key_works_through_its_last_day() {
    let portal = Portal::open("");
    let fields =
        [("key", "k"), ("name", "CRM"), ("abilities", "accounts:read"), ("last_day", "11/22/2026")];
    assert_eq!(portal.post(OLE, "/settings/api", &fields).status, StatusCode::SEE_OTHER);
    portal.app.db.execute(&format!(
        "UPDATE api_keys SET digest = '{}'",
        crate::http::identity::key_digest("cp_known")
    ));
    let program = Program { portal: &portal, key: "cp_known".to_owned() };
    // The day ends at midnight in New York.
    portal.later(DAY + 17 * HOUR - 1);
    assert_eq!(program.get("/api/v1/accounts").0, StatusCode::OK);
    portal.later(1);
    assert_eq!(program.get("/api/v1/accounts").0, StatusCode::UNAUTHORIZED);
    assert!(portal.get(OLE, "/settings/api").has("Expired after Nov 22, 2026."));
}

#[test]
fn accounting_records_a_payment_that_the_client_sees() {
    let portal = Portal::open(WALK);
    let program = program(&portal, &EVERYTHING);
    let before = program.read(INVOICE);
    assert_eq!((&before["state"], &before["outstanding"]), (&json!("pending"), &json!(45_000)));
    portal.later(MINUTE);
    let path = format!("{INVOICE}/payments");
    let of = |amount: i64| json!({"amount": amount, "currency": "USD", "received_on": "2026-11-20", "method": "check", "reference": "No. 17"});
    let (status, payment) = program.post(&path, "a", &of(40_000));
    assert_eq!(status, StatusCode::CREATED, "{payment}");
    assert_eq!((&payment["amount"], &payment["credit"]), (&json!(40_000), &json!(0)));
    assert_eq!((&payment["method"], &payment["reference"]), (&json!("check"), &json!("No. 17")));
    let again = program.post(&path, "a", &of(40_000));
    assert_eq!(again, (status, payment));
    let after = program.read(INVOICE);
    assert_eq!((&after["state"], &after["outstanding"]), (&json!("partly_paid"), &json!(5_000)));
    assert!(after["updated_at"].as_str() > before["updated_at"].as_str(), "{after}");

    let (_, rest) = program.post(&path, "b", &of(6_000));
    assert_eq!((&rest["invoices"][0]["amount"], &rest["credit"]), (&json!(5_000), &json!(1_000)));
    assert_eq!(program.read(INVOICE)["state"], "paid");
    let (status, refused) = program.post(&path, "c", &of(1));
    assert_eq!((status, &refused["error"]["code"]), (StatusCode::CONFLICT, &json!("refused")));

    assert!(portal.get(MIRA, "/invoices/00000000-0000-7000-8000-0000000e4001").has("Paid"));
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap().clone();
    assert!(
        sent.iter().any(|it| it.to == "mira@harbour.example" && it.subject.contains("$400.00"))
    );
    let trail = portal.get(OLE, "/audit?kind=money");
    assert!(trail.has("Bookkeeping") && trail.has("API"), "{}", trail.body);
    let desk = portal.get(INES, "/invoices/00000000-0000-7000-8000-0000000e4001");
    assert!(desk.has("Bookkeeping"), "{}", desk.body);
}

#[test]
fn a_payment_that_cannot_be_is_refused_at_its_field() {
    let portal = Portal::open(WALK);
    let program = program(&portal, &EVERYTHING);
    for (field, value) in [
        ("amount", json!(0)),
        ("amount", json!(-5)),
        ("amount", json!(1.5)),
        ("amount", json!("1,250.00")),
        ("currency", json!("EUR")),
        ("currency", json!("dollars")),
        ("received_on", json!("2026-11-22")),
        ("received_on", json!("11/20/2026")),
        ("method", json!("cheque")),
        ("reference", json!("x".repeat(121))),
        ("invoice", json!("x")),
    ] {
        let mut body = json!({"amount": 100, "currency": "USD", "received_on": "2026-11-20", "method": "wire"});
        body[field] = value.clone();
        let (status, json) = program.post(&format!("{INVOICE}/payments"), "k", &body);
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {value}: {json}");
        assert_eq!(json["error"]["field"], field, "{value}: {json}");
    }
    assert_eq!(portal.value("SELECT count(*) FROM events WHERE action = 'account_paid'"), "0");
    let void = INVOICE.replace("e4001", "e4002");
    let body =
        json!({"amount": 100, "currency": "USD", "received_on": "2026-11-20", "method": "wire"});
    assert_eq!(program.post(&format!("{void}/payments"), "k", &body).0, StatusCode::CONFLICT);
}

#[test]
fn a_website_sends_a_lead_that_the_staff_are_told_of() {
    let portal = Portal::open(WALK);
    let program = program(&portal, &["leads:write"]);
    let mut body = json!({"name": "Ana Ruiz", "email": "ana@ruiz.example", "from": "Boston", "to": "Nice",
        "departs": "2026-12-20", "passengers": 6, "source": "Our website"});
    let (status, lead) = program.post("/api/v1/leads", "a", &body);
    assert_eq!(status, StatusCode::CREATED, "{lead}");
    assert_eq!((&lead["state"], &lead["source"]), (&json!("open"), &json!("Our website")));
    let path =
        lead["url"].as_str().unwrap().strip_prefix("http://harbour-ops.portal.test").unwrap();
    assert!(portal.get(DANA, path).has("Departure: Sun, Dec 20, 2026"));
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap().clone();
    assert!(sent.iter().any(|it| it.subject == "Request from the API: Ana Ruiz"), "{sent:?}");
    assert!(sent.iter().all(|it| it.to != "ana@ruiz.example"), "the website thanks them itself");

    body["to"] = json!("Geneva");
    let (_, again) = program.post("/api/v1/leads", "b", &body);
    assert_eq!(again["id"], lead["id"], "their open lead takes what they ask for now");
    assert!(again["notes"].as_str().unwrap().contains("Geneva"));
    for (field, value) in [
        ("email", "ana@ruiz"),
        ("departs", "12/20/2026"),
        ("returns", "2026-12-19"),
        ("passengers", "0"),
    ] {
        let mut body = body.clone();
        body[field] = json!(value);
        let (status, json) = program.post("/api/v1/leads", "c", &body);
        let told = (status, json["error"]["field"].as_str());
        assert_eq!(told, (StatusCode::UNPROCESSABLE_ENTITY, Some(field)), "{json}");
    }
}

/// Payments of Harbour, all recorded in the same millisecond.
fn payments(many: usize) -> String {
    format!(
        "WITH RECURSIVE n(i) AS (SELECT {many} UNION ALL SELECT i - 1 FROM n WHERE i > 1)
         INSERT INTO payments (id, workspace_id, account_id, method, currency, amount, received_on, created_at)
         SELECT printf('00000000-0000-7000-8000-0000f%07d', i), '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'wire', 'USD', i, '2026-11-01', 5 FROM n;"
    )
}

#[test]
fn pages_have_every_record_once_and_a_changed_one_again() {
    let portal = Portal::open(&payments(30));
    let program = program(&portal, &["invoices:read"]);
    let all = program.ids("/api/v1/payments?limit=7");
    let stored = portal
        .value("SELECT group_concat(id) FROM (SELECT id FROM payments ORDER BY updated_at, id)");
    assert_eq!(all.join(","), stored);
    assert_eq!(all.len(), 30);

    // What changes while a program reads page by page comes at the end, and is not missed.
    let first = program.read("/api/v1/payments?limit=10");
    portal.later(MINUTE);
    let changed = &all[20];
    portal.app.db.execute(&format!(
        "INSERT INTO events (id, workspace_id, face, action, subject_id, at)
           VALUES ('e', '00000000-0000-7000-8000-000000000001', 'ops', 'payment_refunded', '{changed}', {NOON} + 60000);
         UPDATE payments SET refunded = 1 WHERE id = '{changed}'"
    ));
    let next = first["next"].as_str().unwrap();
    let rest = program.read(&format!("/api/v1/payments?limit=100&cursor={next}"));
    let rest: Vec<_> =
        rest["data"].as_array().unwrap().iter().map(|it| it["id"].as_str()).collect();
    assert_eq!(rest.len(), 20);
    assert_eq!(rest.last(), Some(&Some(changed.as_str())));

    let since = program.read("/api/v1/payments?updated_since=2026-11-21T12:01:00Z");
    assert_eq!(since["data"].as_array().unwrap().len(), 1);
    assert_eq!(since["data"][0]["updated_at"], "2026-11-21T12:01:00Z");
    let later = program.read("/api/v1/payments?updated_since=2026-11-21T13:01:01%2B01:00");
    assert_eq!(later, json!({"data": [], "next": null}));
}

#[test]
fn a_page_reads_as_many_rows_in_a_large_workspace() {
    let rows = |many: usize| {
        let portal = Portal::open(&payments(many));
        let program = program(&portal, &["invoices:read"]);
        program.read("/api/v1/payments?limit=5");
        let request = Request::get("http://harbour-ops.portal.test/api/v1/payments?limit=5")
            .header("authorization", format!("Bearer {}", program.key));
        let reply = portal.send(STRANGER, request.body(Body::empty()).unwrap());
        reply.headers["server-timing"].to_str().unwrap().to_owned()
    };
    assert_eq!(rows(20), rows(400));
}

fn description() -> Value {
    serde_json::from_str(include_str!("../../assets/openapi.json")).unwrap()
}

/// Fails unless a value is what the schema says, with every field and no other.
fn assert_fits(value: &Value, schema: &Value, of: &Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        let schema = of.pointer(name.trim_start_matches('#')).unwrap();
        return assert_fits(value, schema, of, at);
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(it) if it.is_i64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let kinds = &schema["type"];
    let is_of = kinds == kind || kinds.as_array().is_some_and(|it| it.contains(&json!(kind)));
    assert!(is_of, "{at} is {value}, of {kinds}");
    let words = schema["enum"].as_array();
    assert!(words.is_none_or(|it| it.contains(value)), "{at} is {value}, of {words:?}");
    match (schema["format"].as_str(), value.as_str()) {
        (Some("date-time"), Some(text)) => {
            assert!(text.len() == 20 && text.ends_with('Z'), "{at} is {text}");
        }
        (Some("date"), Some(text)) => assert!(text.len() == 10, "{at} is {text}"),
        (Some("uuid"), Some(text)) => assert!(text.len() == 36, "{at} is {text}"),
        (Some("uri"), Some(text)) => assert!(text.starts_with("http://harbour-ops."), "{text}"),
        _ => {}
    }
    for (i, item) in value.as_array().into_iter().flatten().enumerate() {
        assert_fits(item, &schema["items"], of, &format!("{at}.{i}"));
    }
    let Some(fields) = value.as_object() else { return };
    let described: Vec<_> = schema["properties"].as_object().unwrap().keys().collect();
    let required = schema["required"].as_array().unwrap();
    let has = |name: &str| fields.contains_key(name);
    assert!(fields.keys().all(|it| described.contains(&it)), "{at}: {fields:?}, not {described:?}");
    assert!(required.iter().all(|it| has(it.as_str().unwrap())), "{at}: {fields:?}");
    for (name, value) in fields {
        assert_fits(value, &schema["properties"][name], of, &format!("{at}.{name}"));
    }
}

#[test]
fn the_description_names_every_address_and_what_it_needs() {
    let description = description();
    let mut described: Vec<_> = description["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, of)| {
            let of = of.as_object().unwrap().iter();
            of.map(move |(method, it)| {
                format!("{} {path} {}", method.to_uppercase(), it["description"].as_str().unwrap())
            })
        })
        .collect();
    let ops = router::ops();
    let routed = ops.table().iter().filter_map(|it| match it.access.who {
        Who::Programs(ability) => {
            Some(format!("{} {} Needs `{}`.", it.method, it.path, ability.word()))
        }
        _ => None,
    });
    let mut routed: Vec<_> = routed.collect();
    described.sort();
    routed.sort();
    assert_eq!(described, routed);
    let key = description["components"]["securitySchemes"]["key"]["description"].as_str().unwrap();
    assert!(EVERYTHING.iter().all(|it| key.contains(it)), "{key}");
}

/// The schema of the answer of an operation.
fn answer<'a>(of: &'a Value, path: &str, method: &str, status: &str) -> &'a Value {
    &of["paths"][path][method]["responses"][status]["content"]["application/json"]["schema"]
}

#[test]
fn the_description_has_every_field_of_every_record() {
    let description = description();
    let portal = Portal::open(WALK);
    let program = program(&portal, &EVERYTHING);
    for noun in ["requests", "trips", "quotes", "invoices", "payments", "accounts"] {
        let path = format!("/api/v1/{noun}");
        let page = program.read(&path);
        assert_fits(&page, answer(&description, &path, "get", "200"), &description, noun);
        for it in page["data"].as_array().unwrap() {
            let one = program.read(&format!("{path}/{}", it["id"].as_str().unwrap()));
            assert_eq!(one, *it);
            let schema = answer(&description, &format!("{path}/{{id}}"), "get", "200");
            assert_fits(&one, schema, &description, noun);
        }
    }
    let bodies = [
        (
            "/api/v1/leads",
            "/api/v1/leads",
            json!({"name": "Ana Ruiz", "email": "ana@ruiz.example", "phone": "1", "company": "Ruiz", "from": "Boston",
            "to": "Nice", "departs": "2026-12-20", "returns": "2026-12-21", "passengers": 6, "more": "Dogs", "source": "Web"}),
        ),
        (
            "/api/v1/invoices/{id}/payments",
            &format!("{INVOICE}/payments"),
            json!({"amount": 100, "currency": "USD", "received_on": "2026-11-20", "method": "wire", "reference": "x"}),
        ),
    ];
    for (path, address, body) in bodies {
        let schema = &description["paths"][path]["post"]["requestBody"]["content"]["application/json"]
            ["schema"];
        assert_fits(&body, schema, &description, path);
        let (status, made) = program.post(address, "k", &body);
        assert_eq!(status, StatusCode::CREATED, "{made}");
        assert_fits(&made, answer(&description, path, "post", "201"), &description, path);
        // Each described field is known, and what is required is missed.
        let name = schema["$ref"].as_str().unwrap().trim_start_matches('#');
        for required in description.pointer(name).unwrap()["required"].as_array().unwrap() {
            let mut body = body.clone();
            body.as_object_mut().unwrap().remove(required.as_str().unwrap());
            let (status, error) = program.post(address, "l", &body);
            assert_eq!(
                (status, &error["error"]["field"]),
                (StatusCode::UNPROCESSABLE_ENTITY, required)
            );
            assert_fits(&error, &json!({"$ref": "#/components/schemas/Error"}), &description, path);
        }
    }
}

#[test]
fn the_description_has_every_state() {
    let description = description();
    let portal = Portal::open(WALK);
    let program = program(&portal, &EVERYTHING);
    for (noun, schema, table, column) in [
        ("requests", "Request", "requests", "state"),
        ("trips", "Trip", "stages", "kind"),
        ("quotes", "Quote", "quotes", "state"),
        ("payments", "Payment", "payments", "method"),
        ("accounts", "Account", "accounts", "kind"),
    ] {
        let sql = portal.value(&format!("SELECT sql FROM sqlite_schema WHERE name = '{table}'"));
        let (_, words) = sql.split_once(&format!("CHECK ({column} IN (")).unwrap();
        let words = words.split_once(')').unwrap().0;
        for word in words.split('\'').skip(1).step_by(2) {
            portal.app.db.execute(&format!(
                "SAVEPOINT cell; DROP INDEX quotes_one_accepted; UPDATE {table} SET {column} = '{word}'"
            ));
            let page = program.read(&format!("/api/v1/{noun}"));
            portal.app.db.execute("ROLLBACK TO cell; RELEASE cell");
            let schema = json!({"$ref": format!("#/components/schemas/{schema}Page")});
            assert_fits(&page, &schema, &description, &format!("{noun} {word}"));
        }
    }
}

#[test]
fn a_record_is_told_like_this() {
    let portal = Portal::open(WALK);
    let program = program(&portal, &EVERYTHING);
    let told = |path: &str| serde_json::to_string_pretty(&program.read(path)).unwrap();
    insta::assert_snapshot!(told("/api/v1/trips/00000000-0000-7000-8000-0000000e3001"), @r#"
    {
      "account_id": "00000000-0000-7000-8000-000000000a11",
      "created_at": "2026-11-18T11:06:40Z",
      "departs_at": "2026-12-09T12:00:00Z",
      "ends_at": "2026-12-09T14:55:00Z",
      "id": "00000000-0000-7000-8000-0000000e3001",
      "legs": [
        {
          "arrives_at": "2026-12-09T14:55:00Z",
          "departs_at": "2026-12-09T12:00:00Z",
          "destination": {
            "city": "West Palm Beach",
            "code": "PBI",
            "country": null,
            "name": "Palm Beach",
            "time_zone": "America/New_York"
          },
          "origin": {
            "city": "Teterboro",
            "code": "TEB",
            "country": null,
            "name": "Teterboro",
            "time_zone": "America/New_York"
          },
          "time_agreed": true
        }
      ],
      "passengers": 2,
      "reference": "T-2001",
      "registration": "N620HA",
      "route": "TEB to PBI",
      "stage": "Booked",
      "state": "booked",
      "updated_at": "2026-11-19T14:53:20Z",
      "url": "http://harbour-ops.portal.test/trips/00000000-0000-7000-8000-0000000e3001",
      "vehicle": "Global 6000",
      "vehicles": 1
    }
    "#);
    insta::assert_snapshot!(told(INVOICE), @r#"
    {
      "account_id": "00000000-0000-7000-8000-000000000a11",
      "created_at": "2026-11-19T14:53:20Z",
      "credited": 0,
      "currency": "USD",
      "due_on": "2026-12-04",
      "id": "00000000-0000-7000-8000-0000000e4001",
      "is_deposit": false,
      "issued_on": "2026-11-20",
      "lines": [
        {
          "amount": 45000,
          "label": "Catering",
          "tax": false
        }
      ],
      "number": "2026-2001",
      "outstanding": 45000,
      "paid": 0,
      "quote_id": null,
      "state": "pending",
      "subtotal": 45000,
      "tax": 0,
      "total": 45000,
      "trip_id": "00000000-0000-7000-8000-0000000e3001",
      "updated_at": "2026-11-19T14:53:20Z",
      "url": "http://harbour-ops.portal.test/invoices/00000000-0000-7000-8000-0000000e4001"
    }
    "#);
}
