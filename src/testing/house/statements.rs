//! Rules for every SQL statement: it is limited to what the visitor may see, and to a number of rows.
use super::{
    House,
    source::{Piece, Source, part_of},
};
use std::slice;

/// Statements that need no scope: file, function (empty: all of the file), reason.
const UNSCOPED: [(&str, &str, &str); 57] = [
    ("src/mails/queries.rs", "sent", "the mail service tells of every workspace"),
    ("src/mail/queries.rs", "reply_row", "the consumer works for every workspace"),
    ("src/messages/queries/incoming.rs", "addressee", "a signed address says who answers"),
    ("src/messages/queries/incoming.rs", "dropped", "it counts for the whole portal"),
    ("src/messages/queries/incoming.rs", "unread_mail", "the consumer works for every workspace"),
    ("src/messages/queries/retention.rs", "", "the sweep works for every workspace"),
    ("src/mails/queries.rs", "forget", "the sweep works for every workspace"),
    ("src/profile/queries/address.rs", "forget", "the sweep works for every workspace"),
    ("src/notices/queries/clock.rs", "near", "the clock works for every workspace"),
    ("src/notices/queries/clock.rs", "expiring", "the clock works for every workspace"),
    ("src/notices/queries/digests.rs", "waiting", "the clock works for every workspace"),
    ("src/notices/queries/digests.rs", "pending", "the clock works for every workspace"),
    ("src/notices/queries/digests.rs", "forget", "the sweep works for every workspace"),
    ("src/notices/queries/quiet.rs", "about_near", "the consumer works for every workspace"),
    ("src/notices/queries.rs", "side", "a signed link says whose mails it stops"),
    (
        "src/runs/queries.rs",
        "record",
        "the clock\u{2019}s jobs are the portal\u{2019}s, of no workspace",
    ),
    ("src/domains/queries/directory.rs", "", "the directory knows the hosts of every workspace"),
    ("src/domains/queries/sweep.rs", "due", "the sweep works for every workspace"),
    ("src/domains/queries/sweep.rs", "noted", "the sweep works for every workspace"),
    ("src/domains/queries/sweep.rs", "deleted", "the sweep works for every workspace"),
    ("src/invoices/queries/reminders.rs", "reminding", "the sweep works for every workspace"),
    ("src/invoices/queries/reminders.rs", "wait", "the sweep works for every workspace"),
    ("src/invoices/queries/reminders.rs", "due", "the sweep works for every workspace"),
    ("src/invoices/queries/reminders.rs", "overdue", "the sweep works for every workspace"),
    ("src/payments/queries/sending.rs", "sending", "the consumer works for every workspace"),
    ("src/messages/queries/held.rs", "", "the directory holds mails of every workspace"),
    ("src/payments/queries/sweep.rs", "", "the sweep works for every workspace"),
    ("src/payments/queries/arrivals.rs", "", "a provider tells of every workspace"),
    ("src/live/queries.rs", "touched", "it reads by the ids of events that were just written"),
    ("src/sign_ups/queries/asking.rs", "", "whoever asks for access has no session yet"),
    ("src/outbox/queries.rs", "siblings", "the consumer works for every workspace"),
    (
        "src/factors/queries/passkeys.rs",
        "anyones",
        "a passkey says who it is: there is no session yet",
    ),
    ("src/files/queries/sweep.rs", "", "the sweep works for every workspace"),
    ("src/mail/queries.rs", "host_of", "the consumer works for every workspace"),
    ("src/unsent/queries.rs", "forget", "the sweep works for every workspace"),
    ("src/factors/queries/challenges.rs", "forget", "the sweep works for every workspace"),
    ("src/factors/queries/sealed.rs", "", "the sweep works for every workspace"),
    ("src/workspaces/queries.rs", "", "they come before any session"),
    ("src/workspaces/queries/front.rs", "", "a developer's machine lists its demo logins"),
    ("src/sessions/queries.rs", "", "they make the scope"),
    ("src/sessions/queries/codes.rs", "", "they make the scope"),
    ("src/sessions/queries/tries.rs", "", "they make the scope"),
    ("src/users/queries.rs", "visitor", "is the scope, with invited people in it"),
    ("src/outbox/queries.rs", "claim", "the consumer works for every workspace"),
    ("src/outbox/queries.rs", "done", "the consumer works for every workspace"),
    ("src/outbox/queries.rs", "later", "the consumer works for every workspace"),
    ("src/outbox/queries.rs", "failed", "the consumer works for every workspace"),
    ("src/profile/queries/address.rs", "draw", "the consumer works for every workspace"),
    ("src/invoices/queries/press.rs", "", "the consumer works for every workspace"),
    ("src/outbox/queries.rs", "due", "the consumer works for every workspace"),
    ("src/outbox/queries.rs", "forget", "the sweep works for every workspace"),
    ("src/passengers/queries.rs", "forget", "the sweep works for every workspace"),
    ("src/passengers/queries/sealed.rs", "", "the sweep works for every workspace"),
    ("src/requests/queries/working.rs", "ended", "the sweep works for every workspace"),
    ("src/sign_ups/queries/retention.rs", "", "the sweep works for every workspace"),
    ("src/audit/queries/retention.rs", "", "the sweep works for every workspace"),
    (
        "src/audit/queries/probes.rs",
        "",
        "it looks for what the visitor may not see, and answers nothing",
    ),
];

