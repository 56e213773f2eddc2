//! The route table: what each feature answers to, kept so that tests can walk it.
use crate::error::Error;
use axum::{
    Router,
    extract::{FromRequestParts, Path},
    handler::Handler,
    http::{Method, request::Parts},
    routing::{MethodFilter, on},
};
use std::str::FromStr;

/// Who may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone who knows the address.
    Open,
    /// Whoever is signed in; what they see of it is the statement's business.
    SignedIn,
}

/// A row of the table.
#[derive(Debug, Clone)]
#[allow(dead_code)] // methods and access are read by the tests, which walk every route
pub struct Entry {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
}

#[derive(Debug, Default)]
pub struct Routes {
    router: Router,
    table: Vec<Entry>,
}

impl Routes {
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn get<H: Handler<T, ()>, T: 'static>(self, path: &'static str, handler: H) -> Self {
        self.add(Method::GET, path, Access::SignedIn, handler)
    }

    #[must_use]
    pub fn post<H: Handler<T, ()>, T: 'static>(self, path: &'static str, handler: H) -> Self {
        self.add(Method::POST, path, Access::SignedIn, handler)
    }

    #[must_use]
    pub fn open_get<H: Handler<T, ()>, T: 'static>(self, path: &'static str, handler: H) -> Self {
        self.add(Method::GET, path, Access::Open, handler)
    }

    #[must_use]
    pub fn open_post<H: Handler<T, ()>, T: 'static>(self, path: &'static str, handler: H) -> Self {
        self.add(Method::POST, path, Access::Open, handler)
    }

    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        Self { router: self.router.merge(other.router), table: self.table }
    }

    #[cfg(test)]
    pub fn table(&self) -> &[Entry] {
        &self.table
    }

    /// What answers, and the table of it.
    pub fn into_parts(self) -> (Router, Vec<Entry>) {
        (self.router, self.table)
    }

    fn add<H: Handler<T, ()>, T: 'static>(
        mut self,
        method: Method,
        path: &'static str,
        access: Access,
        handler: H,
    ) -> Self {
        let filter = if method == Method::POST { MethodFilter::POST } else { MethodFilter::GET };
        self.table.push(Entry { method, path, access });
        Self { router: self.router.route(path, on(filter, handler)), table: self.table }
    }
}

/// The path of the table that an address is of, for the log: it holds no id and no secret.
pub fn template(table: &[Entry], path: &str) -> &'static str {
    let is_of = |known: &&Entry| {
        path.split('/').count() == known.path.split('/').count()
            && path.split('/').zip(known.path.split('/')).all(|(a, b)| a == b || b.starts_with('{'))
    };
    let of_all = table.iter().filter(is_of).map(|known| known.path);
    of_all.min_by_key(|known| known.matches('{').count()).unwrap_or("-")
}

/// The id in a path. What is no id at all is answered like one that does not exist.
#[derive(Debug, Clone, Copy)]
pub struct Id<T>(pub T);

impl<S: Send + Sync, T: FromStr> FromRequestParts<S> for Id<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Path(text) =
            Path::<String>::from_request_parts(parts, state).await.map_err(|_| Error::NotFound)?;
        text.parse().map(Self).map_err(|_| Error::NotFound)
    }
}
