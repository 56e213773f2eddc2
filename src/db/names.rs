//! Named parameters (`:quote`) as the numbers that D1 takes.
use crate::db::known::{Address, Known, address};
use std::fmt::Write as _;

/// A statement whose named parameters were replaced by numbers.
#[derive(Debug)]
pub struct Numbered {
    /// `:quote` became `?1` if it is the first name in the statement.
    pub sql: String,
    /// The name of each number: `names[0]` is `?1`.
    pub names: Vec<&'static str>,
}

impl Numbered {
    fn of(sql: &'static str) -> Self {
        let (mut numbered, mut names) = (String::with_capacity(sql.len()), Vec::new());
        number(sql, &mut numbered, |name| {
            names.iter().position(|it| *it == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            })
        });
        Self { sql: numbered, names }
    }
}

/// Replaces the named parameters of a statement by numbers, once.
pub fn numbered(sql: &'static str) -> &'static Numbered {
    static KNOWN: Known<Address, &Numbered> = Known::new();
    KNOWN.get(address(sql), || Box::leak(Box::new(Numbered::of(sql))))
}

/// Appends a statement with numbers for its names, as `place` counts them from 0. Skips quoted text:
/// `'%H:%M'` has no parameter in it.
pub fn number(sql: &'static str, out: &mut String, mut place: impl FnMut(&'static str) -> usize) {
    let mut rest = sql;
    while let Some(at) = rest.find(['\'', ':']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let after = from.get(1..).unwrap_or_default();
        if from.starts_with('\'') {
            let end = after.find('\'').map_or(from.len(), |end| end + 2);
            out.push_str(from.get(..end).unwrap_or(from));
            rest = from.get(end..).unwrap_or_default();
            continue;
        }
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let (name, after) = after.split_at(end.unwrap_or(after.len()));
        let _ = write!(out, "?{}", place(name) + 1);
        rest = after;
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_parameters_are_numbered_in_order_of_appearance() {
        let it = numbered("SELECT :b, :a, :b WHERE y = ':c' AND strftime('%H:%M', :a_2) IS ''''");
        assert_eq!(it.sql, "SELECT ?1, ?2, ?1 WHERE y = ':c' AND strftime('%H:%M', ?3) IS ''''");
        assert_eq!(it.names, ["b", "a", "a_2"]);
    }

    #[test]
    fn a_statement_is_numbered_once() {
        const SQL: &str = "SELECT :a";
        assert!(std::ptr::eq(numbered(SQL), numbered(SQL)));
    }
}