/// Airports are the same for every workspace.
const FOR_ALL: &str = "src/airports/queries.rs";

const SCOPES: [&str; 9] =
    ["client", "staff", "anyone", "begun", "door", "reader", "system", "keyed", "follows"];

/// A statement, put together from its pieces.
struct Statement<'a> {
    line: usize,
    function: &'a str,
    /// The macro of `db::scope` that opens it; empty if there is none.
    scope: &'a str,
    sql: String,
}

fn is_queries(path: &str) -> bool {
    path.ends_with("/queries.rs") || path.contains("/queries/")
}

fn is_sql(text: &str) -> bool {
    const WORDS: [&str; 6] =
        ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", " FROM ", "JOIN "];
    WORDS.iter().any(|word| text.contains(word)) || text.starts_with("FROM ")
}

/// The macro that opens a statement: `staff` for `staff!(…)` and for `begins!(staff, …)`.
fn scope_of(pieces: &[Piece]) -> Option<&str> {
    pieces.iter().find_map(|it| match it {
        Piece::Macro { name, first, .. } if name == "begins" => Some(first.as_str()),
        Piece::Macro { name, .. } if SCOPES.contains(&name.as_str()) => Some(name),
        Piece::Macro { pieces, .. } => scope_of(pieces),
        Piece::Text(_) => None,
    })
}

/// The bodies of the macros that the query files of a feature share, by name.
type Fragments<'a> = Vec<&'a (String, Vec<Piece>)>;

fn body<'a>(fragments: &Fragments<'a>, name: &str) -> Option<&'a [Piece]> {
    fragments.iter().find(|it| it.0 == name).map(|it| it.1.as_slice())
}

/// The text of pieces, with the macros that they call expanded.
fn written(pieces: &[Piece], fragments: &Fragments) -> String {
    let texts = pieces.iter().map(|it| match it {
        Piece::Text(it) => it.text.clone() + " ",
        Piece::Macro { name, pieces, .. } => {
            let body = body(fragments, name).unwrap_or_default();
            written(body, fragments) + &written(pieces, fragments)
        }
    });
    texts.collect()
}

/// The statements in a piece.
fn read<'a>(function: &'a str, piece: &'a Piece, fragments: &Fragments<'a>) -> Vec<Statement<'a>> {
    let own = slice::from_ref(piece);
    let (line, scope) = match piece {
        Piece::Text(it) => (it.line, ""),
        Piece::Macro { line, name, pieces, .. } => match (scope_of(own), body(fragments, name)) {
            (Some(scope), _) if name == "begins" || name == scope => (*line, scope),
            // A shared macro may itself open with a scope.
            (_, Some(body)) => (*line, scope_of(body).unwrap_or_default()),
            _ => return pieces.iter().flat_map(|it| read(function, it, fragments)).collect(),
        },
    };
    let sql = written(own, fragments);
    is_sql(&sql).then_some(Statement { line, function, scope, sql }).into_iter().collect()
}

/// The statements of a file. `all` contains the other files of its feature, whose macros it may use.
fn statements<'a>(source: &'a Source, all: &'a [Source]) -> Vec<Statement<'a>> {
    let is_kin = |it: &&Source| is_queries(&it.path) && part_of(&it.path) == part_of(&source.path);
    let fragments = all.iter().filter(is_kin).flat_map(|it| &it.fragments).collect();
    source.pieces.iter().flat_map(|(function, it)| read(function, it, &fragments)).collect()
}

