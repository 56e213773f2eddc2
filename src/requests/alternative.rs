//! An alternative: the operator proposes other times, another aircraft or another route, and the client answers.
use super::{Refusal, Request, State, Step};
use crate::{
    itineraries::Leg,
    kit::ids::{AlternativeId, RequestId},
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Deserialize)]
pub struct Alternative {
    pub id: AlternativeId,
    /// What was asked for when it was proposed.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub asked: Vec<Leg>,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub itinerary: Vec<Leg>,
    /// The aircraft or coach, in words; empty where it is not part of the proposal.
    pub vehicle: String,
    pub note: String,
    pub answer: Option<Answer>,
    /// What the client wrote with the answer.
    pub words: String,
    /// Whether the operator took it back before it was answered.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_withdrawn: bool,
}

/// An alternative to be taken back, for the version of the request that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retraction {
    pub alternative: AlternativeId,
    pub step: Step,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Yes,
    No,
}

/// An alternative to be proposed, for the version of the request that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    pub id: AlternativeId,
    pub request: RequestId,
    pub version: i64,
    pub asked: Vec<Leg>,
    pub offer: Offer,
}

/// What is proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    pub itinerary: Vec<Leg>,
    pub vehicle: String,
    pub note: String,
}

/// The client's answer, for the version of the request that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    pub alternative: AlternativeId,
    pub step: Step,
    pub answer: Answer,
    /// What replaces the request's legs and preference, if they agree.
    pub agreed: Option<(Vec<Leg>, String)>,
}

impl Answer {
    /// As it is stored and sent by the form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
        }
    }

    pub fn of(code: &str) -> Option<Self> {
        [Self::Yes, Self::No].into_iter().find(|it| it.code() == code)
    }
}

impl Request {
    /// Proposes an alternative, in place of one that is not answered yet.
    pub fn propose(&self, seen: i64, id: AlternativeId, offer: Offer) -> Result<Proposal, Refusal> {
        self.closable()?;
        let Step { request, version, .. } = self.step(seen)?;
        Ok(Proposal { id, request, version, asked: self.itinerary.clone(), offer })
    }

    /// Takes back the alternative that awaits its answer. `words` are told to the client.
    pub fn retract(
        &self,
        seen: i64,
        alternative: Option<&Alternative>,
        words: &str,
    ) -> Result<Retraction, Refusal> {
        self.closable()?;
        let Some(it) = alternative.filter(|_| self.state == State::AlternativeProposed) else {
            return Err(Refusal::NotProposed);
        };
        let step = Step { words: words.to_owned(), ..self.step(seen)? };
        Ok(Retraction { alternative: it.id, step })
    }

    /// The client answers the alternative that awaits it. They cannot agree to what has departed.
    pub fn answer(
        &self,
        seen: i64,
        alternative: Option<&Alternative>,
        answer: Answer,
        words: &str,
        now: i64,
    ) -> Result<Answered, Refusal> {
        self.closable()?;
        let Some(it) = alternative.filter(|_| self.state == State::AlternativeProposed) else {
            return Err(Refusal::NoAlternative);
        };
        let step = Step { words: words.to_owned(), ..self.step(seen)? };
        let agreed = match answer {
            Answer::Yes if it.itinerary.iter().any(|leg| leg.leaves_by() <= now) => {
                return Err(Refusal::Departed);
            }
            Answer::Yes => {
                let vehicle = Some(&it.vehicle).filter(|it| !it.is_empty());
                Some((it.itinerary.clone(), vehicle.unwrap_or(&self.preference).clone()))
            }
            Answer::No => None,
        };
        Ok(Answered { alternative: it.id, step, answer, agreed })
    }
}
