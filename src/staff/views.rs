//! What the staff pages show.
use super::Member;
use crate::{
    http::form::Form,
    ui::pieces::Pager,
    users::{AccessState, Right, Role, Visitor},
};
use askama::Template;

#[derive(Template)]
#[template(path = "staff/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub members: Vec<Member>,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "staff/new.html")]
pub struct New {
    pub visitor: Visitor,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "staff/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub member: Member,
    pub form: Form,
}

/// The roles to choose from, each with its word and its name.
pub fn roles() -> [(&'static str, &'static str); 4] {
    Role::STAFF.map(|role| (role.word(), role.name()))
}

impl Index {
    pub fn may_administer(&self) -> bool {
        self.visitor.may_open("/staff/{id}")
    }
}

impl Show {
    pub fn new(visitor: Visitor, member: Member) -> Self {
        let form = Form::of([("role", member.role.word())]);
        Self { visitor, member, form }
    }

    pub fn is_me(&self) -> bool {
        self.member.id == self.visitor.user.id
    }

    /// The facts about their access, each with its label, from the invitation on.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let it = &self.member;
        let at = |at: i64| self.visitor.moment(at).dated();
        let access = it.standing(&self.visitor);
        let until = it.temporary_until.filter(|_| access.is_invited());
        let label =
            if access == AccessState::Expired { "Password expired" } else { "Password good until" };
        let mut facts = vec![
            ("Email", it.email.clone()),
            ("Role", it.role.name().to_owned()),
            ("Two-step verification", it.second_factor().to_owned()),
        ];
        facts.extend(it.invited_at.map(|it| ("Invited", at(it))));
        facts.extend(until.map(|it| (label, at(it))));
        facts.extend(it.activated_at.map(|it| ("Active since", at(it))));
        facts.extend(it.signed_in_at.map(|it| ("Last sign-in", at(it))));
        facts.extend(it.revoked_at.map(|it| ("Removed", at(it))));
        facts
    }
}

impl Member {
    pub fn standing(&self, visitor: &Visitor) -> AccessState {
        self.access(visitor.now)
    }

    pub fn second_factor(&self) -> &'static str {
        if self.factors > 1 { "Yes" } else { "No" }
    }

    pub fn last_sign_in(&self, visitor: &Visitor) -> String {
        self.signed_in_at.map_or("Never".to_owned(), |at| visitor.moment(at).dated())
    }
}
