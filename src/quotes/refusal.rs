//! Why a change of a quote is refused, and what the visitor can do instead.
use crate::error::Error;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Changed,
    Expired,
    Accepted,
    Answered,
    Replaced,
    Withdrawn,
    NotSent,
    NotADraft,
    NoLines,
    NothingToPay,
    ValidityOver,
    Departed,
    RatesMoved,
    Unsettled,
    RequestClosed,
    DraftWaiting,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::Changed => {
                "This quote changed while you were looking at it. Please read it again."
            }
            Refusal::Expired => {
                "This quote has expired. Ask for changes on its page, and a new version can be sent to you."
            }
            Refusal::Accepted => "This quote was accepted already.",
            Refusal::Answered => {
                "This quote was already answered. If changes were requested, a new version will follow."
            }
            Refusal::Replaced => {
                "This quote was replaced. Please look at the newest one for this trip."
            }
            Refusal::Withdrawn => {
                "This quote was withdrawn. Please call us, or request the trip again."
            }
            Refusal::NotSent => "Only a quote that was sent can be changed by a new version.",
            Refusal::NotADraft => {
                "This quote was sent and can no longer be changed. Make a new version instead."
            }
            Refusal::NoLines => "There is nothing on this quote yet. Add a line with its price.",
            Refusal::NothingToPay => "The total of a quote must be above zero. Check its lines.",
            Refusal::ValidityOver => {
                "This quote has already expired. Choose a later day under “Valid until”."
            }
            Refusal::Departed => "The first departure of this quote has passed. Correct its date.",
            Refusal::RatesMoved => {
                "The taxes and fees in force changed since this draft was saved. Save it again to see the new total."
            }
            Refusal::Unsettled => {
                "An airport is still as the client wrote it. Edit the quote and choose the airport."
            }
            Refusal::RequestClosed => {
                "The request behind this quote is closed, so nothing more can be offered for it."
            }
            Refusal::DraftWaiting => {
                "A new version was already drafted. You find it among the drafts."
            }
        })
    }
}