fn each(house: &House, breach: impl Fn(&str, &Statement) -> Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    for source in house.shipped().iter().filter(|it| is_queries(&it.path)) {
        for it in statements(source, house.shipped()) {
            if let Some(words) = breach(&source.path, &it) {
                found.push(format!("{}:{}: {}: {words}", source.path, it.line, it.function));
            }
        }
    }
    found
}

fn is_unscoped(path: &str, function: &str) -> bool {
    UNSCOPED.iter().any(|(file, name, _)| *file == path && (name.is_empty() || *name == function))
}

/// Every statement opens with a scope, and joins its rows to it.
fn scoped(house: &House) -> Vec<String> {
    each(house, |path, it| {
        let through: &[&str] = match it.scope {
            "" if is_unscoped(path, it.function) => return None,
            "" => return Some("does not open with a scope".to_owned()),
            "client" | "reader" => &["my_accounts", "me.contact_id", "me.user_id"],
            "follows" => &["it.workspace_id", "workspace_id FROM it"],
            _ if path == FOR_ALL => &["FROM me"],
            _ => &["me.workspace_id", "workspace_id FROM me", "me.user_id"],
        };
        let is_reached = through.iter().any(|words| it.sql.contains(words));
        (!is_reached)
            .then(|| format!("{} does not join its rows to {}", it.scope, through.join(" or ")))
    })
}

/// A statement that looks for the events of a subject names the index (`INDEXED BY`). Otherwise `SQLite` may
/// choose to read all events of the workspace.
fn indexed(house: &House) -> Vec<String> {
    each(house, |_, it| {
        let is_sought = it.sql.contains("events e ON") || it.sql.contains("events e WHERE");
        let by_subject = it.sql.contains("e.subject_id =") || it.sql.contains("e.subject_id IN");
        (is_sought && by_subject).then(|| "names no index of events".to_owned())
    })
}

/// Every `ORDER BY` has a `LIMIT`, so that a page costs the same in a workspace of any size.
fn bounded(house: &House) -> Vec<String> {
    each(house, |_, it| {
        let is_open = it.sql.match_indices("ORDER BY").any(|(at, _)| {
            !is_within_call(&it.sql[..at]) && !level(&it.sql[at..]).contains("LIMIT ")
        });
        is_open.then(|| "has ORDER BY without LIMIT".to_owned())
    })
}

/// The rest of a text up to the parenthesis that closes around it.
fn level(text: &str) -> &str {
    let mut depth = 0_i32;
    let end = text.find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth < 0
    });
    &text[..end.unwrap_or(text.len())]
}

/// Whether the text ends inside the parentheses of a function, as in `group_concat(name ORDER BY`.
fn is_within_call(text: &str) -> bool {
    let mut depth = 0_i32;
    let open = text.rfind(|c| {
        depth += i32::from(c == ')') - i32::from(c == '(');
        depth < 0
    });
    open.is_some_and(|at| {
        let before = &text[..at];
        before.ends_with(|c: char| c.is_ascii_lowercase() || c == '_') || before.ends_with("OVER ")
    })
}

/// No `SELECT *`: a new column must not change the result of a statement.
fn named(house: &House) -> Vec<String> {
    each(house, |_, it| {
        let is_star =
            it.sql.contains("SELECT *") || it.sql.contains(".* ") || it.sql.contains(".*,");
        is_star.then(|| "names no columns".to_owned())
    })
}

