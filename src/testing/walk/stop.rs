//! A request to a route that succeeds for one person.
use crate::{testing::cast::Person, users::Right};
use axum::http::Method;

/// See [`crate::testing::walk`].
#[allow(clippy::struct_excessive_bools)] // each is one property of a route
#[derive(Clone, Copy)]
pub struct Stop {
    pub is_post: bool,
    pub route: &'static str,
    pub who: Person,
    /// Replaces the `{…}` of the route, the query and the target.
    pub id: &'static str,
    pub query: &'static str,
    pub form: &'static [(&'static str, &'static str)],
    /// Fields whose values must be made when the form is sent, such as a code.
    pub fill: fn() -> Vec<(&'static str, String)>,
    /// The address, or its start, that a successful form redirects to.
    pub target: &'static str,
    /// Why the form gets another answer when it is sent twice; empty if it does not.
    pub once_only: &'static str,
    /// Whether the form succeeds without any field.
    pub may_be_empty: bool,
    /// Whether it concerns only the visitor, so that staff of every role may do it.
    pub is_own: bool,
    /// Whether opening the page writes to the database: that it was read.
    pub records_the_view: bool,
    /// Whether the form only asks for a page, such as what a file is.
    pub writes_nothing: bool,
    /// Whether the browser has the cookie of having asked for a sign-in link.
    pub asked_for_link: bool,
    /// Whether the field `file` is sent as a file.
    pub is_upload: bool,
    /// A further right that this form needs because of its fields.
    pub also: Option<Right>,
}

impl Stop {
    const fn new(is_post: bool, route: &'static str, who: Person) -> Self {
        Self {
            is_post,
            route,
            who,
            id: "",
            query: "",
            form: &[],
            fill: Vec::new,
            target: "",
            once_only: "",
            may_be_empty: false,
            is_own: false,
            records_the_view: false,
            writes_nothing: false,
            asked_for_link: false,
            is_upload: false,
            also: None,
        }
    }

    pub const fn id(mut self, id: &'static str) -> Self {
        self.id = id;
        self
    }

    pub const fn query(mut self, query: &'static str) -> Self {
        self.query = query;
        self
    }

    pub const fn form(mut self, form: &'static [(&'static str, &'static str)]) -> Self {
        self.form = form;
        self
    }

    pub const fn fill(mut self, fill: fn() -> Vec<(&'static str, String)>) -> Self {
        self.fill = fill;
        self
    }

    pub const fn target(mut self, target: &'static str) -> Self {
        self.target = target;
        self
    }

    pub const fn once_only(mut self, why: &'static str) -> Self {
        self.once_only = why;
        self
    }

    pub const fn records_the_view(mut self) -> Self {
        self.records_the_view = true;
        self
    }

    pub const fn writes_nothing(mut self) -> Self {
        self.writes_nothing = true;
        self
    }

    pub const fn also(mut self, right: Right) -> Self {
        self.also = Some(right);
        self
    }

    pub const fn asked_for_link(mut self) -> Self {
        self.asked_for_link = true;
        self
    }

    pub const fn upload(mut self) -> Self {
        self.is_upload = true;
        self
    }

    pub const fn may_be_empty(mut self) -> Self {
        self.may_be_empty = true;
        self
    }

    pub const fn is_own(mut self) -> Self {
        self.is_own = true;
        self
    }

    pub fn method(&self) -> Method {
        if self.is_post { Method::POST } else { Method::GET }
    }

    /// Whether the query string or the form has a field.
    pub fn names(&self, field: &str) -> bool {
        self.query.contains(field) || self.form.iter().any(|(name, _)| *name == field)
    }

    /// Every field of the form, by name.
    pub fn fields(&self) -> Vec<(String, String)> {
        let fixed = self.form.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        let filled = (self.fill)().into_iter().map(|(name, value)| (name.into(), value));
        fixed.chain(filled).collect()
    }

    /// The path and query.
    pub fn path(&self) -> String {
        self.filled(&format!("{}{}", self.route, self.query))
    }

    /// The same with another id.
    pub fn path_with(&self, id: &str) -> String {
        Self { id: "{id}", ..*self }.path().replace("{id}", id)
    }

    /// Where the form redirects to, with the id.
    pub fn leads_to(&self) -> String {
        self.filled(self.target)
    }

    fn filled(&self, path: &str) -> String {
        match (path.split_once('{'), path.split_once('}')) {
            (Some((before, _)), Some((_, after))) => format!("{before}{}{after}", self.id),
            _ => path.to_owned(),
        }
    }
}

pub const fn get(route: &'static str, who: Person) -> Stop {
    Stop::new(false, route, who)
}

pub const fn post(route: &'static str, who: Person, target: &'static str) -> Stop {
    let mut stop = Stop::new(true, route, who);
    stop.target = target;
    stop
}
