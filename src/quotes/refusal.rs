//! Why a change of a quote is refused, and what the visitor can do instead.
use super::Quote;
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
    /// For staff: more passengers than seats.
    Overfull,
    /// For staff: the tail has a trip at the same time.
    Booked,
    /// For staff: the tail is blocked at the same time.
    Blocked,
    /// The same three for the client.
    TooFewSeats,
    Taken,
    Unavailable,
    /// Somebody else was faster.
    Overtaken,
    /// An acceptance is undone only before its invoice, and with a reason.
    NotAccepted,
    Invoiced,
    NoReason,
    /// A draft is approved by somebody else than who changed it last, and once.
    NeedsApproval,
    OwnDraft,
    Approved,
}

impl Refusal {
    /// The sentence that the visitor reads.
    pub fn words(self) -> &'static str {
        match self {
            Self::Changed => {
                "This quote changed while you were looking at it. Please check it again."
            }
            Self::Expired => {
                "This quote has expired. Request changes on its page to get a new version."
            }
            Self::Accepted => "This quote was accepted already.",
            Self::Answered => {
                "This quote was already answered. If changes were requested, a new version will follow."
            }
            Self::Replaced => {
                "This quote was replaced. Please look at the newest one for this trip."
            }
            Self::Withdrawn => {
                "This quote was withdrawn. Please call us, or request the trip again."
            }
            Self::NotSent => "Only a quote that was sent can be changed by a new version.",
            Self::NotADraft => {
                "This quote was sent and can no longer be changed. Make a new version instead."
            }
            Self::NoLines => "There is nothing on this quote yet. Add a line with its price.",
            Self::NothingToPay => "The total of a quote must be above zero. Check its lines.",
            Self::ValidityOver => {
                "This quote has already expired. Choose a later day under “Valid until”."
            }
            Self::Departed => "The first departure of this quote has passed. Correct its date.",
            Self::RatesMoved => {
                "The taxes and fees in force changed since this draft was saved. Save it again to see the new total."
            }
            Self::Unsettled => {
                "An airport is still as the client wrote it. Edit the quote and choose the airport."
            }
            Self::RequestClosed => {
                "The request behind this quote is closed, so nothing more can be offered for it."
            }
            Self::DraftWaiting => {
                "A new version was already drafted. You find it among the drafts."
            }
            Self::Overfull => {
                "There are more passengers than seats. Offer something larger, or correct the number of passengers."
            }
            Self::Booked => {
                "Another trip is booked at these times; the quote’s page says which. Change the times, or offer another aircraft or coach."
            }
            Self::Blocked => {
                "What this quote offers is blocked at these times, for maintenance or for its owner; the quote’s page says when. Change the times, offer another aircraft or coach, or remove the block."
            }
            Self::TooFewSeats => {
                "This quote is for more passengers than there are seats, so it cannot be accepted. Message operations for another offer."
            }
            Self::Taken => {
                "Another trip was booked at these times after this quote was sent, so it can no longer be accepted. Message operations for another offer."
            }
            Self::NotAccepted => "This quote is not accepted, so there is nothing to undo.",
            Self::Invoiced => {
                "This quote was invoiced. Void the invoice first, and then undo the acceptance."
            }
            Self::NeedsApproval => {
                "Another member of the staff must approve this quote before it is sent."
            }
            Self::OwnDraft => {
                "You changed this draft last, so you cannot approve it yourself. Ask a colleague to look at it."
            }
            Self::Approved => "This draft was approved already.",
            Self::NoReason => "Enter a reason: the client reads it.",
            Self::Unavailable => {
                "What this quote offers is no longer available at these times, so it can no longer be accepted. Message operations for another offer."
            }
            Self::Overtaken => {
                "This quote was changed, or what it offers was taken for its times, while you were looking at it. Read it again, or message operations."
            }
        }
    }
}

impl Refusal {
    /// The answer to who wanted to answer this quote: it says who accepted it before them.
    pub fn about(self, quote: &Quote) -> Error {
        match quote.answered_by.as_str() {
            who if self == Self::Accepted && !who.is_empty() => {
                Error::refused(format!("{who} accepted this quote already."))
            }
            _ => self.into(),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.words())
    }
}
