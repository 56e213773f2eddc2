//! A name stands in `<bdi>`, so that one written from right to left does not reorder the words around it.
use super::House;

/// How expressions end that show what people or companies are called.
const NAMES: [&str; 8] =
    [".name", ".party()", ".party", ".account", ".accounts", ".company", ".who()", ".subject"];

/// These names are not people: a workspace, a place of the airport table, a rate, a line of a form.
const OTHERS: [&str; 9] = [
    "workspace.name",
    "origin.name",
    "destination.name",
    "rate.name",
    "stage.name",
    "choice.name",
    "from.name",
    "mail.subject",
    "setting.name",
];

fn isolated(house: &House) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in house
        .under("templates/")
        .filter(|(path, _)| !path.contains("/mail/") && path.split('.').next_back() == Some("html"))
    {
        for (at, _) in text.match_indices("{{") {
            let Some((shown, _)) = text[at + 2..].split_once("}}") else { continue };
            if is_name(shown.trim()) && is_text(&text[..at]) && !text[..at].ends_with("<bdi>") {
                let line = text[..at].matches('\n').count() + 1;
                found.push(format!("{path}:{line}: {} is not in <bdi>", shown.trim()));
            }
        }
    }
    found
}

fn is_name(shown: &str) -> bool {
    NAMES.iter().any(|end| shown.ends_with(end))
        && !OTHERS.iter().any(|end| shown.ends_with(end))
        && !shown.contains([' ', '~'])
}

/// Whether what follows is text of the page: not an attribute, and not in an element that holds plain text only.
fn is_text(before: &str) -> bool {
    let opened = |open: &str, end: &str| before.rfind(open) > before.rfind(end);
    let in_tag = before.rfind('<').is_some_and(|at| !closes(&before[at..]));
    let plain = [("<title", "</title"), ("<option", "</option"), ("<textarea", "</textarea")];
    !in_tag
        && !plain.iter().any(|(open, end)| opened(open, end))
        && !opened("{% block title %}", "{% endblock")
}

/// Whether the tag at the beginning of this text ends in it. An expression in an attribute may hold a `>`.
fn closes(tag: &str) -> bool {
    let mut quoted = false;
    tag.chars().any(|c| {
        quoted ^= c == '"';
        c == '>' && !quoted
    })
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn names_are_isolated() {
        keeps(isolated);
    }

    #[test]
    fn names_that_are_not_isolated_are_found() {
        finds(
            isolated,
            &[
                ("templates/a.html", "<p title=\"{{ it.name }}\"><bdi>{{ it.name }}</bdi></p>"),
                ("templates/b.html", "<p>{{ it.name }} and\n{{ trip.party() }}</p>"),
                ("templates/c.html", "<option>{{ it.name }}</option><p>{{ role.name() }}</p>"),
                ("templates/d.html", "{% block title %}{{ it.name }}{% endblock %}"),
            ],
            &["templates/b.html:1", "templates/b.html:2"],
        );
    }
}
