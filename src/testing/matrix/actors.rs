//! Every kind of visitor: how the database is prepared for them, and the response that they must get.
use crate::{
    sessions::token,
    testing::{
        cast::*,
        walk::{Ask, Place, Stop, is_sign_in},
    },
    users::{Grant, Right, Role, Who},
    workspaces::Face,
};
use axum::http::StatusCode;

/// Another visitor in place of the stop's own one, or that one in another state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    SignedOut,
    /// A cookie signed with another key.
    Forged,
    /// A session of the other face.
    OtherFace,
    Expired,
    Idle,
    Ended,
    Disabled,
    Invited,
    /// Has a second factor, and has not shown it.
    HalfWay,
    /// Needs a second factor, and has none.
    WithoutFactor,
    OtherAccount,
    Neighbor,
    /// A client with this role and every permission, or all but this one.
    Client(Role, Option<Grant>),
    Staff(Role),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Page,
    /// Carried out: redirected to where the stop says.
    Done,
    SignIn,
    ChoosePassword,
    ShowFactor,
    SetUpFactor,
    NotFound,
    Forbidden,
}

impl Answer {
    pub fn is_given(self, reply: &Reply, stop: &Stop) -> bool {
        let leads =
            |to: &str| reply.status == StatusCode::SEE_OTHER && reply.location().starts_with(to);
        match self {
            Self::Page => reply.status == StatusCode::OK,
            Self::Done => leads(&stop.leads_to()),
            Self::SignIn => is_sign_in(reply),
            Self::ChoosePassword => leads("/password/new"),
            Self::ShowFactor => leads("/session/factor"),
            Self::SetUpFactor => leads("/factors"),
            Self::NotFound => reply.status == StatusCode::NOT_FOUND,
            Self::Forbidden => reply.status == StatusCode::FORBIDDEN,
        }
    }
}

/// Visitors who may use no private route of a face, or not yet.
pub fn strangers(face: Face) -> Vec<Actor> {
    let mut all = vec![
        Actor::SignedOut,
        Actor::Forged,
        Actor::OtherFace,
        Actor::Expired,
        Actor::Idle,
        Actor::Ended,
        Actor::Disabled,
        Actor::Invited,
        Actor::HalfWay,
        Actor::WithoutFactor,
        Actor::Neighbor,
    ];
    if face == Face::Client {
        all.push(Actor::OtherAccount);
    }
    all
}

/// Clients of a role, with every permission and with each one taken away.
pub fn clients(role: Role) -> Vec<Actor> {
    let without = std::iter::once(None).chain(Grant::ALL.map(Some));
    without.map(|grant| Actor::Client(role, grant)).collect()
}

pub fn staff() -> Vec<Actor> {
    Role::STAFF.map(Actor::Staff).to_vec()
}

impl Actor {
    /// Who sends the request.
    fn person(self, stop: &Stop, face: Face) -> Person {
        match (self, face) {
            (Self::Neighbor, Face::Client) => MILO,
            (Self::Neighbor, Face::Ops) => RHEA,
            (Self::OtherAccount, _) if stop.who == RUTH => MIRA,
            (Self::OtherAccount, _) => RUTH,
            _ => stop.who,
        }
    }

    pub fn ask(self, place: &Place) -> Ask {
        let who = self.person(place.stop, place.face);
        let ask = Ask::at(place.stop).by(who);
        let other = if place.face == Face::Client { OLE } else { MIRA };
        match self {
            Self::SignedOut => ask.with_cookie(None),
            Self::Forged => ask.with_cookie(token::seal(
                &"another key".into(),
                who.name,
                who.host,
                i64::MAX >> 11,
            )),
            Self::OtherFace => {
                ask.with_cookie(Some(cookie_of(Person { name: other.name, host: who.host })))
            }
            _ => ask,
        }
    }

