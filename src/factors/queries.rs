//! Statements about factors.
mod app;
mod challenges;
mod codes;
mod passkeys;
mod proof;
mod sealed;
mod step;
mod undo;
pub use app::{begin_app, confirm_app, remove_app};
pub use challenges::forget;
pub use codes::make_codes;
pub use passkeys::{add, anyones, by_passkey, own, passkeys, prove, remove, rename, signed_in};
pub use proof::{Evidence, by_password};
pub use sealed::{Resealed, reseal, sealed_under};
pub use step::{by_app, by_code, locked, refused};
pub use undo::{Whose, undo, whose_contact, whose_user};

use super::Factors;
use crate::{
    db::{
        query::Query,
        scope::{Scope, begun},
        write::Follower,
    },
    kit::ids::EventId,
    sessions::{self, Method},
};

/// A session of two factors that replaces the one of this visit.
pub struct Entering<'a> {
    pub event: EventId,
    pub digest: String,
    pub device: &'a str,
    /// How the earlier session began.
    pub method: Method,
}

impl Entering<'_> {
    fn begins(&self, scope: &Scope) -> [Follower; 3] {
        sessions::begin(scope, &self.digest, self.device, (self.method, 2))
    }
}

/// Selects the factors of a user who has begun to sign in, and how many they need.
pub fn factors(scope: &Scope) -> Query<Option<Factors>> {
    scope.query(begun!(
        "SELECT a.sealed, a.confirmed_at, coalesce(a.last_step, 0) AS last_step, s.method,
           (SELECT count(*) FROM passkeys p WHERE p.user_id = me.user_id AND p.host = :host) AS passkeys,
           (SELECT count(*) FROM passkeys p WHERE p.user_id = me.user_id AND p.host <> :host) AS other_passkeys,
           (SELECT json_group_array(DISTINCT p.host) FROM passkeys p JOIN hosts o ON o.host = p.host AND o.workspace_id = p.workspace_id
             AND o.face = me.face WHERE p.user_id = me.user_id AND p.host <> :host) AS elsewhere,
           (SELECT count(*) FROM recovery_codes c WHERE c.user_id = me.user_id AND c.used_at IS NULL) AS codes,
           CASE me.face WHEN 'ops' THEN w.staff_factors ELSE w.client_factors END AS required
         FROM me JOIN workspaces w ON w.id = me.workspace_id JOIN sessions s ON s.digest = :session
         LEFT JOIN authenticators a ON a.user_id = me.user_id"
    ))
}

/// Narrows `me` to users who may change their factors: in the session `s` they have shown every factor
/// they have, less than `:proof` milliseconds ago.
macro_rules! fresh {
    ($($rest:tt)*) => {
        concat!(
            "JOIN sessions s ON s.digest = :session AND s.proven_at > :now - :proof
             JOIN users u ON u.id = me.user_id AND u.factors <= s.factors
             JOIN workspaces w ON w.id = me.workspace_id ",
            $($rest)*
        )
    };
}
use fresh;

/// Whether a factor of `me` may be removed: the workspace `w` requires none, or more work on this host than
/// `$lost`, which is 1 if the removed one works here.
macro_rules! spare {
    ($lost:literal) => {
        concat!(
            "(CASE me.face WHEN 'ops' THEN w.staff_factors ELSE w.client_factors END = 1
             OR (SELECT count(*) FROM authenticators o WHERE o.user_id = me.user_id AND o.confirmed_at IS NOT NULL)
              + (SELECT count(*) FROM passkeys o WHERE o.user_id = me.user_id AND o.host = :host) > ",
            $lost,
            ")"
        )
    };
}
use spare;
