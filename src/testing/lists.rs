//! Reads every list page by page: each row must appear once and in order, even if many share a sort key.
use super::cast::*;
use crate::kit::text::folded;
use std::fmt::Write as _;

const HARBOUR: &str = "'00000000-0000-7000-8000-000000000001'";
const HOLDINGS: &str = "'00000000-0000-7000-8000-000000000a11'";

/// How many rows of each table: more than fit on a page, all with the same moment.
const ROWS: usize = 130;

/// Names to be sorted, beside sixty people with the same name.
const NAMES: [&str; 9] =
    ["Zoe", "Özgür", "de Souza", "Åsa", "asa", "Dana", "Łukasz", "Straßer", "Strasser"];

/// How each statement below begins: a CTE with the numbers from `ROWS` to 1.
fn numbers() -> String {
    format!("WITH RECURSIVE n(i) AS (SELECT {ROWS} UNION ALL SELECT i - 1 FROM n WHERE i > 1)")
}

/// The id of row `i`; `noun` is the digit of its table.
fn id(noun: char) -> String {
    format!("printf('00000000-0000-7000-8000-0000{noun}%07d', i)")
}

/// People and accounts: sixty with the same name, and some that sort well only without case and accents.
fn named() -> String {
    let mut sql = String::new();
    let names = std::iter::repeat_n("Same Name", 60).chain(NAMES);
    for (i, name) in names.enumerate() {
        let id = |noun: char| format!("'00000000-0000-7000-8000-0000{noun}{:07}'", 999 - i);
        let (contact, key) = (id('c'), folded(name));
        let _ = write!(
            sql,
            "INSERT INTO contacts (id, workspace_id, name, sort_name, email, created_at) VALUES ({contact}, {HARBOUR}, '{name}', '{key}', 'c{i}@x.example', 0);
             INSERT INTO memberships (workspace_id, contact_id, account_id) VALUES ({HARBOUR}, {contact}, {HOLDINGS});
             INSERT INTO users (id, workspace_id, face, contact_id, email, name, sort_name, role, state) VALUES
               ({}, {HARBOUR}, 'client', {contact}, 'c{i}@x.example', '{name}', '{key}', 'charter', 'active');
             INSERT INTO users (id, workspace_id, face, email, name, sort_name, role, state) VALUES
               ({}, {HARBOUR}, 'ops', 's{i}@x.example', '{name}', '{key}', 'dispatcher', 'active');
             INSERT INTO accounts (id, workspace_id, name, sort_name, billing_name, billing_address, created_at) VALUES ({}, {HARBOUR}, '{name}', '{key}', '', '', 0);
             INSERT INTO fbos (id, workspace_id, airport_id, name, sort_name, is_own, retired_at, created_at) VALUES
               ({fbo}, {HARBOUR}, 'kteb', '{name}', '{key}', 1, NULL, 0), ({retired}, {HARBOUR}, 'kteb', '{name}', '{key}', 0, 5, 0);
             INSERT INTO leads (id, workspace_id, name, sort_name, state, created_at) VALUES ({}, {HARBOUR}, '{name}', '{key}', 'open', 0);
             INSERT INTO passengers (id, workspace_id, account_id, name, sort_name, email, created_at) VALUES ({passenger}, {HARBOUR}, {HOLDINGS}, '{name}', '{key}', {passenger} || '@x.example', 0);
             INSERT INTO search_words (workspace_id, noun, word, id) SELECT {HARBOUR}, 'passenger', value, {passenger} FROM json_each('[\"' || replace('{key}', ' ', '\",\"') || '\"]');",
            id('d'), id('e'), id('a'), id('b'), passenger = id('9'), fbo = id('4'), retired = id('5'),
        );
    }
    sql
}

