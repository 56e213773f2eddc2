//! The audit trail as a file: comma-separated values (RFC 4180), in which a spreadsheet finds no
//! formulas.
use super::Event;
use crate::kit::zoned::Moment;

const HEAD: [&str; 12] = [
    "time",
    "time_utc",
    "actor",
    "actor_id",
    "face",
    "action",
    "what",
    "note",
    "subject_id",
    "host",
    "network_address",
    "event_id",
];

pub fn file(events: &[Event], zone: &str) -> String {
    let mut out = line(HEAD);
    for it in events {
        let (before, subject, after) = it.told();
        let what = format!("{before}{subject}{after}");
        out.push_str(&line([
            &Moment::new(it.at, zone).machine(),
            &Moment::new(it.at, "UTC").machine(),
            it.who(),
            it.actor_id.as_deref().unwrap_or_default(),
            it.face_name(),
            &it.action,
            &what,
            &it.note,
            &it.subject_id,
            &it.host,
            &it.address,
            &it.id,
        ]));
    }
    out
}

fn line(cells: [&str; 12]) -> String {
    format!("{}\r\n", cells.map(cell).join(","))
}

/// A value between quotation marks. A value that a spreadsheet would take for a formula begins with
/// an apostrophe.
fn cell(text: &str) -> String {
    let is_formula = text
        .trim_start_matches([' ', '"', '\''])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let mark = if is_formula { "'" } else { "" };
    format!("\"{mark}{}\"", text.replace('\0', "").replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_becomes_a_formula_or_leaves_its_cell() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\"=1"] {
            assert!(cell(text).starts_with("\"'"), "{text:?}");
        }
        assert_eq!(cell("Mira \"M\" Lindqvist, Åre"), "\"Mira \"\"M\"\" Lindqvist, Åre\"");
        assert_eq!(cell("two\r\nlines"), "\"two\r\nlines\"");
        assert_eq!(cell("a\0b"), "\"ab\"");
    }
}
