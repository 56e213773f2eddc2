//! Who hears that something changed: the seats of open pages, and the notices that are given to them.
use crate::kit::ids::{UserId, WorkspaceId};
use serde::{Deserialize, Serialize};

/// An open page: whose it is, and what it listens to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    pub workspace: WorkspaceId,
    pub user: UserId,
    /// Ids, names of lists such as `trips`, or [`ANY`].
    pub topics: Vec<String>,
}

/// The topic of a page that listens to every change.
pub const ANY: &str = "*";

/// What changed in a workspace, and whose rights may have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub topics: Vec<String>,
    pub users: Vec<UserId>,
}

/// What a page is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// It asks for itself anew.
    Changed,
    /// Its socket is closed. It may come back if its visitor still has access.
    Leave,
}

impl Seat {
    pub fn told(&self, notice: &Notice) -> Option<Word> {
        let hears = |topic: &String| topic == ANY || notice.topics.contains(topic);
        if notice.users.contains(&self.user) {
            Some(Word::Leave)
        } else {
            self.topics.iter().any(hears).then_some(Word::Changed)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seat(topics: &[&str]) -> Seat {
        let topics = topics.iter().map(|it| (*it).to_owned()).collect();
        Seat { workspace: WorkspaceId::new(0, &[1; 10]), user: UserId::new(0, &[2; 10]), topics }
    }

    #[test]
    fn a_page_hears_of_its_topics_alone() {
        let notice = Notice { topics: vec!["trips".into(), "t1".into()], users: vec![] };
        assert_eq!(seat(&["t1"]).told(&notice), Some(Word::Changed));
        assert_eq!(seat(&["t2", "trips"]).told(&notice), Some(Word::Changed));
        assert_eq!(seat(&[ANY]).told(&notice), Some(Word::Changed));
        assert_eq!(seat(&["t2"]).told(&notice), None);
        assert_eq!(seat(&[]).told(&notice), None);
    }

    #[test]
    fn whoever_may_have_lost_access_has_to_come_back() {
        let own = Notice { topics: vec!["t1".into()], users: vec![UserId::new(0, &[2; 10])] };
        assert_eq!(seat(&["t1"]).told(&own), Some(Word::Leave));
        let other = Notice { topics: vec![], users: vec![UserId::new(0, &[3; 10])] };
        assert_eq!(seat(&["t1"]).told(&other), None);
    }
}
