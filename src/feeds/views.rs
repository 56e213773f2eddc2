//! What the page of the calendar feed shows.
use super::Feed;
use crate::{http::page::Faced, users::Visitor, workspaces::Face};
use askama::Template;

pub struct FeedPage {
    pub feed: Option<Feed>,
    /// The new address, which is shown once.
    pub address: Option<String>,
}

impl FeedPage {
    pub fn since(&self, visitor: &Visitor) -> String {
        self.feed.map(|it| visitor.moment(it.created_at).long_date()).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "feeds/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub it: FeedPage,
}

#[derive(Template)]
#[template(path = "feeds/ops/show.html")]
pub struct OpsShow {
    pub visitor: Visitor,
    pub it: FeedPage,
}

impl Show {
    pub fn of(
        visitor: Visitor,
        feed: Option<Feed>,
        address: Option<String>,
    ) -> Faced<Self, OpsShow> {
        let it = FeedPage { feed, address };
        match visitor.user.face {
            Face::Client => Faced::Client(Self { visitor, it }),
            Face::Ops => Faced::Ops(OpsShow { visitor, it }),
        }
    }
}
