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
const FROM: [&str; 5] = ["From:", "Von:", "De :", "De:", "Från:"];
const DATE: [&str; 7] = ["Sent:", "Gesendet:", "Date:", "Datum:", "Envoyé", "Skickat:", "Enviado"];
const SUBJECT: [&str; 6] = ["Subject:", "Betreff:", "Objet", "Asunto:", "Assunto:", "Ämne:"];

/// What phones write below an answer.
const PHONES: [&str; 6] = [
    "Sent from my ",
    "Von meinem ",
    "Gesendet von ",
    "Envoyé de mon ",
    "Get Outlook for ",
    "Outlook für ",
];

/// Splits the plain text of a mail to this operator. Answers between quoted lines are kept with the line that they answer.
pub fn split(text: &str, operator: &str) -> Split {
    let text = text.replace("\r\n", "\n").replace('\u{a0}', " ");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let (above, below) = lines.split_at_checked(cut(&lines, operator)).unwrap_or((&lines, &[]));
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
fn cut(lines: &[&str], operator: &str) -> usize {
    (0..lines.len()).find(|at| begins(lines.get(*at..).unwrap_or_default(), operator)).map_or(
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
fn begins(lines: &[&str], operator: &str) -> bool {
    let Some(first) = lines.first().map(|it| it.trim()) else { return false };
    let few: Vec<_> = lines.iter().take(6).map(|it| it.trim()).collect();
    let bare = first.trim_matches(['-', '_', ' ', '*']).to_lowercase();
    is_quoted(first)
        || first.contains(MARKER)
        || SEPARATORS.contains(&bare.as_str())
        || is_attribution(&few)
        || is_head(lines, operator)
}

/// Whether the lines are Outlook's head: who wrote it, with an address or as the operator, when, and about what.
fn is_head(lines: &[&str], operator: &str) -> bool {
    let is_of = |names: &[&str], line: &str| {
        names.iter().any(|it| line.trim_start_matches(['*', ' ']).starts_with(it))
    };
    let Some((first, rest)) = lines.split_first() else { return false };
    let head: Vec<_> = rest.iter().take(20).take_while(|it| !it.trim().is_empty()).collect();
    is_of(&FROM, first)
        && (first.contains('@') || first.contains(operator))
        && [&DATE[..], &SUBJECT].iter().all(|names| head.iter().any(|line| is_of(names, line)))
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

/// What was written between and below quoted lines, each with the quoted line that it answers: the last above it or, below all of
/// them, the last question.
fn answers(lines: &[&str]) -> String {
    let Some(start) = lines.iter().position(|it| is_quoted(it)) else { return String::new() };
    let (mut parts, mut own): (Vec<String>, Vec<&str>) = (Vec::new(), Vec::new());
    let (mut last, mut question) = ("", "");
    for line in lines.get(start..).unwrap_or_default() {
        if !is_quoted(line) {
            own.push(line);
            continue;
        }
        if answer(&mut parts, last, &mut own) {
            question = "";
        }
        let words = line.trim_start().strip_prefix('>').unwrap_or_default().trim();
        if !words.trim_start_matches(['>', ' ']).is_empty() {
            last = line.trim();
        }
        if words.ends_with('?') && !words.starts_with('>') {
            question = last;
        }
    }
    let asked = if question.is_empty() && !parts.is_empty() { last } else { question };
    answer(&mut parts, asked, &mut own);
    parts.join("\n\n")
}

/// Adds these lines as an answer, if they say anything.
fn answer(parts: &mut Vec<String>, asked: &str, own: &mut Vec<&str>) -> bool {
    let words = joined(own.get(..signed(own)).unwrap_or_default());
    own.clear();
    if !words.is_empty() {
        parts.push(format!("{asked}\n{words}").trim().to_owned());
    }
    !words.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        split(text, "Harbour").said
    }

    #[test]
    fn a_text_without_a_quotation_is_kept_as_it_is() {
        let text =
            "Two cars, please.\n\nOn Tuesday we fly to Boston: see you.\nFrom: the usual place";
        assert_eq!(split(text, "Harbour"), Split { said: text.to_owned(), folded: String::new() });
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
            let it = split(&format!("Gate 4.\nThank you.\n\n{quotation}"), "Harbour");
            assert_eq!(it.said, "Gate 4.\nThank you.", "{quotation}");
            let kept = it.folded.split_whitespace().collect::<Vec<_>>();
            assert_eq!(
                kept,
                quotation.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn what_only_looks_like_the_head_of_a_mail_is_said() {
        for said in [
            "please change the leg:\n\nFrom: Teterboro\nTo: Miami\nDate: December 4\n\nThanks",
            "From: Teterboro\nTo: Miami\nDate: December 4\nSubject: to weather",
            "From: mira@home.example I wrote already.\nDate: December 4",
            "Von: Zürich\nAn: Miami\nDatum: 4. Dezember\nBetreff: Flug",
        ] {
            let text = format!("Hello,\n\n{said}\n\nMira");
            assert_eq!(
                split(&text, "Harbour"),
                Split { said: text.clone(), folded: String::new() }
            );
        }
        for head in [
            "From: Harbour Aviation\nDate: Tuesday\nTo: Mira\nSubject: Gate",
            "*From:* Dana Whitfield <r.1@reply.example>\n*Sent:* Tuesday\n*To:* Mira, Tomas,\n Ruth,\n Carl,\n Milo\n*Subject:* Gate",
            "De : Harbour Aviation <r.1@reply.example>\nEnvoyé : mardi\nÀ : Mira\nObjet : Gate",
        ] {
            let text = format!("Gate 4.\n\n{head}\n\nWhich gate?");
            assert_eq!(said(&text), "Gate 4.", "{head}");
        }
    }

    #[test]
    fn only_lines_that_are_answered_are_shown_with_an_answer() {
        let letter = "> Hello Mira,\n> Dana wrote:\n>\n> Which gate?\n>> Why?\n>\n> Read and reply: https://x.example\n> Harbour Aviation";
        assert_eq!(said(&format!("{letter}\n\nGate 4.")), "> Which gate?\nGate 4.");
        let told = letter.replace("Which gate?", "Your gate is 4.");
        assert_eq!(said(&format!("{told}\n\nThank you.")), "Thank you.");
        let inline = "> Your gate is 4.\n\nThank you.\n\n> Harbour Aviation";
        assert_eq!(said(inline), "> Your gate is 4.\nThank you.");
    }

    #[test]
    fn answers_between_quoted_lines_are_kept_with_the_line_they_answer() {
        let text = "Hi Dana,\n\nOn Tue, Nov 24, 2026 Harbour wrote:\n> Hello Mira,\n> Which gate?\n\nGate 4.\n\n> And how many bags?\n> Regards\nThree.\nOne is long.\n";
        let it = split(text, "Harbour");
        assert_eq!(
            it.said,
            "Hi Dana,\n\n> Which gate?\nGate 4.\n\n> And how many bags?\nThree.\nOne is long."
        );
        assert_eq!(it.folded, text.trim(), "everything is kept");
    }

    #[test]
    fn an_answer_below_the_quotation_is_not_lost() {
        let it = split("> Which gate?\n\nGate 4.", "Harbour");
        assert_eq!(it.said, "> Which gate?\nGate 4.");
        let only = split("> Which gate?", "Harbour");
        assert_eq!((only.said.as_str(), only.folded.as_str()), ("> Which gate?", ""));
    }
}
