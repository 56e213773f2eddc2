//! What follows from a check of a domain.
use super::{
    Domain, State,
    cloudflare::{Answer, Found},
};
use crate::kit::zoned::{DAY, HOUR, MINUTE};

/// After so long without a record nobody waits for it any more.
const PATIENCE: i64 = 14 * DAY;

/// What a check found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Whether the TXT record that proves whose it is was found.
    Proven(bool),
    Told(Answer),
}

/// What becomes of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub state: State,
    pub provider_id: Option<String>,
    pub problem: String,
    /// When it is checked by itself.
    pub next_at: i64,
}

impl Domain {
    /// Whether nobody has set its record for so long that it is given up.
    pub fn is_abandoned(&self, now: i64) -> bool {
        self.live_at.is_none() && now - self.created_at > PATIENCE
    }

    /// Whether its validation ended at Cloudflare, so that it begins anew if somebody asks for a check.
    pub fn has_ended(found: &Found) -> bool {
        found.status == "moved" || found.certificate.ends_with("timed_out")
    }

    pub fn follows(&self, finding: &Finding, now: i64) -> Step {
        let stays = |problem: &str, next: i64| Step {
            state: self.state,
            provider_id: self.provider_id.clone(),
            problem: problem.to_owned(),
            next_at: now + next,
        };
        let fails = |problem: &str| Step { state: State::Failing, ..stays(problem, 6 * HOUR) };
        match finding {
            Finding::Proven(true) => Step { state: State::Dns, ..stays("", 0) },
            Finding::Proven(false) => stays("The TXT record was not found yet.", self.pace(now)),
            Finding::Told(Answer::Found(found)) => {
                let (state, problem) = told(found);
                let next = if state == State::Live { HOUR } else { self.pace(now) };
                Step { state, provider_id: Some(found.id.clone()), ..stays(&problem, next) }
            }
            // Deleted at Cloudflare: the next check creates it anew.
            Finding::Told(Answer::Gone) if self.live_at.is_some() => {
                Step { state: State::Moved, provider_id: None, ..stays("", MINUTE) }
            }
            Finding::Told(Answer::Gone | Answer::Duplicate) => {
                Step { provider_id: None, ..stays("", MINUTE) }
            }
            Finding::Told(Answer::Busy | Answer::Away(_)) => {
                stays("The last check got no answer. We try again by ourselves.", 5 * MINUTE)
            }
            Finding::Told(Answer::Full) => fails(
                "The portal has no room for another domain. Call the portal\u{2019}s operator.",
            ),
            Finding::Told(Answer::Unfit) => {
                fails("This name cannot be used. Remove it, and add another.")
            }
        }
    }

    /// How long until the next check: the longer nobody sets the record, the longer.
    fn pace(&self, now: i64) -> i64 {
        match now - self.created_at {
            ..HOUR => 5 * MINUTE,
            HOUR..DAY => 30 * MINUTE,
            _ => 4 * HOUR,
        }
    }
}

/// The state that Cloudflare tells of, and what is wrong and what to do.
fn told(found: &Found) -> (State, String) {
    let Found { status, certificate, complaints, .. } = found;
    let says = |words: &str| complaints.iter().any(|it| it.to_lowercase().contains(words));
    let is_active = matches!(status.as_str(), "active" | "active_redeploying");
    let fails = |words: &str| (State::Failing, words.to_owned());
    match (status.as_str(), certificate.as_str()) {
        _ if is_active && certificate == "active" => (State::Live, String::new()),
        ("moved" | "deleted" | "pending_deletion", _) => (State::Moved, String::new()),
        ("blocked" | "pending_blocked", _) => {
            fails("Cloudflare has blocked this domain. Call the portal\u{2019}s operator.")
        }
        _ if says("caa") => fails(
            "A CAA record of your domain forbids the certificate. Allow letsencrypt.org and pki.goog in it, or remove it; then check again.",
        ),
        _ if says("fallback origin") => {
            fails("The portal is not ready for domains of your own. Call its operator.")
        }
        (_, ssl) if ssl.ends_with("timed_out") => {
            fails("The record was not found in time. Set it, and check again.")
        }
        (_, ssl) if is_active || ssl == "pending_issuance" || ssl == "pending_deployment" => {
            (State::Certificate, String::new())
        }
        _ if says("does not cname") => {
            (State::Dns, "The name leads elsewhere at the moment.".to_owned())
        }
        _ => (State::Dns, String::new()),
    }
}
