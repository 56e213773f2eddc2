//! Texts with names in braces that stand for figures, such as "{deposit}".

/// The text with each `{name}` replaced by the figure of that name. Other braces stay.
pub fn filled(text: &str, figures: &[(&str, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, after)) = next(rest) {
        out.push_str(before);
        match figures.iter().find(|(it, _)| *it == name) {
            Some((_, figure)) => out.push_str(figure),
            None => out.extend(["{", name, "}"]),
        }
        rest = after;
    }
    out + rest
}

/// The complaint about the first `{name}` that is none of these.
pub fn complaint(text: &str, names: &[&str]) -> Option<String> {
    let mut rest = text;
    while let Some((_, name, after)) = next(rest) {
        if !names.contains(&name) {
            return Some(format!("“{{{name}}}” is not known. Use {}.", told(names)));
        }
        rest = after;
    }
    None
}

/// "{total}, {deposit} or {balance}"
pub fn told(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("{{{name}}}")).collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => names.concat(),
    }
}

/// What stands before the next name in braces, the name, and what follows.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(open) = text.get(from..)?.find('{').map(|at| from + at) {
        let inner = text.get(open + 1..)?;
        if let Some(close) = inner.find('}') {
            let name = inner.get(..close)?;
            if !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
                return Some((text.get(..open)?, name, inner.get(close + 1..)?));
            }
        }
        from = open + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_braces_are_replaced_and_other_braces_stay() {
        let figures = [("deposit", "$500.00".to_owned()), ("total", "$1,000.00".to_owned())];
        assert_eq!(
            filled("Pay {deposit} of {total}; {sic}, {1}, {, } and {deposit}.", &figures),
            "Pay $500.00 of $1,000.00; {sic}, {1}, {, } and $500.00."
        );
    }

    #[test]
    fn a_name_that_is_not_known_is_complained_of() {
        let names = ["deposit", "total"];
        assert_eq!(complaint("Pay {deposit} {of course}", &names), None);
        assert_eq!(
            complaint("Pay {deposti}", &names),
            Some("“{deposti}” is not known. Use {deposit} or {total}.".into())
        );
    }
}