/// Rows of the lists that are sorted by a moment or a date, all with the same one.
fn at_once() -> String {
    let n = numbers();
    let place = r#"{"code":"TEB","name":"Teterboro","city":"Teterboro","zone":"America/New_York"}"#;
    let legs = format!(
        r#"[{{"origin":{place},"destination":{place},"departs_at":1796817600000,"time_agreed":true,"arrives_at":1796828100000}}]"#
    );
    [
        "UPDATE workspaces SET shows_other_parties = 1".to_owned(),
        "INSERT INTO grants (workspace_id, contact_id, name) SELECT workspace_id, id, 'manage_users' FROM contacts WHERE name = 'Mira Lindqvist'".to_owned(),
        format!("{n} INSERT INTO trips (id, workspace_id, reference, account_id, tail_id, vehicle, stage_id, route, passengers, departs_at, ends_at, created_at)
          SELECT {}, {HARBOUR}, 'T-' || i, {HOLDINGS}, '00000000-0000-7000-8000-000000000b51', 'Citation', '00000000-0000-7000-8000-000000000017', 'A to B', 1, {NOON} - 5,
            iif(i % 2, {NOON} - 1, {NOON}), 0 FROM n", id('1')),
        format!("{n} INSERT INTO requests (id, workspace_id, reference, account_id, contact_id, state, assigned_to, itinerary, route, departs_at, passengers, travellers, created_at)
          SELECT {}, {HARBOUR}, 'R-' || i, {HOLDINGS}, '00000000-0000-7000-8000-000000000c21', json_array('submitted', 'under_review', 'quoted') ->> (i % 3),
            iif(i % 3 = 1, '00000000-0000-7000-8000-000000000d32', NULL), '{legs}', 'A to B', 1796817600000, 1, '[]', 5 FROM n", id('2')),
        format!("{n} INSERT INTO quotes (id, workspace_id, reference, request_id, account_id, state, vehicle, itinerary, route, departs_at, ends_at, passengers, currency, lines,
            subtotal, tax, total, deposit, deposit_ppm, valid_until, terms, sent_at, created_at)
          SELECT {}, {HARBOUR}, 'Q-' || i, {}, {HOLDINGS}, iif(i % 2 OR i % 3 = 2, 'sent', 'draft'), 'Citation', '{legs}', 'A to B', 0, 0, 1, 'USD', '[]', 0, 0, 0, 0, 0, {NOON} + 1, '', iif(i % 2 OR i % 3 = 2, 5, NULL), 5 FROM n", id('3'), id('2')),
        format!("{n} INSERT INTO invoices (id, workspace_id, number, account_id, trip_id, state, route, bill_to, currency, lines, subtotal, tax, total, paid, issued_on, due_on, terms, created_at)
          SELECT {}, {HARBOUR}, 'I-' || i, {HOLDINGS}, '00000000-0000-7000-8000-000010000001', 'issued', 'A to B', 'x', 'USD', '[]', 5, 0, 5, iif(i % 2, 0, 5), '2026-11-01', '2026-11-02', '', 5 FROM n", id('4')),
        format!("INSERT INTO fbos (id, workspace_id, airport_id, name, sort_name, is_own, created_at) VALUES ('00000000-0000-7000-8000-000060000000', {HARBOUR}, 'kteb', 'Hangar One', 'zz', 1, 0)"),
        format!("{n} INSERT INTO services (id, workspace_id, reference, account_id, user_id, fbo_id, tail, arrives_at, state, wanted, created_at)
          SELECT {}, {HARBOUR}, 'S-' || i, '00000000-0000-7000-8000-000000000a13', '00000000-0000-7000-8000-000000000d44', '00000000-0000-7000-8000-000060000000', 'N1', 5,
            json_array('requested', 'confirmed', 'amended', 'declined') ->> (i % 4), '{{}}', 0 FROM n", id('9')),
        format!("{n} INSERT INTO threads (id, workspace_id, account_id, subject, state, assigned_to, last_at, last_side, last_author, last_words, created_at)
          SELECT {}, {HARBOUR}, {HOLDINGS}, 'Same', json_array('open', 'waiting', 'closed') ->> (i / 50), iif(i % 2, '00000000-0000-7000-8000-000000000d32', NULL),
            5, 'client', 'Mira', 'x', 0 FROM n", id('5')),
        format!("{n} INSERT INTO messages (id, thread_id, workspace_id, user_id, side, author, body, at)
          SELECT {}, '00000000-0000-7000-8000-000050000001', {HARBOUR}, '00000000-0000-7000-8000-000000000d41', 'client', 'Mira', {}, 5 FROM n", id('6'), id('6')),
        format!("{n} INSERT INTO sign_ups (id, workspace_id, name, email, phone, state, decided_at, created_at)
          SELECT {}, {HARBOUR}, 'Same', 'n' || i || '@x.example', '1', iif(i % 2, 'waiting', 'rejected'), iif(i % 2, NULL, 5), 5 FROM n", id('7')),
        format!("{n} INSERT INTO events (id, workspace_id, face, action, subject_id, note, at) SELECT {}, {HARBOUR}, 'ops', 'signed_in', '', {}, 5 FROM n", id('8'), id('8')),
        format!("{n} INSERT INTO outbox (id, workspace_id, event_id, job, task, to_email, subject, state, next_at, created_at)
          SELECT {}, {HARBOUR}, '00000000-0000-7000-8000-000080000001', 'letter', '{{}}', 'same@x.example', 'Same', iif(i % 2, 'dead', 'done'), 0, 5 FROM n", id('f')),
    ]
    .join(";\n")
}

/// A list: its reader and path, the HTML before the id of each row, and the rows that it must show.
struct List {
    who: Person,
    path: &'static str,
    before: &'static str,
    rows: &'static str,
}

const fn list(who: Person, path: &'static str, before: &'static str, rows: &'static str) -> List {
    List { who, path, before, rows }
}

const BY_ARRIVAL: &str = " ORDER BY arrives_at, id";
const BY_NAME: &str = " ORDER BY sort_name, id";
const OLDEST: &str = " ORDER BY created_at, id";
const NEWEST: &str = " ORDER BY created_at DESC, id DESC";

/// Every list, and each of its tabs that has a statement of its own, with the rows of Harbour that it must
/// show and their order.
const LISTS: [(List, &str); 60] = [
    (
        list(CARL, "/services", "href=\"/services/", "services WHERE state <> 'declined'"),
        BY_ARRIVAL,
    ),
    (
        list(
            CARL,
            "/services?show=closed",
            "href=\"/services/",
            "services WHERE state = 'declined'",
        ),
        " ORDER BY arrives_at DESC, id DESC",
    ),
    (
        list(DANA, "/services", "href=\"/services/", "services WHERE state = 'requested'"),
        BY_ARRIVAL,
    ),
    (
        list(
            DANA,
            "/services?show=agreed",
            "href=\"/services/",
            "services WHERE state IN ('confirmed', 'amended')",
        ),
        BY_ARRIVAL,
    ),
    (list(DANA, "/fbos", "href=\"/fbos/", "fbos WHERE retired_at IS NULL"), BY_NAME),
    (list(DANA, "/fbos?show=own", "href=\"/fbos/", "fbos WHERE is_own = 1"), BY_NAME),
    (list(DANA, "/fbos?show=retired", "href=\"/fbos/", "fbos WHERE is_own = 0"), BY_NAME),
    (list(OLE, "/audit", "wrap-anywhere\">", "events"), " ORDER BY at DESC, id DESC"),
    (list(DANA, "/contacts", "href=\"/contacts/", "contacts"), BY_NAME),
    (list(DANA, "/contacts?show=active", "href=\"/contacts/", "contacts"), BY_NAME),
    (list(DANA, "/access", "semibold\" href=\"/contacts/", "users WHERE face = 'client'"), BY_NAME),
    (
        list(
            DANA,
            "/access?show=active",
            "semibold\" href=\"/contacts/",
            "users WHERE face = 'client'",
        ),
        BY_NAME,
    ),
    (list(DANA, "/accounts", "href=\"/accounts/", "accounts"), BY_NAME),
    (list(DANA, "/accounts?show=active", "href=\"/accounts/", "accounts"), BY_NAME),
    (list(DANA, "/leads", "href=\"/leads/", "leads"), BY_NAME),
    (list(DANA, "/leads?show=all", "href=\"/leads/", "leads"), BY_NAME),
    (list(OLE, "/staff", "href=\"/staff/", "users WHERE face = 'ops'"), BY_NAME),
    (
        list(
            MIRA,
            "/people",
            "href=\"/people/",
            "contacts WHERE id IN (SELECT contact_id FROM memberships WHERE account_id LIKE '%a11')",
        ),
        BY_NAME,
    ),
    (list(MIRA, "/passengers", "href=\"/passengers/", "passengers"), BY_NAME),
    (list(DANA, "/passengers", "mailto:", "passengers"), BY_NAME),
    (
        list(DANA, "/passengers?q=same+na", "mailto:", "passengers WHERE sort_name = 'same name'"),
        BY_NAME,
    ),
    (
        list(
            MIRA,
            "/passengers?q=name",
            "href=\"/passengers/",
            "passengers WHERE sort_name = 'same name'",
        ),
        BY_NAME,
    ),
    (list(MIRA, "/invoices?show=all", "href=\"/invoices/", "invoices"), NEWEST),
    (
        list(
            MIRA,
            "/invoices?show=all&status=paid",
            "href=\"/invoices/",
            "invoices WHERE paid = total",
        ),
        NEWEST,
    ),
    (
        list(MIRA, "/invoices", "href=\"/invoices/", "invoices WHERE paid < total"),
        " ORDER BY due_on, id",
    ),
    (list(RUTH, "/invoices?show=aircraft", "href=\"/invoices/", "invoices"), NEWEST),
    (
        list(DANA, "/invoices", "href=\"/invoices/", "invoices WHERE paid < total"),
        " ORDER BY due_on, id",
    ),
    (
        list(DANA, "/invoices?show=overdue", "href=\"/invoices/", "invoices WHERE paid < total"),
        " ORDER BY due_on, id",
    ),
    (list(DANA, "/invoices?show=paid", "href=\"/invoices/", "invoices WHERE paid = total"), NEWEST),
    (list(DANA, "/invoices?show=all", "href=\"/invoices/", "invoices"), NEWEST),
    (list(DANA, "/invoices?show=all&sort=issued", "href=\"/invoices/", "invoices"), OLDEST),
    (
        list(DANA, "/invoices?sort=-client", "href=\"/invoices/", "invoices WHERE paid < total"),
        " ORDER BY account_name DESC, id DESC",
    ),
    (
        list(
            DANA,
            "/invoices?show=paid&sort=client",
            "href=\"/invoices/",
            "invoices WHERE paid = total",
        ),
        " ORDER BY account_name, id",
    ),
    (list(MIRA, "/messages", "href=\"/messages/", "threads"), " ORDER BY last_at DESC, id DESC"),
    (
        list(DANA, "/messages", "href=\"/messages/", "threads WHERE state = 'open'"),
        " ORDER BY last_at, id",
    ),
    (
        list(
            DANA,
            "/messages?show=waiting",
            "href=\"/messages/",
            "threads WHERE state = 'waiting'",
        ),
        " ORDER BY last_at DESC, id DESC",
    ),
    (
        list(DANA, "/messages?show=closed", "href=\"/messages/", "threads WHERE state = 'closed'"),
        " ORDER BY last_at DESC, id DESC",
    ),
    (
        list(
            DANA,
            "/messages?show=mine",
            "href=\"/messages/",
            "threads WHERE assigned_to IS NOT NULL AND state <> 'closed'",
        ),
        " ORDER BY last_at DESC, id DESC",
    ),
    (
        list(DANA, "/messages?show=all", "href=\"/messages/", "threads"),
        " ORDER BY last_at DESC, id DESC",
    ),
    (list(DANA, "/mails", "href=\"/mails/", "outbox"), NEWEST),
    (list(DANA, "/mails?show=failed", "href=\"/mails/", "outbox WHERE state = 'dead'"), NEWEST),
    (
        list(MIRA, "/quotes", "href=\"/quotes/", "quotes WHERE state = 'sent'"),
        " ORDER BY sent_at DESC, id DESC",
    ),
    (
        list(MIRA, "/quotes?show=all", "href=\"/quotes/", "quotes WHERE state = 'sent'"),
        " ORDER BY sent_at DESC, id DESC",
    ),
    (list(DANA, "/quotes?show=drafts", "href=\"/quotes/", "quotes WHERE state = 'draft'"), NEWEST),
    (list(MIRA, "/requests", "href=\"/requests/", "requests"), NEWEST),
    (
        list(DANA, "/requests", "href=\"/requests/", "requests WHERE state <> 'quoted'"),
        " ORDER BY waiting_since, id",
    ),
    (
        list(
            DANA,
            "/requests?sort=departure",
            "href=\"/requests/",
            "requests WHERE state <> 'quoted'",
        ),
        " ORDER BY departs_at, id",
    ),
    (
        list(
            DANA,
            "/requests?sort=-client",
            "href=\"/requests/",
            "requests WHERE state <> 'quoted'",
        ),
        " ORDER BY account_name DESC, id DESC",
    ),
    (
        list(
            DANA,
            "/requests?whose=mine",
            "href=\"/requests/",
            "requests WHERE state = 'under_review'",
        ),
        " ORDER BY waiting_since, id",
    ),
    (
        list(
            DANA,
            "/requests?whose=mine&sort=client",
            "href=\"/requests/",
            "requests WHERE state = 'under_review'",
        ),
        " ORDER BY account_name, id",
    ),
    (
        list(
            DANA,
            "/requests?whose=nobody",
            "href=\"/requests/",
            "requests WHERE state = 'submitted' AND assigned_to IS NULL",
        ),
        " ORDER BY waiting_since, id",
    ),
    (
        list(
            DANA,
            "/requests?whose=nobody&sort=-departure",
            "href=\"/requests/",
            "requests WHERE state = 'submitted' AND assigned_to IS NULL",
        ),
        " ORDER BY departs_at DESC, id DESC",
    ),
    (
        list(DANA, "/requests?pile=quoted", "href=\"/requests/", "requests WHERE state = 'quoted'"),
        NEWEST,
    ),
    (list(OLE, "/sign-ups", "href=\"/sign-ups/", "sign_ups WHERE state = 'waiting'"), OLDEST),
    (
        list(
            OLE,
            "/sign-ups?show=rejected",
            "href=\"/sign-ups/",
            "sign_ups WHERE state = 'rejected'",
        ),
        NEWEST,
    ),
    (
        list(MIRA, "/trips", "href=\"/trips/", "trips WHERE ends_at = 1795262400000"),
        " ORDER BY departs_at, id",
    ),
    (
        list(RUTH, "/trips?tab=past", "href=\"/trips/", "trips WHERE ends_at < 1795262400000"),
        " ORDER BY departs_at DESC, id DESC",
    ),
    (
        list(
            DANA,
            "/trips?stage=00000000-0000-7000-8000-000000000017",
            "href=\"/trips/",
            "trips WHERE ends_at = 1795262400000",
        ),
        " ORDER BY departs_at, id",
    ),
    (
        list(DANA, "/trips?sort=client", "href=\"/trips/", "trips WHERE ends_at = 1795262400000"),
        " ORDER BY account_name, id",
    ),
    (
        list(
            DANA,
            "/trips?tab=past&sort=-client",
            "href=\"/trips/",
            "trips WHERE ends_at < 1795262400000",
        ),
        " ORDER BY account_name DESC, id DESC",
    ),
];

/// The readers of the conversation, on both sides.
const CONVERSATIONS: [Person; 2] = [MIRA, DANA];

/// The ids on a page, in order. `before` is the HTML before each id.
fn ids(page: &str, before: &str) -> Vec<String> {
    let found = page.split(before).skip(1).filter_map(|rest| rest.get(..36));
    found.filter(|id| id.starts_with("00000000-")).map(str::to_owned).collect()
}

/// The ids on each page of a list.
fn pages(portal: &Portal, who: Person, path: &str, before: &str) -> Vec<Vec<String>> {
    let (mut path, mut pages) = (path.to_owned(), Vec::new());
    while pages.len() < 20 {
        let page = portal.get(who, &path);
        assert!(page.status.is_success(), "{path}: {} {}", page.status, page.body);
        pages.push(ids(&page.body, before));
        let Some((_, link)) = page.body.split_once("rel=\"next\" href=\"") else { break };
        path = link.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
    }
    pages
}

fn expected(portal: &Portal, rows: &str, order: &str) -> Vec<String> {
    let id = if rows.starts_with("users WHERE face = 'client'") { "contact_id" } else { "id" };
    let and = if rows.contains("WHERE") { "AND" } else { "WHERE" };
    let sql = format!(
        "SELECT group_concat({id}, ' ') FROM (SELECT * FROM {rows} {and} workspace_id = {HARBOUR} {order})"
    );
    portal.value(&sql).split(' ').map(str::to_owned).collect()
}

fn full() -> Portal {
    Portal::open(&format!("{}{};", named(), at_once()))
}

#[test]
fn every_list_shows_each_row_once_and_in_order() {
    let portal = full();
    for (list, order) in &LISTS {
        let pages = pages(&portal, list.who, list.path, list.before);
        assert!(pages.len() > 1, "{}: one page", list.path);
        let all = expected(&portal, list.rows, order);
        assert_eq!(pages.concat(), all, "{} of {}", list.path, list.who.name);
    }
}

#[test]
fn a_conversation_is_read_backwards_with_each_message_once() {
    let portal = full();
    let all = expected(&portal, "messages", " ORDER BY at, id");
    for who in CONVERSATIONS {
        let path = "/messages/00000000-0000-7000-8000-000050000001";
        let mut pages = pages(&portal, who, path, "whitespace-pre-wrap\">");
        assert_eq!(pages.len(), 2);
        pages.reverse();
        assert_eq!(pages.concat(), all);
    }
}

#[test]
fn names_are_sorted_without_regard_to_case_and_accents() {
    let portal = full();
    let listed = portal.value(
        "SELECT group_concat(name, ', ') FROM (SELECT name FROM leads WHERE name <> 'Same Name' ORDER BY sort_name, id DESC)",
    );
    assert_eq!(listed, "Åsa, asa, Dana, de Souza, Łukasz, Özgür, Straßer, Strasser, Zoe");
}

#[test]
fn a_search_finds_one_person_among_a_thousand_namesakes() {
    let portal = Portal::open("");
    portal.app.db.execute(&format!(
        "WITH RECURSIVE n(i) AS (SELECT 1300 UNION ALL SELECT i - 1 FROM n WHERE i > 1)
         INSERT INTO contacts (id, workspace_id, name, sort_name, email, created_at) SELECT {}, {HARBOUR}, iif(i = 1300, 'Anna', 'Ben') || ' Smithson', iif(i = 1300, 'anna', 'ben') || ' smithson', 'n' || i || '@x.example', 0 FROM n;
         INSERT INTO search_words (workspace_id, noun, word, id)
         SELECT workspace_id, 'contact', w.value, contacts.id FROM contacts, json_each(json_array(substr(sort_name, 1, instr(sort_name, ' ') - 1), 'smithson')) w WHERE name LIKE '% Smithson'",
        id('c')
    ));
    let page = portal.get(DANA, "/contacts?q=anna+smithson");
    assert!(page.has("Anna Smithson") && !page.has("Ben Smithson"), "{}", page.body);
    let many = portal.get(DANA, "/contacts?q=smithson");
    assert!(many.has("There are more matches than these."), "{}", many.body);
    assert!(!portal.get(DANA, "/contacts?q=carla+smithson").has("Smithson</a>"));
}

#[test]
fn an_invalid_cursor_shows_the_first_page() {
    let portal = full();
    for (list, _) in &LISTS {
        let first = portal.get(list.who, list.path);
        let joint = if list.path.contains('?') { '&' } else { '?' };
        let odd = portal.get(list.who, &format!("{}{joint}after=%00nonsense", list.path));
        assert_eq!(ids(&odd.body, list.before), ids(&first.body, list.before), "{}", list.path);
    }
}

/// The names of five tables and their sort keys.
const SORTED: &str = "SELECT json_group_array(json_array(name, sort_name)) FROM (
  SELECT name, sort_name FROM accounts UNION ALL SELECT name, sort_name FROM contacts UNION ALL SELECT name, sort_name FROM leads
  UNION ALL SELECT name, sort_name FROM passengers UNION ALL SELECT name, sort_name FROM users)";

fn assert_sorted(portal: &Portal) {
    let names: Vec<(String, String)> = serde_json::from_str(&portal.value(SORTED)).unwrap();
    for (name, sort_name) in names {
        assert_eq!(sort_name, folded(&name), "{name}");
    }
}

#[test]
fn every_new_or_changed_name_is_sorted_by_its_folded_form() {
    let portal = Portal::open(WALK);
    assert_sorted(&portal);
    let named = |who, path: &str, key: &str, fields: &[(&str, &str)]| {
        let fields = [&[("key", key)], fields].concat();
        let reply = portal.post(who, path, &fields);
        assert!(reply.status.is_redirection(), "{path}: {} {}", reply.status, reply.body);
        reply.location().to_owned()
    };
    let account = named(DANA, "/accounts", "a", &[("name", "Ödeshög AB"), ("kind", "company")]);
    named(DANA, &account, "b", &[("version", "1"), ("name", "Łódź"), ("kind", "company")]);
    let contact = named(DANA, "/contacts", "c", &[("name", "Åsa"), ("email", "asa@x.example")]);
    let email = ("email", "mira@harbour.example");
    named(DANA, &contact, "d", &[("version", "1"), ("name", "Øyvind"), ("email", "a@x.example")]);
    let mira = "/contacts/00000000-0000-7000-8000-000000000c21";
    named(DANA, mira, "e", &[("version", "1"), ("name", "Çelik"), email]);
    let lead = named(DANA, "/leads", "f", &[("name", "Žofie")]);
    named(DANA, &lead, "g", &[("version", "1"), ("name", "Þór")]);
    let passenger = "/passengers/00000000-0000-7000-8000-0000000e6001";
    named(TOMAS, "/passengers", "h", &[("name", "İnci")]);
    named(TOMAS, passenger, "i", &[("version", "1"), ("name", "Đorđe")]);
    let lena = "/contacts/00000000-0000-7000-8000-0000000ec029/invitation";
    named(DANA, lena, "j", &[("role", "charter")]);
    assert_eq!(portal.value("SELECT count(*) FROM users WHERE sort_name = 'celik'"), "1");
    assert_sorted(&portal);
}

#[test]
fn the_migration_folds_names_by_the_same_letters() {
    let sql = include_str!("../../migrations/0025_names_that_sort.sql");
    let (_, rest) = sql.split_once("json_each('").unwrap();
    let (letters, _) = rest.split_once("')").unwrap();
    let letters: std::collections::BTreeMap<String, String> =
        serde_json::from_str(letters).unwrap();
    assert_eq!(letters.len(), 33);
    for (plain, letters) in letters {
        for letter in letters.chars() {
            assert_eq!(folded(&letter.to_string()), plain, "{letter}");
        }
    }
}

/// How many lines the first card of a list has on a phone: its cells, and what stands below their text. A cell in
/// the corner is beside the first line, and what is `wide` is left out.
fn lines_of_first_card(page: &str) -> usize {
    let (_, rows) = page.split_once("<tbody>").unwrap();
    let (row, _) = rows.split_once("</tr>").unwrap();
    let cells = row.split("<td").skip(1).filter(|cell| {
        let (opening, rest) = cell.split_once('>').unwrap();
        !opening.contains("wide") && !opening.contains("corner") && !rest.starts_with("</td>")
    });
    cells.map(|cell| 1 + cell.matches("class=\"sub\"").count()).sum()
}

#[test]
fn a_card_on_a_phone_has_four_lines_at_most() {
    let portal = full();
    for (who, path) in [
        (MIRA, "/invoices"),
        (MIRA, "/invoices?show=all"),
        (MIRA, "/trips"),
        (RUTH, "/trips"),
        (MIRA, "/requests"),
        (MIRA, "/passengers"),
        (DANA, "/invoices"),
        (DANA, "/trips"),
        (DANA, "/requests"),
        (DANA, "/requests?pile=quoted"),
        (DANA, "/passengers"),
        (CARL, "/services"),
        (DANA, "/services"),
    ] {
        let page = portal.get(who, path).body;
        let lines = lines_of_first_card(&page);
        assert!((2..=4).contains(&lines), "{path}: {lines}");
    }
}
