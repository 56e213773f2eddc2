//! Every handler says what it answers to, and it is what the router says.
use super::{
    House,
    source::{Kind, Source},
};

/// Handlers that stand in no table: file, function, reason.
const UNROUTED: [(&str, &str, &str); 1] =
    [("src/workspaces/routes.rs", "front_door", "answers on the portal's own domain only")];

struct Route {
    line: usize,
    method: &'static str,
    path: String,
    handler: String,
}

fn is_routes(path: &str) -> bool {
    ["routes", "ops", "api"]
        .iter()
        .any(|name| path.ends_with(&format!("/{name}.rs")) || path.contains(&format!("/{name}/")))
}

/// `.get("/path", handler)` and its like.
fn routes(source: &Source) -> Vec<Route> {
    let mut found = Vec::new();
    for (i, window) in source.tokens.windows(4).enumerate() {
        let [dot, verb, open, path] = window else { continue };
        let method = match verb.text.as_str() {
            "get" | "open_get" => "GET",
            "post" | "open_post" => "POST",
            _ => continue,
        };
        if !dot.is(".") || !open.is("(") || path.kind != Kind::Text || !path.text.starts_with("\"/")
        {
            continue;
        }
        let rest =
            source.tokens[i + 4..].iter().skip(1).take_while(|it| !it.is(")") && !it.is(","));
        if let Some(handler) = rest.filter(|it| it.kind == Kind::Word).last() {
            found.push(Route {
                line: path.line,
                method,
                path: path.text.trim_matches('"').to_owned(),
                handler: handler.text.clone(),
            });
        }
    }
    found
}

/// What the comment above a function says it answers to: method and path, a line each.
fn said(source: &Source, line: usize) -> Vec<(String, String)> {
    let mut above = line;
    let mut found = Vec::new();
    // Attributes may stand between.
    let lines: Vec<&str> = source.text.lines().collect();
    while above > 1 && (lines[above - 2].starts_with("///") || lines[above - 2].starts_with("#[")) {
        above -= 1;
        let words = lines[above - 1].strip_prefix("/// `").and_then(|it| it.split_once('`'));
        if let Some((method, path)) = words.and_then(|(said, _)| said.split_once(' ')) {
            found.push((method.to_owned(), path.split('?').next().unwrap_or(path).to_owned()));
        }
    }
    found
}

fn functions(source: &Source) -> Vec<(usize, String)> {
    let pairs = source.tokens.iter().zip(source.tokens.iter().skip(1));
    let all: Vec<_> =
        pairs.filter(|(word, _)| word.is("fn")).map(|(_, it)| (it.line, it.text.clone())).collect();
    all
}

/// Every route's handler says so, and nothing else is said of it.
fn handlers(house: &House) -> Vec<String> {
    let shipped = house.shipped();
    let here: Vec<&Source> = shipped.iter().filter(|it| is_routes(it.path)).collect();
    let mut found = Vec::new();
    for source in &here {
        let family = source.path.trim_end_matches(".rs").trim_end_matches("/mod");
        let is_kin =
            |it: &&&Source| it.path == source.path || it.path.starts_with(&format!("{family}/"));
        let kin: Vec<&&Source> = here.iter().filter(is_kin).collect();
        for route in routes(source) {
            let said: Vec<_> = kin
                .iter()
                .flat_map(|it| functions(it).into_iter().map(move |(line, name)| (it, line, name)))
                .filter(|(.., name)| *name == route.handler)
                .flat_map(|(it, line, _)| said(it, line))
                .collect();
            if !said.contains(&(route.method.to_owned(), route.path.clone())) {
                found.push(format!(
                    "{}:{}: {} does not say that it is `{} {}`",
                    source.path, route.line, route.handler, route.method, route.path
                ));
            }
        }
        for (line, name) in functions(source) {
            let is_unrouted = UNROUTED.iter().any(|it| it.0 == source.path && it.1 == name);
            for (method, path) in said(source, line) {
                let is_routed = here
                    .iter()
                    .flat_map(|it| routes(it))
                    .any(|it| it.method == method && it.path == path && it.handler == name);
                if !is_routed && !is_unrouted {
                    found.push(format!(
                        "{}:{line}: {name} is not routed as `{method} {path}`",
                        source.path
                    ));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn every_handler_says_what_it_answers_to() {
        keeps(handlers);
    }

    #[test]
    fn a_handler_that_says_nothing_or_something_else_is_found() {
        let text = "fn routes() -> Routes {
    Routes::new().get(\"/a\", index)
        .post(
            \"/a/{id}\",
            update,
        )
        .open_get(\"/b\", b)
        .get(\"/c\", c::show)
}
/// `GET /a?q=`: all of them.
async fn index() {}
/// Changes one.
async fn update() {}
/// `GET /bb`: b.
async fn b() {}";
        let below = "/// `GET /c`: c.\npub async fn show() {}\n/// `GET /d`: d.\nasync fn d() {}";
        finds(
            handlers,
            &[("src/a/ops.rs", text), ("src/a/ops/c.rs", below)],
            &[
                "src/a/ops.rs:4: update",
                "src/a/ops.rs:7: b",
                "src/a/ops.rs:15: b",
                "src/a/ops/c.rs:4: d",
            ],
        );
    }
}
