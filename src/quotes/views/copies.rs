//! The page that says whether a file is a signed copy.
use super::super::{named, queries::KnownCopy};
use crate::{
    http::{form::Form, page::Faced},
    users::Visitor,
    workspaces::Face,
};
use askama::Template;

#[derive(Template)]
#[template(path = "quotes/check.html")]
pub struct Check {
    pub visitor: Visitor,
    /// Whether a file was asked about.
    pub is_asked: bool,
    /// What it is; none where it is no signed copy that the visitor may see.
    pub known: Option<KnownCopy>,
    pub form: Form,
}

/// The same for staff.
#[derive(Template)]
#[template(path = "quotes/ops/check.html")]
pub struct OpsCheck {
    pub visitor: Visitor,
    pub is_asked: bool,
    pub known: Option<KnownCopy>,
    pub form: Form,
}

impl Check {
    /// What `known` says about the file that was asked about, if one was.
    pub fn of(
        visitor: Visitor,
        (is_asked, known): (bool, Option<KnownCopy>),
        form: Form,
    ) -> Faced<Self, OpsCheck> {
        match visitor.user.face {
            Face::Client => Faced::Client(Self { visitor, is_asked, known, form }),
            Face::Ops => Faced::Ops(OpsCheck { visitor, is_asked, known, form }),
        }
    }
}

impl KnownCopy {
    pub fn quote(&self) -> String {
        named(&self.reference, self.revision)
    }

    pub fn signed(&self, visitor: &Visitor) -> String {
        visitor.moment(self.at).dated()
    }

    /// When the acceptance was undone; empty where it stands.
    pub fn undone(&self, visitor: &Visitor) -> String {
        self.undone_at.map(|at| visitor.moment(at).dated()).unwrap_or_default()
    }
}
