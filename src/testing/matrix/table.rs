//! Compares `docs/access.md` with the route table. `UPDATE_DOCS=1` writes it.
use crate::{testing::walk::routes, users::Route, workspaces::Face};
use std::{fmt::Write as _, fs};

const FILE: &str = "docs/access.md";

const HEAD: &str = "# Who may use which route

Written from the route table by `UPDATE_DOCS=1 cargo test access`; do not edit. A page or a form that
its visitor may not use answers 404 where they may not know of it, and 403 where they may.
";

fn section(title: &str, face: Face) -> String {
    let mut text = format!("\n## {title}\n\n| route | who |\n|---|---|\n");
    for Route { method, path, access } in routes(face).table() {
        let only = if access.is_of_aircraft { ", where aircraft are operated" } else { "" };
        let _ = writeln!(text, "| `{method} {path}` | {}{only} |", access.who);
        if let Some((field, who)) = access.with_field {
            let _ = writeln!(text, "| `{method} {path}` with `{field}` | {who} |");
        }
    }
    text
}

#[test]
fn docs_access_md_matches_the_route_table() {
    let clients = section("The client portal", Face::Client);
    let staff = section("The operations side", Face::Ops);
    let text = format!("{HEAD}{clients}{staff}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(FILE, &text).unwrap();
    }
    let written = fs::read_to_string(FILE).unwrap_or_default();
    let differs = written.lines().zip(text.lines()).find(|(a, b)| a != b);
    assert!(written == text, "{FILE} is out of date, first at {differs:?}: {HEAD}");
}

/// Templates and views ask `visitor.may_open("/path")`: a path that no route has would hide what it
/// guards from everybody.
#[test]
fn pages_ask_only_about_routes_that_exist() {
    const ASKED: [(&str, &str); 3] =
        [("may_open(\"", "GET"), ("may_send(\"", "POST"), ("way_to(\"", "GET")];
    let mut asked = 0;
    for (file, text) in crate::testing::house::files() {
        for (call, method) in ASKED {
            for rest in text.split(call).skip(1) {
                let path = rest.split('"').next().unwrap();
                let known = [Face::Client, Face::Ops]
                    .into_iter()
                    .flat_map(|face| routes(face).table())
                    .any(|it| it.method == method && it.path == path);
                assert!(known || !path.starts_with('/'), "{file}: {method} {path} is no route");
                asked += 1;
            }
        }
    }
    assert!(asked > 50, "{asked}");
}
