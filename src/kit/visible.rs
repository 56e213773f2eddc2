//! Which characters of a text can be seen, and what is taken out of a text that was typed or pasted.

/// Whether a character takes no room on the screen, or only blank room without being a space:
/// zero-width characters, direction marks, soft hyphens, variation selectors, fillers.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character has no place in any text: it controls a terminal, makes the text around it run
/// the other way, or hides other characters.
fn is_unwanted(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

/// The text without unwanted characters, with line ends of one character; empty if nothing of it can be seen. Joiners and direction
/// marks stay, because Persian, Hindi, Hebrew and emoji need them.
pub fn cleaned(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let kept = text.chars().filter_map(|c| match c {
        '\n' | '\t' => Some(c),
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        c => (!is_unwanted(c)).then_some(c),
    });
    let kept: String = kept.collect();
    let is_blank = kept.chars().all(|c| c.is_whitespace() || is_invisible(c));
    if is_blank { String::new() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_types_is_taken_out_and_the_rest_stays() {
        for (typed, kept) in [
            ("a\0b\u{1b}[31m\u{7f}\u{9b}", "ab[31m"),
            ("\u{202e}gpj.exe\u{202c} \u{2066}x\u{2069}", "gpj.exe x"),
            ("one\r\ntwo\tthree\r", "one\ntwo\tthree\n"),
            ("one\u{b}two\u{2028}three\u{85}", "one\ntwo\nthree\n"),
            ("\u{feff}Zoë", "Zoë"),
            ("Ali\u{200c}reza 👩\u{200d}✈\u{fe0f}", "Ali\u{200c}reza 👩\u{200d}✈\u{fe0f}"),
            ("\u{5d0}\u{200f}!", "\u{5d0}\u{200f}!"),
            ("a\u{e0041}b", "ab"),
        ] {
            assert_eq!(cleaned(typed), kept, "{typed:?}");
        }
    }

    #[test]
    fn a_text_of_which_nothing_can_be_seen_is_empty() {
        for blank in [
            "",
            " \n\t",
            "\u{a0}",
            "\u{200b}",
            "\u{2060}\u{200d}",
            "\u{3164}",
            "\u{ad} \u{ad}",
            "\u{2800}\u{2800}",
            "\u{115f}\u{1160}",
            "\0",
            "\u{202e}\u{202c}",
            "\u{fe0f}",
            "\u{34f}",
        ] {
            assert_eq!(cleaned(blank), "", "{blank:?}");
        }
    }
}
