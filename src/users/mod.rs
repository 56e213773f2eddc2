//! Users: who may sign in to a face, and as what.
mod access;
mod access_state;
mod queries;
mod rights;
pub use access::{Access, Route, Who, anyone, begun, clients, everyone, may, staff, travelers};
pub use access_state::AccessState;
pub use queries::{
    count_factors, invite, invite_again, invite_contact, merge_access, restore, resume, revoke,
    set_name_and_email, set_own_details, set_own_email, set_own_style, set_password, set_role,
    suspend, visitor,
};
pub use rights::{Grant, Right, Role};

use crate::{
    db::query::Query,
    error::Error,
    kit::{
        ids::UserId,
        style::{Hours, Language, Style, Times},
        text,
        zoned::{MINUTE, Moment},
    },
    workspaces::{Face, Workspace},
};
use chrono::NaiveDate;
use serde::Deserialize;

/// How long after showing their factors a person may change what guards their access.
pub const PROOF: i64 = 10 * MINUTE;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Has a temporary password and must choose a permanent one.
    Invited,
    Active,
    Disabled,
}

#[derive(Debug, Clone, Deserialize)]
pub struct User {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub face: Face,
    pub role: Role,
    pub state: State,
    /// Goes up with every change of role or rights.
    pub version: i64,
    /// Threads with something new in them.
    pub unread: i64,
    /// Requests nobody has looked at, on the operations side.
    pub waiting: i64,
    /// Sign-ups nobody has decided, on the operations side.
    pub sign_ups: i64,
    /// What was granted to a client; ask [`User::may`], which knows the role too.
    #[serde(deserialize_with = "crate::db::query::json")]
    pub grants: Vec<Grant>,
    /// 2: has a second factor to show.
    pub factors: i64,
    /// How many factors the session was got with, and how many it takes to get in.
    pub shown_factors: i64,
    pub needed_factors: i64,
    /// When this session was last seen, and when its factors were last shown.
    pub seen_at: i64,
    pub proven_at: i64,
    /// Got in by mail, having lost the password: they may set another without the old one.
    #[serde(deserialize_with = "crate::db::query::flag")]
    pub lost_password: bool,
    /// How they like to read dates and times.
    pub language: Language,
    pub hours: Hours,
    pub times: Times,
}

/// How far a session has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    In,
    /// Has a temporary password, and must choose a permanent one.
    MustChoosePassword,
    /// Has a second factor, and did not show it yet.
    MustShowFactor,
    /// Needs a second factor here, and has none yet.
    MustSetUpFactor,
}

impl User {
    pub fn standing(&self) -> Standing {
        match self.state {
            State::Invited => Standing::MustChoosePassword,
            _ if self.shown_factors >= self.needed_factors => Standing::In,
            _ if self.factors > 1 => Standing::MustShowFactor,
            _ => Standing::MustSetUpFactor,
        }
    }

    /// Whether a client has a grant and all that it takes.
    pub fn is_granted(&self, grant: Grant) -> bool {
        self.role.has_use_for(grant)
            && self.grants.contains(&grant)
            && grant.needs().is_none_or(|other| self.grants.contains(&other))
    }
}

/// The statements that say whose page it is and who looks at it.
pub type Lookup = (Query<Option<Workspace>>, Query<Option<User>>);

/// The person looking at the page.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub user: User,
    pub workspace: Workspace,
    /// What the last page left to be said.
    pub notice: Option<String>,
    /// For the forms on this page: sent twice, each is carried out once.
    pub key: String,
    pub path: String,
    /// Whether they sent a form, rather than asked for a page.
    pub is_sending: bool,
    /// Of the face they are on.
    pub routes: &'static [Route],
    pub now: i64,
}

impl Visitor {
    pub fn first_name(&self) -> &str {
        self.user.name.split_whitespace().next().unwrap_or_default()
    }

    /// How they like to read dates and times.
    pub fn style(&self) -> Style {
        let User { language, hours, times, .. } = self.user;
        Style { language, hours, times }
    }

    /// An instant in the office's zone, as they like to read it.
    pub fn moment(&self, at: i64) -> Moment {
        self.moment_in(at, &self.workspace.zone)
    }

    /// The same in the zone of a place.
    pub fn moment_in(&self, at: i64, zone: &str) -> Moment {
        Moment::new(at, zone).styled(self.style())
    }

    /// A day of a place, of which no time is told: the day there, also for whoever reads Zulu.
    pub fn day_in(&self, at: i64, zone: &str) -> Moment {
        Moment::new(at, zone).styled(self.style().local())
    }

    /// "10 Dec 2026" of a date, in their language.
    pub fn date(&self, date: NaiveDate) -> String {
        self.style().language.date(date)
    }

    pub fn initials(&self) -> String {
        text::initials(&self.user.name)
    }

    /// Whether the page is this place or below it.
    pub fn at(&self, place: &str) -> bool {
        self.path == place
            || (place != "/"
                && self.path.strip_prefix(place).is_some_and(|rest| rest.starts_with('/')))
    }

    pub fn may(&self, right: Right) -> bool {
        self.user.role.may(right)
    }

    /// Whether a client was granted this.
    pub fn is_granted(&self, grant: Grant) -> bool {
        self.user.is_granted(grant)
    }

    pub fn travels(&self) -> bool {
        self.user.role.travels()
    }

    /// Whether what things cost is theirs to see; staff see it all.
    pub fn sees_money(&self) -> bool {
        self.user.face == Face::Ops || self.is_granted(Grant::SeeMoney)
    }

    /// Whether they may open a page, by its path in the route table: `/quotes/{id}/edit`.
    pub fn may_open(&self, path: &str) -> bool {
        self.may_use("GET", path)
    }

    /// Whether they may send a form, by its path in the route table: `/quotes/{id}/sending`.
    pub fn may_send(&self, path: &str) -> bool {
        self.may_use("POST", path)
    }

    fn may_use(&self, method: &str, path: &str) -> bool {
        let route = self.routes.iter().find(|it| it.method == method && it.path == path);
        route.is_some_and(|it| it.access.check(&self.user, |_| false).is_ok())
    }

    /// The address of a page, or nothing where they may not open it.
    pub fn way_to(&self, page: &'static str) -> &'static str {
        if self.may_open(page) { page } else { "" }
    }

    /// Asks for a fresh sign-in before what an unattended screen must not do, then leads on to `next`.
    /// Whoever sent a form is told there that it has to be sent again.
    pub fn needs_proof(&self, next: &str) -> Result<(), Error> {
        let is_fresh = self.now - self.user.proven_at < PROOF;
        let first = || Error::ProveFirst { next: next.to_owned(), unsent: self.is_sending };
        if is_fresh { Ok(()) } else { Err(first()) }
    }
}
