//! Why an order cannot be changed as somebody asked.
use crate::error::Error;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The form was made from an older version of the order.
    Stale,
    Confirmed,
    Amended,
    NotConfirmed,
    /// The aircraft arrives on a later day.
    NotArrived,
    NothingToAccept,
    /// Staff answered it, so the customer changes it no more.
    Answered,
    /// The amended order is as it was.
    Unchanged,
    Completed,
    Declined,
    Canceled,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::Stale => {
                "This order changed since you opened the page. Open it again to see how it stands."
            }
            Refusal::Confirmed => "This order is confirmed already.",
            Refusal::Amended => {
                "This order was changed, and the customer has not accepted that yet."
            }
            Refusal::NotConfirmed => "Confirm this order first.",
            Refusal::NotArrived => {
                "The aircraft arrives on a later day, so nothing can be done yet. If it came earlier, change the order first."
            }
            Refusal::NothingToAccept => "There is no change to accept.",
            Refusal::Answered => {
                "Operations have answered this order, so it can no longer be changed here. Please send them a message."
            }
            Refusal::Unchanged => "The order is as it was. Change something, or confirm it.",
            Refusal::Completed => "This order is completed and can no longer be changed.",
            Refusal::Declined => "This order was declined. Send a new one to ask again.",
            Refusal::Canceled => "This order was canceled. Send a new one to ask again.",
        })
    }
}
