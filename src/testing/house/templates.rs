//! Rules for every template.
use super::House;

const LONGEST: usize = 80;

/// Forms for people who are signed out: they have no key, because nobody is known to remember it for. The
/// page of an error has a form that was sent before, with the key that it had.
const SIGNED_OUT: [&str; 11] = [
    "templates/notices/stopping.html",
    "templates/error.html",
    "templates/sessions/new.html",
    "templates/sessions/password.html",
    "templates/sessions/code.html",
    "templates/sessions/link.html",
    "templates/sign_ups/new.html",
    "templates/sign_ups/confirmation.html",
    "templates/inquiries/new.html",
    "templates/sessions/_passkey.html",
    "templates/payments/practice.html",
];

fn each(house: &House, breach: impl Fn(&str, &str) -> Option<&'static str>) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in house.under("templates/") {
        for (i, line) in text.lines().enumerate() {
            if let Some(words) = breach(path, line) {
                found.push(format!("{path}:{}: {words}", i + 1));
            }
        }
    }
    found
}

/// Templates are short.
fn short(house: &House) -> Vec<String> {
    let lengths = house.under("templates/").map(|(path, text)| (path, text.lines().count()));
    lengths
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("{path}: {lines} lines, of {LONGEST} at most"))
        .collect()
}

/// No inline styles or scripts, which the Content-Security-Policy blocks, and no unescaped values. Mails have
/// inline styles, because mail programs ignore style sheets.
fn plain(house: &House) -> Vec<String> {
    each(house, |path, line| {
        let is_mail = path.starts_with("templates/mail/");
        if line.contains("style=") && !is_mail {
            Some("has an inline style")
        } else if has_handler(line) {
            Some("has an inline handler")
        } else if line.replace(' ', "").contains("|safe") || line.contains("escape(\"none") {
            Some("turns escaping off")
        } else if line.match_indices("<script").any(|(at, _)| !tag(&line[at..]).contains("src=")) {
            Some("has an inline script")
        } else if line.contains("javascript:") {
            Some("runs a script from a link")
        } else {
            None
        }
    })
}

fn tag(text: &str) -> &str {
    text.split('>').next().unwrap_or(text)
}

/// Whether a line has an event handler attribute such as `onclick=`.
fn has_handler(line: &str) -> bool {
    line.match_indices(" on").any(|(at, _)| {
        let rest = line[at + 3..].trim_start_matches(|c: char| c.is_ascii_lowercase());
        rest.starts_with('=') && rest.len() < line.len() - at - 3
    })
}

/// Only the components of `src/ui` may be marked as safe HTML: their templates escape their values.
fn escaped(house: &House) -> Vec<String> {
    const PIECES: [&str; 5] = [
        "src/ui/frame.rs",
        "src/ui/linked.rs",
        "src/ui/pieces.rs",
        "src/ui/ring.rs",
        "src/ui/when.rs",
    ];
    let named = house.names().filter(|(path, _)| !PIECES.contains(path));
    let named = named.filter(|(_, it)| it.text.starts_with("askama::filters"));
    named.map(|(path, it)| format!("{path}:{}: turns escaping off", it.line)).collect()
}

/// Every POST form has the visitor's key, so that it is carried out once.
fn keyed(house: &House) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in house.under("templates/").filter(|(path, _)| !SIGNED_OUT.contains(path)) {
        for (at, _) in text.match_indices("<form") {
            let form = text[at..].split("</form>").next().unwrap_or_default();
            let line = text[..at].matches('\n').count() + 1;
            let attributes = tag(form);
            if attributes.contains("method=\"post\"") {
                if !form.contains("ui::key(visitor)") {
                    found.push(format!("{path}:{line}: a form without ui::key(visitor)"));
                }
            } else if !attributes.contains("method=\"get\"")
                && !attributes.contains("method=\"dialog\"")
            {
                found.push(format!("{path}:{line}: a form without a method"));
            }
        }
    }
    found
}

/// Every template is used by a view, or by a template that is.
fn used(house: &House) -> Vec<String> {
    let mut reached: Vec<String> = Vec::new();
    let mut wanted: Vec<String> =
        house.under("src/").flat_map(|(_, text)| quoted(text, "#[template(path = \"")).collect();
    while let Some(name) = wanted.pop() {
        if !reached.contains(&name) {
            let path = format!("templates/{name}");
            for (_, text) in house.under(&path).filter(|(it, _)| *it == path) {
                for word in ["extends \"", "import \"", "include \""] {
                    wanted.extend(quoted(text, word));
                }
            }
            reached.push(name);
        }
    }
    let files = house.under("templates/").map(|(path, _)| path);
    files
        .filter(|path| !reached.iter().any(|name| path.strip_prefix("templates/") == Some(name)))
        .map(|path| format!("{path}: is not used"))
        .collect()
}

