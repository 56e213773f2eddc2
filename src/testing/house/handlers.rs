//! The comment of every handler begins with its method and path, and they are those of the route table.
use super::{
    House,
    source::{Function, Source},
};

/// Handlers without a route: file, function, reason.
const UNROUTED: [(&str, &str, &str); 1] =
    [("src/workspaces/routes.rs", "front_door", "answers on the portal's own domain only")];

struct Route<'a> {
    line: usize,
    method: &'static str,
    path: &'a str,
    handler: &'a str,
}

fn is_routes(path: &str) -> bool {
    ["routes", "ops", "api"]
        .iter()
        .any(|name| path.ends_with(&format!("/{name}.rs")) || path.contains(&format!("/{name}/")))
}

/// The routes of a file: `.get("/path", handler)` and the like.
fn routes(source: &Source) -> Vec<Route<'_>> {
    let mut found = Vec::new();
    for call in &source.calls {
        let method = match call.callee.as_str() {
            "get" | "open_get" => "GET",
            "post" | "open_post" => "POST",
            _ => continue,
        };
        if let [Some(path), .., _] = call.texts.iter().map(|it| it.first()).collect::<Vec<_>>()[..]
            && path.text.starts_with('/')
        {
            let handler = call.last.rsplit("::").next().unwrap_or_default();
            found.push(Route { line: path.line, method, path: &path.text, handler });
        }
    }
    found
}

/// The methods and paths in the comment of a function, one in each line.
fn said(function: &Function) -> impl Iterator<Item = (&str, &str)> {
    function.said.iter().filter_map(|it| {
        let (method, path) = it.strip_prefix(" `")?.split_once('`')?.0.split_once(' ')?;
        Some((method, path.split('?').next().unwrap_or(path)))
    })
}

/// The handler of every route has its method and path in the comment, and no others.
fn handlers(house: &House) -> Vec<String> {
    let here: Vec<_> = house.shipped().iter().filter(|it| is_routes(&it.path)).collect();
    let all: Vec<_> = here.iter().flat_map(|it| routes(it)).collect();
    let mut found = Vec::new();
    for source in &here {
        let family = source.path.trim_end_matches(".rs").trim_end_matches("/mod");
        let is_kin = |path: &str| {
            path == source.path || path.strip_prefix(family).is_some_and(|it| it.starts_with('/'))
        };
        let kin: Vec<_> =
            here.iter().filter(|it| is_kin(&it.path)).flat_map(|it| &it.functions).collect();
        for it in routes(source) {
            let mut handlers = kin.iter().filter(|function| function.name == it.handler);
            if !handlers.any(|function| said(function).any(|said| said == (it.method, it.path))) {
                found.push(format!(
                    "{}:{}: {} does not say that it is `{} {}`",
                    source.path, it.line, it.handler, it.method, it.path
                ));
            }
        }
        for function in &source.functions {
            let (line, name) = (function.line, &function.name);
            let is_unrouted = UNROUTED.iter().any(|it| it.0 == source.path && it.1 == name);
            for (method, path) in said(function).filter(|_| !is_unrouted) {
                if !all.iter().any(|it| (it.method, it.path, it.handler) == (method, path, name)) {
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
    fn every_handler_names_its_routes() {
        keeps(handlers);
    }

    #[test]
    fn a_handler_with_a_missing_or_wrong_route_is_found() {
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
