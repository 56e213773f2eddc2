//! Users: the people who sign in, as clients or as staff, each with a role; and the programs that use the API.
mod access;
mod access_state;
mod bell;
mod program;
mod proof;
mod queries;
mod rights;
pub use access::{
    Access, Route, Who, anyone, begun, clients, customers, everyone, may, programs, staff,
    travelers,
};
pub use access_state::AccessState;
pub use bell::LatestNotice;
pub use program::{Ability, Program};
pub use proof::PROOF;
pub use queries::{
    count_factors, invite, invite_again, invite_contact, merge_access, program, program_seen,
    restore, resume, revoke, set_name_and_email, set_own_details, set_own_email, set_own_style,
    set_password, set_role, suspend, visitor,
};
pub use rights::{Grant, Right, Role};

use crate::{
    db::query::Query,
    kit::{
        clock::Dates,
        ids::UserId,
        language::Language,
        style::{Hours, Style, Times},
        text,
        zoned::Moment,
    },
    workspaces::{Face, Landing, Workspace},
};
use chrono::NaiveDate;
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Was sent a temporary password and must choose a permanent one.
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
    /// Increases with every change of the role or the rights.
    pub version: i64,
    /// How many threads have new messages for them.
    pub unread: i64,
    /// For staff: how many requests nobody has taken under review.
    pub waiting: i64,
    /// For staff: how many sign-ups wait for approval.
    pub sign_ups: i64,
    /// How many notices they have not read, and the latest ones.
    pub news: i64,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub latest: Vec<LatestNotice>,
    /// What was granted to a client; [`User::is_granted`] takes the role into account too.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub grants: Vec<Grant>,
    /// 1, or 2 if they have a second factor.
    pub factors: i64,
    /// How many factors were shown in this session, and how many the portal needs.
    pub shown_factors: i64,
    pub needed_factors: i64,
    /// When this session was last used, and when the person last proved their identity in it.
    pub seen_at: i64,
    pub proven_at: i64,
    /// Whether they signed in by a mail for a lost password, and so may set a new one without the old.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub lost_password: bool,
    /// How they like to read dates and times.
    pub language: Language,
    /// None to follow the workspace.
    pub hours: Option<Hours>,
    pub times: Times,
}

/// What a session still needs before the portal is open to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing: signed in completely.
    In,
    /// Has a temporary password, and must choose a permanent one.
    MustChoosePassword,
    /// Has a second factor and has not shown it yet.
    MustShowFactor,
    /// Needs a second factor in this workspace and has none yet.
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

    /// Whether a client has a grant and the one that it needs.
    pub fn is_granted(&self, grant: Grant) -> bool {
        self.role.has_use_for(grant)
            && self.grants.contains(&grant)
            && grant.needs().is_none_or(|other| self.grants.contains(&other))
    }
}

/// The statements that select the workspace and the visitor of a request.
pub type Lookup = (Query<Option<Workspace>>, Query<Option<User>>);

/// The person looking at the page.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub user: User,
    pub workspace: Workspace,
    /// The notice that the last form left for this page.
    pub notice: Option<String>,
    /// The key of the forms on this page, so that a form sent twice is carried out once.
    pub key: String,
    pub path: String,
    /// Whether the request is a form that was sent.
    pub is_sending: bool,
    /// The routes of the face they are on.
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
        let of_workspace = self.workspace.style(self.now);
        let hours = hours.unwrap_or(of_workspace.hours);
        Style { language, hours, times, ..of_workspace }
    }

    /// An instant in the workspace's time zone, in the style they prefer.
    pub fn moment(&self, at: i64) -> Moment {
        self.moment_in(at, &self.workspace.zone)
    }

    /// An instant in the time zone `zone`, in the style they prefer.
    pub fn moment_in(&self, at: i64, zone: &str) -> Moment {
        Moment::new(at, zone).styled(self.style())
    }

    /// The local day of an instant in the time zone `zone`, also for those who prefer Zulu times.
    pub fn day_in(&self, at: i64, zone: &str) -> Moment {
        Moment::new(at, zone).styled(self.style().local())
    }

    /// A date: "Dec 10, 2026".
    pub fn date(&self, date: NaiveDate) -> String {
        self.style().date(date)
    }

    /// The date in the workspace's time zone.
    pub fn today(&self) -> NaiveDate {
        self.workspace.today(self.now)
    }

    /// How the dates are read that they type.
    pub fn dates(&self) -> Dates {
        Dates::new(self.today(), self.style())
    }

    /// Tells one person's pages from another's where a browser keeps them. It says nothing else about them.
    pub fn person(&self) -> String {
        text::digest(&[b"person", self.user.id.to_string().as_bytes()]).chars().take(16).collect()
    }

    pub fn initials(&self) -> String {
        text::initials(&self.user.name)
    }

    /// Whether the page has this path or one below it.
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

    /// Whether they come to their trips after signing in, and have no home page.
    pub fn lands_on_trips(&self) -> bool {
        self.workspace.landing == Landing::Bookings && self.may_open("/trips")
    }

    /// Whether they may see prices and invoices; staff always may.
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
        route.is_some_and(|it| it.access.check(&self.workspace, &self.user, |_| false).is_ok())
    }

    /// The path of a page, or nothing if they may not open it.
    pub fn way_to(&self, page: &'static str) -> &'static str {
        if self.may_open(page) { page } else { "" }
    }
}
