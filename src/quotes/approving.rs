//! The second pair of eyes: a draft is approved by somebody else than who changed it last.
use super::{Quote, Refusal};
use crate::kit::ids::{QuoteId, UserId};

/// A draft that is approved as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    pub quote: QuoteId,
    pub version: i64,
}

impl Quote {
    /// Whether `by` may approve the draft. `seen` is the version on their page.
    pub fn approve(&self, seen: i64, by: UserId) -> Result<Approval, Refusal> {
        let version = self.editable()?.version(seen)?;
        if self.approved_at.is_some() {
            return Err(Refusal::Approved);
        }
        if self.saved_by == Some(by) {
            return Err(Refusal::OwnDraft);
        }
        Ok(Approval { quote: self.id, version })
    }

    /// Whether somebody must still approve it before it is sent.
    pub fn awaits_approval(&self) -> bool {
        self.needs_approval && self.approved_at.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{State, samples::quote},
        *,
    };
    use uuid::Uuid;

    #[test]
    fn nobody_approves_their_own_draft_and_nobody_approves_twice() {
        let [ole, dana] = [1, 2].map(|n| UserId(Uuid::from_u128(n)));
        let draft = Quote { saved_by: Some(dana), needs_approval: true, ..quote(State::Draft) };
        assert_eq!(draft.approve(2, ole).map(|it| it.version), Ok(2));
        assert_eq!(draft.approve(2, dana), Err(Refusal::OwnDraft));
        assert_eq!(draft.approve(1, ole), Err(Refusal::Changed));
        assert!(draft.awaits_approval());
        let approved = Quote { approved_at: Some(1), ..draft };
        assert_eq!(approved.approve(2, ole), Err(Refusal::Approved));
        assert!(!approved.awaits_approval());
        assert_eq!(quote(State::Sent).approve(2, ole), Err(Refusal::NotADraft));
    }

    #[test]
    fn a_draft_that_awaits_approval_is_not_sent() {
        let draft = Quote { needs_approval: true, ..quote(State::Draft) };
        let send = |quote: &Quote| quote.editable().unwrap().send(2, &[], 0).err();
        assert_eq!(send(&draft), Some(Refusal::NeedsApproval));
        assert_ne!(send(&Quote { approved_at: Some(1), ..draft }), Some(Refusal::NeedsApproval));
    }
}
