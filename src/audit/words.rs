//! The groups of actions in the audit trail, and the kinds of their subjects, with their words.
use super::actions::{ACTIONS, Action};

/// A group of actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    SigningIn,
    Access,
    People,
    Trips,
    Quotes,
    Money,
    Mail,
    Settings,
}

/// The kind of an action's subject, which decides the table it is looked up in and the page it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    Nothing,
    /// A contact, or a user.
    Person,
    /// The user in whose name somebody who was not authenticated tried to sign in.
    Claimed,
    Account,
    Lead,
    SignUp,
    Passenger,
    Trip,
    /// A time in which a tail takes no trips.
    Block,
    Request,
    Quote,
    Invoice,
    Rate,
    Thread,
    Letter,
    Fbo,
    Tail,
    Service,
    /// An API key.
    Key,
}

impl Group {
    pub const ALL: [Self; 8] = [
        Self::SigningIn,
        Self::Access,
        Self::People,
        Self::Trips,
        Self::Quotes,
        Self::Money,
        Self::Mail,
        Self::Settings,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::SigningIn => "Signing in",
            Self::Access => "Access and rights",
            Self::People => "People",
            Self::Trips => "Trips and services",
            Self::Quotes => "Requests and quotes",
            Self::Money => "Money",
            Self::Mail => "Messages and email",
            Self::Settings => "Settings",
        }
    }

    /// The word in the address.
    pub fn word(self) -> &'static str {
        match self {
            Self::SigningIn => "signing_in",
            Self::Access => "access",
            Self::People => "people",
            Self::Trips => "trips",
            Self::Quotes => "quotes",
            Self::Money => "money",
            Self::Mail => "mail",
            Self::Settings => "settings",
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.word() == word)
    }

    pub fn actions(self) -> impl Iterator<Item = &'static Action> {
        ACTIONS.iter().filter(move |it| it.group == self)
    }
}

impl Noun {
    /// The word in the statement that looks up the name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Person | Self::Claimed => "person",
            Self::Account => "account",
            Self::Lead => "lead",
            Self::SignUp => "sign-up",
            Self::Passenger => "passenger",
            Self::Trip => "trip",
            Self::Block => "block",
            Self::Request => "request",
            Self::Quote => "quote",
            Self::Invoice => "invoice",
            Self::Rate => "rate",
            Self::Thread => "thread",
            Self::Letter => "email",
            Self::Fbo => "FBO",
            Self::Tail => "tail",
            Self::Service => "order",
            Self::Key => "key",
        }
    }

    /// "quote Q-1023", or "a quote" where it is not known which.
    pub fn told(self, subject: Option<&str>) -> String {
        match (self, subject) {
            (Self::Nothing, _) | (Self::Claimed, None) => String::new(),
            (Self::Person | Self::Claimed | Self::Tail, Some(name)) => name.to_owned(),
            (Self::Person, None) => "a person".to_owned(),
            (Self::Thread, Some(name)) => format!("the thread \u{201c}{name}\u{201d}"),
            (Self::Key, Some(name)) => format!("the API key \u{201c}{name}\u{201d}"),
            (Self::Key, None) => "an API key".to_owned(),
            (Self::Block, Some(name)) => format!("a block of {name}"),
            (Self::SignUp, Some(name)) => format!("the sign-up of {name}"),
            (Self::Letter, Some(name)) => format!("the email \u{201c}{name}\u{201d}"),
            (Self::Invoice | Self::Account | Self::Letter | Self::Fbo | Self::Service, None) => {
                format!("an {}", self.word())
            }
            (noun, Some(name)) => format!("{} {name}", noun.word()),
            (noun, None) => format!("a {}", noun.word()),
        }
    }

    /// The path of its page, if it has one.
    pub fn page(self, id: &str) -> Option<String> {
        let place = match self {
            // The id comes with its folder, `contacts/` or `staff/`.
            Self::Person | Self::Claimed => return Some(format!("/{id}")),
            Self::Account => "accounts",
            Self::Lead => "leads",
            Self::SignUp => "sign-ups",
            Self::Trip => "trips",
            Self::Block => "blocks",
            Self::Request => "requests",
            Self::Quote => "quotes",
            Self::Invoice => "invoices",
            Self::Thread => "messages",
            Self::Letter => "mails",
            Self::Fbo => "fbos",
            Self::Tail => "tails",
            Self::Service => "services",
            Self::Rate => return Some("/rates".to_owned()),
            Self::Key => return Some("/settings/api".to_owned()),
            Self::Nothing | Self::Passenger => return None,
        };
        Some(format!("/{place}/{id}"))
    }
}
