//! Whether a typed signature is the name of the person who signs.
use crate::{http::form::Form, kit::text::folded};

/// The words of a name without case, accents, apostrophes and punctuation.
fn words(name: &str) -> Vec<String> {
    let plain: String = folded(name)
        .chars()
        .filter(|c| !matches!(c, '\'' | '\u{2019}' | '\u{2bc}' | '`' | '.'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().map(str::to_owned).collect()
}

/// The name that was typed as a signature. Complains if there is none, and asks about one that is not the signer's.
pub fn signed(form: &mut Form, signer: &str) -> String {
    let name = form.required("name", 120, "Type your full name to sign.");
    if !name.is_empty() && !is_name_of(&name, signer) {
        form.set("unlike", "yes");
        if !form.is("signs_as", &name) {
            form.complain("name", format!("You are signed in as {signer}. Correct the name, or confirm below that you sign as “{name}”."));
        }
    }
    name
}

/// Whether the signature has the first and the last word of the name. Case, accents, the order of the words and
/// names between the two may differ.
fn is_name_of(typed: &str, name: &str) -> bool {
    let (typed, name) = (words(typed), words(name));
    let ends = [name.first(), name.last()];
    let has_both = ends.into_iter().flatten().all(|word| typed.contains(word));
    !name.is_empty() && (has_both || typed.concat() == name.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_may_differ_in_case_accents_order_and_middle_names() {
        for (typed, name) in [
            ("Mira Lindqvist", "Mira Lindqvist"),
            ("  mira   LINDQVIST ", "Mira Lindqvist"),
            ("Lindqvist, Mira", "Mira Lindqvist"),
            ("Mira Anna Lindqvist", "Mira Lindqvist"),
            ("Mira Lindqvist", "Mira A. Lindqvist"),
            ("Zoe Angstrom", "Zoë Ångström"),
            ("Sean OBrien", "Seán O\u{2019}Brien"),
            ("Jean Luc Picard", "Jean-Luc Picard"),
            ("Maria Souza", "Maria de Souza"),
            ("Jan Vander Berg", "Jan van der Berg"),
            ("Cher", "Cher"),
            ("王小明", "王小明"),
        ] {
            assert!(is_name_of(typed, name), "{typed} for {name}");
        }
    }

    #[test]
    fn another_name_is_no_signature() {
        for (typed, name) in [
            ("Mickey Mouse", "Mira Lindqvist"),
            ("Mira", "Mira Lindqvist"),
            ("Lindqvist", "Mira Lindqvist"),
            ("Tomas Lindqvist", "Mira Lindqvist"),
            ("M L", "Mira Lindqvist"),
            ("x", "Mira Lindqvist"),
            ("?", "Mira Lindqvist"),
            ("Mira Lindqvist", "?"),
        ] {
            assert!(!is_name_of(typed, name), "{typed} for {name}");
        }
    }
}
