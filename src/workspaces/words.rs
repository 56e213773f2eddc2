//! The words of a trade, for what aircraft and coaches have in common.
use super::{Trade, Workspace};

#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// What was agreed, from the first place to the last.
    pub trip: &'static str,
    pub trips: &'static str,
    /// A part of a trip, from one place to the next.
    pub part: &'static str,
    /// The same in the middle of a sentence.
    pub a_part: &'static str,
    /// Who is on board for the operator.
    pub crew: &'static str,
    /// How the name of a passenger is written.
    pub full_name: &'static str,
    /// What the directory of passengers is for.
    pub directory: &'static str,
    /// Why the weight of a passenger is asked for.
    pub weight: &'static str,
}

/// What coaches have in place of a word of aviation, longer phrases first.
const OF_COACHES: [(&str, &str); 15] = [
    ("keep fbos and handle services", "handle services"),
    ("multi-leg", "multi-stop"),
    ("an aircraft", "a coach"),
    ("aircraft", "coach"),
    ("tails", "coaches"),
    ("a tail", "a coach"),
    ("tail", "coach"),
    ("legs", "drives"),
    ("leg", "drive"),
    ("crew", "driver"),
    ("flights", "drives"),
    ("flight", "drive"),
    ("flown", "driven"),
    ("flying", "driving"),
    ("fly", "travel"),
];

impl Trade {
    /// A sentence that is written for aircraft, in the words of the trade. Only for fixed sentences: it would change
    /// names, too.
    pub fn says(self, words: &str) -> String {
        match self {
            Self::Air => words.to_owned(),
            Self::Coach => OF_COACHES
                .iter()
                .fold(words.to_owned(), |text, (air, coach)| with_word(&text, air, coach)),
        }
    }
}

/// The text with a whole word in place of another. A capital stays one.
fn with_word(text: &str, old: &str, new: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (mut said, mut rest_at) = (String::new(), 0);
    for (at, _) in lower.match_indices(old) {
        let (before, after) = (text.get(..at), text.get(at + old.len()..));
        let (Some(before), Some(after)) = (before, after) else { continue };
        if is_letter(before.chars().next_back()) || is_letter(after.chars().next()) {
            continue;
        }
        said.push_str(text.get(rest_at..at).unwrap_or_default());
        let is_capital = text.get(at..).is_some_and(|it| it.starts_with(char::is_uppercase));
        let mut letters = new.chars();
        let first = letters.next().filter(|_| is_capital).map(|c| c.to_ascii_uppercase());
        match first {
            Some(first) => said.extend(std::iter::once(first).chain(letters)),
            None => said.push_str(new),
        }
        rest_at = at + old.len();
    }
    said.push_str(text.get(rest_at..).unwrap_or_default());
    said
}

impl Workspace {
    /// A sentence that is written for aircraft, in the words of this workspace's trade.
    pub fn says(&self, words: &str) -> String {
        self.trade.says(words)
    }

    pub fn words(&self) -> &'static Words {
        self.trade.words()
    }
}

impl Trade {
    pub fn words(self) -> &'static Words {
        match self {
            Self::Air => &Words {
                trip: "Trip",
                trips: "Trips",
                part: "Leg",
                a_part: "leg",
                crew: "crew",
                full_name: "As it appears on the passport or ID.",
                directory: "People you add here can be chosen for a trip without typing their details again, and we remind you before a passport expires.",
                weight: "For the load of a small aircraft.",
            },
            Self::Coach => &Words {
                trip: "Booking",
                trips: "Bookings",
                part: "Drive",
                a_part: "drive",
                crew: "driver",
                full_name: "",
                directory: "People you add here can be chosen for a trip without typing their details again.",
                weight: "Only where a lift or a special seat needs it.",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cast::*;

    #[test]
    fn a_sentence_is_put_into_the_words_of_coaches() {
        for (air, coach) in [
            ("Add a leg", "Add a drive"),
            ("Legs to come", "Drives to come"),
            ("Linked an aircraft, or a tail", "Linked a coach, or a coach"),
            ("The crew\u{2019}s duty", "The driver\u{2019}s duty"),
            ("A college is no leg.", "A college is no drive."),
            ("Flown by Éva", "Driven by Éva"),
        ] {
            assert_eq!(Trade::Coach.says(air), coach);
            assert_eq!(Trade::Air.says(air), air);
        }
    }

    #[test]
    fn each_trade_is_spoken_to_in_its_own_words() {
        let portal = Portal::open("");
        for (who, says, does_not) in [
            (MIRA, ["Leg <span data-number>1", "Add a leg"], ["Drive ", "Drop-off"]),
            (BEA, ["Drive <span data-number>1", "Add a drive"], ["Leg <", "Airport"]),
        ] {
            let page = portal.get(who, "/requests/new");
            for words in says {
                assert!(page.has(words), "{who:?}: {words}");
            }
            for words in does_not {
                assert!(!page.has(words), "{who:?}: {words}");
            }
        }
        let page = portal.get(BEA, "/passengers/new");
        assert!(page.has("anything the driver should know") && !page.has("aircraft"));
        assert!(portal.get(MIRA, "/passengers/new").has("anything the crew should know"));
    }
}