/// Apostrophes in templates and in strings are curly (’).
fn typeset(house: &House) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in house.under("templates/") {
        let shown = without_remarks(text);
        for (i, _) in shown.lines().enumerate().filter(|(_, line)| has_straight(line)) {
            found.push(format!("{path}:{}: a straight apostrophe", i + 1));
        }
    }
    let said = house.texts().filter(|(_, it)| has_straight(&it.text));
    found.extend(said.map(|(path, it)| format!("{path}:{}: a straight apostrophe", it.line)));
    found
}

/// The text without `{# comments #}`, with the same number of lines.
fn without_remarks(text: &str) -> String {
    let mut parts = text.split("{#");
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (remark, rest) = part.split_once("#}").unwrap_or((part, ""));
        shown.extend(std::iter::repeat_n('\n', remark.matches('\n').count()));
        shown.push_str(rest);
    }
    shown
}

/// Whether a straight apostrophe is between two letters, as in `it's`; not a quotation mark of SQL.
fn has_straight(line: &str) -> bool {
    line.match_indices('\'').any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(char::is_alphabetic);
        before && line[at + 1..].starts_with(char::is_alphabetic)
    })
}

fn quoted<'a>(text: &'a str, before: &'a str) -> impl Iterator<Item = String> + 'a {
    text.split(before).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn templates_are_short() {
        keeps(short);
        let (long, right) = ("x\n".repeat(81), "x\n".repeat(80));
        finds(
            short,
            &[("templates/a.html", &long), ("templates/b.html", &right)],
            &["templates/a.html"],
        );
    }

    #[test]
    fn templates_have_no_inline_styles_or_scripts() {
        keeps(plain);
    }

    #[test]
    fn inline_styles_and_scripts_are_found() {
        finds(
            plain,
            &[
                (
                    "templates/a.html",
                    "<p style=\"x\">\n<p onclick=\"x\">\n{{ a | safe }}\n<script>x</script>\n<a href=\"javascript:x\">",
                ),
                (
                    "templates/b.html",
                    "<p class=\"on\">one = two</p>\n<script type=\"module\" src=\"/x.js\"></script>",
                ),
                ("templates/mail/a.html", "<p style=\"x\">\n{{ a|safe }}"),
            ],
            &[
                "templates/a.html:1",
                "templates/a.html:2",
                "templates/a.html:3",
                "templates/a.html:4",
                "templates/a.html:5",
                "templates/mail/a.html:2",
            ],
        );
    }

    #[test]
    fn apostrophes_are_curly() {
        keeps(typeset);
        finds(
            typeset,
            &[
                (
                    "src/a/mod.rs",
                    "// it's\nconst A: &str = \"it's\";\nconst B: &str = \"x = 'a'\";",
                ),
                ("templates/a.html", "{#- a\nrow's -#}\n<p>the row's</p>\n<p>it\u{2019}s 'so'</p>"),
            ],
            &["templates/a.html:3", "src/a/mod.rs:2"],
        );
    }

    #[test]
    fn only_components_are_marked_as_safe() {
        keeps(escaped);
        let names = "use askama::{Template, filters::HtmlSafe};";
        finds(
            escaped,
            &[("src/a/views.rs", names), ("src/ui/pieces.rs", names)],
            &["src/a/views.rs:1"],
        );
    }

    #[test]
    fn every_post_form_has_a_key() {
        keeps(keyed);
    }

    #[test]
    fn a_post_form_without_a_key_is_found() {
        finds(
            keyed,
            &[
                (
                    "templates/a.html",
                    "<form method=\"post\">{{ ui::key(visitor) }}</form>\n<form class=\"x\" method=\"post\">\n</form>",
                ),
                ("templates/b.html", "<form method=\"get\"></form><form></form>"),
                ("templates/sessions/new.html", "<form method=\"post\"></form>"),
            ],
            &["templates/a.html:2", "templates/b.html:1"],
        );
    }

    #[test]
    fn every_template_is_used() {
        keeps(used);
    }

    #[test]
    fn an_unused_template_is_found() {
        finds(
            used,
            &[
                ("src/a/views.rs", "#[template(path = \"a/show.html\")]"),
                ("templates/a/show.html", "{% extends \"layout.html\" %}"),
                ("templates/layout.html", "{%- import \"ui.html\" as ui -%}"),
                ("templates/ui.html", ""),
                ("templates/a/old.html", "{% include \"a/_line.html\" %}"),
                ("templates/a/_line.html", ""),
            ],
            &["templates/a/old.html", "templates/a/_line.html"],
        );
    }
}
