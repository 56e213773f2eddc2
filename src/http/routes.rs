//! The route table: what each feature answers to, kept so that tests can walk it.
use crate::error::{Error, Result};
use axum::{
    Router,
    extract::{FromRequest, FromRequestParts, Path},
    http::{Method, request::Parts},
    response::Response,
    routing::{MethodFilter, MethodRouter, on},
};
use std::{pin::Pin, str::FromStr, sync::Arc};

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
    pub fn get<A: Asked<M>, M: 'static>(
        self,
        path: &'static str,
        handler: impl Handler<A>,
    ) -> Self {
        self.add(Method::GET, path, Access::SignedIn, handler)
    }

    #[must_use]
    pub fn post<A: Asked<M>, M: 'static>(
        self,
        path: &'static str,
        handler: impl Handler<A>,
    ) -> Self {
        self.add(Method::POST, path, Access::SignedIn, handler)
    }

    #[must_use]
    pub fn open_get<A: Asked<M>, M: 'static>(
        self,
        path: &'static str,
        handler: impl Handler<A>,
    ) -> Self {
        self.add(Method::GET, path, Access::Open, handler)
    }

    #[must_use]
    pub fn open_post<A: Asked<M>, M: 'static>(
        self,
        path: &'static str,
        handler: impl Handler<A>,
    ) -> Self {
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

    /// The router, and its table of routes.
    pub fn into_parts(self) -> (Router, Vec<Entry>) {
        (self.router, self.table)
    }

    fn add<A: Asked<M>, M: 'static>(
        mut self,
        method: Method,
        path: &'static str,
        access: Access,
        handler: impl Handler<A>,
    ) -> Self {
        let filter = if method == Method::POST { MethodFilter::POST } else { MethodFilter::GET };
        self.table.push(Entry { method, path, access });
        let route = answering(filter, Arc::new(move |asked| handler.answer(asked)));
        Self { router: self.router.route(path, route), table: self.table }
    }
}

/// What a handler takes of a request: the visit, and an id or a form where it wants them.
pub trait Asked<M>: FromRequest<(), M> + Send + 'static {}
impl<A: FromRequest<(), M> + Send + 'static, M> Asked<M> for A {}

/// A function that answers what was asked.
pub trait Handler<A>: Send + Sync + 'static {
    fn answer(&self, asked: A) -> Answering;
}

type Answering = Pin<Box<dyn Future<Output = Result<Response>> + Send>>;

macro_rules! handler_of { ($($A:ident)+) => {
    #[allow(non_snake_case)]
    impl<F, Fut, $($A),+> Handler<($($A,)+)> for F
    where
        F: Fn($($A),+) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Response>> + Send + 'static,
    {
        fn answer(&self, ($($A,)+): ($($A,)+)) -> Answering {
            Box::pin(self($($A),+))
        }
    }
}; }
handler_of!(A);
handler_of!(A B);
handler_of!(A B C);

/// Of one kind for all handlers that take the same, so that a request is read in one place for them.
fn answering<A: Asked<M>, M: 'static>(
    filter: MethodFilter,
    answer: Arc<dyn Fn(A) -> Answering + Send + Sync>,
) -> MethodRouter {
    on(filter, move |asked: A| answer(asked))
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
