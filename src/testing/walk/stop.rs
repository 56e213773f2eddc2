//! A route with an address and a form that are good for somebody.
use crate::{testing::cast::Person, users::Right};
use axum::http::Method;

#[allow(clippy::struct_excessive_bools)] // each says one thing about a route
#[derive(Clone, Copy)]
pub struct Stop {
    pub is_post: bool,
    pub route: &'static str,
    pub who: Person,
    /// For the route's `{…}`.
    pub id: &'static str,
    pub query: &'static str,
    pub form: &'static [(&'static str, &'static str)],
    /// What of the form only the moment of asking knows.
    pub fill: fn() -> Vec<(&'static str, String)>,
    /// Where a good form leads, or how the way there begins.
    pub sees: &'static str,
    /// Why it is not answered alike when it is sent twice.
    pub once_only: &'static str,
    /// A form that is good with nothing in it.
    pub needs_no_words: bool,
    /// Concerns nobody but the visitor: staff of every role may do it.
    pub is_own: bool,
    /// A page that counts its views.
    pub leaves_a_trace: bool,
    /// Comes from a browser that asked for a sign-in link.
    pub has_asked: bool,
    /// What this form takes beside the route's access, by what is in it.
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
            sees: "",
            once_only: "",
            needs_no_words: false,
            is_own: false,
            leaves_a_trace: false,
            has_asked: false,
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

    pub const fn sees(mut self, sees: &'static str) -> Self {
        self.sees = sees;
        self
    }

    pub const fn once_only(mut self, why: &'static str) -> Self {
        self.once_only = why;
        self
    }

    pub const fn leaves_a_trace(mut self) -> Self {
        self.leaves_a_trace = true;
        self
    }

    pub const fn also(mut self, right: Right) -> Self {
        self.also = Some(right);
        self
    }

    pub const fn has_asked(mut self) -> Self {
        self.has_asked = true;
        self
    }

    pub const fn needs_no_words(mut self) -> Self {
        self.needs_no_words = true;
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

    /// The address to ask at.
    pub fn path(&self) -> String {
        self.filled(&format!("{}{}", self.route, self.query))
    }

    /// The same with another id.
    pub fn path_with(&self, id: &str) -> String {
        Self { id: "{id}", ..*self }.path().replace("{id}", id)
    }

    /// Where a good form leads.
    pub fn leads_to(&self) -> String {
        self.filled(self.sees)
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

pub const fn post(route: &'static str, who: Person, sees: &'static str) -> Stop {
    let mut stop = Stop::new(true, route, who);
    stop.sees = sees;
    stop
}
