//! The parts of the client portal that a workspace may hide.
use serde::Deserialize;

/// A part of the client portal. The value is its bit in [`Modules`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Module {
    Requests = 1,
    Quotes = 2,
    Passengers = 4,
    Invoices = 8,
    Documents = 16,
    Messages = 32,
    Services = 64,
}

/// A set of modules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(transparent)]
pub struct Modules(u8);

/// The page that clients come to after signing in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Landing {
    Dashboard,
    Bookings,
}

impl Module {
    #[cfg(test)]
    pub const ALL: [Self; 7] = [
        Self::Requests,
        Self::Quotes,
        Self::Passengers,
        Self::Invoices,
        Self::Documents,
        Self::Messages,
        Self::Services,
    ];

    /// The column of `workspaces`, without `shows_`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Quotes => "quotes",
            Self::Passengers => "passengers",
            Self::Invoices => "invoices",
            Self::Documents => "documents",
            Self::Messages => "messages",
            Self::Services => "services",
        }
    }
}

impl Modules {
    pub const NONE: Self = Self(0);

    #[must_use]
    pub const fn with(self, module: Module) -> Self {
        Self(self.0 | module as u8)
    }

    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that a page of the client portal is in.
    pub fn of_page(path: &str) -> Self {
        let path = path.split(['?', '#', '.']).next().unwrap_or(path);
        let parts: Vec<_> = path.split('/').skip(1).collect();
        let of = |module| Self::NONE.with(module);
        let place = match parts.first().copied().unwrap_or_default() {
            "requests" => of(Module::Requests),
            "quotes" | "signed-copies" => of(Module::Quotes),
            "passengers" => of(Module::Passengers),
            "invoices" | "payments" | "statement" => of(Module::Invoices),
            "messages" | "attachments" => of(Module::Messages),
            "services" => of(Module::Services),
            _ => Self::NONE,
        };
        match parts.get(2).copied().unwrap_or_default() {
            "thread" => place.with(Module::Messages),
            "manifest" => place.with(Module::Passengers),
            "services" => place.with(Module::Services),
            _ => place,
        }
    }

    pub const fn bits(self) -> i64 {
        self.0 as i64
    }

    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{testing::cast::*, workspaces};
    use futures_executor::block_on;

    #[test]
    fn each_module_has_a_column_and_a_bit_of_its_own() {
        for module in Module::ALL {
            let column = format!("UPDATE workspaces SET shows_{} = 0", module.word());
            let portal = Portal::open(&column);
            let at = block_on(portal.app.db.run(workspaces::at("harbour"))).unwrap().unwrap();
            assert_eq!(at.hidden, Modules::NONE.with(module), "{}", module.word());
        }
        let at = block_on(Portal::open("").app.db.run(workspaces::at("harbour")));
        assert_eq!(at.unwrap().unwrap().hidden, Modules::NONE);
    }
}
