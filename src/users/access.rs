//! Who may use a route: declared once, beside the route. The visit enforces it, pages use it to
//! decide which links and buttons to show, and `docs/access.md` is generated from it.
use super::{Ability, Grant, Right, Role, User};
use crate::{
    error::Error,
    workspaces::{Module, Modules, Trade, Workspace},
};
use std::fmt;

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access {
    pub who: Who,
    /// If the query string or the form has this field, this replaces `who`.
    pub with_field: Option<(&'static str, Who)>,
    /// Whether only workspaces that operate aircraft have it. Others do not find the route.
    pub is_of_aircraft: bool,
    /// The parts of the client portal that it belongs to. Where a workspace hides one of them, its clients do not find
    /// the route.
    pub modules: Modules,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody, signed in or not; the handler decides what they may see.
    Anyone,
    /// Whoever has begun to sign in, also if they still have a second factor to show or to set up.
    Begun,
    /// Whoever is signed in.
    Everyone,
    /// Clients. With `travels`, the route is not found by clients whose role has no trips; with
    /// `hidden_without`, by those without that grant. Those without a grant of `needs` are refused.
    Clients { travels: bool, hidden_without: Option<Grant>, needs: [Option<Grant>; 2] },
    /// Clients whose role is customer of the FBO. Others do not find the route.
    Customers,
    /// Staff whose role has all these rights.
    Staff { needs: [Option<Right>; 2] },
    /// Programs that send an API key which may do this. People who are signed in do not count.
    Programs(Ability),
}

/// A route and who may use it.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    pub method: &'static str,
    /// The path, with `{…}` for an id.
    pub path: &'static str,
    pub access: Access,
}

const fn access(who: Who) -> Access {
    Access { who, with_field: None, is_of_aircraft: false, modules: Modules::NONE }
}

pub const fn anyone() -> Access {
    access(Who::Anyone)
}

pub const fn begun() -> Access {
    access(Who::Begun)
}

pub const fn everyone() -> Access {
    access(Who::Everyone)
}

/// Clients of every role.
pub const fn clients() -> Access {
    access(Who::Clients { travels: false, hidden_without: None, needs: [None, None] })
}

/// Clients whose role has trips: charter clients and owners. Others do not find the route.
pub const fn travelers() -> Access {
    access(Who::Clients { travels: true, hidden_without: None, needs: [None, None] })
}

/// Customers of the FBO.
pub const fn customers() -> Access {
    access(Who::Customers)
}

/// Staff of every role.
pub const fn staff() -> Access {
    access(Who::Staff { needs: [None, None] })
}

/// Staff whose role has a right.
pub const fn may(right: Right) -> Access {
    access(Who::Staff { needs: [Some(right), None] })
}

/// Programs whose API key may do this.
pub const fn programs(ability: Ability) -> Access {
    access(Who::Programs(ability))
}

impl Access {
    /// Also needs this grant; clients without it are refused.
    #[must_use]
    pub const fn granted(self, grant: Grant) -> Self {
        let who = match self.who {
            Who::Clients { travels, hidden_without, needs: [None, _] } => {
                Who::Clients { travels, hidden_without, needs: [Some(grant), None] }
            }
            Who::Clients { travels, hidden_without, needs: [first, _] } => {
                Who::Clients { travels, hidden_without, needs: [first, Some(grant)] }
            }
            other => other,
        };
        Self { who, ..self }
    }

    /// Also needs this grant; clients without it do not find the route.
    #[must_use]
    pub const fn hidden_without(self, grant: Grant) -> Self {
        let who = match self.who {
            Who::Clients { travels, needs, .. } => {
                Who::Clients { travels, hidden_without: Some(grant), needs }
            }
            other => other,
        };
        Self { who, ..self }
    }

    /// If the query string or the form has the field `name`, `other` applies instead.
    #[must_use]
    pub const fn with_field(self, name: &'static str, other: Self) -> Self {
        Self { with_field: Some((name, other.who)), ..self }
    }

    /// Only workspaces that operate aircraft have the route.
    #[must_use]
    pub const fn of_aircraft(self) -> Self {
        Self { is_of_aircraft: true, ..self }
    }

    /// The route belongs to this part of the client portal.
    #[must_use]
    pub const fn of(self, module: Module) -> Self {
        self.of_all(Modules::NONE.with(module))
    }

    #[must_use]
    pub const fn of_all(self, modules: Modules) -> Self {
        Self { modules: self.modules.and(modules), ..self }
    }

    /// Whether a user of a workspace may use the route; `has` tells which fields the request has.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the route does not exist for them, [`Error::NotGranted`] or
    /// [`Error::Forbidden`] where they lack a grant or a right.
    pub fn check(
        self,
        workspace: &Workspace,
        user: &User,
        has: impl Fn(&str) -> bool,
    ) -> Result<(), Error> {
        let is_of_others = self.is_of_aircraft && workspace.trade != Trade::Air;
        if is_of_others || self.modules.meets(workspace.hidden) {
            return Err(Error::NotFound);
        }
        match self.with_field {
            Some((name, who)) if has(name) => who.check(user),
            _ => self.who.check(user),
        }
    }
}

impl Who {
    fn check(self, user: &User) -> Result<(), Error> {
        match self {
            Self::Anyone | Self::Begun | Self::Everyone => Ok(()),
            Self::Clients { travels, hidden_without, needs } => {
                let is_hidden = hidden_without.is_some_and(|grant| !user.is_granted(grant));
                if (travels && !user.role.travels()) || is_hidden {
                    return Err(Error::NotFound);
                }
                let lacks_one = needs.into_iter().flatten().any(|grant| !user.is_granted(grant));
                if lacks_one { Err(Error::NotGranted) } else { Ok(()) }
            }
            Self::Customers => {
                if user.role == Role::Customer {
                    Ok(())
                } else {
                    Err(Error::NotFound)
                }
            }
            Self::Staff { needs } => {
                let lacks_one = needs.into_iter().flatten().any(|right| !user.role.may(right));
                if lacks_one { Err(Error::Forbidden) } else { Ok(()) }
            }
            Self::Programs(_) => Err(Error::NotFound),
        }
    }
}

/// The words that `docs/access.md` uses.
impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Anyone => f.write_str("anyone"),
            Self::Begun => f.write_str("whoever has begun to sign in"),
            Self::Everyone => f.write_str("everyone who is signed in"),
            Self::Customers => f.write_str("clients who are customers of the FBO"),
            Self::Programs(ability) => write!(f, "API keys that may: {}", ability.word()),
            Self::Clients { travels, hidden_without, needs } => {
                f.write_str(if travels { "clients who travel" } else { "clients" })?;
                let needs = needs.into_iter().flatten().map(|it| (it, ""));
                let hidden = hidden_without.map(|it| (it, " (hidden without)"));
                for (i, (grant, note)) in hidden.into_iter().chain(needs).enumerate() {
                    let joint = if i == 0 { ", granted: " } else { ", " };
                    write!(f, "{joint}{}{note}", grant.name())?;
                }
                Ok(())
            }
            Self::Staff { needs } => {
                f.write_str("staff")?;
                for (i, right) in needs.into_iter().flatten().enumerate() {
                    write!(f, "{}{}", if i == 0 { " who may: " } else { ", " }, right.name())?;
                }
                Ok(())
            }
        }
    }
}
