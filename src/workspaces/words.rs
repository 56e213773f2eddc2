//! The words of a trade, for what aircraft and coaches have in common.
use super::{Trade, Workspace};

#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// A part of a trip, from one place to the next.
    pub part: &'static str,
    /// The same in the middle of a sentence.
    pub a_part: &'static str,
    /// Who is on board for the operator.
    pub crew: &'static str,
    /// Why the weight of a passenger is asked for.
    pub weight: &'static str,
}

impl Workspace {
    pub fn words(&self) -> &'static Words {
        match self.trade {
            Trade::Air => &Words {
                part: "Leg",
                a_part: "leg",
                crew: "crew",
                weight: "For the load of a small aircraft.",
            },
            Trade::Coach => &Words {
                part: "Drive",
                a_part: "drive",
                crew: "driver",
                weight: "Only where a lift or a special seat needs it.",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;

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
