//! What somebody wrote in a reply by mail, apart from what their mail program quoted. Nothing is lost: the rest is kept, folded.

use crate::mail::replies::MARKER;

/// What was said, and the rest of the mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    pub said: String,
    /// Shown folded; empty if there is nothing else.
    pub folded: String,
}

/// How the line before a quotation begins, its verb, in several languages: "On … wrote:", "Am … schrieb …:".
const OPENERS: [&str; 9] = ["On ", "Am ", "Le ", "El ", "Den ", "Il ", "Op ", "Em ", "At "];
const VERBS: [&str; 9] = [
    "wrote",
    "schrieb",
    "a écrit",
    "escribió",
    "skrev",
    "ha scritto",
    "schreef",
    "escreveu",
    "writes",
];

/// Lines by which mail programs introduce the mail that is answered.
const SEPARATORS: [&str; 5] = [
    "original message",
    "ursprüngliche nachricht",
    "message d\u{2019}origine",
    "mensaje original",
    "ursprungligt meddelande",
];

/// The first and the later lines of the head that Outlook writes above the mail that is answered.
const HEADS: [&str; 5] = ["From:", "Von:", "De :", "De:", "Från:"];
const BELOW: [&str; 9] =
    ["Sent:", "Gesendet:", "Date:", "Datum:", "Envoyé", "Skickat:", "To:", "An:", "Enviado"];

/// What phones write below an answer.
const PHONES: [&str; 6] = [
    "Sent from my ",
    "Von meinem ",
    "Gesendet von ",
    "Envoyé de mon ",
    "Get Outlook for ",
    "Outlook für ",
];

/// Splits the plain text of a mail. Answers between quoted lines are kept with the line that they answer.
pub fn split(text: &str) -> Split {
    let text = text.replace("\r\n", "\n").replace('\u{a0}', " ");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let (above, below) = lines.split_at_checked(cut(&lines)).unwrap_or((&lines, &[]));
    let (own, signature) = above.split_at_checked(signed(above)).unwrap_or((above, &[]));
    let own = joined(own);
    let between = answers(below);
    if !between.is_empty() {
        let parts = [own, between];
        let said: Vec<_> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        return Split { said: said.join("\n\n"), folded: joined(&lines) };
    }
    if own.is_empty() {
        return Split { said: joined(&lines), folded: String::new() };
    }
    Split { said: own, folded: joined(&[signature, below].concat()) }
}

fn joined(lines: &[&str]) -> String {
    lines.join("\n").trim().to_owned()
}

fn is_quoted(line: &str) -> bool {
    line.trim_start().starts_with('>')
}

/// The number of the first line of the quotation, or of all lines if there is none.
fn cut(lines: &[&str]) -> usize {
    (0..lines.len()).find(|at| begins(lines.get(*at..).unwrap_or_default())).map_or(
        lines.len(),
        |at| {
            // A rule above the head of the mail that is answered belongs to it.
            let before = at.checked_sub(1).and_then(|it| lines.get(it));
            let is_rule =
                before.is_some_and(|it| it.len() > 9 && it.chars().all(|c| c == '_' || c == '-'));
            if is_rule { at - 1 } else { at }
        },
    )
}

/// Whether a quotation begins with the first of these lines.
fn begins(lines: &[&str]) -> bool {
    let Some(first) = lines.first().map(|it| it.trim()) else { return false };
    let few: Vec<_> = lines.iter().take(6).map(|it| it.trim()).collect();
    let bare = first.trim_matches(['-', '_', ' ', '*']).to_lowercase();
    is_quoted(first)
        || first.contains(MARKER)
        || SEPARATORS.contains(&bare.as_str())
        || is_attribution(&few)
        || (HEADS.iter().any(|it| first.trim_start_matches('*').starts_with(it))
            && few
                .iter()
                .skip(1)
                .any(|line| BELOW.iter().any(|it| line.trim_start_matches('*').starts_with(it))))
}

/// "On Tue, Nov 24, 2026 at 10:00 Harbour <…> wrote:", which may be broken into three lines.
fn is_attribution(lines: &[&str]) -> bool {
    let Some(first) = lines.first() else { return false };
    OPENERS.iter().any(|it| first.starts_with(it))
        && (1..=3).any(|many| {
            let all = lines.iter().take(many).copied().collect::<Vec<_>>().join(" ");
            all.ends_with(':') && VERBS.iter().any(|verb| all.contains(verb)) && all.len() < 400
        })
}

