//! Files of comma-separated values (RFC 4180), in which a spreadsheet finds no formulas.
use crate::kit::visible::{cleaned, is_invisible};
use csv::{QuoteStyle, Terminator, WriterBuilder};

/// The file of these rows, or `None` if the writer fails. Every value stands in quotation marks.
pub fn file<R: IntoIterator<Item = T>, T: AsRef<str>>(
    rows: impl IntoIterator<Item = R>,
) -> Option<String> {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.into_iter().map(|value| cell(value.as_ref()))).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
}

/// A value as spreadsheets show it. Where they would take it for a formula, it begins with an apostrophe.
/// Controls are taken out first, because spreadsheets skip them when they look for a formula.
fn cell(text: &str) -> String {
    let text = cleaned(text).replace('\t', " ");
    let text = text.trim();
    let is_skipped = |c: &char| {
        c.is_whitespace() || is_invisible(*c) || matches!(c, '"' | '\'' | '\u{2018}'..='\u{201f}')
    };
    let begins_a_formula = |c: char| {
        matches!(
            c,
            '=' | '+'
                | '-'
                | '@'
                | '\u{ff1d}'
                | '\u{ff0b}'
                | '\u{ff0d}'
                | '\u{ff20}'
                | '\u{fe66}'
                | '\u{fe62}'
                | '\u{fe63}'
                | '\u{fe6b}'
        )
    };
    let is_formula = text.chars().find(|c| !is_skipped(c)).is_some_and(begins_a_formula);
    format!("{}{text}", if is_formula { "'" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_becomes_a_formula() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "\r\n+1",
            "  =1",
            "\"=1",
            "'=1",
            "\0=1",
            "\u{1}\u{7f}=1",
            "\u{feff}=1",
            "\u{200b}=1",
            "\u{202e}=1",
            "\u{a0}=1",
            "\u{3164}@x",
            "\u{ff1d}1",
            "\u{ff0b}1",
            "\u{ff0d}1",
            "\u{ff20}x",
            "\u{fe66}1",
            "\u{201c}=1",
        ] {
            assert!(cell(text).starts_with('\''), "{text:?}: {:?}", cell(text));
        }
        for text in ["Mira", "1 = 1", "a-b", "(+1) 201 555 0100", "mira@harbour.example"] {
            assert_eq!(cell(text), text);
        }
    }

    #[test]
    fn a_file_is_read_back_as_it_was_written() {
        let rows = [["name", "note"], ["Mira \"M\" Lindqvist, Åre", "two\r\nlines"], ["a\0b", ""]];
        let written = file(rows).unwrap();
        assert_eq!(
            written,
            "\"name\",\"note\"\r\n\"Mira \"\"M\"\" Lindqvist, Åre\",\"two\nlines\"\r\n\"ab\",\"\"\r\n"
        );
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).from_reader(written.as_bytes());
        let read: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(read[1], ["Mira \"M\" Lindqvist, Åre", "two\nlines"]);
        assert_eq!(read.len(), 3);
    }
}