/// Parameters have names. Positions are hard to read, and a new column would move them.
fn bound(house: &House) -> Vec<String> {
    let is_position = |it: &str| it.starts_with(|c: char| c.is_ascii_digit());
    let texts = house.texts().filter(|(_, it)| it.text.split('?').skip(1).any(is_position));
    texts.map(|(path, it)| format!("{path}:{}: binds by position", it.line)).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn every_statement_is_scoped() {
        keeps(scoped);
    }

    #[test]
    fn a_statement_that_reaches_past_its_scope_is_found() {
        finds(
            scoped,
            &[(
                "src/trips/queries.rs",
                r#"
fn a() { Query::new("SELECT t.id FROM trips t") }
fn b() { scope.query(staff!("SELECT t.id FROM me JOIN trips t ON t.workspace_id = me.workspace_id")) }
fn c() { scope.query(staff!("SELECT t.id FROM trips t WHERE id = :id")) }
fn d() { scope.query(client!("SELECT t.id FROM me JOIN trips t ON t.workspace_id = me.workspace_id")) }
macro_rules! trip { ($($from:tt)+) => { concat!("SELECT t.id, t.name ", $($from)+) }; }
fn e() { scope.query(client!(trip!("FROM my_accounts m JOIN trips t ON t.account_id = m.account_id"))) }
fn f() { Query::new(trip!("FROM trips t")) }
fn g() { Follower::new(follows!("UPDATE trips SET a = 1 WHERE id = :id")) }
fn h() { Write::begin("x", 1, begins!(staff, "JOIN trips t ON t.id = :id")) }
const SQL: &str = "DELETE FROM trips";
"#,
            )],
            &[
                "src/trips/queries.rs:2: a",
                "src/trips/queries.rs:4: c",
                "src/trips/queries.rs:5: d",
                "src/trips/queries.rs:8: f",
                "src/trips/queries.rs:9: g",
                "src/trips/queries.rs:10: h",
                "src/trips/queries.rs:11",
            ],
        );
    }

    #[test]
    fn only_the_listed_functions_need_no_scope() {
        let free = "fn due() { Query::new(\"SELECT id FROM outbox\") }\nfn dead() { Query::new(\"SELECT id FROM outbox\") }";
        finds(scoped, &[("src/outbox/queries.rs", free)], &["src/outbox/queries.rs:2: dead"]);
    }

    #[test]
    fn every_order_by_has_a_limit() {
        keeps(bounded);
    }

    #[test]
    fn an_order_by_without_limit_is_found() {
        finds(
            bounded,
            &[(
                "src/trips/queries.rs",
                r#"
fn a() { staff!("SELECT a FROM me ORDER BY b") }
fn b() { staff!("SELECT a FROM me ORDER BY b LIMIT :most") }
fn c() { staff!("SELECT (SELECT a FROM b ORDER BY c) FROM me LIMIT 5") }
fn d() { staff!("SELECT (SELECT group_concat(a ORDER BY b) FROM c) FROM me ORDER BY (SELECT 1) LIMIT 5") }
fn e() { staff!("SELECT a FROM (SELECT a FROM b ORDER BY c LIMIT 5) ORDER BY c") }
"#,
            )],
            &["src/trips/queries.rs:2", "src/trips/queries.rs:4", "src/trips/queries.rs:6"],
        );
    }

    #[test]
    fn events_of_a_subject_are_read_by_their_index() {
        keeps(indexed);
        finds(
            indexed,
            &[(
                "src/trips/queries.rs",
                r#"
fn a() { staff!("SELECT e.at FROM me JOIN events e ON e.subject_id = :subject ORDER BY e.at LIMIT 5") }
fn b() { staff!("SELECT e.at FROM me JOIN events e INDEXED BY events_by_subject ON e.subject_id = :subject ORDER BY e.at LIMIT 5") }
"#,
            )],
            &["src/trips/queries.rs:2"],
        );
    }

    #[test]
    fn every_column_is_named() {
        keeps(named);
        finds(
            named,
            &[(
                "src/trips/queries.rs",
                "fn a() { staff!(\"SELECT t.*, count(*) FROM me\") }\nfn b() { staff!(\"SELECT count(*) FROM me\") }",
            )],
            &["src/trips/queries.rs:1"],
        );
    }

    #[test]
    fn a_positional_parameter_is_found() {
        keeps(bound);
        finds(
            bound,
            &[(
                "src/trips/queries.rs",
                r#"
fn a() { staff!("SELECT t.id FROM me JOIN trips t ON t.id = ?4") }
fn b() { staff!("SELECT t.id FROM me JOIN trips t ON t.id = :trip") }
macro_rules! trip { ($id:literal) => { concat!("WHERE id = ", $id) }; }
const C: &str = trip!("?1");
const D: &str = "/trips?show=all";
"#,
            )],
            &["src/trips/queries.rs:2", "src/trips/queries.rs:5"],
        );
    }

    #[test]
    fn every_exception_is_still_needed() {
        let shipped = House::as_it_stands().shipped();
        for (file, name, _) in UNSCOPED {
            let mut found =
                shipped.iter().filter(|it| it.path == file).flat_map(|it| statements(it, shipped));
            assert!(
                found.any(|it| it.scope.is_empty() && (name.is_empty() || it.function == name)),
                "{file} {name}"
            );
        }
    }
}
