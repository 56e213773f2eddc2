//! Emails about a quote.
use super::{Quote, builder::Draft};
use crate::{
    itineraries,
    kit::{
        ids::QuoteId,
        schedule::{Due, Step},
        style::Style,
    },
    mail::Letter,
    workspaces::Workspace,
};

/// To the client: a quote awaits their answer.
pub fn sent(quote: &Quote, workspace: &Workspace, now: i64) -> Letter {
    let until = workspace.moment(quote.valid_until, now).full();
    let what = if quote.revision > 1 { "a new version of your quote" } else { "a quote" };
    let style = workspace.style(now);
    let mut facts = facts(quote, style);
    facts.extend(schedule(quote, workspace, now, |due| due.words(style)));
    Letter {
        subject: format!("Your quote for {}", quote.route),
        lead: format!(
            "{} has sent you {what} for {}. Please respond by {until}.",
            workspace.name, quote.route
        ),
        facts,
        action: "View quote".into(),
        path: format!("/quotes/{}", quote.id),
    }
}

/// To the staff: a draft needs the approval of somebody else than its author.
pub fn awaits_approval(id: QuoteId, draft: &Draft) -> Letter {
    let (priced, style) = (&draft.priced, Style::default());
    let route = itineraries::route(&priced.legs);
    Letter {
        subject: format!("A quote for {route} needs your approval"),
        lead: format!(
            "A quote for {route} was drafted. Somebody else than its author must approve it before it is sent."
        ),
        facts: vec![
            ("First departure".into(), itineraries::departure_in(&priced.legs, style)),
            ("Offered".into(), draft.vehicle.clone()),
            ("Total".into(), style.money(&priced.currency, priced.price.sums.total)),
        ],
        action: "View quote".into(),
        path: format!("/quotes/{id}"),
    }
}

/// A client's answer to a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    Yes,
    No,
    NotLikeThis,
}

/// To the staff: `who` answered, with the number of their order or their comment, if there is one.
pub fn answered(quote: &Quote, said: Said, who: &str, words: &str, style: Style) -> Letter {
    let (word, verb) = match said {
        Said::Yes => ("accepted", "accepted"),
        Said::No => ("declined", "declined"),
        Said::NotLikeThis => ("changes requested", "asked for changes to"),
    };
    let mut facts = facts(quote, style);
    facts.insert(0, ("Account".into(), quote.account.clone()));
    if said == Said::Yes {
        facts.push(signed_copy());
    }
    if !words.is_empty() {
        let label = if said == Said::Yes { "PO number" } else { "Comments" };
        facts.push((label.into(), words.to_owned()));
    }
    Letter {
        subject: format!("{} {word}: {}", quote.reference, quote.route),
        lead: format!("{who} has {verb} {} for {}.", quote.name(), quote.route),
        facts,
        action: "View quote".into(),
        path: format!("/quotes/{}", quote.id),
    }
}

/// To the client: staff undid the acceptance.
pub fn undone(quote: &Quote, reason: &str, workspace: &Workspace, now: i64) -> Letter {
    let mut facts = facts(quote, workspace.style(now));
    facts.push(("Reason".into(), reason.to_owned()));
    Letter {
        subject: format!("The acceptance of {} was undone", quote.name()),
        lead: format!(
            "{} undid the acceptance of {} for {}. Its trip is canceled, and the quote awaits your answer again.",
            workspace.name,
            quote.name(),
            quote.route
        ),
        facts,
        action: "View quote".into(),
        path: format!("/quotes/{}", quote.id),
    }
}

/// To the client: the quote is accepted, and what happens next.
pub fn accepted(quote: &Quote, who: &str, workspace: &Workspace, now: i64) -> Letter {
    let style = workspace.style(now);
    let mut facts = facts(quote, style);
    facts.extend(scheduled(quote, workspace, now));
    if !quote.payment_instructions.is_empty() {
        let how = format!(
            "Sign in to pay, or to read our bank details. We never send them by email. Include {} with your payment.",
            quote.reference
        );
        facts.push(("How to pay".into(), how));
    }
    let operator = &workspace.name;
    let next = match quote.schedule(&workspace.zone, now).due_by(workspace.today(now)) {
        0 => "",
        due if due == quote.deposit => "The deposit is due now. ",
        _ => "The full amount is due now. ",
    };
    let then = if workspace.books_at_once {
        "The page of the trip says how it stands.".to_owned()
    } else {
        format!("{operator} will email you when the trip is confirmed.")
    };
    Letter {
        subject: format!("{who} accepted the quote for {}", quote.route),
        lead: format!("{who} has accepted {} for {}. {next}{then}", quote.name(), quote.route),
        facts,
        action: "See what happens next".into(),
        path: format!("/quotes/{}", quote.id),
    }
}

/// The steps of a quote that was just accepted: "$34,000.00, due now".
pub fn scheduled(quote: &Quote, workspace: &Workspace, now: i64) -> Vec<(String, String)> {
    let style = workspace.style(now);
    schedule(quote, workspace, now, |due| due.words_after(style))
}

fn schedule(
    quote: &Quote,
    workspace: &Workspace,
    now: i64,
    words: impl Fn(Due) -> String,
) -> Vec<(String, String)> {
    let style = workspace.style(now);
    let told = |step: &Step| {
        let amount = style.money(&quote.currency, step.amount);
        (quote.step_name(step), format!("{amount}, {}", words(step.due)))
    };
    quote.schedule(&workspace.zone, now).steps().iter().map(told).collect()
}

/// Where the document is that proves the acceptance.
fn signed_copy() -> (String, String) {
    ("Signed copy".into(), "A PDF with the signature is on the page of the quote.".into())
}

fn facts(quote: &Quote, style: Style) -> Vec<(String, String)> {
    let departure = itineraries::departure_in(&quote.itinerary, style);
    vec![
        ("Quote".into(), quote.name()),
        ("First departure".into(), departure),
        ("Offered".into(), quote.vehicle.clone()),
        ("Total".into(), style.money(&quote.currency, quote.total)),
    ]
}
