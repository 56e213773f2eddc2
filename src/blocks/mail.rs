//! Emails about a block.
use super::{Answer, Block, Change, Plan, State};
use crate::{kit::ids::BlockId, mail::Letter, users::Visitor};

/// To the staff: a client asks to keep their aircraft.
pub fn asked(id: BlockId, plan: &Plan, visitor: &Visitor) -> Letter {
    let vehicle = visitor.workspace.vehicle();
    let who = &visitor.user.name;
    let mut facts = vec![
        (visitor.workspace.says("Tail"), plan.tail.registration.clone()),
        ("Time".to_owned(), plan.time(visitor)),
    ];
    facts.extend(worded("For", &plan.words));
    Letter {
        subject: format!("{who} asks to block {}", plan.tail.registration),
        lead: format!("{who} asks to keep their {vehicle} {}.", plan.time(visitor)),
        facts,
        action: "Approve or refuse".to_owned(),
        path: format!("/blocks/{id}"),
    }
}

/// To the client who asked: what staff answered.
pub fn answered(block: &Block, it: &Answer, visitor: &Visitor) -> Letter {
    let tail = &block.registration;
    let (subject, lead) = if it.state == State::Approved {
        (format!("{tail} is blocked for you"), "Your request to block time was approved.")
    } else {
        (format!("{tail} could not be blocked"), "Your request to block time was refused.")
    };
    let answer = worded("Answer", &it.words);
    letter((subject, lead.to_owned()), block, &block.time(visitor), answer, visitor)
}

/// To the client who asked: staff changed the block.
pub fn changed(block: &Block, it: &Change, visitor: &Visitor) -> Letter {
    let lead = format!("{} changed the time that you asked for.", visitor.workspace.name);
    let was = Some(("Before".to_owned(), block.time(visitor)));
    let subject = format!("The block of {} was changed", block.registration);
    letter((subject, lead), block, &it.plan.time(visitor), was, visitor)
}

/// To the client who asked: staff removed the block.
pub fn removed(block: &Block, visitor: &Visitor) -> Letter {
    let lead = format!("{} removed the block that you asked for.", visitor.workspace.name);
    let subject = format!("The block of {} was removed", block.registration);
    letter((subject, lead), block, &block.time(visitor), None, visitor)
}

fn letter(
    (subject, lead): (String, String),
    block: &Block,
    time: &str,
    more: Option<(String, String)>,
    visitor: &Visitor,
) -> Letter {
    let tail = visitor.workspace.says("Tail");
    let mut facts = vec![(tail, block.registration.clone()), ("Time".to_owned(), time.to_owned())];
    facts.extend(more);
    Letter {
        subject,
        lead,
        facts,
        action: "View schedule".to_owned(),
        path: "/schedule".to_owned(),
    }
}

fn worded(label: &str, words: &str) -> Option<(String, String)> {
    (!words.is_empty()).then(|| (label.to_owned(), words.to_owned()))
}