/// The number of the first line of the signature, or of all lines if there is none.
fn signed(lines: &[&str]) -> usize {
    let is_end = |line: &str| {
        line == "--" || PHONES.iter().any(|it| line.starts_with(it) && line.chars().count() < 60)
    };
    let found = lines.iter().position(|line| is_end(line.trim()));
    found.unwrap_or(lines.len())
}

/// What was written between and below quoted lines, each with the last line above it that was quoted.
fn answers(lines: &[&str]) -> String {
    let Some(start) = lines.iter().position(|it| is_quoted(it)) else { return String::new() };
    let (mut parts, mut asked, mut own): (Vec<String>, &str, Vec<&str>) =
        (Vec::new(), "", Vec::new());
    let mut end = |asked: &str, own: &mut Vec<&str>| {
        let words = joined(own.get(..signed(own)).unwrap_or_default());
        if !words.is_empty() {
            parts.push(format!("{asked}\n{words}").trim().to_owned());
        }
        own.clear();
    };
    for line in lines.get(start..).unwrap_or_default() {
        if is_quoted(line) {
            end(asked, &mut own);
            if !line.trim_start_matches(['>', ' ']).is_empty() {
                asked = line.trim();
            }
        } else {
            own.push(line);
        }
    }
    end(asked, &mut own);
    parts.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        split(text).said
    }

    #[test]
    fn a_text_without_a_quotation_is_kept_as_it_is() {
        let text =
            "Two cars, please.\n\nOn Tuesday we fly to Boston: see you.\nFrom: the usual place";
        assert_eq!(split(text), Split { said: text.to_owned(), folded: String::new() });
        assert_eq!(said("  \n"), "");
    }

    #[test]
    fn what_stands_above_a_quotation_is_said_and_the_rest_is_folded() {
        for quotation in [
            "On Tue, Nov 24, 2026 at 10:00 AM Harbour <r.1@reply.example>\nwrote:\n\n> Which gate?",
            "Am 24.11.2026 um 10:00 schrieb Harbour:\n> Which gate?",
            "Am Di., 24. Nov. 2026 um 10:00 Uhr schrieb Harbour <r.1@reply.example>:\n\n> Which gate?",
            "Le mar. 24 nov. 2026 à 10:00, Harbour a écrit :\n> Which gate?",
            "-----Original Message-----\nFrom: Harbour\nWhich gate?",
            "________________________________\nFrom: Harbour <r.1@reply.example>\nSent: Tuesday\nTo: Mira\nSubject: Gate\n\nWhich gate?",
            "Von: Harbour\nGesendet: Dienstag\nAn: Mira\nBetreff: Gate\n\nWhich gate?",
            "> Which gate?",
            "-- \nMira Lindqvist\nLindqvist Holdings",
            "Sent from my iPhone\n\n> On Nov 24, 2026, at 10:00, Harbour wrote:\n> \n> Which gate?",
            "\u{2014} Please write your answer above this line \u{2014}\nHello Mira,\nWhich gate?",
        ] {
            let it = split(&format!("Gate 4.\nThank you.\n\n{quotation}"));
            assert_eq!(it.said, "Gate 4.\nThank you.", "{quotation}");
            let kept = it.folded.split_whitespace().collect::<Vec<_>>();
            assert_eq!(
                kept,
                quotation.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn answers_between_quoted_lines_are_kept_with_the_line_they_answer() {
        let text = "Hi Dana,\n\nOn Tue, Nov 24, 2026 Harbour wrote:\n> Hello Mira,\n> Which gate?\n\nGate 4.\n\n> And how many bags?\n> Regards\nThree.\nOne is long.\n";
        let it = split(text);
        assert_eq!(
            it.said,
            "Hi Dana,\n\n> Which gate?\nGate 4.\n\n> Regards\nThree.\nOne is long."
        );
        assert_eq!(it.folded, text.trim(), "everything is kept");
    }

    #[test]
    fn an_answer_below_the_quotation_is_not_lost() {
        let it = split("> Which gate?\n\nGate 4.");
        assert_eq!(it.said, "> Which gate?\nGate 4.");
        let only = split("> Which gate?");
        assert_eq!((only.said.as_str(), only.folded.as_str()), ("> Which gate?", ""));
    }
}
