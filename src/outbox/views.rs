//! What mails say, and what staff see of them.
use super::{Notice, State, queries};
use crate::{
    kit::colour::Colour,
    ui::pieces::Pager,
    users::{Right, Visitor},
    workspaces::Canonical,
};
use askama::Template;

/// A mail as HTML; [`Text`] is the same in plain text.
#[derive(Template)]
#[template(path = "mail/notice.html")]
pub struct Mail<'a> {
    from: &'a Canonical,
    to_name: &'a str,
    notice: &'a Notice,
    link: &'a str,
    /// To be typed, and so told large.
    code: Option<&'a str>,
    on_brand: String,
}

impl<'a> Mail<'a> {
    pub fn notice(
        from: &'a Canonical,
        to_name: &'a str,
        notice: &'a Notice,
        link: &'a str,
    ) -> Self {
        let on_brand = Colour::parse(&from.brand)
            .map_or_else(|| "#ffffff".to_owned(), |brand| brand.ink().hex());
        Self { from, to_name, notice, link, code: None, on_brand }
    }

    #[must_use]
    pub fn with(self, code: Option<&'a str>) -> Self {
        Self { code, ..self }
    }

    /// One line, whatever was typed into it.
    pub fn subject(&self) -> String {
        self.notice.subject.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// "Hello Mira"; whose name is not known is greeted without.
    fn greeting(&self) -> String {
        let name = self.to_name.split_whitespace().next();
        name.map_or("Hello".to_owned(), |name| format!("Hello {name}"))
    }

    fn leads_on(&self) -> bool {
        !self.notice.action.is_empty()
    }
}

#[derive(Template)]
#[template(path = "mail/notice.txt")]
pub struct Text<'a>(pub &'a Mail<'a>);

#[derive(Template)]
#[template(path = "outbox/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub mails: Vec<queries::Mail>,
    pub failed: bool,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "outbox/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub mail: queries::Mail,
    /// Kept on a developer's machine only.
    pub copy: Option<String>,
}

impl Show {
    pub fn may_send_again(&self) -> bool {
        self.mail.state == State::Dead && self.visitor.may(Right::Message)
    }
}

impl queries::Mail {
    pub fn state_class(&self) -> &'static str {
        match self.state {
            State::Queued | State::Working => "wait",
            State::Done => "ok",
            State::Dead => "late",
        }
    }

    pub fn state_word(&self) -> &'static str {
        match self.state {
            State::Queued if self.attempts > 0 => "Trying again",
            State::Queued => "Waiting",
            State::Working => "Being sent",
            State::Done => "Sent",
            State::Dead => "Failed",
        }
    }

    pub fn written(&self, visitor: &Visitor) -> String {
        visitor.moment(self.created_at).full()
    }

    pub fn sent(&self, visitor: &Visitor) -> Option<String> {
        self.done_at.map(|at| visitor.moment(at).full())
    }
}