    /// The SQL that puts the visitor into this state.
    pub fn state(self, place: &Place) -> String {
        let who = self.person(place.stop, place.face);
        let (name, slug) = (who.name, who.host.trim_end_matches("-ops"));
        // "vera, half-way" is another session of the user Vera.
        let login = name.split(',').next().unwrap_or(name);
        let user =
            |set: &str| format!("UPDATE users SET {set} WHERE email = '{login}@{slug}.example'");
        let session = |set: &str| {
            format!("UPDATE sessions SET {set} WHERE digest = '{}'", token::digest(name))
        };
        let contact =
            format!("(SELECT contact_id FROM users WHERE email = '{login}@{slug}.example')");
        let every = Grant::ALL.map(|grant| format!("('{}')", grant.word())).join(", ");
        let granted = format!(
            "INSERT OR IGNORE INTO grants (workspace_id, contact_id, name)
             SELECT c.workspace_id, c.id, n.column1 FROM contacts c, (VALUES {every}) n WHERE c.id = {contact}"
        );
        match self {
            Self::SignedOut | Self::Forged | Self::OtherFace => String::new(),
            Self::Expired => session(&format!("expires_at = {NOON}")),
            Self::Idle => session(&format!("seen_at = {NOON} - 30 * 86400000")),
            Self::Ended => session(&format!("ended_at = {NOON}")),
            Self::Disabled => user("state = 'disabled'"),
            Self::Invited => user("state = 'invited'"),
            Self::HalfWay => format!("{}; {}", user("factors = 2"), session("factors = 1")),
            Self::WithoutFactor => format!(
                "UPDATE workspaces SET staff_factors = 2, client_factors = 2; {}; {}",
                user("factors = 1"),
                session("factors = 1")
            ),
            Self::OtherAccount | Self::Neighbor => granted,
            Self::Client(role, None) => {
                format!("{}; {granted}", user(&format!("role = '{}'", role.word())))
            }
            Self::Client(role, Some(without)) => format!(
                "{}; {granted}; DELETE FROM grants WHERE contact_id = {contact} AND name = '{}'",
                user(&format!("role = '{}'", role.word())),
                without.word()
            ),
            Self::Staff(role) => user(&format!("role = '{}'", role.word())),
        }
    }

    /// The response that they must get. None if the handler decides, not the route table.
    pub fn expects(self, place: &Place) -> Option<Answer> {
        let who = place.who();
        let good = if place.stop.target.is_empty() { Answer::Page } else { Answer::Done };
        match self {
            _ if who == Who::Anyone => None,
            Self::Invited
            | Self::HalfWay
            | Self::WithoutFactor
            | Self::Client(..)
            | Self::Staff(_)
                if who == Who::Begun =>
            {
                None
            }
            Self::SignedOut
            | Self::Forged
            | Self::OtherFace
            | Self::Expired
            | Self::Idle
            | Self::Ended
            | Self::Disabled => Some(Answer::SignIn),
            Self::Invited => Some(Answer::ChoosePassword),
            Self::HalfWay => Some(Answer::ShowFactor),
            Self::WithoutFactor => Some(Answer::SetUpFactor),
            Self::OtherAccount | Self::Neighbor => {
                place.is_of_someone().then_some(Answer::NotFound)
            }
            Self::Client(..) | Self::Staff(_) => {
                Some(self.refused(who, place.stop.also).unwrap_or(good))
            }
        }
    }

    /// How the route refuses somebody who is signed in, if it does.
    pub fn refused(self, who: Who, also: Option<Right>) -> Option<Answer> {
        match (self, who) {
            (Self::Client(role, without), Who::Clients { travels, hidden_without, needs }) => {
                let lacks = |grant: Grant| {
                    without.is_some_and(|it| it == grant || grant.needs() == Some(it))
                };
                let is_customer = role == Role::Customer;
                match () {
                    () if travels && is_customer => Some(Answer::NotFound),
                    () if hidden_without.is_some_and(lacks) => Some(Answer::NotFound),
                    () if needs.into_iter().flatten().any(lacks) => Some(Answer::Forbidden),
                    () => None,
                }
            }
            (Self::Client(role, _), Who::Customers) => {
                (role != Role::Customer).then_some(Answer::NotFound)
            }
            (Self::Staff(role), Who::Staff { needs }) => {
                let mut needs = needs.into_iter().chain([also]).flatten();
                needs.any(|right| !has(role, right)).then_some(Answer::Forbidden)
            }
            _ => None,
        }
    }
}

/// The rights of each role, written here a second time, so that a wrong one in `users::rights` is found.
fn has(role: Role, right: Right) -> bool {
    match role {
        Role::Admin => true,
        Role::Dispatcher => [
            Right::WorkRequests,
            Right::Quote,
            Right::MoveTrips,
            Right::Handle,
            Right::ManageContacts,
            Right::GrantAccess,
            Right::Message,
            Right::ManagePassengers,
        ]
        .contains(&right),
        Role::Accounting => {
            [Right::Invoice, Right::ManageContacts, Right::Message].contains(&right)
        }
        Role::ReadOnly | Role::Owner | Role::Charter | Role::Customer => false,
    }
}
