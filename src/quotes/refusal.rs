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
                "This quote was answered already. A new version will follow it, if one was asked for."
            }
            Refusal::Replaced => {
                "This quote was replaced. Please look at the newest one for this trip."
            }
            Refusal::Withdrawn => {
                "This quote was withdrawn. Please call us, or request the trip again."
            }
            Refusal::NotSent => "Only a quote that was sent can be changed by a new version.",
            Refusal::NotADraft => {
                "This quote was sent, and does not change any more. Make a new version of it."
            }
            Refusal::NoLines => "There is nothing on this quote yet. Add a line with its price.",
            Refusal::NothingToPay => {
                "A quote has to come to more than nothing. Look at its lines again."
            }
            Refusal::ValidityOver => {
                "This quote would be expired before it is sent. Choose a later day in “valid until”."
            }
            Refusal::Departed => "The first departure of this quote has passed. Correct its date.",
            Refusal::RatesMoved => {
                "The taxes and fees in force changed since this draft was saved. Save it again to see what it comes to now."
            }
            Refusal::RequestClosed => {
                "The request behind this quote is closed, so nothing more can be offered for it."
            }
            Refusal::DraftWaiting => "A new version is drafted already. Find it among the drafts.",
        })
    }
}
