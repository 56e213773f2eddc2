//! What the pages with files show.
use super::{FiledTrip, TripFile, written_size};
use crate::{http::form::Form, kit::zoned::Moment, users::Visitor, workspaces::Face};
use askama::Template;

#[derive(Template)]
#[template(path = "files/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub trip: FiledTrip,
    pub files: Vec<TripFile>,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "files/ops/index.html")]
pub struct OpsIndex {
    pub visitor: Visitor,
    pub trip: FiledTrip,
    pub files: Vec<TripFile>,
    pub form: Form,
}

impl TripFile {
    /// The address of the download.
    pub fn href(&self) -> String {
        format!("/files/{}", self.id)
    }

    pub fn written_size(&self) -> String {
        written_size(self.size)
    }

    /// Who added it. Clients read of staff as "Operations".
    pub fn author(&self, visitor: &Visitor) -> &str {
        let is_named = self.face == Face::Client || visitor.user.face == Face::Ops;
        if is_named { &self.by } else { "Operations" }
    }

    pub fn moment(&self, visitor: &Visitor) -> Moment {
        visitor.moment(self.at)
    }

    /// Whether the visitor may remove it.
    pub fn may_go(&self, visitor: &Visitor) -> bool {
        visitor.may_send("/files/{id}/removal")
            && (visitor.user.face == Face::Ops || self.is_of(visitor.user.id))
    }
}
